"""The lead picture with its caption and credit, and the pictures of the body with theirs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backfile.markup.addresses import picture_address
from backfile.model.evidence import Evidence
from backfile.model.story import Image
from backfile.recover import zones as z
from backfile.recover.page import Block, Page, Picture
from backfile.recover.reading import Reading, is_prose
from backfile.recover.trust import TRUST
from backfile.text import squeeze
from backfile.urls import join, picture_key

SMALLEST = 100
"""Pixels: what is declared narrower or lower is an icon, an avatar or a counter."""
LONGEST_CAPTION = 700
LABEL = (
    r"(?:photos?|photographs?|images?|pictures?|top image|credits?|photo credit|image credit|photo by|photos by|image by|picture by|photograph by|foto(?:s|graf(?:ie|ia|ía))?|bild(?:er|nachweis|quelle)?|"
    r"quelle|crédits?(?: photos?)?|photographie|© ?photo|foto de|imagen|imagem|фото|снимок|источник фото|تصوير|الصورة|صورة|عدسة|摄影|图片来源|图片|图源|图|攝影|写真|撮影|照片)"
)
_LABELLED = re.compile(
    rf"^\W*{LABEL}\s*(?:by|von|par|de|:|：|/|©|\s-)\s*[:：]?\s*(?P<name>.+?)\W*$", re.IGNORECASE
)
_PREFIX = re.compile(
    rf"^\W*(?:{LABEL}\s*[:：/©]|{LABEL}\s+(?:by|von|par)\b\s*:?)\s*", re.IGNORECASE
)
_IN_BRACKETS = re.compile(
    rf"\s*[\(\[（【]\s*(?P<credit>(?:{LABEL}\s*[:：/]|{LABEL}\s+by\b|©|courtesy\b)[^()（）\[\]]{{2,120}}|[^()（）\[\]]{{0,80}}(?:/|\bvia\s)\s?[^()（）\[\]]{{2,60}}|[^()（）\[\]]{{0,60}}"
    rf"\b(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|dpa|EPA|Shutterstock|Flickr|Wikimedia|TASS|Xinhua)\b[^()（）\[\]]{{0,40}})\s*[\)\]）】]\W*$",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"(?:^|(?<=[\s.!?。…؟”\"’»)|]))[|–—·•]?\s*(?P<credit>(?:{LABEL}\s*[:：]|(?:photo|image|picture)s?(?: credit)? by|©|courtesy (?:of|photo)\b)\s*\S.{{1,120}})$",
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
_ICON = re.compile(
    r"(?:logo|icon|avatar|gravatar|sprite|favicon|badge|button|emoji|spinner|pixel|tracking|1x1)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a page with the blocks of words that belong to it."""

    picture: Picture
    address: str
    wrapper: int
    words: tuple[int, ...]


def find_pictures(reading: Reading) -> list[Shown]:
    """Return the pictures that may belong to the story, in order, each with its words."""
    page, found = reading.page, []
    for picture in page.pictures:
        node = page.nodes[picture.node]
        address = picture_address(page.base, node)
        if (
            not address
            or _is_small(node.get("width"), node.get("height"))
            or _ICON.search(address.rsplit("/", 1)[-1])
        ):
            continue
        if (
            reading.zones.at(picture.node) in z.AWAY
            or picture_key(address) in reading.site.pictures
        ):
            continue
        if z.zone_of("", "") or _is_byline_picture(reading, picture.node):
            continue
        wrapper, words = _words_of(reading, picture)
        found.append(Shown(picture, address, wrapper, words))
    return found


def _is_small(width: str, height: str) -> bool:
    return any(
        size.rstrip("px").isdecimal() and int(size.rstrip("px")[:6]) < SMALLEST
        for size in (width, height)
        if size
    )


def _is_byline_picture(reading: Reading, node: int) -> bool:
    return reading.zones.at(node) in {z.BYLINE, z.COMMENT, z.TAGS}


def _words_of(reading: Reading, picture: Picture) -> tuple[int, tuple[int, ...]]:
    """Climb from a picture while what surrounds it is only its own words."""
    page = reading.page
    wrapper = picture.node
    words: tuple[int, ...] = ()
    node = page.nodes[picture.node].up
    others = {other.node for other in page.pictures} - {picture.node}
    while node > 0 and page.nodes[node].tag not in {"body", "article", "main", "html"}:
        end = page.nodes[node].end
        inside = [b for b in page.blocks if node <= b.inner < end]
        if (
            any(node < other < end for other in others)
            or len(inside) > 4
            or not _are_words(reading, inside)
        ):  # noqa: PLR2004
            break
        wrapper, words = node, tuple(block.number for block in inside)
        node = page.nodes[node].up
    if not words:
        words = _words_after(reading, wrapper)
    return wrapper, words


def _are_words(reading: Reading, blocks: list[Block]) -> bool:
    for block in blocks:
        role = reading.page.roles[block.number]
        if role in {
            z.HEADLINE,
            z.DATE,
            z.BYLINE,
            z.TAGS,
            z.SECTION,
            z.STANDFIRST,
            "letter",
            *z.AWAY,
        }:
            return False
        if len(block.text) > LONGEST_CAPTION:
            return False
    return True


