"""Pages of what was done on request: tombstones of withdrawn stories, and the public log."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from backfile.model.remedy import LogLine, Tomb
from backfile.publish import when
from backfile.publish.build import Build, Output
from backfile.publish.pages.standing import root_of_site
from backfile.publish.rules_of_remedies import GONE
from backfile.publish.words import Words
from backfile.record import encode

LOG = "remedies.html"
LOG_FILE = "api/remedies.json"


def remedy_pages(build: Build) -> Iterator[Output]:
    """Yield the tombstones and the log; nothing where nothing was ever done."""
    for path, tomb in sorted(build.catalogue.tombs.items()):
        yield path, _tombstone(build, path, tomb)
    if build.catalogue.tombs:
        context = {**_said(build, None), "title": build.words("gone.title")}
        yield GONE, build.renderer.page_from("gone.html", root_of_site(build), context)
    log = build.holdings.log()
    if log:
        yield LOG, _log(build, log)
        yield LOG_FILE, encode({"remedies": log}) + b"\n"


def _tombstone(build: Build, path: str, tomb: Tomb) -> bytes:
    """Return what stands in place of a story: since when, and why in general; nothing of it."""
    context = {**_said(build, tomb), "title": build.words("gone.title")}
    return build.renderer.page("gone.html", path, context)


def _said(build: Build, tomb: Tomb | None) -> dict[str, object]:
    words = build.words
    return {
        "since": words("gone.since", date=when.say(words, tomb.since)) if tomb else "",
        "ground": words(f"ground.{tomb.ground}") if tomb else "",
        "authority": words(f"authority.{tomb.authority}") if tomb else "",
        "log": LOG,
    }


def _log(build: Build, log: Sequence[LogLine]) -> bytes:
    words = build.words
    months = [
        (when.say(words, month), [_done(words, line) for line in lines])
        for month, lines in groupby(log, key=attrgetter("month"))
    ]
    context = {
        "title": words("remedy.title"),
        "months": months,
        "file": LOG_FILE,
        "canonical": build.canonical(LOG),
    }
    return build.renderer.page("remedies.html", LOG, context)


def _done(words: Words, line: LogLine) -> tuple[str, str, str]:
    """Return what was done, to how many stories, and why and on whose word."""
    why = f"{words(f'ground.{line.ground}')} {words(f'authority.{line.authority}')}"
    return words(f"remedy.{line.kind}"), words.count("count.stories", line.number), why
