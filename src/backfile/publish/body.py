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
from backfile.publish.addresses import ROOT, story_path
from backfile.publish.holdings import Picture
from backfile.publish.past import Noted, link_to, short

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


@dataclass(slots=True)
class Shelf:
    """Looks up pictures and remembers which ones the site needs and which are missing."""

    find: Callable[[str], Picture | None]
    used: dict[str, Picture] = field(default_factory=dict)
    """Pictures that the site shows, by their path on it."""
    missing: set[str] = field(default_factory=set)
    """Addresses, in few letters, of pictures that stories show and the archive does not have."""
    noted: Noted = field(default_factory=Noted)
    """What the page that is being filled has taken; each story begins a new one."""

    def look_up(self, address: str) -> tuple[str, Picture] | None:
        """Return a picture with its path on the site, if the archive has it."""
        found = self.find(address)
        path = media_path(found) if found else None
        if found is None or path is None:
            self.missing.add(short(address))
            self.noted.missing.append(short(address))
            return None
        self._use(path, found)
        return path, found

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


@dataclass(frozen=True, slots=True)
class Border:
    """What a text is led home with: the pictures, the stories' addresses, a phrase."""

    shelf: Shelf
    by_address: dict[str, str]
    lost: str
    """What stands in place of a picture that is missing."""
    story_at: Callable[[str], str | None] = no_story
    """Returns the id of the story that a file of a deposit shows, by its place (urls.place_in)."""

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
        return safe

    def _image(self, found: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(found[1]))
        alt = said.get("alt", "")
        known = self.shelf.look_up(html.unescape(said["src"])) if said.get("src") else None
        if known is None:
            words = f"{self.lost} {alt}" if alt else self.lost
            return f'<span class="lost" role="img" aria-label="{words}">{self.lost}</span>'
        path, picture = known
        size = (
            f' width="{picture.width}" height="{picture.height}"'
            if picture.width and picture.height
            else ""
        )
        return f'<img src="{ROOT}{path}" alt="{alt}"{size} loading="lazy" decoding="async">'

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
        home = self.by_address.get(key) or self.shelf.file(href)
        if home is None:
            return found[0]
        return f'<a href="{ROOT}{home}">'

    def _home_of(self, place: str) -> str | None:
        """Return the path on the site of what a deposit holds at a place: a story, or a file."""
        story = self.story_at(place)
        self.shelf.noted.links.append(link_to(story))
        return story_path(story) if story else self.shelf.file(place)
