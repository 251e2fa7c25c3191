"""A story's text at the border: made safe a second time, its pictures and links led home.

Everything that comes out of an archive is treated as hostile here, whoever cleaned it before: what
is not in the tables below does not pass.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import nh3

from backfile import urls
from backfile.publish.addresses import ROOT, seal, story_path
from backfile.publish.holdings import Picture
from backfile.publish.past import Noted, link_to, short
from backfile.publish.pictures import Shape

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "cite", "q", "pre", "hr", "br", "wbr"),
    *("ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("figure", "figcaption", "img", "a", "span", "time", "abbr", "mark", "code"),
    *("em", "strong", "b", "i", "u", "s", "small", "sup", "sub", "del", "ins"),
    *("bdi", "bdo", "ruby", "rt", "rp"),
}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "abbr": {"title"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes={"p": {"embed", "credit"}},
    url_schemes={"http", "https", "mailto", "tel", "deposit"},
    url_relative="deny",
    link_rel=None,
)
_IMAGE = re.compile(r'<img((?: [a-z:-]+="[^"]*")*)>')
_LINK = re.compile(r'<a((?: [a-z:-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z:-]+)="([^"]*)"')
_HEADING = re.compile(r"<(/?)h([2-6])(?=[ >])")
BODY_SIZES = "(min-width: 646px) 646px, 100vw"
"""How wide a picture in a text is shown (the style sheet's --measure)."""
LEAD_SIZES = "(min-width: 1020px) 1020px, 100vw"
ENDINGS: dict[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "application/pdf": "pdf",
    "text/csv": "csv",
    "application/epub+zip": "epub",
}
"""What may lie on the site, by media type: nothing that a browser would run in the site's name
(no SVG, no HTML, no XML)."""


def clean(text: str) -> str:
    """Return body HTML with nothing in it but the tags and attributes of the tables above."""
    return _CLEANER.clean(text.replace(ROOT, ""))


def media_path(picture: Picture) -> str | None:
    """Return where a picture or file stands on the site; None where its type may not."""
    ending = ENDINGS.get(picture.media_type)
    return f"media/{picture.digest[:2]}/{picture.digest[:32]}.{ending}" if ending else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it."""

    path: str
    """Of the whole picture, on the site."""
    shape: Shape

    def element(self, alt: str, sizes: str, way: str) -> str:
        """Return the picture as HTML, in as many sizes as there are.

        Args:
            alt: its words for who cannot see it, escaped.
            sizes: how wide it is shown on which screens (HTML, `sizes`).
            way: further attributes: when it is loaded.
        """
        shape, plain = self.shape, self.shape.plain
        size = f' width="{shape.width}" height="{shape.height}"' if shape.width else ""
        first = plain.path if plain else self.path
        image = f'<img src="{ROOT}{first}" alt="{alt}"{size}{way}>'
        if not shape.ladder:
            return image
        ladder = ", ".join(f"{ROOT}{step.path} {step.width}w" for step in shape.ladder)
        source = f'<source type="image/webp" srcset="{ladder}" sizes="{sizes}">'
        return f"<picture>{source}{image}</picture>"

    def linked(self, element: str, alt: str, words: str) -> str:
        """Return an element as a link to the whole picture, where it shows a smaller copy."""
        if not self.shape.variants:
            return element
        name = "" if alt.strip() else f' aria-label="{words}"'
        return f'<a class="full" href="{ROOT}{self.path}"{name}>{element}</a>'

    @property
    def shared(self) -> str:
        """Return the path of what share cards show."""
        return self.shape.plain.path if self.shape.plain else self.path


@dataclass(slots=True)
class Shelf:
    """Looks up pictures and remembers which ones the site needs and which are missing."""

    find: Callable[[str], Picture | None]
    shapes: dict[str, Shape] = field(default_factory=dict)
    """How each picture is shown, by its digest; others are shown as they are."""
    used: dict[str, Picture] = field(default_factory=dict)
    """Pictures that the site shows, by their path on it."""
    missing: set[str] = field(default_factory=set)
    """Addresses, in few letters, of pictures that stories show and the archive does not have."""
    noted: Noted = field(default_factory=Noted)
    """What the page that is being filled has taken; each story begins a new one."""

    def look_up(self, address: str) -> Shown | None:
        """Return a picture as the site shows it, if the archive has it."""
        found = self.find(address)
        shown = self.show(found) if found else None
        if found is None:
            self.missing.add(short(address))
            self.noted.missing.append(short(address))
        return shown

    def show(self, picture: Picture) -> Shown | None:
        """Return a picture as the site shows it; None where its kind may not stand on a page."""
        shape = self.shapes.get(picture.digest)
        if shape and shape.drawing:
            self.noted.used[shape.drawing.path] = shape.drawing.digest
            return Shown(shape.drawing.path, shape)
        path = media_path(picture)
        if path is None:
            return None
        self._use(path, picture)
        if shape is None or not shape.width:
            sized = picture.width and picture.height
            shape = Shape(picture.width or 0, picture.height or 0) if sized else Shape()
        self.noted.used |= {copy.path: copy.digest for copy in shape.variants}
        return Shown(path, shape)

    def _use(self, path: str, picture: Picture) -> None:
        self.used.setdefault(path, picture)
        self.noted.used[path] = picture.digest

    def file(self, address: str) -> str | None:
        """Return the path on the site of a file that a text links to, if the archive has it."""
        found = self.find(address)
        path = media_path(found) if found else None
        if found and path:
            self._use(path, found)
        return path


def no_story(_place: str) -> str | None:
    """Know no deposits."""
    return None


def with_steps(text: str) -> str:
    """Return a body whose subheads begin right below the headline and leave no step out.

    Newsrooms set their subheads by size: where all are h3, whoever hears the page looks for the h2
    (WCAG 2.2, 1.3.1). Which of two stands below the other is kept.
    """
    above: list[str] = []

    def step(found: re.Match[str]) -> str:
        closes, level = found.groups()
        if not closes:
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        return f"<{closes}h{1 + len(above)}"

    return _HEADING.sub(step, text)


@dataclass(frozen=True, slots=True)
class Border:
    """What a text is led home with: the pictures, the stories' addresses, a phrase."""

    shelf: Shelf
    by_address: dict[str, str]
    lost: str
    """What stands in place of a picture that is missing."""
    unshown: str = ""
    """What stands in place of one that is here, but that no page can show."""
    whole: str = ""
    """What a link to a whole picture is called, where the picture has no words of its own."""
    story_at: Callable[[str], str | None] = no_story
    """Returns the id of the story that a file of a deposit shows, by its place (urls.place_in)."""
    has_seals: bool = False
    """Whether some of the addresses are known by their seals alone (see addresses.seal)."""

    def pass_through(self, text: str) -> str:
        """Return a story's body as it may stand on its page, its links and pictures led home.

        Addresses on the site begin with ROOT.
        """
        safe = clean(text)
        if "<img" in safe:
            safe = _IMAGE.sub(self._image, safe)
        if "<a " in safe:
            safe = _LINK.sub(self._link, safe)
        if "<table" in safe:
            safe = safe.replace("<table", '<div class="table" tabindex="0" role="group"><table')
            safe = safe.replace("</table>", "</table></div>")
        return with_steps(safe) if "</h" in safe else safe

    def _image(self, found: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(found[1]))
        alt = said.get("alt", "")
        known = self.shelf.look_up(html.unescape(said["src"])) if said.get("src") else None
        if known is None:
            is_kept = bool(said.get("src")) and self.shelf.find(html.unescape(said["src"]))
            why = self.unshown if is_kept else self.lost
            words = f"{why} {alt}" if alt else why
            return f'<span class="lost" role="img" aria-label="{words}">{why}</span>'
        element = known.element(alt, BODY_SIZES, ' loading="lazy" decoding="async"')
        before = found.string[: found.start()]
        if before.rfind("<a ") > before.rfind("</a>"):
            return element  # the newsroom had linked it already
        return known.linked(element, alt, self.whole)

    def _link(self, found: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(found[1]))
        href = html.unescape(said.get("href", ""))
        if href.startswith(urls.IN_DEPOSIT):
            home = self._home_of(href)
            # Nobody outside knows a place in a deposit: the words stay, and lead nowhere.
            return f'<a href="{ROOT}{home}">' if home else "<a>"
        if not href.startswith("http"):
            return found[0]
        key = urls.key_of(href)
        self.shelf.noted.links.append(key)
        home = self.by_address.get(key) or self._sealed(key) or self.shelf.file(href)
        if home is None:
            return found[0]
        return f'<a href="{ROOT}{home}">'

    def _sealed(self, key: str) -> str | None:
        return self.by_address.get(seal(key)) if self.has_seals else None

    def _home_of(self, place: str) -> str | None:
        """Return the path on the site of what a deposit holds at a place: a story, or a file."""
        story = self.story_at(place)
        self.shelf.noted.links.append(link_to(story))
        return story_path(story) if story else self.shelf.file(place)
