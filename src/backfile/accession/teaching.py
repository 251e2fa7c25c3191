"""Teaching by example: a person shows once where a field is printed, and all pages are read again.

teach(archive, Showing("old-quay", "byline", "Words by Ann Lee", "seen"), clock, manner)
"""

from dataclasses import dataclass

from backfile.accession.edits import settle_layout
from backfile.accession.learnt import LAYOUT, correction_of, lesson_of
from backfile.accession.originals import laid_out
from backfile.accession.reading import Manner
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.clock import Clock
from backfile.errors import BadValue, NotFound
from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.model.capture import Capture, Form
from backfile.model.correction import Correction
from backfile.recover.lessons import Lesson, Verdict
from backfile.recover.page import Block, Page
from backfile.recover.parsing import parse_page
from backfile.recover.taught import PLACED_FIELDS
from backfile.text import print_of

MOST_NAMED = 3
"""Stories that are named to somebody who can teach from none other."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What a person points at: on the page of this story these words are that field."""

    story: str
    """Its id, address or slug."""
    field: str
    """A key of PLACED_FIELDS."""
    words: str
    """As they are printed, or the beginning of them."""
    because: str
    who: str = ""


def teach(archive: Archive, showing: Showing, clock: Clock, manner: Manner) -> Correction:
    """Learn from one page where a field is printed, and read all pages of that host again.

    Raises:
        BadValue: the field has no place of its own, or the words do not stand on the page.
        NotFound: there is no such story, or none of its captures is a page.
    """
    if showing.field not in PLACED_FIELDS:
        raise BadValue(
            f"Where {showing.field} is printed cannot be shown.",
            f"It can for: {', '.join(PLACED_FIELDS)}.",
        )
    if not showing.because.strip():
        raise BadValue("A lesson needs a reason.", "Say why with --because.")
    page = page_of(archive, showing.story)
    block = _block_with(page, showing.words)
    place = f"{block.place:x} {page.name_of(block.node)}"
    lesson = Lesson(page.host, showing.field, place, Verdict.LOOK)
    said = correction_of(lesson, showing.because, showing.who, clock())
    kept = _known(archive, said)
    if kept is None:
        with archive.writing():
            kept = archive.corrections.put(said)
            archive.journal.write("taught", LAYOUT, f"{said.field}: {showing.because}")
    # A lesson that a killed run kept, but did not read by, is read by now.
    settle_layout(archive, kept, manner)
    return kept


def _known(archive: Archive, said: Correction) -> Correction | None:
    """Return the lesson that stands already and says the same."""
    lesson = lesson_of(said)
    standing = archive.corrections.standing(LAYOUT, said.target)
    return next((kept for kept in standing if lesson_of(kept) == lesson), None)


def page_of(archive: Archive, story: str) -> Page:
    """Read the page of a story anew from the archive's originals.

    Raises:
        NotFound: there is no such story, or it was never captured as a page.
    """
    members = archive.stories.entry(story).members
    rows = [archive.captures.get(member.capture) for member in members]
    pages = [row for row in rows if row.form == Form.PAGE]
    for row in pages:
        capture = _capture_at(archive, row)
        if capture is not None:
            return parse_page(capture)
    raise NotFound(
        "No page of that story was handed over: it came from an export, a feed or a text file.",
        _teachable(archive),
    )


def _teachable(archive: Archive) -> str:
    """Return what to do instead: which stories were handed over as pages."""
    rows = (row for row in archive.captures.all() if row.form == Form.PAGE and row.story)
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(row.story or "", row.address or row.item or "")
        if len(names) == MOST_NAMED:
            break
    if not names:
        return "Nothing here can teach a layout. Correct the story with `edit`."
    named = "; ".join(f"{story} ({where})" for story, where in names.items())
    return f"Correct it with `edit`, or teach from a story that came as a page: {named}."


def _capture_at(archive: Archive, row: CaptureRow) -> Capture | None:
    deposit = archive.deposits.get(row.deposit)
    with laid_out(archive, deposit) as path:
        for read in read_items(items_of(path), address=deposit.address):
            if isinstance(read, Capture) and (read.item, read.offset) == (row.item, row.offset):
                return read
    return None


def _block_with(page: Page, words: str) -> Block:
    """Return the block that says some words: the very words before a longer line."""
    wanted = print_of(words)
    found = [block for block in page.blocks if wanted and wanted in print_of(block.text)]
    if not found:
        where = page.address or "that page"
        raise BadValue(
            f"“{words}” does not stand on {where} in one line.",
            "Give the words as they are printed, or the beginning of the line.",
        )
    return min(found, key=lambda block: (len(block.text), block.number))
