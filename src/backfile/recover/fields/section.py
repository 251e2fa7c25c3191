"""Where a story ran, and the tags that it carries."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.recover import zones as z
from backfile.recover.page import Anchor, Page
from backfile.recover.reading import Reading
from backfile.recover.trust import TRUST
from backfile.urls import split

_LONGEST = 60
_MOST = 30


def read_section(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the section in which the story ran."""
    page = reading.page
    story = page.linked.story()
    named = page.head.meta("article:section", "parsely-section", "section")
    if not named and story:
        named = next(iter(page.linked.words(story.get("articleSection"))), "")
    if named and len(named) <= _LONGEST:
        yield Evidence("section", named, "meta:article:section", TRUST["section:meta"])
    for text, node in _linked_words(reading, z.SECTION, "/categor"):
        yield Evidence("section", text, f"visible:{page.name_of(node)}", TRUST["section:printed"])
        return


def read_tags(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the tags of the story."""
    page = reading.page
    printed = list(_linked_words(reading, z.TAGS, "/tag"))
    if printed:
        place = f"visible:{page.name_of(printed[0][1])}"
        tagged = tuple(words for words, _ in printed)
        yield Evidence("tags", tagged, place, TRUST["tags:printed"])
    named = page.head.all_of("article:tag")
    if not named:
        named = [
            w for words in page.head.all_of("news_keywords", "keywords") for w in words.split(",")
        ]
    story = page.linked.story()
    if not named and story:
        named = [w for words in page.linked.words(story.get("keywords")) for w in words.split(",")]
    tags = tuple(dict.fromkeys(w.strip() for w in named if 0 < len(w.strip()) <= _LONGEST))[:_MOST]
    if tags:
        yield Evidence("tags", tags, "meta:article:tag", TRUST["tags:meta"])


def _linked_words(reading: Reading, zone: str, folder: str) -> Iterator[tuple[str, int]]:
    """Yield words and element of links that stand in a zone, or lead into a folder, near the story.

    Each words once.
    """
    page = reading.page
    if not reading.body:
        return
    seen: set[str] = set()
    first = max(0, (reading.headline if reading.headline >= 0 else reading.body[0]) - 6)
    for anchor in page.links:
        if not first <= anchor.block <= reading.body[-1] + 12 or anchor.block in reading.body:
            continue
        if anchor.block < len(page.roles) and page.roles[anchor.block] in {
            z.COMMENT,
            z.RELATED,
            z.FURNITURE,
        }:
            continue
        words = anchor.text.strip("# ")
        if not 0 < len(words) <= _LONGEST or words in seen:
            continue
        if reading.zones.at(anchor.node) == zone or _leads_into(page, anchor, folder):
            seen.add(words)
            yield words, anchor.node


def _leads_into(page: Page, anchor: Anchor, folder: str) -> bool:
    """Say whether a link leads into a folder, or says itself that it is a tag."""
    parts = split(anchor.address)
    return parts is not None and (
        folder in parts.path.lower() or "tag" in page.nodes[anchor.node].get("rel").split()
    )
