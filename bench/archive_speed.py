"""How fast does the archive take stories in and give them back?

    python bench/archive_speed.py [STORIES]

Prints stories per CPU second for each step, over stories of 700 words with four claims a field and
three captures each; texts are drawn from a fixed stream of made-up words.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Member, Reading, StoryEntry
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit, DepositKind
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Contributor, Image, Story
from backfile.model.testimony import Link, Testimony
from backfile.query.language import parse

WORDS = 700
CAPTURES = 3


def vocabulary(chance: random.Random) -> list[str]:
    letters = "abcdefghijklmnoprstuvwy"
    return ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(30_000)]


def story(number: int, words: list[str], chance: random.Random) -> Story:
    # Zipf's law, roughly: few words are most of a text.
    said = [words[int(len(words) * chance.random() ** 3)] for _ in range(WORDS)]
    paragraphs = [" ".join(said[at : at + 70]) for at in range(0, WORDS, 70)]
    address = f"https://www.example.org/2016/03/{number}/"
    return Story(
        id=f"s{number:08}",
        headline=" ".join(said[:8]),
        standfirst=" ".join(said[8:24]),
        byline=f"By {said[0]} {said[1]}",
        contributors=(Contributor(f"{said[0]} {said[1]}"),),
        published=f"{2010 + number % 8}-03-15",
        section=said[2],
        tags=tuple(said[3:6]),
        language="en",
        lead_image=Image(f"{address}a.jpg", " ".join(said[6:16]), "Ann Lee"),
        body=Body("".join(f"<p>{p}</p>" for p in paragraphs), "\n\n".join(paragraphs)),
        addresses=(address, f"https://www.example.org/?p={number}"),
    )


def claims(said: Story, capture: int | None = None) -> tuple[Evidence[object], ...]:
    fields = ("headline", "standfirst", "byline", "published", "section")
    plain = tuple(
        Evidence(field, getattr(said, field), f"place-{place}", 0.9, capture=capture)
        for field in fields
        for place in range(4)
    )
    return (*plain, Evidence("body", said.body, "visible", 0.9, capture=capture, stands=True))


def batches(stories: list[Story]) -> Iterator[Batch]:
    for at in range(0, len(stories), 64):
        yield Batch(
            readings=tuple(
                Reading(
                    Capture(form=Form.PAGE, item="a.warc", offset=at, address=said.addresses[0]),
                    Testimony(
                        kind=Kind.STORY,
                        evidence=claims(said),
                        keys=(f"url:{said.addresses[0]}", f"text:{said.id}"),
                        addresses=said.addresses,
                    ),
                    "0" * 64,
                    125_000,
                )
                for said in stories[at : at + 64]
            ),
            reads=64,
        )


def timed(what: str, count: int, work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    spent = time.process_time() - begun
    print(f"{what:42} {count / spent:10,.0f} a CPU second  ({spent:.2f} s)")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    chance = random.Random(1)  # noqa: S311 - a fixed stream
    words = vocabulary(chance)
    stories = [story(number, words, chance) for number in range(count)]
    entries = [
        StoryEntry(
            story=said,
            evidence=claims(said, number + 1),
            links=(Link(f"{said.addresses[0]}a.jpg", "lead"),),
            members=(Member(number + 1),),
        )
        for number, said in enumerate(stories)
    ]
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder) / "archive", "")
        deposit = Deposit(id="d", name="a.warc", kind=DepositKind.WARC, digest="0" * 64, size=1)
        archive.deposits.register(deposit, ())

        def put_captures() -> None:
            for batch in batches(stories):
                archive.captures.put("d", batch)

        timed("captures kept, with testimony", count, put_captures)
        timed("testimonies read", count, lambda: sum(1 for _ in archive.captures.testimonies()))
        timed("stories kept", count, lambda: archive.stories.put(entries))
        timed("stories indexed for search", count, archive.search.refresh)
        timed("stories put again, unchanged", count, lambda: archive.stories.put(entries))
        timed("stories read whole", count, lambda: sum(1 for _ in archive.stories.all()))
        timed(
            "stories read with evidence", count, lambda: sum(1 for _ in archive.stories.entries())
        )
        timed("heads read", count, lambda: sum(1 for _ in archive.stories.heads()))
        queries = [parse(" ".join(chance.choices(words[:3000], k=2))) for _ in range(200)]
        timed("searches", 200, lambda: [archive.search.find(query) for query in queries])
        archive.close()
        size = (Path(folder) / "archive" / "archive.db").stat().st_size
        print(f"archive.db: {size / count / 1024:.1f} KiB a story")


if __name__ == "__main__":
    main()
