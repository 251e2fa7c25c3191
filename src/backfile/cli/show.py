"""`backfile show`: a story's record with its evidence."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from backfile.accession.report import corrections_about
from backfile.archive.accounts import account_of
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.cli.console import archive_path, as_json, counted, say, say_json
from backfile.publish.how import sureness
from backfile.publish.words import words_in
from backfile.record import record_line

WORDS = words_in("en")
"""Commands speak English; the site says the same in its own languages."""
LONGEST = 300
"""Letters of a value that are shown to a reader; --json gives all."""


@click.command()
@archive_path
@click.argument("story")
@as_json
def command(archive: Path, story: str, *, is_json: bool) -> None:
    r"""Show what stands of a story, and on which evidence.

    STORY is an id, an address, a slug, a whole headline or the name of a file that was handed over.

    \b
    backfile show our-archive https://www.example.org/2016/03/17/slug
    backfile show our-archive k3v5q2m7ab --json
    """
    with Archive.open(archive) as kept:
        entry = kept.stories.entry(story)
        record = record_line(account_of(kept.inward(), entry))
        record["corrections"] = corrections_about(kept, entry.story.id)
        seen = {
            number: _where(kept.captures.get(number))
            for number in {claim.capture for claim in entry.evidence}
            if number is not None
        }
        record["members"] = [
            {"capture": member.capture, "why": member.why} for member in entry.members
        ]
    if is_json:
        say_json(record)
    else:
        _say_record(record, seen)


def _where(row: CaptureRow) -> str:
    """Return where a capture stood: its address, or what it was called in its deposit."""
    return row.address or row.item or ""


def _say_record(record: dict[str, Any], seen: dict[int, str]) -> None:
    evidence = record["evidence"]
    for field, value in record["story"].items():
        lines = list(lines_of(field, value))
        say(f"{field}: {lines[0] if len(lines) == 1 else ''}".rstrip())
        for line in lines if len(lines) > 1 else ():
            say(f"  {line}")
        bounds = [name for name in evidence if name.startswith("bound.")]
        for name in [field, *(bounds if field == "published" else ())]:
            for line in _claims(name, evidence.get(name, ()), seen):
                say(f"    {line}")
    for finding in record["findings"]:
        say(f"{finding['code']}: {finding['text']}")
    for said in record["corrections"]:
        state = "taken back" if said["revoked_at"] else "stands"
        say(f"correction {said['number']}, {said['field']}: {said['because']} ({state})")


def lines_of(field: str, value: object) -> Iterator[str]:
    """Yield a value of the record as a person would read it; at least one line."""
    tell = READABLE.get(field)
    parts = value if isinstance(value, list | tuple) else [value]
    lines = [line for part in parts if part not in (None, "") for line in _lines(tell, part)]
    yield from lines or ["–"]


def _lines(tell: Callable[[Any], Iterable[str]] | None, part: object) -> Iterator[str]:
    told = tell(part) if tell is not None and isinstance(part, dict) else [str(part)]
    yield from (_short(line) for line in told if line)


def _picture(part: dict[str, Any]) -> Iterator[str]:
    yield part.get("address") or "(its address is lost)"
    yield from (f"{name}: {part[name]}" for name in ("caption", "credit", "alt") if part.get(name))


def _series(part: dict[str, Any]) -> str:
    number, of = part.get("part"), part.get("of")
    counted_in = f"part {number}{f' of {of}' if of else ''}" if number else ""
    return ", ".join(filter(None, (part.get("name"), counted_in)))


READABLE: dict[str, Callable[[Any], Iterable[str]]] = {
    "contributors": lambda part: [f"{part['name']} ({part['role']})"],
    "lead_image": _picture,
    "body": lambda part: [" ".join(str(part.get("text", "")).split())],
    "notices": lambda part: [f"{part['kind']}: {' '.join(part['text'].split())}"],
    "comments": lambda part: [f"{part.get('name') or 'a reader'}: {part.get('text')}"],
    "occasion": lambda part: [f"{name}: {said}" for name, said in part.items() if said],
    "series": lambda part: [_series(part)],
    "translations": lambda part: [f"{part['address']} ({part.get('language') or 'untold'})"],
}
"""How the parts of a field are read that are no plain words."""
BOUNDS: dict[str, str] = {
    "bound.not-before": "not before",
    "bound.not-after": "not after",
    "bound.day-hint": "a hint",
}
"""What bounds a date without naming it, in words."""


def _claims(field: str, claims: Iterable[dict[str, Any]], seen: dict[int, str]) -> Iterator[str]:
    """Yield a line on each claim; one that other captures repeat is told once, with how many."""
    alike: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for claim in claims:
        said = (claim["stands"], claim["place"], claim["confidence"], repr(claim["value"]))
        alike.setdefault(said, []).append(claim)
    for first, *others in alike.values():
        line = _said_by(field, first, seen.get(first.get("capture", -1), ""))
        more = counted(len(others), "capture more", "captures more")
        yield f"{line} (and {more})" if others else line


def _said_by(field: str, claim: dict[str, Any], seen: str) -> str:
    """Return one line on a claim: whether it stands, what it says, where, and how sure."""
    confidence = claim["confidence"]
    sure = WORDS(f"evidence.{sureness(confidence)}")
    where = f"{claim['place']} of {seen}" if seen else claim["place"]
    reason = f": {claim['reason']}" if claim.get("reason") else ""
    bound = BOUNDS.get(field, "")
    mark = bound or ("stands" if claim["stands"] else "also said")
    said = "; ".join(lines_of(field, claim["value"]))
    return f"{mark}: {_short(said)} [{where}; {sure}, {confidence:.2f}]{reason}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
