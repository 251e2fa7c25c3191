"""How often does each way of reading a page's date name the true day?

On the first pages of the open single-page sets (.data/fidelity); prints share right and how many
for each way, which are the numbers of ``backfile.recover.fields.date_stamps.TRUSTS``.

    python bench/dates.py [pages a set] [--text]

With --text the pages are read as the bare words that are left of them, one block a line.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from backfile import edtf
from backfile.model.capture import Capture, Form
from backfile.recover.layout import NO_LAYOUT
from backfile.recover.parsing import parse_page
from backfile.recover.testify import testify

FIDELITY = Path(__file__).parent.parent / ".data" / "fidelity"
SETS = ("htmldate", "fundus")
PAGES = 250


def main() -> None:
    numbers = [word for word in sys.argv[1:] if word.isdecimal()]
    pages = int(numbers[0]) if numbers else PAGES
    form = Form.TEXT if "--text" in sys.argv[1:] else Form.PAGE
    counts: dict[tuple[str, float], list[int]] = defaultdict(lambda: [0, 0])
    for name in SETS:
        for capture, day in dated_pages(FIDELITY / f"{name}.jsonl", pages, form):
            for claim in testify(capture, NO_LAYOUT).evidence:
                if claim.field == "published" and edtf.is_day(str(claim.value)):
                    parts = claim.place.split(":")
                    way = (
                        claim.place if parts[0] == "line" else parts[0],
                        round(claim.confidence, 2),
                    )
                    counts[way][0] += 1
                    counts[way][1] += claim.value == day
    for (place, trust), (count, right) in sorted(counts.items(), key=lambda row: -row[1][0]):
        print(f"{place:10} trusted {trust:.2f}  right {right / count:.3f}  of {count}")


def dated_pages(path: Path, pages: int, form: Form) -> Iterator[tuple[Capture, str]]:
    with path.open(encoding="utf-8") as lines:
        for _, line in zip(range(pages), lines, strict=False):
            row = json.loads(line)
            day = row["gold"].get("date")
            if isinstance(day, str):
                if form is Form.TEXT:
                    yield Capture(form=form, body=bare(row["html"])), day[:10]
                    continue
                body = row["html"].encode("utf-8", "surrogatepass")
                yield Capture(form=form, address=row["url"], body=body), day[:10]


def bare(markup: str) -> bytes:
    """Return the words of a page, one block a paragraph, and nothing else of it."""
    page = parse_page(Capture(form=Form.PAGE, body=markup.encode("utf-8", "surrogatepass")))
    return "\n\n".join(block.text for block in page.blocks).encode("utf-8", "replace")


if __name__ == "__main__":
    main()
