"""Reads a bare text page: labels without values, no markup, furniture between the words.

What the deposit's pages repeat is furniture (`plaintext_layout`); of a page that stands alone the
wording tells (`notices`). The order of looking is the law of the place: letter, furniture, labels,
headline, standfirst, and what is left is the body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backfile import edtf
from backfile.markup.encoding import decode
from backfile.model.capture import Capture, Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Notice
from backfile.model.testimony import Testimony
from backfile.recover.bounds import (
    Told,
    bound_date,
    find_dateline,
    narrow,
    out_by,
    read_copyright,
)
from backfile.recover.dates_lines import find_date_line, find_text
from backfile.recover.fields.language import language_of
from backfile.recover.layout import Layout
from backfile.recover.notices import FURNITURE, classify, find_letter
from backfile.recover.plaintext_blocks import TextBlock, cut_blocks
from backfile.recover.plaintext_credit import is_captioned
from backfile.recover.plaintext_evidence import body_of, claims_of, dates_of
from backfile.recover.plaintext_labels import BYLINE, IMAGE, Labelled, read_labels
from backfile.recover.plaintext_layout import TextLayout, block_key
from backfile.recover.publication import contact_finding, read_letter
from backfile.recover.trust import TRUST
from backfile.text import direction_of, squeeze
from backfile.urls import key_of

LETTER, LABEL, HEADLINE, STANDFIRST, BODY = "letter", "label", "headline", "standfirst", "body"
CAPTION, EMBED = "caption", "embed"
_LONGEST_HEADLINE = 300
_LONGEST_STANDFIRST = 900
_ENOUGH = 120
"""Characters of running text that make a page with a headline a story; a list has shorter lines."""
_PROSE = 60
"""Characters from which on a block counts as running text."""
_POST_SIGNATURE = re.compile(r"^[—–-]{1,2}\s?\S.{0,80}\(@\w{1,30}\)\s.{4,60}$")
"""How an embedded post is signed once its script is gone; its words stand just before."""
_LONGEST_POST = 600
_SURE_PROSE = 150
"""Characters from which on a block is a paragraph, wherever it stands."""
_AFTER_PROSE = 4
"""Blocks from the first paragraph on, which may be a standfirst, that still open the page."""
_UNDATED = frozenset({LETTER, CAPTION, EMBED, "correction", "update"})
"""Roles of lines whose dates are not the story's."""
_IN_A_MENU = 0.4
"""Trust in the first lines of a page that begins with a menu: of 531 that were called its headline
none was (bare text of three sets)."""
_OF_ONE_HOUSE = 0.25
"""Share of a page's lines that stand on a third of the others from which on they are of one
publication: pages of different ones in one folder share "Share", "Home" and their like."""
_MENU = 6
"""Blocks before the text from which on some are a menu: a story has its headline, labels and
standfirst there."""
_BEFORE_BYLINE = 1
"""Paragraphs after the labels, a standfirst, that may stand before a further line "By …"."""
_WORDS_LOOKED_FOR = 4
"""Words by which a value is found again in its line."""
_NUMBER = re.compile(r"^(.*?)0*(\d{1,12})(\D*)$")


@dataclass(slots=True)
class _Sheet:
    """A text page with what was found on it; roles in step with its blocks, "" for unknown."""

    blocks: tuple[TextBlock, ...]
    roles: list[str]
    labels: list[Labelled] = field(default_factory=list)
    caption: str = ""
    """As printed, with its gaps and credit."""
    bylines: list[tuple[int, str]] = field(default_factory=list)
    """Further lines "By …": numbers of their blocks, and whom they name."""

    def texts(self, role: str) -> list[str]:
        """Return the words of all blocks with a role, in order."""
        pairs = zip(self.blocks, self.roles, strict=True)
        return [block.text for block, mine in pairs if mine == role]

    def free(self) -> list[int]:
        """Return the numbers of the blocks that nothing claims yet."""
        return [number for number, role in enumerate(self.roles) if not role]


