"""`backfile show`: a story's record with its evidence."""

from pathlib import Path
from typing import Any

import click

from backfile.accession.report import corrections_about
from backfile.archive.archive import Archive
from backfile.cli.console import archive_path, as_json, say, say_json
from backfile.preserve.export import account_of
from backfile.record import record_line

LONGEST = 300
"""Letters of a value that are shown to a reader; --json gives all."""


@click.command()
@archive_path
@click.argument("story")
@as_json
def command(archive: Path, story: str, *, is_json: bool) -> None:
    r"""Show what stands of a story, and on which evidence. STORY is an id, address or slug.

    \b
    backfile show our-archive https://www.example.org/2016/03/17/slug
    backfile show our-archive k3v5q2m7ab --json
    """
    with Archive.open(archive) as kept:
        entry = kept.stories.entry(story)
        record = record_line(account_of(kept, entry))
        record["corrections"] = corrections_about(kept, entry.story.id)
        record["members"] = [
            {"capture": member.capture, "why": member.why} for member in entry.members
        ]
    if is_json:
        say_json(record)
    else:
        _say_record(record)


def _say_record(record: dict[str, Any]) -> None:
    for field, value in record["story"].items():
        say(f"{field}: {_short(value)}")
        for claim in record["evidence"].get(field, ()):
            mark = "*" if claim["stands"] else " "
            reason = f" ({claim['reason']})" if claim.get("reason") else ""
            where = f"capture {claim['capture']}, " if "capture" in claim else ""
            said = f"{_short(claim['value'])}  [{where}{claim['place']}, {claim['confidence']:.2f}]"
            say(f"  {mark} {said}{reason}")
    for finding in record["findings"]:
        say(f"{finding['code']}: {finding['text']}")
    for said in record["corrections"]:
        state = "taken back" if said["revoked_at"] else "stands"
        say(f"correction {said['number']}, {said['field']}: {said['because']} ({state})")


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"
