"""When a page says that its story appeared: linked data, metas, the printed line, the address.

The law of the place: what stands in comments, related lists, letters, archive widgets and picture
paths never names a date; comments bound it from above.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.recover import zones as z
from backfile.recover.bounds import Told, bound_date, narrow, out_by
from backfile.recover.dates import learn_order, order_of, read_date
from backfile.recover.dates_lines import find_date_line
from backfile.recover.fields.date_printed import (
    LONGEST_LINE,
    MODIFIED,
    MOSTLY_DATE,
    NEVER,
    PUBLISHED,
    TIME,
    Printed,
    labels_of,
    near_blocks,
    of_block,
    of_changed,
    of_headline,
    of_label,
    of_time,
    told_times,
)
from backfile.recover.fields.date_relative import from_relative
from backfile.recover.fields.date_stamps import (
    TRUSTS,
    claims_of,
    from_address,
    from_linked,
    from_metas,
    read_stamp,
)
from backfile.recover.fields.date_witnesses import unconfirmed
from backfile.recover.fields.date_zones import in_local_time
from backfile.recover.page import Page
from backfile.recover.plaintext_labels import DATE, UPDATED
from backfile.recover.publication import read_letter
from backfile.recover.reading import HEADINGS, Reading

_SECOND = 0.6
"""What is left of the trust of a printed date that is not the first of its page: the rest are
updates, events and neighbours."""
_CLOSE = 0.05
"""How much less a rival may be trusted and still put another day in doubt."""
_BEYOND_DOUBT = frozenset({"label", "learnt", PUBLISHED})
"""Ways in which a date is known that no rival puts in doubt."""
_CERTAIN_ALONE = frozenset({"label", "learnt", "time", PUBLISHED, "between"})
"""Ways in which the printed day of a page that stands alone and has lost its head is known well
enough to be asserted: of 364 days of stripped pages of three sets 353 were right, of 141 known
otherwise, or after the text, 131; those stand marked as not sure."""
_MOST_AFTER = 2
"""Different days printed after the text that may be the story's own (published, updated)."""


@dataclass(slots=True)
class DatesRead:
    """What a page says of its story's date."""

    evidence: list[Evidence[object]] = field(default_factory=list)
    """Claims on published, published_at and modified."""
    bounds: tuple[Evidence[object], ...] = ()
    """What bounds the date, where no single day is named."""
    findings: list[Finding] = field(default_factory=list)


def read_dates(reading: Reading, caption: str = "", standfirst: str = "") -> DatesRead:
    """Read every claim on the date of a page's story, and what bounds it if none names a day.

    Args:
        reading: the page, its roles filled.
        caption: the words of the lead picture, credit and all.
        standfirst: the words of the standfirst.
    """
    page = reading.page
    order = reading.site.date_order or order_of(page.language)
    order = order or learn_order(
        [b.text for b in page.blocks if len(b.text) < LONGEST_LINE and "/" in b.text]
    )
    said = DatesRead()
    said.evidence += from_linked(page)
    said.evidence += from_metas(page)
    said.evidence += from_address(page)
    _read_printed(reading, order, said)
    if not any(claim.field == "published" for claim in said.evidence):
        said.evidence += _read_line(reading, order)
    if not any(claim.field == "published" for claim in said.evidence):
        said.evidence += from_relative(reading)
    said.evidence = in_local_time(said.evidence, page.language)
    if not reading.site.confirms:
        said.evidence = unconfirmed(said.evidence)
    published = [claim for claim in said.evidence if claim.field == "published"]
    if any(edtf.is_day(str(claim.value)) for claim in published):
        said.findings = []
        return said
    told = _told(reading, caption, standfirst, said.evidence)
    said.bounds = bound_date(told, order)
    narrowed = narrow((*said.bounds, *published))
    if narrowed is not None:
        said.evidence.append(narrowed)
    return said


def find_date_block(reading: Reading) -> int | None:
    """Return the number of the block that prints the date which the page's head or address names.

    Where those name none: the block that says itself that it is the date. None if there is none.
    """
    page = reading.page
    known = {
        str(claim.value) for claim in (*from_linked(page), *from_metas(page), *from_address(page))
    }
    found = [
        (one.distance, block.number)
        for block in near_blocks(reading)
        for one in of_block(reading, block, None)
        if one.value.edtf in known or (not known and one.how in {"time", "named"})
    ]
    return min(found)[1] if found else None


def _read_line(reading: Reading, order: str | None) -> Iterator[Evidence[object]]:
    """Yield the day of the line that dates the text by where it stands among the page's words."""
    page = reading.page
    texts = [
        # A heading tells what the story is about.
        "" if page.roles[b.number] in NEVER or b.tag in HEADINGS else b.text
        for b in page.blocks
    ]
    line = find_date_line(texts, order)
    if line is not None and line.how != "only":
        yield line.claim(is_alone=_is_all_there_is(reading, DatesRead()))


def _without_lists(found: list[Printed], end: int) -> list[Printed]:
    """Drop the dates after the text where there are several: they belong to a list of stories."""
    after = {one.value.edtf for one in found if one.block > end}
    return [one for one in found if one.block <= end] if len(after) > _MOST_AFTER else found