def testify_text(capture: Capture, layout: Layout) -> Testimony:
    """Say what a bare text page holds: its kind and, of a story, each field with its evidence.

    Args:
        capture: of the form TEXT.
        layout: what was learnt of the deposit; of it `layout.text` is used.
    """
    text, encoding = decode(capture.body, capture.charset)
    sheet = _read(cut_blocks(text.replace("\x00", "")), layout.text)
    letter = "\n\n".join(sheet.texts(LETTER))
    publication = tuple(read_letter(letter)) if letter else ()
    kind, why = _kind(sheet)
    if kind is Kind.STORY and capture.status is not None and not (sheet.labels or sheet.bylines):
        # Sites serve licences, robots rules and notes as bare text; a story would carry a label.
        kind, why = Kind.OTHER, "a text file that a site served, without byline or date"
    findings = list(_findings(capture, encoding, publication))
    addresses = (capture.address, *capture.also) if capture.address else capture.also
    if kind is not Kind.STORY:
        return Testimony(
            kind=kind,
            why=why,
            publication=publication,
            addresses=addresses,
            findings=tuple(findings),
        )
    evidence = [
        *claims_of(sheet.labels, sheet.caption, [line for _, line in sheet.bylines]),
        *_told_parts(sheet, layout.text),
    ]
    dated, date_findings = dates_of(capture, sheet.labels, layout.text.order)
    if not date_findings and not any(claim.field == "published" for claim in dated):
        dated += _find_date_line(sheet, layout.text)
    bounds: tuple[Evidence[object], ...] = ()
    if not any(edtf.is_day(str(claim.value)) for claim in dated if claim.field == "published"):
        bounds = bound_date(_told(sheet, publication, dated), layout.text.order)
        narrowed = narrow((*bounds, *(claim for claim in dated if claim.field == "published")))
        dated += [narrowed] if narrowed else []
    return Testimony(
        kind=kind,
        why=why,
        evidence=tuple(evidence + dated),
        publication=publication,
        addresses=addresses,
        keys=tuple(_keys(addresses, capture.key)),
        bounds=bounds,
        order=_order(capture.item),
        findings=tuple(findings + date_findings),
    )


def _read(blocks: tuple[TextBlock, ...], learnt: TextLayout) -> _Sheet:
    """Say of each block what it is."""
    sheet = _Sheet(blocks, [""] * len(blocks))
    for number in find_letter([block.text for block in blocks]):
        sheet.roles[number] = LETTER
    # Labels first: a line of labels whose values are lost or few repeats like furniture.
    _read_label_lines(sheet)
    for number in sheet.free():
        sheet.roles[number] = _furniture(blocks[number].text, learnt)
    _find_headline(sheet)
    _find_standfirst(sheet)
    _find_posts(sheet)
    for number in sheet.free():
        sheet.roles[number] = CAPTION if is_captioned(blocks[number].raw) else BODY
    return sheet


def _furniture(text: str, learnt: TextLayout) -> str:
    """Return what a block is if it is no part of a story: its kind of notice, or furniture."""
    worded = classify(text)
    if worded is None and block_key(text) in learnt.furniture:
        return FURNITURE
    return worded or ""


def _first_prose(sheet: _Sheet) -> int:
    """Return the number of the first paragraph that may be the story's, or of the last block."""
    for number, block in enumerate(sheet.blocks):
        away = sheet.roles[number] in {LETTER, FURNITURE, LABEL}
        if len(block.text) >= _SURE_PROSE and not away:
            return number
    return len(sheet.blocks)


def _find_date_line(sheet: _Sheet, learnt: TextLayout) -> Iterator[Evidence[object]]:
    """Yield the day of the line that dates the text by where it stands."""
    texts = [
        "" if role in _UNDATED else block.text
        for block, role in zip(sheet.blocks, sheet.roles, strict=True)
    ]
    line = find_date_line(texts, learnt.order)
    if line is not None:
        yield line.claim(is_alone=_is_alone(sheet, learnt))


