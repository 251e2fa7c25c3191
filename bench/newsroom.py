"""How much of a real newsroom comes back, from each deposit alone and from all in one archive?"""

import json
import tempfile
from pathlib import Path

from material import DATA, backfile, score, show

NEWSROOM = DATA / "newsroom"
FACES = {
    "wxr": ["wxr"],
    "newspack": ["warc/newspack.warc"],
    "twentytwentyone": ["warc/twentytwentyone.warc"],
    "text": ["text"],
}
EVERYTHING = [
    "wxr",
    "warc/newspack.warc",
    "warc/newspack-oldurls.warc",
    "warc/twentytwentyone.warc",
    "html/mirror",
    "html/sample",
    "feeds",
    "text",
]


def main() -> None:
    if not NEWSROOM.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    gold = NEWSROOM / "gold.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for face, deposits in FACES.items():
            records = work / f"{face}.jsonl"
            cost = backfile("recover", *(NEWSROOM / name for name in deposits), stdout=records)
            figures = dict(score(records, gold, face))
            figures |= {"CPU seconds": cost.cpu_seconds, "peak MB": cost.peak_mb}
            show(f"recover {' '.join(deposits)}", figures)
        together(work, gold)


def together(work: Path, gold: Path) -> None:
    archive, records = work / "archive", work / "all.jsonl"
    backfile("new", archive, "--title", "Trade Ledger")
    cost = backfile("add", archive, *(NEWSROOM / name for name in EVERYTHING))
    backfile("export", archive, "--as", "jsonl", stdout=records)
    figures = dict(score(records, gold))
    hidden = not_public(records, gold)
    figures |= {
        "exported stories": sum(1 for _ in records.open(encoding="utf-8")),
        "not public, yet exported": hidden,
        "add: CPU seconds": cost.cpu_seconds,
        "add: peak MB": cost.peak_mb,
    }
    show("all deposits in one archive", figures)


def not_public(records: Path, gold: Path) -> int:
    """Count the stories that were never public and stand in the export all the same."""
    rows = [json.loads(line) for line in gold.open(encoding="utf-8")]
    ids = {f"?p={row['id']}" for row in rows if not row["public"]}
    found = 0
    for line in records.open(encoding="utf-8"):
        addresses = json.loads(line)["story"]["addresses"]
        found += any(address.rsplit("/", 1)[-1] in ids for address in addresses)
    return found


if __name__ == "__main__":
    main()
