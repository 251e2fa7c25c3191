"""Citing a story: APA, Chicago and MLA in words, BibTeX, RIS and CSL-JSON for programs.

The words of a citation style are English, whatever the site's own language is. A citation names
where the story first stood, as its readers knew it, and where it is kept, as it can be read today.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from backfile.model.publication import Publication
from backfile.model.story import Contributor, Story
from backfile.publish import when
from backfile.publish.words import words_in

PARTICLES = frozenset(
    {
        *("al-", "al", "el", "bin", "ibn", "abu"),
        *("de", "del", "della", "den", "der", "di", "du", "la", "le"),
        *("van", "vom", "von", "zu", "zur", "ter", "ten"),
    }
)
"""Words that belong to the family name when they stand before it."""
_IN_ADDRESS = tuple(
    (letter, quote(letter))
    for letter in ("%", *(chr(n) for n in range(128) if chr(n) != "%"))
    if quote(letter) != letter
)
"""ASCII that an address cannot hold as it is, "%" first."""
_TEX = str.maketrans(
    {c: f"\\{c}" for c in "#$%&_{}"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"}
)
_TEX_MARKS = re.compile(r"[#$%&_{}\\~^]")
_UNSAFE = re.compile(r"[{}\\\s]")
"""What would end a BibTeX field; other signs of an address are read as they are."""
_LATIN = re.compile(r"[^\W\d_]++(?:[.'’-]++[^\W\d_]++)*+[.'’-]*+")
_CSL = json.JSONEncoder(ensure_ascii=False)
_AUTHOR_ROLES = frozenset({"author", "reporter"})
_MOST_MLA = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a citation says."""

    id: str
    headline: str
    authors: tuple[str, ...]
    publication: str
    published: str | None
    original: str | None
    """Where the story first stood."""
    page: str | None
    """Where it stands in this archive, whole."""
    language: str | None
    keeper: str | None = None
    """Who keeps the archive."""
    issn: str | None = None
    section: str | None = None

    @property
    def address(self) -> str | None:
        """Return the work's own address: where it first stood; else where it stands now."""
        return self.original or self.page

    @property
    def archived(self) -> str | None:
        """Return where the archive has it, if that is not the work's address already."""
        return self.page if self.original else None


def cited_of(
    story: Story, publication: Publication, title: str, page: str | None, keeper: str | None
) -> Cited:
    """Return what a story's citation says.

    Args:
        story: which is cited.
        publication: in which it ran.
        title: the publication's, as the site shows it.
        page: whole address of its page in the archive, where that is known.
        keeper: who keeps the archive.
    """
    stood = (a for a in story.addresses if a.startswith(("http://", "https://")))
    return Cited(
        id=story.id,
        headline=story.headline or "[Untitled]",
        authors=authors_of(story.contributors),
        publication=title,
        published=story.published,
        original=next(stood, None),
        page=page,
        language=story.language,
        keeper=keeper,
        issn=publication.issn,
        section=story.section,
    )


def authors_of(contributors: tuple[Contributor, ...]) -> tuple[str, ...]:
    """Return the names that a citation begins with."""
    return tuple(who.name for who in contributors if who.role in _AUTHOR_ROLES)


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, str] | None:
    """Return (family, given) of a personal name in Latin letters; None where it is not plain.

    A name that cannot be split safely (other scripts, agencies, one word) is cited whole.
    """
    parts = name.split()
    if len(parts) < 2 or not all(_LATIN.fullmatch(part) and ord(part[0]) < 0x250 for part in parts):  # noqa: PLR2004 - Latin blocks end there
        return None
    cut = len(parts) - 1
    while cut > 1 and parts[cut - 1].lower() in PARTICLES:
        cut -= 1
    return " ".join(parts[cut:]), " ".join(parts[:cut])


def styles(cited: Cited) -> list[tuple[str, str]]:
    """Return the citation in words, by name of the style."""
    return [("APA", _apa(cited)), ("Chicago", _chicago(cited)), ("MLA", _mla(cited))]


