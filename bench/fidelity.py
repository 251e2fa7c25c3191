"""How faithfully does a page that stands alone come back, beside the peers, by one scorer?

bench/fidelity.py [--sample N] [--sets NAME,NAME] [--write] [--cache FOLDER] [--peers-only]

Every open set of single pages is given to Backfile and to each peer that is installed
(`pip install -e '.[bench]'`), page for page, and scored alike. The sets of whole sites are given to
Backfile twice: with its layouts and without, which is what learning from the publication adds.
`--sample N` takes N pages of each set and a site for every ten of them, the same ones each time;
`--write` puts the tables into docs/fidelity.md.

What was found is kept in a folder outside of the repository (`--cache`, else the user's cache): the
answers of peers page by page, our own figures by the digest of our code. A run that was cut short
goes on where it stood, and after a change of our code only our own part is done again.
`--peers-only` asks the peers and stops, so that the slow part can be done at any time before.
"""

import argparse
import importlib
import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fidelity_cache import PLACE, Answers, Figures, digest, figures, peer_file
from material import COMMAND, DATA, ROOT, SHARED, backfile, measure, score
from peers import PEERS, Peer

PAGES = DATA / "fidelity"
SITES = DATA / "templates"
DOCUMENT = ROOT / "docs/fidelity.md"
BEGIN, END = "<!-- made by bench/fidelity.py --write: from here", "<!-- to here -->"
SETS = [
    "fundus",
    "scrapinghub",
    "naeb",
    "wcxb",
    "adbar",
    "htmldate",
    "chinese",
    "mozilla",
    "postlight",
    "nonlatin",
]
MEASURES = {
    "story_recall": "stories known as such",
    "body_f1_4gram": "body, runs of four words, F1",
    "noise": "words of the body that are foreign",
    "complete": "no block lost",
    "clean": "no block foreign",
    "perfect": "perfect body: neither",
    "record": "whole record",
    "headline": "headline as printed",
    "standfirst": "standfirst",
    "contributors_f1": "contributors, F1",
    "date_exact": "exact day",
    "date_wrong": "another day, asserted",
    "image": "lead picture",
    "caption": "its caption",
    "credit": "its credit",
    "subheads": "subheads as headings",
    "pictures": "pictures kept",
    "pairs": "pictures with their captions",
    "must_have": "sentences that must be there",
    "must_not": "sentences that must not",
    "sure_right": "right, of what is given as sure",
}
"""What is shown of the scorer's measures, and in which words."""
OF_THE_BODY = frozenset(
    {
        "story_recall",
        "body_f1_4gram",
        "noise",
        "complete",
        "clean",
        "perfect",
        "must_have",
        "must_not",
    }
)
GIVES = {
    "trafilatura": OF_THE_BODY
    | {"record", "headline", "standfirst", "contributors_f1", "date_exact", "date_wrong", "image"}
    | {"subheads", "pictures", "pairs"},
    "readability-lxml": OF_THE_BODY | {"headline", "subheads", "pictures", "pairs"},
    "newspaper4k": OF_THE_BODY
    | {"record", "headline", "standfirst", "contributors_f1", "date_exact", "date_wrong", "image"},
    "resiliparse": OF_THE_BODY,
}
"""What each peer gives at all: of the rest its cells are empty, not nought."""
PAGES_A_SITE = 10
"""Pages of a sample for which one whole site is taken: a site has 60 to 150 stories, read twice."""
LOWER_IS_BETTER = frozenset({"noise", "date_wrong", "must_not"})
WITHOUT_LAYOUT = (
    "import sys; from backfile.accession import reading; from backfile.recover.layout import "
    "NO_LAYOUT; from backfile.cli import main; reading.learn = lambda captures: NO_LAYOUT; main()"
)
"""Runs a command as if each page stood alone."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the scorer says of one tool on one set, and what the tool took."""

    figures: dict[str, float]
    pages: int
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Desk:
    """What one run works with: where it keeps what it finds, how many pages, and beside whom."""

    cache: Path
    sample: int
    peers: dict[str, Peer]

    @property
    def versions(self) -> dict[str, str]:
        """Versions of the peers by their names."""
        return {name: version(name) for name in self.peers}


