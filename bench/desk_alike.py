"""How much do letters share that have nothing to do with each other, and how much do form letters?

python bench/desk_alike.py

Letters are made of sentences of an invented language with the word frequencies of real ones
(Zipf), so that chance alone brings words together; form letters change name, place and first line.
"""

import random
import time

from backfile.participate.alike import find_alike

LETTERS, FORM_LETTERS = 2_000, 500
CHANCE = random.Random(5)  # noqa: S311 - letters, no secrets
WORDS = ["".join(CHANCE.choices("aeioubdklmnrst", k=2 + number % 7)) for number in range(8_000)]
WEIGHTS = [1 / (rank + 10) for rank in range(len(WORDS))]


def letter(size: int) -> str:
    return " ".join(CHANCE.choices(WORDS, WEIGHTS, k=size))


def main() -> None:
    own = {f"own-{n}": letter(CHANCE.randint(40, 400)) for n in range(LETTERS)}
    matter = letter(120)
    forms = {f"form-{n}": f"{letter(12)} {matter} {letter(3)}" for n in range(FORM_LETTERS)}
    started = time.process_time()
    found = find_alike(own | forms)
    spent = time.process_time() - started
    strangers = [like for name, like in found.items() if name.startswith("own")]
    repeated = [like.share for name, like in found.items() if name.startswith("form")]
    print(f"letters of their own, {LETTERS:,}: {len(strangers)} taken for alike")
    for least in (0.02, 0.05, 0.1, 0.2):
        print(f"  of which share {least:.0%} or more: {len(find_alike(own, least)):,}")
    print(
        f"form letters, {FORM_LETTERS:,}: {len(repeated)} found of {FORM_LETTERS - 1},"
        f" least share {min(repeated):.2f}"
    )
    print(f"{spent:.1f} s of processor time for {len(own | forms):,} texts")


if __name__ == "__main__":
    main()
