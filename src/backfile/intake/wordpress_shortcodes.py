"""Shortcodes of WordPress (`[caption …]`), turned into the markup that they stood for.

The law of the place: what a shortcode did stands in SHORTCODES, and only there. What no row knows
was made by a plug-in that is gone: it is taken out with a finding, and the words inside are kept.
Brackets that are part of a sentence ("[sic]", "[the minister]") are no shortcodes.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from backfile.intake.wordpress_embeds import ADDRESS_OF_ID, player

MAX_DEPTH = 40
"""Shortcodes inside each other: page builders nest six deep."""
_TOKEN = re.compile(r"(\[?)\[(/?)([A-Za-z][\w-]{0,60})((?:[\s=][^\[\]]{0,4000})?)\](\]?)")
_ATTRIBUTE = re.compile(
    r"([A-Za-z][\w-]{0,60})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))"
    r"|\"([^\"]*)\"|'([^']*)'|(\S+)"
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "″": '"', "‘": "'", "’": "'", "\xa0": " "})
_IMAGE_WITH_LINK = re.compile(r"\s*((?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_NUMBER_OR_ADDRESS = re.compile(r"\s+(?:https?://|[\w-]*\d[\w-]*\s*$)")
"""What a player is given without a name: `[youtube 8aB-cD_eFg1]`."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'\[\]]+")
_DEAD_ELEMENT = re.compile(r"<(div|span)\s[^<>]{0,80}\bsource=['\"][\w-]{1,40}['\"][^<>]{0,600}>")
"""What an older CMS left for itself to fill in (`<div source='picture' id='12' />`)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the media library knows of a picture."""

    address: str
    caption: str = ""
    alt: str = ""
    credit: str = ""


@dataclass(slots=True)
class Code:
    """One shortcode as it stands: its name, what it says, and what it holds."""

    name: str
    named: dict[str, str]
    others: list[str]
    inner: str = ""


FindPicture = Callable[[int], Picture | None]
"""Looks a picture up in the media library by its number."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The media library, as far as one story may ask it."""

    find: FindPicture
    attached: Callable[[], Iterable[Picture]] = tuple
    """Gives the pictures that were uploaded for this story, in order."""


Turn = Callable[[Code, Pictures], str]
"""Says what a shortcode stood for."""


@dataclass(slots=True)
class Turned:
    """A text whose shortcodes were turned, and those that nobody knew."""

    html: str
    dead: list[str] = field(default_factory=list)
    """Names, each once, in the order of the text."""


def turn_shortcodes(text: str, pictures: Pictures) -> Turned:
    """Turn every shortcode of a text into the markup that it stood for."""
    turned = Turned("")
    text = _DEAD_ELEMENT.sub(lambda found: _note_dead(turned, f"{found[1]} source="), text)
    if "[" not in text:
        turned.html = text
        return turned
    tokens = list(_tokens_of(text))
    partners = _partners_of(tokens)
    desk = _Desk(text, pictures, turned)
    for number, token in enumerate(tokens):
        desk.take(token, number, partners)
    turned.html = desk.finish()
    return turned


_SAYS_PICTURE = re.compile(r"(?:(?:image|img|media|attachment|photo)_?)?ids?|include|images?")
"""Under which names shortcodes give numbers of pictures: `[gallery ids=` and plug-ins' own."""
_MARK = "attachment_"
"""What `[caption id=` writes before the number."""


def numbers_named(text: str) -> Iterator[int]:
    """Yield every number of the media library that a shortcode of a text may show.

    Posts and pictures are counted together, so that a number which means no picture is none's.
    """
    for token in _tokens_of(text):
        if "=" in token.words and not token.closes and not token.is_escaped:
            for name, value in _code_of(token).named.items():
                if _SAYS_PICTURE.fullmatch(name):
                    yield from _numbers_in(value)


