"""E-mail addresses that a newsroom wrote so that no program finds them: "desk [at] quay [dot] org".

The law of the place: only the newsroom's own contact is read so, never what a reader signed with.
"""

import re
from dataclasses import dataclass

AT_WORDS = (
    *("at", "ät", "aet", "klammeraffe", "arobase", "arrobase", "chez", "arroba", "chiocciola"),
    *("apenstaart", "apenstaartje", "małpa", "malpa", "zavináč", "zavinac", "kukac", "arond"),
    *("snabel-a", "snabela", "alfakrøll", "miukumauku", "majmun", "afna", "kuyruklu a", "et"),
    *("собака", "собачка", "равлик", "кльомба", "παπάκι", "παπακι", "שטרודל", "کرول"),
    *("آت", "أت", "ات", "اَت", "艾特", "圈a", "アットマーク", "アット", "골뱅이"),
)
"""How "@" is spoken in the languages of newsrooms that were met, and of their neighbours."""
DOT_WORDS = (
    *("dot", "punkt", "point", "punto", "ponto", "punt", "kropka", "tečka", "tecka", "bodka"),
    *("pont", "punct", "punktum", "prikk", "piste", "nokta", "taška", "tačka", "točka"),
    *("точка", "тчк", "крапка", "τελεία", "τελεια", "נקודה", "نقطة", "نقطه", "دوت"),
    *("点", "點", "ドット", "닷", "점"),
)
"""How "." is spoken there."""
LONGEST = 20_000
"""Characters of a text that are looked through: letters to readers are shorter."""

_OPEN, _SHUT = r"[\[({<（【「『|*_~-]{1,2}", r"[\])}>）】」』|*_~-]{1,2}"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_+-]{0,62}[A-Za-z0-9])?"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _fenced(sign: str) -> str:
    return rf"\s{{0,2}}{_OPEN}\s{{0,2}}(?:{sign})\s{{0,2}}{_SHUT}\s{{0,2}}"


def _spoken(words: tuple[str, ...]) -> str:
    return rf"\s{{1,2}}(?:{_any(words)})\s{{1,2}}"


_FENCED_AT, _FENCED_DOT = _fenced(_any(AT_WORDS) + "|@|＠"), _fenced(_any(DOT_WORDS) + r"|\.")
_ALSO_WORDS = frozenset({"et", "chez"})
"""Words for the sign that say something else where nothing fences them."""
_SPOKEN_AT = _spoken(tuple(word for word in AT_WORDS if word not in _ALSO_WORDS))
_SPOKEN_DOT = _spoken(DOT_WORDS)
_LOCAL = rf"{_NAME}(?:(?:\.|{_FENCED_DOT}){_NAME}){{0,4}}"
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w.@+-])(?P<local>{local})(?:{at})(?P<host>{host})(?![\w@-])", re.IGNORECASE)
    for local, at, host in (
        (_LOCAL, _FENCED_AT, rf"{_NAME}(?:(?:\.|{_FENCED_DOT}|{_SPOKEN_DOT}){_NAME}){{1,4}}"),
        (
            rf"{_NAME}(?:(?:\.|{_SPOKEN_DOT}){_NAME}){{0,4}}",
            _SPOKEN_AT,
            rf"{_NAME}(?:{_SPOKEN_DOT}{_NAME}){{1,4}}",
        ),
        (_LOCAL, r"\s{1,2}@\s{0,2}|@\s{1,2}|\s{0,2}＠\s{0,2}", rf"{_NAME}(?:\.{_NAME}){{1,4}}"),
    )
)
"""The signs fenced in brackets; both spoken as words of their own; blanks around the sign."""
_DOT = re.compile(f"{_FENCED_DOT}|{_SPOKEN_DOT}", re.IGNORECASE)
_TOP = re.compile(r"\.[a-z]{2,24}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HiddenMail:
    """An e-mail address that was not written as one."""

    address: str
    written: str
    """As it stands in the text."""


def find_hidden_mail(text: str) -> list[HiddenMail]:
    """Return the e-mail addresses that a text hides from programs, in the order of the forms."""
    found: dict[str, HiddenMail] = {}
    for form in _FORMS:
        for match in form.finditer(text[:LONGEST]):
            address = f"{_plain(match['local'])}@{_plain(match['host']).lower()}"
            if _TOP.search(address):
                found.setdefault(match[0], HiddenMail(address, match[0].strip()))
    return list(found.values())


def _plain(part: str) -> str:
    return _DOT.sub(".", part)
