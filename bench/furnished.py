"""The demo with everything that a site may have: a desk with its forms, comments, remedies."""

import re
from pathlib import Path

from material import backfile
from served import make_demo

from backfile.participate.folder import make_desk
from backfile.participate.keys import DeskKey
from backfile.participate.settings import Desk

_SAID = ("--because", "a bench", "--ground", "safety", "--authority", "person")
REMEDIES: tuple[tuple[str, ...], ...] = (
    ("initials", "first-co-management-agreement", "--name", "Nawal Seif", "--name", "Seif"),
    ("initials", "maa-al-thulathaa", "--name", "رانيا صبّور", "--yes"),
    ("withdraw", "women-clams-license"),
    ("correct", "fish-die-across-lake-nuwara", "They died on the night of 8 September."),
    ("note", "dredger-arrives", "This archive holds nothing of what the dredger did."),
    ("delist", "who-owns-a-lagoon"),
)
"""What is done to stories of the demo, of each sort at least one."""
SETTINGS = """
comments = true
oembed = true
keeper = "The Delta Library"
keeper_contact = "mailto:archive@delta.example"
feeds = { wells = "well OR wells" }
"""
"""No `licence` and no `ai_use`: their lines in robots.txt (RSL, Content-Usage) are newer than
Lighthouse 12, which calls every line unknown to it an error. RFC 9309 has them passed over."""
DESK = """
folder = "../{name}"
email = "desk@delta.example"
safer = ["Signal: +1 202 555 0143"]
readers = "Two editors read what is sent, on a computer without network."
"""


def make_furnished(archive: Path) -> None:
    """Make the archive of the demo publication, its desk beside it, and do remedies to it."""
    make_demo(archive)
    desk = archive.with_name(f"{archive.name}-desk")
    languages = ("en", "ar", "fr", "es", "de", "ru")
    make_desk(desk, Desk(key=DeskKey.make().public, title="Saltline", languages=languages))
    for kind, story, *said in REMEDIES:
        done = backfile("remedy", kind, archive, story, *said, *_SAID)
        if done.status:
            raise SystemExit(f"{kind} {story}: {done.complaint}")
    toml = archive / "archive.toml"
    text = toml.read_text("utf-8")
    for part, lines in (("site", SETTINGS), ("desk", DESK.format(name=desk.name))):
        text = re.sub(rf"^\[{part}\]$", f"[{part}]{lines.rstrip()}", text, flags=re.MULTILINE)
    toml.write_text(text, "utf-8")
