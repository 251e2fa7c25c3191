"""Words and letters: folding, counting, and which way a script runs."""

import html
import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Soft hyphen, zero-width and direction marks: never part of what is said."""
_UNSAID = re.compile("[\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HALF = re.compile("[\ud800-\udfff]")
_TAG = re.compile(
    r"<!--[^<>]*-->|<!doctype[^<>]*>|</?(?:a|abbr|acronym|address|applet|area|article|aside|audio|b"
    r"|base|bdi|bdo|big|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup"
    r"|data|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer"
    r"|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label"
    r"|legend|li|link|main|map|mark|marquee|menu|meta|nav|nobr|noframes|noscript|object|ol|o:p"
    r"|option|p|param|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span"
    r"|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr"
    r"|tt|u|ul|var|video|wbr)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
"""Elements of HTML; other words in angle brackets are the newsroom's own ("<IBM.N>")."""
_CODE_STARTS = re.compile(r"<(script|style)(?=[\s/>])", re.IGNORECASE)
_CODE_ENDS = {name: re.compile(rf"</{name}[^<>]*>?", re.IGNORECASE) for name in ("script", "style")}
_NOT_WORD = re.compile(r"[\W_]+")
_ARABIC_FOLDS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
    }
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
RTL_LANGUAGES = frozenset(
    {"ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "arc"}
)
"""Primary language subtags whose usual script runs from right to left."""


def whole(text: str) -> str:
    """Return the text with U+FFFD for half characters (lone surrogates): UTF-8 has none."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def squeeze(text: str) -> str:
    """Return the text in one line: every run of white space is one space, none at the ends."""
    line = " ".join(text.split())
    # What is never said cannot be printed either: most lines need no closer look.
    if line.isascii() or line.isprintable():
        return line
    return " ".join(INVISIBLE.sub("", text).split())


def line_of_markup(markup: str) -> str:
    """Return a scrap of HTML (a headline, a caption) as one line of text, entities resolved.

    Tags part words only where the scrap has white space or a line break there; a lone "<" stays.
    """
    broken = _without_code(markup).replace("<br", " <br").replace("</p>", "</p> ")
    return squeeze(html.unescape(_TAG.sub("", broken)))


def _without_code(markup: str) -> str:
    """Drop scripts and styles with all that they hold; one that never ends goes to the end."""
    parts: list[str] = []
    at = 0
    while found := _CODE_STARTS.search(markup, at):
        parts.append(markup[at : found.start()])
        ending = _CODE_ENDS[found[1].lower()].search(markup, found.end())
        at = ending.end() if ending else len(markup)
    return "".join([*parts, markup[at:]]) if parts else markup


def western_digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as 0-9."""
    return text.translate(_DIGITS)


class _Folds(dict[int, str]):
    """What each letter folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = "".join(
            part
            for part in unicodedata.normalize("NFKD", chr(code))
            if unicodedata.category(part)[0] != "M"
        )
        plain = _UNSAID.sub("", plain).casefold().translate(_ARABIC_FOLDS)
        folded = self[code] = western_digits(plain)
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Fold case, width, accents and Arabic spelling variants, for comparing and searching.

    NFKD without marks (category M), case folded; alef, ya, waw and ta-marbuta variants made one;
    Arabic vowel signs and tatweel dropped; digits western. Letter by letter, so that the browser's
    search can do the same.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDS)


class _Prints(dict[int, str]):
    """What each letter leaves in a print, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        left = self[code] = _NOT_WORD.sub("", _FOLDS[code])
        return left


_PRINTS = _Prints()
_LOWER = bytes(range(128)).lower() + bytes(range(128, 256))
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def print_of(text: str) -> str:
    """Return only the folded letters and digits of a text: equal for texts that say the same."""
    if text.isascii():
        return text.encode().translate(_LOWER, _SIGNS).decode()
    return text.translate(_PRINTS)


_LETTER = re.compile(r"[^\W\d_]")
_RIGHT_TO_LEFT = re.compile(
    "[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06ee-\u06fc\u0700-\u08c9\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of Unicode's bidirectional classes R and AL, by their blocks (UAX 9)."""


def direction_of(text: str, language: str | None = None) -> str:
    """Return "rtl" or "ltr": by most strong letters of the text, else by the language."""
    sample = text[:4000]
    right = 0 if sample.isascii() else len(_RIGHT_TO_LEFT.findall(sample))
    if right:
        return "rtl" if 2 * right > len(_LETTER.findall(sample)) else "ltr"
    if _LETTER.search(sample):
        return "ltr"
    return "rtl" if (language or "").split("-")[0].lower() in RTL_LANGUAGES else "ltr"


def alternatives(rows: str) -> str:
    """Return one regular expression that is any of a table's rows, one or more to a line."""
    return "|".join(line.strip() for line in rows.strip().splitlines())
