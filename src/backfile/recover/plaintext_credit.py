# ruff: noqa: E501 - a row of a table or pattern is one way of saying it, however long
"""Parts the words under a picture into what it shows and who is credited."""

import re

from backfile.recover.agencies import AGENCIES
from backfile.text import squeeze

_GAP = re.compile(r"[ \u00a0]{2,}|\t+|\s+\|\s+|\n+")
_WIDE_GAP = re.compile(r"[ \u00a0]{2,}|\t+")
_LABEL = re.compile(
    r"[\s(\[]{0,9}(?:photo(?:graph)?(?:s|y)?(?: credit| courtesy)?|image(?: credit)?|picture|credits?|fotos?|bild(?:nachweis)?|"
    r"crédits?(?: photo)?|créditos?|фото|تصوير|عدسة|صورة|摄影|攝影|撮影|图片来源|图)\s*(?:[:：]|/|\bby\b|\bde\b|\bvon\b|©)\s*",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[\s(\[]{0,9}©\s*")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,90})[)\]]\s*\.?$")
_AGENCY = re.compile(
    r"(?<!\w)(?:AP|AFP|EPA|EFE|ANSA|UPI|AAP|TASS|DPA|dpa|Reuters|REUTERS|Getty(?: Images)?|Associated Press|Agence France-Presse|"
    r"Xinhua|Anadolu|Sipa|Corbis|Shutterstock|Magnum|Zuma|NurPhoto|Bloomberg|Wikimedia(?: Commons)?|Flickr|"
    r"Press Service|News Agency|Creative Commons|CC[ -]BY|Handout|رويترز|فرانس برس|أ ف ب|新华社|共同社)(?!\w)"
)
_FROM = re.compile(
    r"^(?:courtesy(?: of)?|via|provided by|handout|photo|©|mit freundlicher|avec l'aimable|cortesía)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[^\W_][^\W_][^\W_])[.!?。؟…][”\"’»)]?\s+(?=\S)")
_LONGEST_CREDIT = 90
"""Characters: the longest credit line met has 64."""
_LONGEST_CAPTION, _SHORTEST_CAPTION = 700, 25
"""Characters of the words under a picture, where nothing else tells them from prose."""
_MOST_WORDS = 10
_TYPISTS_GAP = 2
_SMALL_WORDS = 2
"""Words in small letters that a credit with an agency's name may hold."""
_LINKING = frozenset(
    [
        "for",
        "and",
        "of",
        "the",
        "via",
        "de",
        "du",
        "la",
        "le",
        "y",
        "e",
        "et",
        "und",
        "von",
        "der",
        "das",
        "des",
        "in",
        "-",
        "–",
        "&",
        "/",
        "|",
    ]
)


def split_credit(raw: str) -> tuple[str, str | None]:
    """Part a caption from the credit printed after it.

    A wide gap tells, else a label ("Photo:"), brackets around an agency, or a last part that
    reads as a credit: an agency, "X for Y", "Courtesy of …", "X/Y".

    Args:
        raw: the words as printed, with their gaps.

    Returns:
        The caption, and the credit without its label, or None.
    """
    raw = raw.strip()
    for split in (_by_gap, _by_label, _by_brackets, _by_sentence):
        found = split(raw)
        if found is not None:
            caption, credit = found
            return squeeze(caption), squeeze(_without_label(credit)) or None
    return squeeze(raw), None


def _without_label(credit: str) -> str:
    """Return a credit without the word that says that it is one."""
    match = _LABEL.match(credit)
    if match:
        return credit[match.end() :]
    whole = _BRACKETS.fullmatch(credit)
    return whole[1] if whole else credit


def is_captioned(raw: str) -> bool:
    """Say whether a paragraph is the words under a picture: a wide gap parts them from a credit."""
    raw = raw.strip()
    gaps = list(_WIDE_GAP.finditer(raw))
    if len(gaps) != 1 or len(raw) > _LONGEST_CAPTION:
        return False
    before, credit = raw[: gaps[0].start()], raw[gaps[0].end() :]
    return len(before) > _SHORTEST_CAPTION and before[-1] in '.!?؟。”"' and _is_credit(credit)


def _by_gap(raw: str) -> tuple[str, str] | None:
    """Split at the last wide gap, if what follows is short."""
    gaps = list(_GAP.finditer(raw))
    if not gaps:
        return None
    caption, credit = raw[: gaps[-1].start()], raw[gaps[-1].end() :]
    # One gap of two spaces after a full stop is an old typist's habit, and parts sentences.
    if len(gaps[-1][0]) == _TYPISTS_GAP and not _is_credit(credit):
        return None
    return (caption, credit) if len(credit) <= _LONGEST_CREDIT else None


def _by_label(raw: str) -> tuple[str, str] | None:
    """Split at a label word after a sentence's end or an opening bracket."""
    for match in _LABEL.finditer(raw):
        before = raw[: match.start()].rstrip()
        if (
            match.start() == 0
            or before.endswith((".", "!", "?", "”", '"', ")", "。", "؟"))
            or match[0].lstrip()[:1] in "(["
        ):
            credit = raw[match.end() :].strip(" )].")
            if 0 < len(credit) <= _LONGEST_CREDIT:
                return before, credit
    sign = _SIGN.search(raw)
    if sign is not None and len(raw) - sign.end() <= _LONGEST_CREDIT:
        return raw[: sign.start()], raw[sign.end() :].strip(" )]")
    return None


def _by_brackets(raw: str) -> tuple[str, str] | None:
    """Split off brackets at the end that hold a credit."""
    match = _BRACKETS.search(raw)
    if match and _is_credit(match[1]):
        return raw[: match.start()], match[1]
    return None


def _by_sentence(raw: str) -> tuple[str, str] | None:
    """Split after the last full sentence, if what follows reads as a credit."""
    for match in reversed(list(_SENTENCE_END.finditer(raw))):
        credit = raw[match.end() :]
        if len(credit) > _LONGEST_CREDIT:
            return None
        if _is_credit(credit):
            return raw[: match.end()].rstrip(), credit
    return None


def _is_credit(text: str) -> bool:
    """Say whether a few words read as a credit and not as a sentence."""
    text = text.strip()
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST_CREDIT:
        return False
    if AGENCIES.match(text) or _FROM.match(text):
        return True
    if text[-1] in ".!?" and not re.search(r"\b[A-Z]\.$", text):
        return False
    named = all(
        word[0].isupper() or word.lower() in _LINKING or not word[0].isalpha() for word in words
    )
    return named or bool(
        _AGENCY.search(text) and sum(w[0].islower() for w in words) <= _SMALL_WORDS
    )
