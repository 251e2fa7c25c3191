"""Pages that show one picture of a story, large, and lead back to it: media viewers.

They are no stories: what they say of the picture is evidence for the story that they lead back to.
"""

from dataclasses import dataclass

from backfile.model.capture import Capture, Kind
from backfile.model.evidence import Evidence
from backfile.model.testimony import Link, Testimony
from backfile.recover.fields.picture import image_of
from backfile.recover.kinds_signs import ENOUGH_PROSE
from backfile.recover.later_words import OF_SEVERAL
from backfile.recover.page import Page
from backfile.recover.pictures import LABELLED, find_pictures
from backfile.recover.reading import Reading, Shown, is_prose
from backfile.recover.trust import trust_of
from backfile.recover.viewer_words import BACK, TURNED, VIEWER_PATH
from backfile.text import squeeze
from backfile.urls import host_of, key_of, split

VIEWER = "viewer"
WHY = "it shows one picture of a story, and leads back to it"
MOST_LINKS = 400
"""Links of a viewer at most that are looked at: menus included."""
MOST_LINES = 3
"""Blocks behind a picture that may be its caption and its credit."""
LONGEST_LINE = 40
"""Characters of a link that leads back, or to the next picture."""
SIGNS = 2
"""How many of a viewer's signs a page shows at least, besides the one picture and the way back."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """One picture, and the story that it is of."""

    shown: Shown
    story: str
    """Address of the story."""


def find_viewer(reading: Reading) -> Viewer | None:
    """Return the picture that a page shows and the story that it leads back to, or None."""
    page = reading.page
    if sum(block.size for block in page.blocks if is_prose(block)) > ENOUGH_PROSE * 2:
        return None
    large = [one for one in find_pictures(reading) if not _is_linked(page, one)]
    story = _way_back(page) if len(large) == 1 else ""
    if not story or _count_signs(page, has_words=bool(large[0].words)) < SIGNS:
        return None
    return Viewer(_with_words(reading, large[0]), story)


def testimony_of_viewer(reading: Reading, viewer: Viewer, capture: Capture) -> Testimony:
    """Say what a viewer tells of the picture of its story."""
    image = image_of(reading, viewer.shown)
    trust = trust_of("lead_image:viewer", reading.site)
    address = reading.page.address
    return Testimony(
        kind=Kind.STORY,
        why=WHY,
        evidence=(Evidence("lead_image", image, "viewer", trust),),
        addresses=(address,) if address else (),
        twin_of=viewer.story,
        twin_why=VIEWER,
        links=(Link(image.address, "picture"),),
        findings=capture.findings,
    )


def _is_linked(page: Page, shown: Shown) -> bool:
    """Say whether a picture is the way to another page: those of the next and previous pictures."""
    above = page.ancestors(shown.picture.node)
    links = [page.nodes[node].get("href") for node in above if page.nodes[node].tag == "a"]
    ends = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
    return any(not href.lower().split("?")[0].endswith(ends) for href in links if href)


def _way_back(page: Page) -> str:
    """Return the address of the story to which a page leads back; "" where it leads to none."""
    for anchor in page.links[:MOST_LINKS]:
        words = squeeze(anchor.text)
        if len(words) > LONGEST_LINE or not BACK.search(words):
            continue
        parts = split(anchor.address)
        is_here = page.address is None or host_of(anchor.address) == page.host
        if (
            parts is not None
            and parts.path.strip("/")
            and is_here
            and not _is_own(page, anchor.address)
        ):
            return anchor.address
    return ""


def _is_own(page: Page, address: str) -> bool:
    return page.address is not None and key_of(address) == key_of(page.address)


def _count_signs(page: Page, *, has_words: bool) -> int:
    """Count what else viewers show: an address of pictures, turning, counting, words below."""
    path = page.address or page.home.address or ""
    said = (squeeze(a.text) for a in page.links[:MOST_LINKS] if len(a.text) <= LONGEST_LINE)
    turned = any(TURNED.fullmatch(words.strip(" «»‹›<>←→")) for words in said)
    turned = turned or bool(page.head.link("next") or page.head.link("prev"))
    counted = any(OF_SEVERAL.match(b.text) for b in page.blocks if len(b.text) <= LONGEST_LINE)
    return sum((bool(VIEWER_PATH.search(path)), turned, counted, has_words))


def _with_words(reading: Reading, shown: Shown) -> Shown:
    """Return the picture with the lines below it as its words, where nothing names them."""
    words = list(shown.words)
    for block in reading.page.blocks_after(shown.wrapper, MOST_LINES):
        if block.linked > len(block.text) / 2 or OF_SEVERAL.match(block.text):
            break
        # One photographer's line is the same on every page: it looks like the site's furniture.
        if block.number not in words and (not shown.words or LABELLED.match(block.text)):
            words.append(block.number)
    return Shown(shown.picture, shown.address, shown.wrapper, tuple(words))
