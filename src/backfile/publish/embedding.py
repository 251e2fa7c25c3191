"""What other sites show of a story whose address is pasted into them: oEmbed 1.0, type `link`.

`serve` answers for every story and says so in a header. On a host of plain files it would be one
file more for each story, which would double a large archive: a keeper who wants it says
`oembed = true`.
"""

from collections.abc import Iterator
from functools import partial

from backfile.publish.build import Build, Draft
from backfile.publish.cards import Card
from backfile.record import encode

FOLDER = "oembed"
KIND = "application/json+oembed"
"""How a page's link to its description is told from others (oEmbed 1.0, section 4)."""


def embedded(build: Build, card: Card) -> dict[str, object]:
    """Return what another site shows of a story."""
    said = {
        "version": "1.0",
        "type": "link",
        "title": card.headline or build.words("story.untitled"),
        "author_name": build.words.join(who.name for _, who in card.contributors),
        "provider_name": build.site.title,
        "provider_url": build.canonical("index.html") or "/",
        "url": build.canonical(card.path) or f"/{card.path}",
    }
    return {name: value for name, value in said.items() if value}


def description_path(card: Card) -> str:
    """Return where a story's description stands, where there are files of them."""
    return f"{FOLDER}/{card.id[:1]}/{card.id}.json"


def embedding_files(build: Build) -> Iterator[Draft]:
    """Yield the description of each story, where the keeper wants files of them."""
    for card in build.catalogue.cards if has_files(build) else ():
        key = build.key("oembed", [card])
        yield description_path(card), key, partial(_description, build, card)


def has_files(build: Build) -> bool:
    """Say whether each story has its file: only whole addresses are of use to other sites."""
    return build.options.oembed and bool(build.options.address)


def _description(build: Build, card: Card) -> bytes:
    return encode(embedded(build, card)) + b"\n"