def _read_label_lines(sheet: _Sheet) -> None:
    """Read the lines of labels, and the caption among them."""
    prose = 0
    end = _first_prose(sheet) + _AFTER_PROSE
    for number in sheet.free():
        if number > end:
            return  # what is labelled further down is another story
        block = sheet.blocks[number]
        labels = read_labels(block.text)
        signs = bool(labels) and labels[0].field == BYLINE
        if not labels or (signs and prose > _BEFORE_BYLINE):
            # "By" in the midst of the text signs a quotation or begins a sentence.
            prose += bool(sheet.labels) and len(block.text) >= _PROSE
            continue
        if labels[0].field == IMAGE:
            if sheet.caption:
                continue
            sheet.caption = _raw_value(block, labels[0].value)
        elif labels[-1].field == IMAGE and not sheet.caption:
            sheet.caption = _raw_value(block, labels[-1].value)
        if signs and any(known.field == BYLINE for known in sheet.labels):
            sheet.bylines.append((number, labels[0].value))
        sheet.labels += labels
        sheet.roles[number] = LABEL


def _raw_value(block: TextBlock, value: str) -> str:
    """Return a label's value with its gaps: those before a credit stand only in the raw words."""
    first = r"\s+".join(re.escape(word) for word in value.split()[:_WORDS_LOOKED_FOR])
    found = re.search(first, block.raw) if first else None
    return block.raw[found.start() :] if found else value


def _find_headline(sheet: _Sheet) -> None:
    """Take the first free block for the headline: it stands before the labels and the text."""
    for number in sheet.free():
        if len(sheet.blocks[number].text) <= _LONGEST_HEADLINE:
            sheet.roles[number] = HEADLINE
        return


def _find_standfirst(sheet: _Sheet) -> None:
    """Take for the standfirst what stands between headline and labels, or before the dateline."""
    free = sheet.free()
    first_label = sheet.roles.index(LABEL) if LABEL in sheet.roles else 0
    if HEADLINE not in sheet.roles or len(free) < 2:  # noqa: PLR2004 - a standfirst and a text
        return
    number = free[0]
    text = sheet.blocks[number].text
    if len(text) > _LONGEST_STANDFIRST:
        return
    following = tuple(sheet.blocks[n].text for n in free[1:2])
    is_above = number < first_label
    opens_after = not find_dateline((text,)) and find_dateline(following) is not None
    opens_after = opens_after or any(number < n < free[1] for n, _ in sheet.bylines)
    if is_above or opens_after:
        sheet.roles[number] = STANDFIRST


def _find_posts(sheet: _Sheet) -> None:
    """Tell embedded posts from the text: their words and the signature after them."""
    for number in sheet.free()[1:]:
        if not _POST_SIGNATURE.match(sheet.blocks[number].text):
            continue
        sheet.roles[number] = EMBED
        before = number - 1
        if not sheet.roles[before] and len(sheet.blocks[before].text) <= _LONGEST_POST:
            sheet.roles[before] = EMBED


def _kind(sheet: _Sheet) -> tuple[Kind, str]:
    """Tell a story from a letter that stands alone and from scraps."""
    prose = sum(len(text) for text in sheet.texts(BODY) if len(text) >= _PROSE)
    if HEADLINE in sheet.roles and (prose >= _ENOUGH or (prose and sheet.labels)):
        return Kind.STORY, "it has a headline and running text"
    if LETTER in sheet.roles:
        return Kind.STANDING, "it holds a letter to readers and no story"
    return Kind.OTHER, "it has no running text under a headline"


def _told_parts(sheet: _Sheet, learnt: TextLayout) -> Iterator[Evidence[object]]:
    """Yield the claims on headline, standfirst, body and notices."""
    most = _IN_A_MENU if _is_alone(sheet, learnt) and _begins_with_a_menu(sheet) else 1.0
    for role, trust in ((HEADLINE, 0.95), (STANDFIRST, 0.9)):
        for text in sheet.texts(role):
            yield Evidence(role, text, "text:" + role, min(trust, most))
    inside = [
        (block.raw if role == CAPTION else block.text, role)
        for block, role in zip(sheet.blocks, sheet.roles, strict=True)
        if role in {BODY, CAPTION, EMBED}
    ]
    yield body_of(inside)
    yield from _language(" ".join(sheet.texts(BODY)))
    found = [
        Notice(kind, text)
        for kind in ("disclaimer", "correction", "update")
        for text in sheet.texts(kind)
    ]
    letter = sheet.texts(LETTER)
    if letter:
        found.append(Notice("letter", "\n\n".join(letter)))
    if found:
        yield Evidence("notices", tuple(found), "text:notice", 0.95)