def main() -> None:
    """Score what is asked for; print it, and write it down where asked."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--sample", type=int, default=0, metavar="N")
    ask.add_argument("--sets", default=",".join(SETS))
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--cache", type=Path, default=PLACE, metavar="FOLDER")
    ask.add_argument("--peers-only", action="store_true")
    wish = ask.parse_args()
    if not PAGES.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    desk = Desk(wish.cache, wish.sample, dict(_installed()))
    parts = [_conditions(desk)]
    names = [name for name in wish.sets.split(",") if (PAGES / f"{name}.jsonl").is_file()]
    for name in names:
        found = _compare(name, desk, are_alone=wish.peers_only)
        if not wish.peers_only:
            parts.append(_table(name, found))
            print(parts[-1], flush=True)
    if wish.peers_only:
        return
    parts.append(_layout_table(desk))
    print(parts[-1], flush=True)
    if wish.write:
        _write("\n".join(parts))


def _installed() -> Iterator[tuple[str, Peer]]:
    for name, module in PEERS.items():
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"{name} is not installed and left out", file=sys.stderr)
            continue
        yield name, importlib.import_module("peers").reader_of(name)


def _conditions(desk: Desk) -> str:
    """Say of how many pages, and beside which versions."""
    versions = ", ".join(f"{name} {number}" for name, number in desk.versions.items()) or "none"
    drawn = f"{desk.sample} pages of each set, drawn by digest"
    pages = drawn if desk.sample else "every page of each set"
    return f"Given: {pages}. Peers: {versions}.\n"


def _compare(name: str, desk: Desk, *, are_alone: bool) -> dict[str, Result]:
    """Give one set to every tool, or to the peers alone."""
    rows = [json.loads(line) for line in (PAGES / f"{name}.jsonl").open("rb")]
    rows = _drawn(rows, desk.sample)
    found: dict[str, Result] = {}
    with tempfile.TemporaryDirectory() as folder:
        gold, records = Path(folder, "gold.jsonl"), Path(folder, "records.jsonl")
        _write_lines(gold, rows)
        if not are_alone:
            own = figures(desk.cache, f"{name}-{desk.sample}", lambda: _own(gold))
            found["Backfile"] = Result(own, len(rows), own.pop("cpu_seconds"))
        for peer, read in desk.peers.items():
            answers = Answers(peer_file(desk.cache, name, peer, desk.versions))
            told = list(_records(rows, answers, read))
            _write_lines(records, [record for record, _ in told])
            took = sum(seconds for _, seconds in told)
            found[peer] = Result(score(records, gold), len(rows), took)
    return found


def _own(gold: Path) -> Figures:
    """Return what the scorer says of our records of a set, and the CPU seconds that they took."""
    crawl, records = gold.with_name("pages.warc"), gold.with_name("own.jsonl")
    argv, sys.argv = sys.argv, ["towarc", str(gold), str(crawl)]
    _shared("towarc").main()
    sys.argv = argv
    cost = backfile("recover", crawl, stdout=records)
    return score(records, gold) | {"cpu_seconds": cost.cpu_seconds}


def _records(
    rows: list[dict[str, object]], answers: Answers, read: Peer
) -> Iterator[tuple[dict[str, object], float]]:
    """Yield the record of each page as a peer reads it, and the CPU seconds that it took."""
    own_address: Callable[..., str] = _shared("score").own_address
    seen: Counter[str] = Counter()
    addresses = [own_address(row, number, seen) for number, row in enumerate(rows)]
    pages = zip((str(row["html"]) for row in rows), addresses, strict=True)
    for address, (story, took) in zip(addresses, answers.of(read, pages), strict=True):
        kind = "story" if story else "other"
        yield {"address": address, "kind": kind, "story": story}, took


def _drawn(rows: list[dict[str, object]], sample: int) -> list[dict[str, object]]:
    """Return the sample of some rows: those whose digests come first, in their own order."""
    if not sample or sample >= len(rows):
        return rows
    by_digest = sorted(range(len(rows)), key=lambda n: digest(str(rows[n]["id"])))
    return [rows[number] for number in sorted(by_digest[:sample])]


def _write_lines(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", errors="surrogatepass") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def _shared(name: str) -> object:
    """Return a module of the shared scorer."""
    folder = str(SHARED / "score")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(name)


def _table(name: str, found: dict[str, Result]) -> str:
    """Write the figures of one set as a table, the best of each row in bold."""
    tools = list(found)
    lines = [f"## {name}: {found['Backfile'].pages} pages\n"]
    lines.append("| | " + " | ".join(tools) + " |")
    lines.append("|---" * (len(tools) + 1) + "|")
    for measure_name, words in MEASURES.items():
        values = [
            one.figures.get(measure_name) if measure_name in GIVES.get(tool, MEASURES) else None
            for tool, one in found.items()
        ]
        if values[0] is not None:
            lines.append(_row(words, values, lower=measure_name in LOWER_IS_BETTER))
    speeds = [f"{one.pages / max(0.01, one.cpu_seconds):.0f}" for one in found.values()]
    lines.append("| pages a CPU second (ours with every field) | " + " | ".join(speeds) + " |\n")
    return "\n".join(lines)


def _row(words: str, values: list[float | None], *, lower: bool) -> str:
    known = [round(value, 3) for value in values if value is not None]
    best = min(known) if lower else max(known)
    cells = [
        "" if value is None else f"**{value:.3f}**" if round(value, 3) == best else f"{value:.3f}"
        for value in values
    ]
    return f"| {words} | " + " | ".join(cells) + " |"


def _layout_table(desk: Desk) -> str:
    """Score the whole sites with their layouts learnt and with every page alone."""
    sites = sorted(SITES.glob("*.warc"), key=lambda path: digest(path.stem))
    sites = sites[: max(2, desk.sample // PAGES_A_SITE)] if desk.sample else sites
    learnt = [_of_site(desk, site, [*COMMAND, "recover", site]) for site in sites]
    apart = [sys.executable, "-c", WITHOUT_LAYOUT, "recover"]
    alone = [_of_site(desk, site, [*apart, site], "-alone") for site in sites]
    names = [name for name in ("story_f1", *MEASURES) if any(name in one for one in learnt)]
    lines = [f"## What learning adds: {len(sites)} whole sites, macro means\n"]
    lines += ["| | layouts learnt | every page alone |", "|---|---|---|"]
    for name in names:
        words = MEASURES.get(name, "story or not, F1")
        lines.append(f"| {words} | {_mean(learnt, name)} | {_mean(alone, name)} |")
    return "\n".join([*lines, ""])


def _of_site(desk: Desk, site: Path, words: list[object], how: str = "") -> Figures:
    """Return what the scorer says of one whole site, read with some command."""

    def make() -> Figures:
        with tempfile.TemporaryDirectory() as folder:
            records = Path(folder, "records.jsonl")
            measure(*words, stdout=records)
            return score(records, site.with_suffix(".gold.jsonl"))

    return figures(desk.cache, f"site-{site.stem}{how}", make)


def _mean(found: list[dict[str, float]], name: str) -> str:
    values = [one[name] for one in found if name in one]
    return f"{statistics.mean(values):.3f}" if values else ""


def _write(tables: str) -> None:
    """Put the tables between the marks of the document."""
    text = DOCUMENT.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    DOCUMENT.write_text(f"{head}{BEGIN} -->\n\n{tables}\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
