"""When a page says that its story appeared: linked data, metas, the printed line, the address.

The law of the place: what stands in comments, related lists, letters, archive widgets and picture
paths never names a date; comments bound it from above.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.recover import zones as z
from backfile.recover.bounds import Told, bound_date, narrow, out_by
from backfile.recover.dates import is_date_line, learn_order, order_of, read_date
from backfile.recover.dates_reading import Reading as DateReading
from backfile.recover.fields.date_stamps import (
    TRUSTS,
    claims_of,
    from_address,
    from_linked,
    from_metas,
    read_stamp,
)
from backfile.recover.page import Block, Page, Time
from backfile.recover.plaintext_labels import DATE, UPDATED, read_labels
from backfile.recover.publication import read_letter
from backfile.recover.reading import HEADINGS, SENTENCE_END, Reading

_SECOND = 0.6
"""What is left of the trust of a printed date that is not the first of its page: the rest are
updates, events and neighbours."""
_LOCAL, _MACHINE = ("address", "label", "visible"), ("ld+json", "meta")
_OTHER_ZONE = 0.5
"""What is left of a stamp's trust where address or printed line name the day beside it."""
ABOVE, BELOW = 10, 12
"""Blocks before the headline and after the body in which a story prints its date."""
_LONGEST_LINE = 220
_LONGEST_DATE_LINE = 90
_MOSTLY_DATE = 60
"""Characters of a line that says little besides its date."""
_LOOSE = frozenset({"line"})
"""Ways in which a date is known that a rival of the same kind puts in doubt."""
_MOST_AFTER = 2
"""Different days printed after the text that may be the story's own (published, updated)."""
_MOST_TIMES = 3
"""Time elements in one block: more are a list of other stories."""
_JOTS = 4
"""Characters besides its date that a line of nothing but a date may have: marks, a bullet."""
_JUST_BEFORE = 4
"""Blocks before the text in which a line of nothing but a date is the story's."""
_AWAY = frozenset(
    {
        z.COMMENT,
        z.RELATED,
        z.SHARE,
        z.CAPTION,
        z.CREDIT,
        "letter",
        "disclaimer",
        "correction",
        "update",
    }
)


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
    order = order_of(page.language) or learn_order(
        [b.text for b in page.blocks if len(b.text) < _LONGEST_LINE and "/" in b.text]
    )
    said = DatesRead()
    said.evidence += from_linked(page)
    said.evidence += from_metas(page)
    said.evidence += from_address(page)
    _read_printed(reading, order, said)
    said.evidence = _in_local_time(said.evidence)
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
        for block in _near(reading)
        for one in _of_block(reading, block, None)
        if one.value.edtf in known or (not known and one.how in {"time", "named"})
    ]
    return min(found)[1] if found else None


def _in_local_time(claims: list[Evidence[object]]) -> list[Evidence[object]]:
    """Trust a stamp in another zone less, where the newsroom's own day is the one before or after.

    Machines write UTC; address and printed line name the day that the newsroom lived.
    """
    local = {str(c.value) for c in claims if c.field == "published" and c.place.startswith(_LOCAL)}
    near = {
        edtf.day(day + timedelta(shift))
        for value in local
        if edtf.is_day(value) and (day := edtf.bounds(value)[0])
        for shift in (-1, 1)
    }
    return [
        replace(claim, confidence=claim.confidence * _OTHER_ZONE)
        if claim.field == "published"
        and claim.place.startswith(_MACHINE)
        and str(claim.value) in near - local
        else claim
        for claim in claims
    ]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A date as a line of the page prints it."""

    value: DateReading
    how: str
    place: str
    distance: int
    block: int = 0


def _without_lists(found: list[_Printed], end: int) -> list[_Printed]:
    """Drop the dates after the text where there are several: they belong to a list of stories."""
    after = {one.value.edtf for one in found if one.block > end}
    return [one for one in found if one.block <= end] if len(after) > _MOST_AFTER else found


def _read_printed(reading: Reading, order: str | None, said: DatesRead) -> None:
    """Read the lines around headline and body that print a date or have lost it."""
    found: list[_Printed] = []
    for block in _near(reading):
        lost = False
        for labelled in read_labels(block.text):
            if labelled.field == UPDATED:
                said.evidence += claims_of(
                    "modified", labelled.value, f"label:{labelled.label}", TRUSTS["label"]
                )
            elif labelled.field == DATE:
                value = read_date(labelled.value, order)
                lost = value is None and not block.times
                if value is not None:
                    found.append(
                        _Printed(value, "label", f"label:{labelled.label}", 0, block.number)
                    )
                elif lost:
                    text = f"“{labelled.label}” stands without a date."
                    said.findings.append(Finding("date-lost", text, None, reading.page.address))
        if not lost:
            found += _of_block(reading, block, order)
    named = [str(c.value) for c in said.evidence if c.field == "published" and c.place == "address"]
    fences = [address for address in named if any(_agrees(one, address) for one in found)]
    found = _without_lists(found, reading.body[-1] if reading.body else 0)
    inside = [one for one in found if all(_agrees(one, fence) for fence in fences)]
    known = any(edtf.is_day(str(c.value)) for c in said.evidence if c.field == "published")
    said.evidence += _rank(inside, known=known)


def _agrees(one: _Printed, address: str) -> bool:
    """Say whether a printed date lies in what the address names, give or take a day."""
    value = one.value.edtf
    first, last = edtf.bounds(address)
    if value is None or first is None or last is None:
        return False
    fence = edtf.interval(first - timedelta(1), last + timedelta(1))
    return edtf.intersection(value, fence) is not None


def _near(reading: Reading) -> Iterator[Block]:
    """Yield short blocks around headline and body, in order; never what is no part of the story."""
    page = reading.page
    first = reading.headline if reading.headline >= 0 else (reading.body or [0])[0]
    start = reading.body[0] if reading.body else first + BELOW
    last = reading.body[-1] if reading.body else first
    edge = {*reading.body[:BELOW], *reading.body[-2:]}
    for block in page.blocks[max(0, first - ABOVE) : last + BELOW]:
        if block.number == reading.headline or len(block.text) > _LONGEST_LINE:
            continue
        if block.number in reading.body and not (block.number in edge and _is_labelled(block)):
            continue
        if block.tag in HEADINGS and not _is_only_date(block):
            continue  # a heading tells what the story is about
        if _may_date(reading, block, first, start):
            yield block


def _may_date(reading: Reading, block: Block, first: int, start: int) -> bool:
    """Say whether a block's zone lets it date the story."""
    role = reading.page.roles[block.number]
    is_between = first < block.number < start + 2
    if role == z.BIO:
        return is_between
    if role in _AWAY or len(block.times) > _MOST_TIMES:
        return False
    if role != z.FURNITURE or is_between or _is_named(reading, block):
        return True
    return 0 < start - block.number <= _JUST_BEFORE and _is_only_date(block)