def _words_after(reading: Reading, wrapper: int) -> tuple[int, ...]:
    """Return the blocks right after a picture that are named or learnt as its words."""
    page, end = reading.page, reading.page.nodes[wrapper].end
    after = [block for block in page.blocks if block.first >= end][:3]
    words = []
    for block in after:
        zone = reading.zones.at(block.inner)
        learnt = max(
            reading.site.trust("caption", block.place), reading.site.trust("credit", block.place)
        )
        if zone in {z.CAPTION, z.CREDIT} or learnt > 0.5 or _LABELLED.match(block.text[:200]):  # noqa: PLR2004
            words.append(block.number)
        else:
            break
    return tuple(words)


def find_lead(reading: Reading, shown: list[Shown]) -> Shown | None:
    """Return the picture that leads the story: the first near the headline, or the head's own."""
    if not reading.body:
        return None
    said = {picture_key(address) for address in named_in_head(reading.page)}
    start = reading.headline if reading.headline >= 0 else reading.body[0]
    last = reading.body[min(2, len(reading.body) - 1)]
    near = [s for s in shown if start - 6 <= s.picture.block <= last]
    agreed = [
        s
        for s in shown
        if picture_key(s.address) in said and s.picture.block <= reading.body[-1] + 1
    ]
    if agreed and (not near or agreed[0] in near or agreed[0].words):
        return agreed[0]
    return near[0] if near else None


def named_in_head(page: Page) -> list[str]:
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
    return [whole for address in found if (whole := join(page.base, address))]


def read_lead(reading: Reading, lead: Shown | None) -> Iterator[Evidence[object]]:
    """Yield the lead picture as shown, then as the head names it."""
    said = named_in_head(reading.page)
    if lead is not None:
        agreed = picture_key(lead.address) in {picture_key(address) for address in said}
        image = image_of(reading, lead)
        trust = TRUST["lead_image:agreed" if agreed else "lead_image:figure"]
        yield Evidence("lead_image", image, "visible:img", trust)
    elif said and picture_key(said[0]) not in reading.site.pictures:
        yield Evidence("lead_image", Image(said[0]), "meta:image", TRUST["lead_image:meta"])


def image_of(reading: Reading, shown: Shown) -> Image:
    """Return a picture with caption and credit, each from where it stands."""
    captions: list[str] = []
    credits: list[str] = []
    for number in shown.words:
        block = reading.block(number)
        for words, is_credit in _parts(reading, block):
            (credits if is_credit else captions).append(words)
    caption, credit = squeeze(" ".join(captions)), squeeze(" ".join(credits))
    if caption and not credit:
        caption, credit = split_credit(caption)
    alt = squeeze(reading.page.nodes[shown.picture.node].get("alt"))
    return Image(shown.address, caption or None, bare_credit(credit) or None, alt or None)


def _parts(reading: Reading, block: Block) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a block of words: the words, and whether they are the credit."""
    page = reading.page
    if reading.zones.at(block.inner) == z.CREDIT or reading.site.trust("credit", block.place) > 0.5:  # noqa: PLR2004
        yield block.text, True
        return
    plain: list[str] = []
    credits: list[str] = []
    for run in page.runs_of(block):
        node, is_credit = run.up, False
        while node > block.node:
            is_credit = (
                is_credit or z.zone_of(page.nodes[node].tag, page.nodes[node].raw) == z.CREDIT
            )
            node = page.nodes[node].up
        (credits if is_credit else plain).append(run.raw)
    words, credit = squeeze("".join(plain)), squeeze("".join(credits))
    if credit:
        yield credit, True
    if words:
        alone = bool(_LABELLED.match(words)) and len(words) < 160  # noqa: PLR2004 - a line of credit
        yield words, alone and not credit and len(plain) == 1 and not is_prose_caption(words)


def is_prose_caption(words: str) -> bool:
    """Say whether words tell what is seen before they say who took it."""
    caption, _ = split_credit(words)
    return bool(caption)


def split_credit(words: str) -> tuple[str, str]:
    """Part a caption into what it tells and the credit at its end: (caption, credit)."""
    if found := _PREFIX.match(words):
        if (
            not found.start()
            and len(words) - found.end() < 120
            and not re.search(r"[.!?]\s+\S", words[found.end() :])
        ):  # noqa: PLR2004
            return "", words
    for pattern in (_IN_BRACKETS, _AT_END, _AGENCY_END):
        found = pattern.search(words)
        if found:
            caption = words[: found.start()].rstrip(" |–—·•-")
            return caption, found["credit"]
    return words, ""


def bare_credit(credit: str) -> str:
    """Return a credit without its label word, brackets and final marks."""
    credit = credit.strip(" ()[]（）【】|·•–—")
    bare = _PREFIX.sub("", credit)
    return bare.strip(" ()[]（）【】|·•–—") or credit
