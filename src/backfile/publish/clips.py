"""An author's clips: all stories that name a contributor, in one file that needs nothing else.

The pictures stand inside of it, scaled down; there is no script in it and nothing is fetched.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from markupsafe import Markup

from backfile import urls
from backfile.errors import NotFound
from backfile.model.story import Story
from backfile.publish import addresses, citation, when
from backfile.publish.addresses import ROOT
from backfile.publish.body import Border, Shelf
from backfile.publish.build import Build, runs_of
from backfile.publish.catalogue import Catalogue, Group
from backfile.publish.holdings import Holdings, Picture
from backfile.publish.options import Options
from backfile.publish.site import prepare
from backfile.publish.variants import plain_copy

SMALL = 200_000
"""Bytes of a picture that is taken as it is."""
ALIKE = 5
"""Names offered where none is the one that was asked for."""
_SOURCE = re.compile(rf'src="{re.escape(ROOT)}([^"]+)"')
LARGE = 5_000_000
"""Bytes of a file that cannot be scaled from which on it is left out."""
_BY_CAMERA = b"Exif\0\0"
"""How the part begins that cameras write (Exif 2.32, section 4.7.2)."""
_SCALED = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"})


@dataclass(frozen=True, slots=True)
class Clips:
    """The stories of one contributor."""

    name: str
    """As most of the stories spell it."""
    ids: tuple[str, ...]
    """Newest first."""
    build: Build

    @property
    def file_name(self) -> str:
        """A name for the file, without an ending, that is safe on every disk."""
        return addresses.group_name(addresses.group_key(self.name))


def clips_of(holdings: Holdings, name: str, options: Options | None = None) -> Clips:
    """Find all stories that name a contributor.

    Raises:
        NotFound: nobody has that name; the error says who has one like it.
    """
    build = prepare(holdings, options or Options())
    group = find_contributor(build.catalogue, name)
    return Clips(group.name, tuple(card.id for card in group.cards), build)


def find_contributor(catalogue: Catalogue, name: str) -> Group:
    """Return the contributor of a name, however it is spelt, or by a part that only one has.

    Raises:
        NotFound: nobody has it, or several do.
    """
    key = addresses.group_key(name)
    if key in catalogue.contributors:
        return catalogue.contributors[key]
    asked = set(filter(None, key.split("-")))
    alike = [g for g in catalogue.contributors.values() if asked and asked & set(g.key.split("-"))]
    whole = [group for group in alike if asked <= set(group.key.split("-"))]
    if len(whole) == 1:
        return whole[0]
    likely = whole or alike or _spelt_like(catalogue, key)
    offered = ", ".join(sorted(group.name for group in likely)[:ALIKE])
    what = f"{len(whole)} contributors have" if whole else "No contributor has"
    raise NotFound(
        f"{what} the name “{name}”.",
        f"Did you mean: {offered}?" if offered else "The page of contributors lists them all.",
    )


def _spelt_like(catalogue: Catalogue, key: str) -> list[Group]:
    """Return contributors of whose name a part is spelt nearly like what was asked for."""
    parts = {
        part: group for group in catalogue.contributors.values() for part in group.key.split("-")
    }
    near = [n for asked in key.split("-") for n in get_close_matches(asked, parts, ALIKE)]
    return list({parts[name].key: parts[name] for name in near}.values())


def write_clips(clips: Clips) -> Iterator[str]:
    """Yield the file piece by piece: its front with the contents, each story, its end."""
    build = clips.build
    style = build.renderer.piece("clips.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    cards = [build.catalogue.card(story_id) for story_id in clips.ids]
    yield _led_home(
        build.renderer.piece(
            "clips.html",
            name=clips.name,
            cards=cards,
            count=build.words.count("count.stories", len(cards)),
            runs=runs_of(cards, build.words),
            style=Markup(style),  # noqa: S704 - our own style sheet
            csp=f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'",
        )
    )
    inside = {
        urls.key_of(address): f"#{told.story.id}"
        for told in build.holdings.told(list(clips.ids))
        for address in told.story.addresses
    }
    for told in build.holdings.told(list(clips.ids)):
        yield _story(build, told.story, inside)
    yield "</main>\n</body>\n</html>\n"


def _story(build: Build, story: Story, inside: dict[str, str]) -> str:
    """Return one story; its links lead to other stories of the file, or out."""
    shelf = Shelf(build.holdings.picture_at)
    border = Border(shelf, inside, build.words("story.lead_lost"))
    card = build.catalogue.card(story.id)
    lead = shelf.look_up(story.lead_image.address) if story.lead_image else None
    page = build.canonical(card.path)
    keeper = build.options.keeper
    cited = citation.cited_of(story, build.publication, build.site.title, page, keeper)
    html = build.renderer.piece(
        "clips_story.html",
        story=story,
        card=card,
        lead=f"{ROOT}{lead.path}" if lead else None,
        body=Markup(border.pass_through(story.body.html)),  # noqa: S704 - cleaned at the border
        exact=when.machine(story.published),
        cited=citation.styles(cited)[0][1],
        stood=next((a for a in story.addresses if a.startswith("http")), None),
        in_archive=page,
    )
    return _led_home(_with_pictures(html, shelf.used))


def _with_pictures(html: str, used: dict[str, Picture]) -> str:
    """Put the pictures in place of the ways to them."""

    def inside(found: re.Match[str]) -> str:
        picture = used.get(found[1])
        return f'src="{data_of(picture)}"' if picture else 'src="data:,"'

    return _SOURCE.sub(inside, html)


def _led_home(html: str) -> str:
    return html.replace(ROOT, "")


def data_of(picture: Picture) -> str:
    """Return a picture as a data: address, scaled down where it is large (RFC 2397).

    What a camera wrote into a photograph, perhaps where somebody lives, goes with no copy.
    """
    media_type, size = picture.media_type, picture.file.stat().st_size
    is_scaled = media_type in _SCALED
    if size > LARGE and not is_scaled:
        return "data:,"
    data = b"" if size > SMALL and is_scaled else picture.file.read_bytes()
    if is_scaled and (not data or _BY_CAMERA in data):
        copy = plain_copy(picture.file)
        if copy is None:
            return "data:,"
        data, media_type = copy, "image/jpeg"
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
