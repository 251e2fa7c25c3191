"""Reads out of a line of credits which news agencies gave a part of the story."""

import re

from backfile.recover import names_words as words
from backfile.text import alternatives

_NAME = rf"(?:{alternatives(words.AGENCIES)})"
_AND = r"(?:\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\ba\b|و|и|і)"
_NAMES = rf"(?P<who>{_NAME}(?:\s?(?:,|/|;|{_AND})\s?{_NAME}){{0,3}})"
_KIND = r"(?:(?:agencji|agenzia|agencia|agência|agentur|agence|agency|агентства|агенції)\s)?"
"""What an agency is called before its name: "z agencji PAP"."""
_FORMS = (
    # In brackets: (avec AFP), (Reuters)
    re.compile(
        rf"\s?[(（\[]\s?(?:(?:{alternatives(words.WITH_AGENCY)})\s)?{_KIND}{_NAMES}\s?[)）\]]",
        re.IGNORECASE,
    ),
    # "Ann Lee, mit Material von dpa", "Ana Ruiz com Lusa"
    re.compile(
        rf"(?<![\s,;.–—-])[\s,;.–—-]++(?:{alternatives(words.WITH_AGENCY)})\s{_KIND}{_NAMES}(?=\s?(?:[,;.|)]|$))",
        re.IGNORECASE,
    ),
    # "Ann Lee - Reuters", "Ann Lee / AFP"
    re.compile(rf"(?:\s[-–—|]\s?|\s?/\s?){_NAMES}\s?\.?$", re.IGNORECASE),
)
_PARTING = re.compile(r"\s?(?:,|/|;|\s(?:and|und|et|y|e|i|a|и|і)\s|\sو\s?)\s?")
_FEW_LETTERS = 4


def agencies_in(line: str) -> tuple[list[str], str]:
    """Return the agencies that a line names beside people, and the line without them.

    A line that names nothing but an agency is left as it is: the agency signs as people do.
    """
    found: list[str] = []
    for form in _FORMS:
        match = form.search(line)
        if match is None or not line[: match.start()].strip(" ,;.-–—"):
            continue
        names = [name.strip() for name in _PARTING.split(match["who"])]
        if all(_is_printed_as_agency(name) for name in names):
            found += names
            line = line[: match.start()] + " " + line[match.end() :]
    return found, line.strip()


def _is_printed_as_agency(name: str) -> bool:
    """Say whether letters are an agency's: "ap" and "ani" are words of some languages as well."""
    if len(name) > _FEW_LETTERS or not name.isascii():
        return True
    return name.isupper() or name in words.LOWER_AGENCIES or name in {"Lusa", "Ansa", "Tass"}
