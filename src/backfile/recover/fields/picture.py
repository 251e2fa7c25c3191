# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""The lead picture with its caption and credit, and the pictures of the body with theirs."""

import re
from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.model.story import Image
from backfile.recover import zones as z
from backfile.recover.agencies import AGENCIES
from backfile.recover.names import is_name
from backfile.recover.page import Block, Page, Picture
from backfile.recover.pictures import LABELLED
from backfile.recover.pictures_words import KNOB_AFTER, KNOB_BEFORE, LABEL
from backfile.recover.reading import Reading, Shown
from backfile.recover.trust import trust_of
from backfile.text import squeeze
from backfile.urls import join, picture_key

_PREFIX = re.compile(
    rf"^\W*(?:{LABEL}\s*[:：/©]|{LABEL}\s+(?:by|von|par)\b\s*:?)\s*", re.IGNORECASE
)
_IN_BRACKETS = re.compile(
    rf"\s*[\(\[（【]\s*(?P<credit>(?:{LABEL}\s*[:：/]|{LABEL}\s+by\b|©|courtesy\b)[^()（）\[\]]{{2,120}}|[^()（）\[\]]{{0,80}}(?:/|\bvia\s)\s?[^()（）\[\]]{{2,60}}|[^()（）\[\]]{{0,60}}"
    rf"\b(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|dpa|EPA|Shutterstock|Flickr|Wikimedia|TASS|Xinhua)\b[^()（）\[\]]{{0,40}})\s*[\)\]）】]\W*$",
    re.IGNORECASE,
)
_LAST_SENTENCE = re.compile(r"(?<=[.!?。؟”\"»])\s+(?P<credit>[^.!?。؟]{2,100})\.?$")
_GLUED = re.compile(r"(?<=[^\W\d_]{2}[.!?…])[A-ZÀ-ÞА-Я][^.!?]{3,60}$")
"""A credit whose own element stood against the last sentence: the space between was style."""
_LABELLED_END = re.compile(
    rf"(?<=[.!?…。»”\")])\s+{LABEL}\s*[:：/]\s*[^.!?。]{{2,110}}$"
    r"|(?<=\S)\s*(?:©|[(（][cCＣ][)）])[^.!?。]{2,60}$",
    re.IGNORECASE,
)
"""A labelled credit right after the last sentence: whoever is named, it is a maker."""
_LABEL_LEFT = re.compile(
    rf"[\s(\[–—|-]{{0,9}}(?:^|(?<=[\s(.]))(?:{LABEL}|courtesy of|via|©)\s*[:：/]?[\s)\]]*$",
    re.IGNORECASE,
)
"""A label that stayed with the caption when the credit stood in an element of its own."""
BEFORE_HEADLINE = 6
"""Blocks before a headline among which the lead picture may stand."""
MORE_OFTEN = 0.5
"""A place is trusted for a field where more often than not it holds it."""
LONGEST_CREDIT = 140
SHORT_LABEL = re.compile(r"^\S{0,12}$")
"""What is left before "picture:" in "Archive picture: …": then the word labels the caption."""
_LABEL_INSIDE = re.compile(
    rf"(?:^|(?<=[\s.!?。…؟”\"’»)|]))[|–—·•]{{0,9}}\s*(?P<label>{LABEL}\s*[:：]|(?:photo|image|picture)s?(?: credit)? by\b|©|courtesy (?:of|photo)\b)",
    re.IGNORECASE,
)
_AGENCY_END = re.compile(
    r"(?<=[.!?。؟”\"»])\s+(?P<credit>[^.!?。]{0,90}?(?:(?:/|\bvia\s)\s?(?:A\.?F\.?P|A\.?P|Reuters|Getty Images|EPA|dpa|TASS|Xinhua|Anadolu|Shutterstock|Flickr|picture alliance)[^.!?。]{0,40}"
    r"|\b(?:AP Photo|AFP|REUTERS|Getty Images|EPA|Press Association|Associated Press)(?:/[^.!?。]{1,60})?))\s*\.?$"
)
_AGENCY = re.compile(
    r"(?:^|[/\s,(])(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|dpa|TASS|ТАСС|РИА Новости|Xinhua|新华社|رويترز|أ ?ف ?ب|courtesy of|via\s)",
    re.IGNORECASE,
)