def _language(text: str) -> Iterator[Evidence[object]]:
    """Yield language and direction of the running text."""
    language, is_sure = language_of(text)
    if language:
        yield Evidence("language", language, "text", TRUST["language:text"] if is_sure else 0.5)
    yield Evidence("direction", direction_of(text, language), "text", TRUST["language:text"])


def _told(
    sheet: _Sheet, publication: tuple[Evidence[object], ...], dated: list[Evidence[object]]
) -> Told:
    """Return what the story says, for bounding its date."""
    not_after = list(out_by(dated))
    for claim in publication:
        last = edtf.bounds(str(claim.value))[1] if claim.field == "publication.paused_on" else None
        if last is not None:
            reason = f"The title paused or ceased on {claim.reason or claim.value}."
            not_after.append((last, "letter", reason))
    return Told(
        headline=" ".join(sheet.texts(HEADLINE)),
        standfirst=" ".join(sheet.texts(STANDFIRST)),
        caption=squeeze(sheet.caption),
        paragraphs=tuple(_paragraphs(sheet)),
        not_after=tuple(not_after),
        marked=read_copyright([block.text for block in sheet.blocks]),
        is_renewed=any(claim.field == "modified" for claim in dated),
    )


def _paragraphs(sheet: _Sheet) -> Iterator[str]:
    """Yield the blocks of the text; of a page kept whole, with its menus, the longest prose."""
    texts = _body_lines(sheet)
    first, last = find_text(texts)
    yield from (text for text in (texts[first : last + 1] if _is_whole(sheet) else texts) if text)


def _begins_with_a_menu(sheet: _Sheet) -> bool:
    """Say whether many lines stand before the text of which nothing is known."""
    lines = _body_lines(sheet)
    return sum(bool(line) for line in lines[: find_text(lines)[0]]) >= _MENU


def _is_alone(sheet: _Sheet, learnt: TextLayout) -> bool:
    """Say whether too few lines of a page stand on others for these to teach what is a menu."""
    shared = sum(block_key(block.text) in learnt.furniture for block in sheet.blocks)
    return shared < _OF_ONE_HOUSE * len(sheet.blocks)


def _body_lines(sheet: _Sheet) -> list[str]:
    """Return the blocks of the text, "" for all others."""
    pairs = zip(sheet.blocks, sheet.roles, strict=True)
    return [block.text if role == BODY else "" for block, role in pairs]


def _is_whole(sheet: _Sheet) -> bool:
    """Say whether a page was kept whole: a menu stands before its text."""
    return find_text(_body_lines(sheet))[0] >= _MENU


def _findings(
    capture: Capture, encoding: str, publication: tuple[Evidence[object], ...]
) -> Iterator[Finding]:
    """Yield what is odd about the page as a whole, and what was when it was read."""
    yield from capture.findings
    if "guessed" in encoding:
        said = f"{capture.item or 'A text page'} was read as {encoding}."
        yield Finding("encoding-guessed", said, capture.item, capture.address)
    blank = contact_finding(publication)
    if blank is not None:
        yield Finding(blank.code, blank.text, capture.item, capture.address)


def _keys(addresses: tuple[str, ...], native: str | None) -> Iterator[str]:
    """Yield what tells the same story elsewhere."""
    for address in addresses:
        yield "url:" + key_of(address)
    if native:
        yield "id:" + native


def _order(item: str | None) -> tuple[str, int] | None:
    """Return the sequence that a file's name counts in ("text/s*.txt") and its number."""
    match = _NUMBER.match(item or "")
    return (f"{match[1]}*{match[3]}", int(match[2])) if match else None