def _numbers_in(value: str) -> Iterator[int]:
    for number in re.split(r"[\s,]+", value):
        digits = number.removeprefix(_MARK)[:18]
        if digits.isdecimal():
            yield int(digits)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    closes: bool
    name: str
    words: str
    is_escaped: bool


def _tokens_of(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        escaped = bool(found[1] and found[5])
        # One bracket too many on one side only belongs to the sentence around.
        start = found.start() + (0 if escaped else len(found[1]))
        end = found.end() - (0 if escaped else len(found[5]))
        yield _Token(start, end, bool(found[2]), found[3].lower(), found[4], escaped)


def _partners_of(tokens: list[_Token]) -> dict[int, int]:
    """Return which opening token belongs to which closing one, by their numbers."""
    open_by_name: dict[str, list[int]] = {}
    partners: dict[int, int] = {}
    for number, token in enumerate(tokens):
        if token.is_escaped:
            continue
        waiting = open_by_name.setdefault(token.name, [])
        if not token.closes:
            if not token.words.rstrip().endswith("/"):
                waiting.append(number)
        elif waiting:
            partners[waiting.pop()] = number
    return partners


@dataclass(slots=True)
class _Frame:
    """An opening shortcode that waits for its end, and what was written inside of it."""

    code: Code
    closing: int
    out: list[str]


class _Desk:
    """Puts a text together anew, shortcode by shortcode."""

    def __init__(self, text: str, pictures: Pictures, turned: Turned) -> None:
        self.text = text
        self.pictures = pictures
        self.turned = turned
        self.frames: list[_Frame] = []
        self.out: list[str] = []
        self.at = 0

    def take(self, token: _Token, number: int, partners: dict[int, int]) -> None:
        """Take in the next token."""
        if token.is_escaped:
            self._write(
                self.text[self.at : token.start] + self.text[token.start + 1 : token.end - 1]
            )
            self.at = token.end
            return
        if token.closes:
            self._close(token, number)
            return
        partner = partners.get(number)
        if not self._is_code(token, partner is not None):
            return
        self._write(self.text[self.at : token.start])
        self.at = token.end
        code = _code_of(token)
        if partner is None or len(self.frames) >= MAX_DEPTH:
            self._write(self._turn(code))
        else:
            self.frames.append(_Frame(code, partner, []))

    def finish(self) -> str:
        """Return the whole text; what was never closed keeps its words."""
        self._write(self.text[self.at :])
        while self.frames:
            self._end_frame()
        return "".join(self.out)

    def _close(self, token: _Token, number: int) -> None:
        depth = next((d for d, f in enumerate(self.frames) if f.closing == number), None)
        if depth is None:
            return
        self._write(self.text[self.at : token.start])
        self.at = token.end
        while len(self.frames) > depth:
            self._end_frame()

    def _end_frame(self) -> None:
        frame = self.frames.pop()
        frame.code.inner = "".join(frame.out)
        self._write(self._turn(frame.code))

    def _write(self, words: str) -> None:
        (self.frames[-1].out if self.frames else self.out).append(words)

    def _is_code(self, token: _Token, has_end: bool) -> bool:  # noqa: FBT001 -- a fact, no switch
        if has_end or "=" in token.words:
            return True
        known = token.name in SHORTCODES
        if known and _NUMBER_OR_ADDRESS.match(token.words):
            return True
        return (known or "_" in token.name or "-" in token.name) and self._stands_alone(token)

    def _stands_alone(self, token: _Token) -> bool:
        """Say whether a token is a line of its own, which no bracketed word of a sentence is."""
        before = self.text[max(0, token.start - 40) : token.start].rstrip(" \t")
        after = self.text[token.end : token.end + 40].lstrip(" \t")
        return (not before or before[-1] in "\n>") and (not after or after[0] in "\r\n<")

    def _turn(self, code: Code) -> str:
        turn = SHORTCODES.get(code.name)
        if turn is not None:
            return turn(code, self.pictures)
        _note_dead(self.turned, code.name)
        address = "" if code.inner.strip() else _address_in(code)
        return player(address) if address else code.inner


def _note_dead(turned: Turned, name: str) -> str:
    if name not in turned.dead:
        turned.dead.append(name)
    return ""


def _code_of(token: _Token) -> Code:
    code = Code(token.name, {}, [])
    words = html.unescape(token.words).translate(_QUOTES).strip().rstrip("/")
    if words.startswith("="):
        code.others.append(words[1:].strip())
        return code
    for found in _ATTRIBUTE.finditer(words):
        if found[1]:
            code.named.setdefault(found[1].lower(), found[2] or found[3] or found[4] or "")
        else:
            code.others.append(found[5] or found[6] or found[7] or "")
    return code


def _address_in(code: Code) -> str:
    """Return the first address that a shortcode names or holds."""
    for words in [*code.named.values(), *code.others, code.inner]:
        found = _ADDRESS.match(words.strip())
        if found:
            return found[0]
    return ""


def _turn_caption(code: Code, _: Pictures) -> str:
    """Newer ones hold the picture and then the words; older ones have the words in `caption=`."""
    found = _IMAGE_WITH_LINK.match(code.inner)
    picture, words = (found[1], found[2]) if found else (code.inner, "")
    words = code.named.get("caption") or words
    if not words.strip():
        return f"\n\n<figure>{picture}</figure>\n\n"
    return f"\n\n<figure>{picture}<figcaption>{words.strip()}</figcaption></figure>\n\n"


def _turn_gallery(code: Code, pictures: Pictures) -> str:
    """A gallery that names no pictures shows those that were uploaded for the story."""
    numbers = (code.named.get("ids") or code.named.get("include") or "").split(",")
    found = [pictures.find(int(n)) for n in map(str.strip, numbers) if n[:18].isdecimal()]
    shown = found or pictures.attached()
    figures = (figure_of(picture) for picture in shown if picture is not None)
    return "\n\n" + "\n".join(figures) + "\n\n"


def figure_of(picture: Picture) -> str:
    """Return the markup of a picture of the media library."""
    place, alt = html.escape(picture.address), html.escape(picture.alt)
    words = html.escape(picture.caption, quote=False)
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure><img src="{place}" alt="{alt}">{caption}</figure>'


def _turn_player(code: Code, _: Pictures) -> str:
    address = _address_in(code)
    template = ADDRESS_OF_ID.get(code.name)
    number = code.named.get("id") or next(iter(code.others), "") or code.inner.strip()
    if not address and template and re.fullmatch(r"[\w/.-]{1,200}", number):
        address = template.format(number)
    return player(address) if address else code.inner


def _turn_quote(code: Code, _: Pictures) -> str:
    return f"\n\n<blockquote>{code.inner}</blockquote>\n\n"


def _turn_note(code: Code, _: Pictures) -> str:
    return f" ({code.inner.strip()})" if code.inner.strip() else ""


_PLAYERS = """embed audio video playlist youtube yt vimeo dailymotion twitter tweet instagram
    facebook soundcloud spotify ted wpvideo videopress vine gist scribd storify slideshare flickr
    brightcove googlemaps googlemap iframe documentcloud issuu mixcloud tiktok pinterest
    datawrapper infogram flv mp3"""


def _rows(names: str, turn: Turn) -> dict[str, Turn]:
    return dict.fromkeys(names.split(), turn)


SHORTCODES: dict[str, Turn] = (
    _rows("caption wp_caption", _turn_caption)
    | _rows("gallery", _turn_gallery)
    | _rows(_PLAYERS, _turn_player)
    | _rows("quote blockquote pullquote perfectpullquote", _turn_quote)
    | _rows("ref footnote footnotes efn_note note", _turn_note)
)
"""What each shortcode stood for: WordPress's own, and those of plug-ins that newsrooms share."""