def find_lead(reading: Reading, shown: list[Shown]) -> Shown | None:
    """Return the picture that leads the story: the first near the headline, or the head's own."""
    if not reading.body:
        return None
    said = {picture_key(address) for address in pictures_in_head(reading.page)}
    start = reading.headline if reading.headline >= 0 else reading.body[0]
    last = reading.body[min(2, len(reading.body) - 1)]
    near = [s for s in shown if start - BEFORE_HEADLINE <= s.picture.block <= last]
    agreed = [
        s
        for s in shown
        if picture_key(s.address) in said and s.picture.block <= reading.body[-1] + 1
    ]
    if agreed and (not near or agreed[0] in near or agreed[0].words):
        return _with_words(agreed[0], shown)
    if said and near and near[0].picture.block > reading.body[0]:
        return None  # the head names another one, and none stands before the text
    return _with_words(near[0], shown) if near else None


def _with_words(lead: Shown, shown: list[Shown]) -> Shown:
    """A theme may show the picture bare on top, and the story once more with its words."""
    if lead.words:
        return lead
    key = picture_key(lead.address)
    return next((one for one in shown if one.words and picture_key(one.address) == key), lead)


def pictures_in_head(page: Page) -> list[str]:
    """Return the pictures that linked data and metas name."""
    found: list[str] = []
    story = page.linked.story()
    if story:
        for item in page.linked.follow(story.get("image")):
            address = item.get("url") or item.get("contentUrl") if isinstance(item, dict) else item
            found += [address] if isinstance(address, str) else []
    found += page.head.all_of(
        "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"
    )
    return [whole for address in found if (whole := join(page.home, address))]


def read_lead(reading: Reading, lead: Shown | None) -> Iterator[Evidence[object]]:
    """Yield the lead picture as shown, then as the head names it."""
    said = pictures_in_head(reading.page)
    if lead is not None:
        agreed = picture_key(lead.address) in {picture_key(address) for address in said}
        image = image_of(reading, lead)
        trust = trust_of("lead_image:agreed" if agreed else "lead_image:figure", reading.site)
        place = f"visible:{reading.page.name_of(lead.wrapper)}"
        yield Evidence("lead_image", image, place, trust)
    elif said and "head:" + picture_key(said[0]) not in reading.site.pictures:
        image = Image(said[0])
        if words := _words_without_picture(reading):
            first = reading.block(words[0])
            holder = Picture(first.number, first.node)
            image = image_of(reading, Shown(holder, said[0], first.node, words))
        yield Evidence("lead_image", image, "meta:image", trust_of("lead_image:meta", reading.site))


def _words_without_picture(reading: Reading) -> tuple[int, ...]:
    """Return the caption of a figure above the body whose picture only a script would show."""
    if not reading.body:
        return ()
    if not reading.body:
        return ()
    page, taken = reading.page, {number for one in reading.shown for number in one.words}
    start = reading.headline if reading.headline >= 0 else reading.body[0]
    for block in page.blocks[max(0, start - BEFORE_HEADLINE) : reading.body[0]]:
        if block.number not in taken and page.within(block, "figcaption"):
            return (block.number,)
    return ()


def image_of(reading: Reading, shown: Shown) -> Image:
    """Return a picture with caption and credit, each from where it stands."""
    captions: list[str] = []
    makers: list[str] = []
    for number in shown.words:
        block = reading.block(number)
        for words, is_credit in _parts(reading, block):
            (makers if is_credit else captions).append(words)
    caption, credit = _without_knobs(" ".join(captions)), squeeze(" ".join(makers))
    if caption and not credit:
        caption, credit = split_credit(caption)
    elif credit:
        caption = _LABEL_LEFT.sub("", caption)
    alt = squeeze(reading.page.nodes[shown.picture.node].get("alt"))
    return Image(shown.address, caption or None, bare_credit(credit) or None, alt or None)


