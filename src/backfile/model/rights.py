"""Rights: whose a credit line says that a picture or a text is, and what may be done with it.

The law of the place: how a line is sorted stands in AGENCIES and SIGNS, and only there. A line is
sorted by what it prints; who really holds the rights stands in contracts that no archive has.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from backfile.model import rights_words as w
from backfile.model.remedy import Surface
from backfile.text import fold, squeeze


class CreditKind(StrEnum):
    """Whose something is, by its credit line."""

    WIRE = "wire"
    """A news agency's: texts and pictures by subscription."""
    AGENCY = "agency"
    """A picture agency's, or a stock's."""
    FREELANCE = "freelance"
    """Made for the publication by somebody who is not of its staff."""
    STAFF = "staff"
    HANDOUT = "handout"
    """Given by whom it is about, or free for all to use."""
    UNKNOWN = "unknown"


NOBODY: Mapping[str, CreditKind] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit line, sorted."""

    line: str
    kind: CreditKind
    agency: str = ""
    """Name of the agency, of a wire's or an agency's."""


AGENCIES: Mapping[str, tuple[CreditKind, str]] = MappingProxyType(
    {name: (CreditKind.WIRE, said) for name, said in w.WIRES}
    | {name: (CreditKind.AGENCY, said) for name, said in w.PICTURE_AGENCIES}
)
"""Each agency, its kind, and how a folded credit line names it, in the languages that do."""
SIGNS: Mapping[CreditKind, tuple[str, ...]] = MappingProxyType(
    {
        CreditKind.HANDOUT: w.HANDOUT,
        CreditKind.FREELANCE: w.FREELANCE,
        CreditKind.STAFF: w.STAFF,
    }
)
"""Words that tell the other kinds."""
_SHORT = 5
"""Letters of a name that may be somebody's own: it counts as an agency's in capitals alone, in
small letters alone, or where nothing else stands between two strokes."""
_LABEL = re.compile(r"^[^:]{0,30}:\s*")
_STROKES = re.compile(r"[/|,;()©–—]|\bvia\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the keeper decided (`[rights]` in archive.toml); names are kinds or agencies."""

    withhold_pictures: tuple[str, ...] = ()
    """Pictures that are shown nowhere: their captions and credits are."""
    withhold_stories: tuple[str, ...] = ()
    """Stories that are shown nowhere, by what their bylines and contributors say."""
    unpacked_pictures: tuple[str, ...] = ()
    """Pictures that stand in no export and no package."""
    unpacked_stories: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    """Agencies whose things are shown and packaged all the same: exceptions to the others."""
    staff: tuple[str, ...] = ()
    """Names of people who are of the staff, whatever a line says; so with freelances."""
    freelances: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """Other names of the publication, as credit lines print them: in another script, for short."""
    embargo: Mapping[str, str] = field(default_factory=dict)
    """Stories, by id or address, and the day from which on they may be shown (ISO 8601)."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be kept back."""
        kept = (self.withhold_pictures, self.withhold_stories, self.unpacked_pictures)
        return not any((*kept, self.unpacked_stories, self.embargo))

    @property
    def own(self) -> dict[str, CreditKind]:
        """The people of whom the keeper knows what they are, by folded names."""
        staff = dict.fromkeys(map(fold, self.staff), CreditKind.STAFF)
        return staff | dict.fromkeys(map(fold, self.freelances), CreditKind.FREELANCE)

    def pictures_held(self, surface: Surface) -> frozenset[str]:
        """Return the folded names of those whose pictures a surface does not show."""
        return self._held(self.withhold_pictures, self.unpacked_pictures, surface)

    def stories_held(self, surface: Surface) -> frozenset[str]:
        """Return the folded names of those whose stories a surface does not show."""
        return self._held(self.withhold_stories, self.unpacked_stories, surface)

    def _held(
        self, held: tuple[str, ...], unpacked: tuple[str, ...], surface: Surface
    ) -> frozenset[str]:
        return frozenset(map(fold, (*held, *(unpacked if surface is Surface.PACKAGES else ()))))

    def is_held(self, credit: Credit, held: frozenset[str]) -> bool:
        """Say whether a credit is of those that are kept back, and of no exception."""
        names = {fold(credit.kind), fold(credit.agency)} - {""}
        return not names.isdisjoint(held) and names.isdisjoint(map(fold, self.show))


@lru_cache(maxsize=1)
def _agencies() -> list[tuple[str, CreditKind, re.Pattern[str]]]:
    return [
        (name, kind, re.compile(rf"(?<!\w)(?:{fold(said)}|{re.escape(fold(name))})(?!\w)"))
        for name, (kind, said) in AGENCIES.items()
    ]


@lru_cache(maxsize=8)
def _signs(titles: tuple[str, ...]) -> list[tuple[CreditKind, re.Pattern[str]]]:
    """Return the patterns of the other kinds for a publication of some folded titles."""
    names = [r"[\W_]{1,3}".join(map(re.escape, title.split())) for title in titles if title.strip()]
    own = f"(?:{'|'.join(names)})" if names else r"(?!)"
    # For in Arabic is a letter, written on to the name; it swallows the a of its article.
    joined = [f"لل{name[2:]}" if name.startswith("ال") else f"ل{name}" for name in names]
    worked_for = "|".join(
        [rf"(?:{fold(w.WORKED_FOR)})[\W_]{{1,3}}(?:\w{{1,4}}[\W_]{{1,3}})?{own}", *joined]
    )
    more = {CreditKind.FREELANCE: worked_for, CreditKind.STAFF: own}
    return [
        (
            kind,
            re.compile(rf"(?<!\w)(?:{'|'.join(map(fold, said))}|{more.get(kind, '(?!)')})(?!\w)"),
        )
        for kind, said in SIGNS.items()
    ]


def sort_credit(line: str, title: str = "", rights: Rights | None = None) -> Credit:
    """Return a credit line with its kind.

    An agency wins over all else that a line says ("Mona Haddad/AFP for The Quay").

    Args:
        line: as printed.
        title: of the publication.
        rights: what the keeper says of people, and of the publication's other names.
    """
    plain = squeeze(line)
    said = fold(plain)
    for name, kind, pattern in _agencies():
        found = pattern.search(said)
        if found and _is_meant(plain, found[0]):
            return Credit(plain, kind, name)
    for name, kind in (rights.own if rights else NOBODY).items():
        if re.search(rf"(?<!\w)[وبل]?{re.escape(name)}(?!\w)", said):
            return Credit(plain, kind)
    titles = tuple(fold(squeeze(one)) for one in (title, *(rights.titles if rights else ())))
    kinds = (kind for kind, pattern in _signs(titles) if pattern.search(said))
    return Credit(plain, next(kinds, CreditKind.UNKNOWN))


def _is_meant(line: str, found: str) -> bool:
    """Say whether a short name in a line is an agency's, and not a person's ("Rex", "Sana")."""
    if len(found) > _SHORT or not found.isascii():
        return True
    words = re.findall(r"[^\W\d_]+", line)
    if any(fold(word) == found and (word.isupper() or word.islower()) for word in words):
        return True
    segments = _STROKES.split(_LABEL.sub("", line))
    return any(fold(segment.strip(" .")) == found for segment in segments) or "." in found
