"""The language of a story, by its own letters first: what pages declare is often the theme's."""

import re
from collections.abc import Iterator

from resiliparse.parse.lang import detect_fast

from backfile.model.evidence import Evidence
from backfile.recover.page import Page
from backfile.recover.trust import TRUST
from backfile.text import direction_of

_TAG = re.compile(r"^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")
SCRIPTS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("[\u0600-\u06ff]", "ar", frozenset({"ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "azb"})),
    ("[\u0590-\u05ff]", "he", frozenset({"he", "yi"})),
    (
        "[\u0400-\u04ff]",
        "ru",
        frozenset({"ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn", "tg", "tt"}),
    ),
    ("[\u0370-\u03ff]", "el", frozenset({"el"})),
    ("[\u3040-\u30ff]", "ja", frozenset({"ja"})),
    ("[\uac00-\ud7af]", "ko", frozenset({"ko"})),
    ("[\u4e00-\u9fff]", "zh", frozenset({"zh", "ja", "yue"})),
    ("[\u0900-\u097f]", "hi", frozenset({"hi", "mr", "ne", "sa"})),
    ("[\u0e00-\u0e7f]", "th", frozenset({"th"})),
    ("[\u10a0-\u10ff]", "ka", frozenset({"ka"})),
    ("[\u0530-\u058f]", "hy", frozenset({"hy"})),
)
"""Letters, the language that they most often write, and all that they write."""
_FOREIGN = re.compile("[\u0370-\u10ff\u3040-\ud7af]")
"""All letters of SCRIPTS, and some more: where they are few, no script need be counted."""
_SHARE = 0.3
"""Share of a text's characters in one script from which on it is written in that script."""
_UNSURE_FROM = 1200
"""resiliparse's distance from which on it does not know the language (its own advice)."""
SCRIPT = 4
"""Letters of a script subtag (BCP 47, section 2.2.3)."""
_REGION_TELLS_SCRIPT = frozenset({"zh"})
COUNTRY = 2
"""Letters of a region subtag (BCP 47, section 2.2.4)."""
_TOO_SHORT = 200
"""Characters below which statistics are misled by names."""
_SAMPLE = 2000


def declared(page: Page) -> str:
    """Return the language that a page declares, as BCP 47, or ""."""
    for text in (
        page.language,
        page.head.meta("og:locale", "content-language", "dc.language", "language"),
    ):
        tag = text.strip().replace("_", "-")
        if tag and _TAG.match(tag):
            first, *rest = tag.split("-")
            return "-".join(
                [first.lower(), *(part.upper() if len(part) == COUNTRY else part for part in rest)]
            )
    return ""


def of_any_region(tag: str) -> str:
    """Return a language tag without its region, as what speaks for a whole site may tell it.

    "en-US" in the head of every page tells of the system that made them and not of the story: a
    region is kept only where the story itself names it. In Chinese it tells the script, and stays.
    """
    parts = tag.replace("_", "-").split("-")
    if parts[0].lower() in _REGION_TELLS_SCRIPT:
        return tag
    return "-".join([parts[0].lower(), *(part for part in parts[1:] if len(part) == SCRIPT)])


def language_of(text: str, said: str = "") -> tuple[str, bool]:
    """Return the language of a text and whether its letters and words prove it.

    Args:
        text: some hundred characters of running text.
        said: what was declared; it decides where the letters allow it.
    """
    sample = text[:_SAMPLE]
    primary = said.split("-", maxsplit=1)[0]
    is_latin = sample.isascii() or len(_FOREIGN.findall(sample)) <= _SHARE * len(sample)
    for letters, usual, all_of in () if is_latin else SCRIPTS:
        if len(re.findall(letters, sample)) > _SHARE * len(sample):
            if primary in all_of:
                return said, True
            guess, _ = _detect(sample)
            return (guess if guess in all_of else usual), True
    foreign = {
        "ar",
        "fa",
        "ur",
        "he",
        "ru",
        "uk",
        "bg",
        "el",
        "ja",
        "ko",
        "zh",
        "hi",
        "th",
        "ka",
        "hy",
    }
    guess, sure = _detect(sample)
    if said and primary not in foreign and (not sure or guess == primary):
        return said, True
    if sure:
        return guess, len(sample) > _SAMPLE / 5
    return (said if primary not in foreign else guess), False


def _detect(sample: str) -> tuple[str, bool]:
    code, distance = detect_fast(sample)
    return code, code != "unknown" and distance < _UNSURE_FROM and len(sample) > _TOO_SHORT


def read_language(page: Page, text: str) -> Iterator[Evidence[object]]:
    """Yield language and direction of a story."""
    said = of_any_region(declared(page))
    language, sure = language_of(text, said) if text else (said, False)
    if language and language != "unknown":
        trust = TRUST["language:text" if sure else "language:meta"]
        yield Evidence("language", language, "text" if sure else "html:lang", trust)
    if text:
        yield Evidence("direction", direction_of(text, language), "text", TRUST["language:text"])