def _without_knobs(words: str) -> str:
    """Return a caption without what the buttons around it say."""
    return KNOB_AFTER.sub("", KNOB_BEFORE.sub("", squeeze(words)))


def _parts(reading: Reading, block: Block) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a block of words: the words, and whether they are the credit."""
    page = reading.page
    if (
        reading.zones.at(block.inner) == z.CREDIT
        or reading.site.trust("credit", block.place) > MORE_OFTEN
    ):
        yield block.text, True
        return
    plain: list[str] = []
    makers: list[str] = []
    for run in page.runs_of(block):
        node, is_credit = run.up, False
        while node > block.node:
            is_credit = (
                is_credit or z.zone_of(page.nodes[node].tag, page.nodes[node].raw) == z.CREDIT
            )
            node = page.nodes[node].up
        (makers if is_credit else plain).append(run.raw)
    words, credit = squeeze("".join(plain)), squeeze("".join(makers))
    if credit:
        yield credit, True
    if words:
        alone = bool(LABELLED.match(words)) and len(words) < LONGEST_CREDIT
        is_one = sum(bool(run.strip()) for run in plain) == 1
        yield words, alone and not credit and is_one and not is_prose_caption(words)


def is_prose_caption(words: str) -> bool:
    """Say whether words tell what is seen before they say who took it."""
    caption, _ = split_credit(words)
    return bool(caption)


def split_credit(words: str) -> tuple[str, str]:
    """Part a caption into what it tells and the credit at its end: (caption, credit)."""
    if (found := _PREFIX.match(words)) and (
        not found.start()
        and len(words) - found.end() < LONGEST_CREDIT
        and not re.search(r"[.!?]\s+\S", words[found.end() :])
    ):
        return "", words
    if last := _after_the_last_sentence(words):
        return last
    for found in (
        _IN_BRACKETS.search(words),
        *reversed(list(_LABEL_INSIDE.finditer(words))),
        _AGENCY_END.search(words),
    ):
        if found is None:
            continue
        credit = (
            found["credit"] if "credit" in found.re.groupindex else words[found.start("label") :]
        )
        caption = words[: found.start()].rstrip(" |–—·•-")
        if (
            len(credit) <= LONGEST_CREDIT
            and _names_a_maker(credit)
            and not SHORT_LABEL.match(caption)
        ):
            return _LABEL_LEFT.sub("", caption), credit
    return words, ""


def _after_the_last_sentence(words: str) -> tuple[str, str] | None:
    """Part a caption where its last sentence ends and a credit follows."""
    if found := _GLUED.search(words) or _LABELLED_END.search(words):
        credit = words[found.start() :].strip()
    elif (found := _LAST_SENTENCE.search(words)) and _is_credit_line(found["credit"]):
        credit = found["credit"]
    else:
        return None
    return words[: found.start()].rstrip(" |–—·•-"), credit


def _is_credit_line(words: str) -> bool:
    """Say whether words are an agency, or people and agencies parted by slashes."""
    bare = words.strip(" .")
    if AGENCIES.match(bare):
        return True
    parts = [part.strip() for part in bare.split("/")]
    return len(parts) > 1 and all(
        is_name(part) or AGENCIES.match(part) or _AGENCY.match(part) for part in parts
    )


def _names_a_maker(credit: str) -> bool:
    """Say whether a credit names people or agencies; "Archive picture: what is seen" does not."""
    bare = bare_credit(credit)
    if _AGENCY.search(bare):
        return True
    return all(
        is_name(part.strip())
        for part in re.split(r"[/,|]| and | und | et | y ", bare)
        if part.strip()
    )


def bare_credit(credit: str) -> str:
    """Return a credit without its label word, brackets and final marks."""
    credit = credit.strip(" ()[]（）【】|·•–—")
    bare = _PREFIX.sub("", credit)
    return bare.strip(" ()[]（）【】|·•–—") or credit
