"""How far is each way of reading a field to be trusted, and is what we call sure right?

Over the open sets whose truth was made by people: every single claim is compared with the truth by
the scorer's own measure, way by way (these are the numbers that ``backfile.recover.trust.TRUST``
and ``date_stamps.TRUSTS`` hold), then every settled value, in steps of confidence.

    python bench/calibration.py [pages a set]

The first sets hold one page a host; the sites at the end show what learning adds.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from material import DATA, SHARED, backfile

ALONE = ("fundus", "naeb", "wcxb", "htmldate", "adbar", "postlight")
"""Sets of single pages with a human truth for some field."""
PUBLICATIONS = ("hugo-coder", "ghost-alto", "hugo-casper3", "hugo-cupper")
"""Whole sites: what learning adds to trust."""
PAGES = 400
STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 1.01)
FEWEST = 10
"""Claims below which a share says nothing."""
SURE, RIGHT = 0.9, 0.98
"""Of the values given at 0.9 or more, 98 of 100 are to be right (issue 3)."""
Way = tuple[str, str, float]
Truth = Mapping[str, Any]


def main() -> None:
    if not DATA.is_dir() or not (SHARED / "score/score.py").is_file():
        raise SystemExit("the data sets are not unpacked in .data/, or the scorer is not beside us")
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    scorer = _scorer()
    print("\n# pages that stand alone")
    _weigh(scorer, _alone(scorer, pages))
    print("\n# whole publications")
    _weigh(scorer, _publications(scorer))


def _weigh(scorer: ModuleType, judged: Iterable[tuple[dict[str, Any], Truth]]) -> None:
    ways: dict[Way, list[int]] = defaultdict(lambda: [0, 0])
    steps: dict[tuple[str, float], list[int]] = defaultdict(lambda: [0, 0])
    for record, truth in judged:
        for field, agrees in _measures(scorer, truth).items():
            claims = record["evidence"].get(field, [])
            for claim in claims:
                place = claim["place"].partition(".")[0].partition(">")[0]
                holds = agrees(claim["value"]) or _leaves_room(scorer, field, claim, truth)
                _count(ways[field, place, round(claim["confidence"], 2)], holds)
            standing = [claim["confidence"] for claim in claims if claim["stands"]]
            if standing:
                step = max(step for step in STEPS if step <= max(standing))
                _count(steps[field, step], agrees(record["story"][field]))
    _show_ways(ways)
    _show_steps(steps)


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score/score.py")
    assert spec is not None and spec.loader is not None  # noqa: PT018 - it was looked at
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _alone(scorer: ModuleType, pages: int) -> Iterator[tuple[dict[str, Any], Truth]]:
    """Yield each record of a story with the truth about it, one page a host."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ALONE:
            gold = work / f"{name}.jsonl"
            with (DATA / f"fidelity/{name}.jsonl").open(encoding="utf-8") as lines:
                gold.write_text("".join(islice(lines, pages)), encoding="utf-8")
            deposit = work / f"{name}.warc"
            maker = [sys.executable, str(SHARED / "score/towarc.py"), str(gold), str(deposit)]
            subprocess.run(maker, check=True, capture_output=True)
            yield from _records(scorer, deposit, gold, work / "records.jsonl")


def _publications(scorer: ModuleType) -> Iterator[tuple[dict[str, Any], Truth]]:
    """Yield the same of whole sites: what learning adds to trust."""
    with tempfile.TemporaryDirectory() as folder:
        for name in PUBLICATIONS:
            deposit = DATA / f"templates/{name}.warc"
            gold = DATA / f"templates/{name}.gold.jsonl"
            yield from _records(scorer, deposit, gold, Path(folder) / "records.jsonl")


def _records(
    scorer: ModuleType, deposit: Path, gold: Path, out: Path
) -> Iterator[tuple[dict[str, Any], Truth]]:
    cost = backfile("recover", deposit, stdout=out)
    if cost.status:
        raise SystemExit(f"{deposit.name}: {cost.complaint[-300:]}")
    truths = {
        scorer.address(url): truth
        for truth in scorer.gold_rows(gold)
        if truth["story"]
        for url in truth["url"]
    }
    with out.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            truth = truths.get(scorer.address(record["address"]))
            if truth is not None and record["kind"] == "story" and not record["same_as"]:
                yield record, truth


def _measures(scorer: ModuleType, truth: Truth) -> dict[str, Callable[[Any], bool]]:
    """Return for each field that the truth knows what says whether a value agrees with it."""
    flat, found = scorer.flat, {}
    if truth["title"]:
        found["headline"] = lambda value: flat(value) == flat(truth["title"])
    if truth["dek"]:
        found["standfirst"] = lambda value: flat(value) == flat(truth["dek"])
    if truth["authors"]:
        wanted = {flat(name) for name in truth["authors"]} - {""}
        found["contributors"] = lambda value: scorer.names({"contributors": value}) == wanted
    if truth["day"]:
        found["published"] = lambda value: _is_day(scorer, value, truth["day"])
    if truth["image"]:
        wanted_picture = {scorer.picture(url) for url in truth["image"]}
        found["lead_image"] = lambda value: (
            scorer.picture((value or {}).get("address")) in wanted_picture
        )
    return found


def _is_day(scorer: ModuleType, value: Any, day: object) -> bool:
    try:
        held = scorer.span(value)
    except ValueError:
        return False
    return bool(held) and held[2] and held[0] == day


def _leaves_room(scorer: ModuleType, field: str, claim: Mapping[str, Any], truth: Truth) -> bool:
    """Say whether a claim that is wider than a day holds the true one: then it is no lie."""
    if field != "published":
        return False
    try:
        held = scorer.span(claim["value"])
    except ValueError:
        return False
    return bool(held) and not held[2] and held[0] <= truth["day"] <= held[1]


def _count(tally: list[int], agrees: object) -> None:
    tally[0] += 1
    tally[1] += bool(agrees)


def _show_ways(ways: Mapping[Way, list[int]]) -> None:
    print("\n## each way of reading a field")
    for (field, place, trust), (count, right) in sorted(ways.items()):
        if count >= FEWEST:
            print(
                f"{field:14} {place:34} trusted {trust:.2f}  right {right / count:.3f} of {count}"
            )


def _show_steps(steps: Mapping[tuple[str, float], list[int]]) -> None:
    print("\n## settled values by the confidence of what they stand on")
    for (field, step), (count, right) in sorted(steps.items()):
        print(f"{field:14} from {step:.2f}  right {right / count:.3f} of {count}")
    sure = [tally for (_, step), tally in steps.items() if step >= SURE]
    count, right = sum(tally[0] for tally in sure), sum(tally[1] for tally in sure)
    every = sum(tally[0] for tally in steps.values())
    print(f"\nsure (from {SURE}): {count / max(1, every):.3f} of {every} values")
    print(f"of these right: {right / max(1, count):.4f} (asked {RIGHT})")


if __name__ == "__main__":
    main()