def _is_labelled(block: Block) -> bool:
    """Say whether a short line says of itself that it is the date ("Published on …")."""
    if len(block.text) > _MOSTLY_DATE:
        return False
    return any(labelled.field in {DATE, UPDATED} for labelled in read_labels(block.text))


def _is_only_date(block: Block) -> bool:
    """Say whether a line is a date and nothing else."""
    if len(block.text) > _MOSTLY_DATE:
        return False
    value = read_date(block.text)
    return value is not None and len(block.text) - (value.end - value.start) <= _JOTS


def _is_named(reading: Reading, block: Block) -> bool:
    """Say whether the page's makers named a block for its date."""
    return z.DATE in {reading.zones.at(block.inner), reading.page.roles[block.number]}


def _of_block(reading: Reading, block: Block, order: str | None) -> Iterator[_Printed]:
    """Yield the dates of one block, with how it is known for a date line."""
    page = reading.page
    distance = abs(block.number - reading.headline) if reading.headline >= 0 else block.number
    for number in block.times:
        value = _of_time(page.times[number], order)
        if value is not None:
            yield _Printed(value, "time", "visible:time", distance, block.number)
    if any(labelled.field == UPDATED for labelled in read_labels(block.text)):
        return
    value = read_date(block.text, order)
    if value is None or block.times:
        return
    place = f"visible:{page.name_of(block.node)}"
    if reading.site.trust("date", block.place) > 0.5:  # noqa: PLR2004 - more often than not
        yield _Printed(value, "learnt", place, distance, block.number)
    elif _is_named(reading, block):
        yield _Printed(value, "named", place, distance, block.number)
    elif _is_date_line(reading, block, value):
        yield _Printed(value, "line", place, distance, block.number)


def _is_date_line(reading: Reading, block: Block, value: DateReading) -> bool:
    """Say whether a line says little besides its date, or stands between headline and text."""
    start = reading.body[0] if reading.body else 0
    if 0 <= reading.headline < block.number < start and not SENTENCE_END.search(block.text):
        return True
    printed = block.text[value.start : value.end]
    return len(block.text) <= _LONGEST_DATE_LINE and is_date_line(block.text, printed)


def _of_time(element: Time, order: str | None) -> DateReading | None:
    """Read a time element; where attribute and words name different days, the printed words count.

    Themes fill the attribute with another zone's day, or in a wrong format (year-day-month).
    """
    stamp = read_stamp(element.value) if element.value else None
    words = read_date(element.text, order)
    if stamp is None or words is None or words.edtf is None or not edtf.is_day(words.edtf):
        return stamp or words
    return stamp if stamp.edtf == words.edtf else words


def _rank(found: Iterable[_Printed], *, known: bool) -> Iterator[Evidence[object]]:
    """Yield the printed dates, the first (best known, then nearest) with its full trust.

    Where another day is as well known, the first is marked as doubtful, unless head or address
    (`known`) may decide.
    """
    ordered = sorted(found, key=lambda one: (-TRUSTS[one.how], one.distance))
    first: dict[str, _Printed] = {}
    for one in ordered:
        if one.value.edtf is not None:
            first.setdefault(one.value.edtf, one)
    rivals = list(first.items())
    for number, (value, one) in enumerate(rivals):
        trust = TRUSTS[one.how] * (_SECOND if number else 1)
        is_open = not number and edtf.is_day(value) and _is_disputed(one, rivals[1:])
        doubt = "?" if is_open and not known else ""
        yield Evidence("published", value + doubt, one.place, trust)
        if one.value.instant and not doubt:
            yield Evidence("published_at", one.value.instant, one.place, trust)


def _is_disputed(one: _Printed, rivals: list[tuple[str, _Printed]]) -> bool:
    """Say whether another day is known as well as the first: a loose line beside a loose line."""
    return any(rival.how == one.how and one.how in _LOOSE for _, rival in rivals)


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
        found = [_of_time(page.times[n], None) for n in block.times] or [
            read_date(block.text[:_LONGEST_LINE])
        ]
        days += [one.span[1] for one in found if one is not None and one.span and not one.either]
    if days:
        # A reader's clock and the newsroom's may differ by a day.
        yield min(days) + timedelta(1), "comment", f"The first comment was written on {min(days)}."