def files(cited: Cited) -> list[tuple[str, str, str, str]]:
    """Return the citation for programs: name, file ending, media type, text."""
    return [
        ("BibTeX", "bib", "application/x-bibtex", bibtex(cited)),
        ("RIS", "ris", "application/x-research-info-systems", ris(cited)),
        ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json(cited)),
    ]


def in_address(text: str) -> str:
    """Return a text as it may stand in a data: address (RFC 3986 section 2.1).

    What `urllib.parse.quote` gives, for ASCII in a sixth of its time: every page has three.
    """
    if not text.isascii():
        return quote(text)
    for letter, escaped in _IN_ADDRESS:
        if letter in text:
            text = text.replace(letter, escaped)
    return text


def _tex(text: str) -> str:
    return text.translate(_TEX) if _TEX_MARKS.search(text) else text


def _initials(given: str) -> str:
    return " ".join(f"{part[0]}." for part in given.split())


def _inverted(name: str, *, short: bool = False) -> str:
    found = split_name(name)
    if not found:
        return name
    return f"{found[0]}, {_initials(found[1]) if short else found[1]}"


def _listed(names: list[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, {last} {names[-1]}"


def _american(day: date) -> str:
    return f"{words_in('en').months[day.month - 1]} {day.day}, {day.year}"


@lru_cache(maxsize=16384)
def _in_words(published: str | None, form: str) -> str:
    """Return the date as a style writes it; a date that is not one day in our own plain words."""
    span = when.span(published)
    if span is None:
        return "n.d." if form == "apa" or not published else when.say(words_in("en"), published)
    first, last = span
    if first != last or not when.machine(published):
        return when.say(words_in("en"), published)
    if form == "apa":
        return f"{first.year}, {words_in('en').months[first.month - 1]} {first.day}"
    if form == "mla":
        return f"{first.day} {words_in('en').months[first.month - 1]} {first.year}"
    return _american(first)


def _apa(cited: Cited) -> str:
    who = _listed([_inverted(n, short=True) for n in cited.authors], "&") if cited.authors else ""
    when_ = f"({_in_words(cited.published, 'apa')})."
    headline = _stopped(cited.headline)
    start = f"{who} {when_} {headline}" if who else f"{headline} {when_}"
    return _ended(f"{start} {cited.publication}.", _both(cited))


def _chicago(cited: Cited) -> str:
    names = [_inverted(cited.authors[0]), *cited.authors[1:]] if cited.authors else []
    who = _listed(names, "and").rstrip(".") + ". " if names else ""
    said = _in_words(cited.published, "chicago")
    return _ended(
        f"{who}“{_stopped(cited.headline)}” {_stopped(f'{cited.publication}, {said}')}",
        _both(cited),
    )


def _both(cited: Cited) -> str | None:
    """Return the work's address, and where it is archived (Chicago Manual of Style 14.10)."""
    if not cited.archived:
        return cited.address
    keeper = f" {cited.keeper}," if cited.keeper else ""
    return f"{cited.address}, archived at{keeper} {cited.archived}"


def _mla(cited: Cited) -> str:
    names = [_inverted(cited.authors[0]), *cited.authors[1:]] if cited.authors else []
    who = f"{names[0]}, et al. " if len(names) > _MOST_MLA else ""
    if names and not who:
        who = _listed(names, "and").rstrip(".") + ". "
    when_ = _in_words(cited.published, "mla")
    said = f"{who}“{_stopped(cited.headline)}” {cited.publication}, {when_}"
    said = f"{said}, {cited.address}." if cited.address else _stopped(said)
    if not cited.archived:
        return said
    # The archive is a second container (MLA Handbook, 9th edition, 5.31).
    kept = cited.keeper or f"Archive of {cited.publication}"
    return f"{said} {kept}, {cited.archived}."


def _stopped(headline: str) -> str:
    """Return a headline with the full stop that a style wants, unless it ends in a mark already."""
    return headline if headline.endswith((".", "?", "!", "…", "؟")) else f"{headline}."


def _ended(text: str, address: str | None) -> str:
    return f"{text} {address}" if address else text


def bibtex(cited: Cited) -> str:
    """Return a BibTeX entry, as biblatex has newspapers: `@article` of the subtype newspaper.

    A date that is not one day stands in words in the note, beside where the story is archived.
    """
    day = when.machine(cited.published)
    fields = {
        "author": " and ".join(_braced(name) for name in cited.authors),
        "title": "{" + _tex(cited.headline) + "}",
        "journal": _tex(cited.publication),
        "entrysubtype": "newspaper",
        "issn": cited.issn or "",
        "titleaddon": _tex(f"Section {cited.section}") if cited.section else "",
        "date": day or (cited.published or "" if when.span(cited.published) else ""),
        "year": _year(cited),
        "url": _UNSAFE.sub(lambda found: quote(found[0]), cited.address or ""),
        "language": cited.language or "",
        "note": _tex("; ".join(_noted(cited))),
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return f"@article{{{cited.id},\n" + ",\n".join(lines) + "\n}\n"


def _noted(cited: Cited) -> Iterator[str]:
    if cited.published and not when.machine(cited.published):
        yield f"Published {when.say(words_in('en'), cited.published)}"
    if cited.archived:
        yield (
            f"Archived at {cited.keeper}, {cited.archived}"
            if cited.keeper
            else (f"Archived at {cited.archived}")
        )


def _braced(name: str) -> str:
    found = split_name(name)
    return _tex(f"{found[0]}, {found[1]}") if found else "{" + _tex(name) + "}"


def _year(cited: Cited) -> str:
    span = when.span(cited.published)
    return str(span[0].year) if span and span[0].year == span[1].year else ""


def ris(cited: Cited) -> str:
    """Return a RIS record (type NEWS): where it stood as UR, where it is kept as L2, DB and AN."""
    span = when.span(cited.published)
    exact = span[0] if span and span[0] == span[1] else None
    rows = [
        ("TY", "NEWS"),
        *(("AU", _inverted(name)) for name in cited.authors),
        ("TI", cited.headline),
        ("T2", cited.publication),
        ("PY", _year(cited)),
        ("DA", exact.strftime("%Y/%m/%d") if exact else ""),
        ("N1", "" if exact or not cited.published else when.say(words_in("en"), cited.published)),
        ("SE", cited.section or ""),
        ("SN", cited.issn or ""),
        ("LA", cited.language or ""),
        ("UR", cited.address or ""),
        ("L2", cited.archived or ""),
        ("DB", cited.keeper or ""),
        ("AN", cited.id),
    ]
    lines = [f"{key}  - {' '.join(value.split())}" for key, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(cited: Cited) -> str:
    """Return a CSL-JSON item (article-newspaper); an interval stands as a range of dates.

    `accessed` is left to the reader: nobody else knows when they read it.
    """
    item: dict[str, object] = {
        "id": cited.id,
        "type": "article-newspaper",
        "title": cited.headline,
        "container-title": cited.publication,
        "author": [_csl_name(name) for name in cited.authors],
    }
    span = when.span(cited.published)
    if span:
        ends = [span[0]] if span[0] == span[1] else list(span)
        item["issued"] = {"date-parts": [[d.year, d.month, d.day] for d in ends]}
    told = {
        "URL": cited.address,
        "archive": cited.keeper,
        "archive_location": cited.page or (cited.id if cited.keeper else None),
        "section": cited.section,
        "ISSN": cited.issn,
        "language": cited.language,
    }
    item |= {key: value for key, value in told.items() if value}
    return _CSL.encode([item])


def _csl_name(name: str) -> dict[str, str]:
    found = split_name(name)
    return {"family": found[0], "given": found[1]} if found else {"literal": name}