def _read_printed(reading: Reading, order: str | None, said: DatesRead) -> None:
    """Read the lines around headline and body that print a date or have lost it."""
    found: list[Printed] = []
    changed: list[Printed] = []
    for block in near_blocks(reading):
        told = list(told_times(reading.page, block))
        for time, kind in told:
            if kind == MODIFIED:
                stamp = time.value or time.text
                said.evidence += claims_of("modified", stamp, "visible:time", TRUSTS[TIME])
                changed += of_changed(reading, block, time, order)
        lost = False
        for labelled in labels_of(block):
            if labelled.field == UPDATED:
                place = f"label:{labelled.label}"
                said.evidence += claims_of("modified", labelled.value, place, TRUSTS["label"])
            elif labelled.field == DATE:
                # What a time element tells is surer than the words around it.
                is_timed = any(kind in {TIME, PUBLISHED} for _, kind in told)
                printed = [] if is_timed else of_label(labelled, block, order)
                found += printed
                lost = lost or not (printed or block.times)
        if lost:
            text = f"“{block.text[:MOSTLY_DATE]}” stands without a date."
            said.findings.append(Finding("date-lost", text, None, reading.page.address))
        else:
            found += of_block(reading, block, order)
    found += of_headline(reading)
    found = found or changed[:1]  # the only day that the page prints, whatever its makers call it
    named = [str(c.value) for c in said.evidence if c.field == "published" and c.place == "address"]
    fences = [address for address in named if any(_agrees(one, address) for one in found)]
    found = _without_lists(found, reading.body[-1] if reading.body else 0)
    inside = [one for one in found if all(_agrees(one, fence) for fence in fences)]
    known = any(edtf.is_day(str(c.value)) for c in said.evidence if c.field == "published")
    said.evidence += _rank(inside, known=known, is_alone=_is_all_there_is(reading, said))


def _is_all_there_is(reading: Reading, said: DatesRead) -> bool:
    """Say whether words are all that is left of a page that stands alone: its head is lost."""
    if reading.site.confirms or any(claim.field == "published" for claim in said.evidence):
        return False
    head = reading.page.head
    return not (head.metas or head.links or reading.page.linked.story())


def _agrees(one: Printed, address: str) -> bool:
    """Say whether a printed date lies in what the address names, give or take a day."""
    value = one.value.edtf
    first, last = edtf.bounds(address)
    if value is None or first is None or last is None:
        return False
    fence = edtf.interval(first - timedelta(1), last + timedelta(1))
    return edtf.intersection(value, fence) is not None


def _rank(found: Iterable[Printed], *, known: bool, is_alone: bool) -> Iterator[Evidence[object]]:
    """Yield the printed dates, the first (best known, then nearest) with its full trust.

    Where another day is as well known, or on a page that has nothing else (`is_alone`) the day is
    not known well enough, the first is marked as doubtful, unless head or address (`known`) may
    decide.
    """
    ordered = sorted(found, key=lambda one: (-TRUSTS[one.how], one.distance))
    first: dict[str, Printed] = {}
    for one in ordered:
        if one.value.edtf is not None:
            first.setdefault(one.value.edtf, one)
    rivals = list(first.items())
    for number, (value, one) in enumerate(rivals):
        trust = TRUSTS[one.how] * (_SECOND if number else 1)
        is_doubtful = (is_alone and not _is_certain(one)) or _is_disputed(one, rivals[1:])
        is_open = not number and edtf.is_day(value) and is_doubtful
        doubt = "?" if is_open and not known else ""
        yield Evidence("published", value + doubt, one.place, trust)
        if one.value.instant and not doubt:
            yield Evidence("published_at", one.value.instant, one.place, trust)


def _is_certain(one: Printed) -> bool:
    """Say whether a printed day is known well enough to be asserted though nothing confirms it."""
    return one.how in _CERTAIN_ALONE and one.where != "after"


def _is_disputed(one: Printed, rivals: list[tuple[str, Printed]]) -> bool:
    """Say whether another day is about as well known as the first."""
    floor = TRUSTS[one.how] - _CLOSE
    return one.how not in _BEYOND_DOUBT and any(
        TRUSTS[rival.how] >= floor
        and edtf.is_day(value)
        and TRUSTS[rival.where] >= TRUSTS[one.where]
        for value, rival in rivals
    )


def _told(reading: Reading, caption: str, standfirst: str, claims: list[Evidence[object]]) -> Told:
    """Return what the story says, for bounding its date."""
    page = reading.page
    letter = "\n\n".join(b.text for b in page.blocks if page.roles[b.number] == "letter")
    not_after = [*_pause(letter), *_first_comment(page), *out_by(claims)]
    captured = read_stamp(page.captured or "")
    if captured is not None and captured.span:
        not_after.append((captured.span[1], "capture", "It was captured then."))
    return Told(
        headline=reading.block(reading.headline).text if reading.headline >= 0 else "",
        standfirst=standfirst,
        caption=caption,
        paragraphs=tuple(reading.block(number).text for number in reading.body),
        not_after=tuple(not_after),
        is_renewed=any(claim.field == "modified" for claim in claims),
    )


def _pause(letter: str) -> Iterator[tuple[date, str, str]]:
    """Yield the last day on which a title that has paused can have published."""
    for claim in read_letter(letter) if letter else ():
        last = edtf.bounds(str(claim.value))[1] if claim.field == "publication.paused_on" else None
        if last is not None:
            yield last, "letter", f"The title paused or ceased on {claim.reason}."


def _first_comment(page: Page) -> Iterator[tuple[date, str, str]]:
    """Yield the day of the first comment: the story stood before it."""
    days: list[date] = []
    for block in page.blocks:
        if page.roles[block.number] != z.COMMENT:
            continue
        found = [of_time(page.times[n], None) for n in block.times] or [
            read_date(block.text[:LONGEST_LINE])
        ]
        days += [one.span[1] for one in found if one is not None and one.span and not one.either]
    if days:
        # A reader's clock and the newsroom's may differ by a day.
        yield min(days) + timedelta(1), "comment", f"The first comment was written on {min(days)}."
