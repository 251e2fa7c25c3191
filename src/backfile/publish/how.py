"""How we know: each field's evidence in words for a reader."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.occasion import Occasion
from backfile.model.series import Series
from backfile.model.story import STORY_FIELDS, Body, Contributor, Image
from backfile.publish import when
from backfile.publish.holdings import Seen
from backfile.publish.occasions import lines_of
from backfile.publish.parts import series_said
from backfile.publish.reasons import reason_said
from backfile.publish.replay import replay_of
from backfile.publish.words import Words, words_in
from backfile.text import fold, squeeze
from backfile.urls import outward

PLACES: tuple[tuple[str, str], ...] = (
    ("person", "person"),
    ("ld+json", "linked"),
    ("microdata", "linked"),
    ("rdfa", "linked"),
    ("meta", "meta"),
    ("link:", "meta"),
    ("wxr", "export"),
    ("ghost", "export"),
    ("substack", "export"),
    ("front-matter", "file"),
    ("markdown", "file"),
    ("rss", "feed"),
    ("atom", "feed"),
    ("json-feed", "feed"),
    ("feed", "feed"),
    ("address", "address"),
    ("label:", "label"),
    ("visible", "visible"),
    ("layout", "visible"),
    ("text", "text"),
    ("bounds", "text"),
    ("caption", "text"),
    ("dateline", "text"),
    ("neighbours", "neighbours"),
    ("publication", "publication"),
)
"""How a place begins, and the phrase (`place.…`) that says it to a reader."""
_NOT_PRINTED = frozenset({"byline", "image", "plain", "earlier", "updated"})
"""Labels by which recovery itself calls a place; a reader would look for them in vain."""
SURENESS: tuple[tuple[float, str], ...] = (
    (0.97, "sure"),
    (0.9, "likely"),
    (0.6, "fair"),
    (0.0, "weak"),
)
"""From which confidence on which word (`evidence.…`) is true; 0.97 is wrong once in 33."""
_BY_CONFIDENCE = attrgetter("confidence")
_MOST_GROUNDS = 3
_MOST_AGAINST = 2
_MOST_CAPTURES = 8
_BY_BYTES = re.compile(r"\.w?arc(?:\.gz)?$", re.IGNORECASE)
"""Files in which a capture is found by its byte; in others by its number."""
_VALUE_LENGTH = 120
_MOST_YEARS = 40
"""Years within which a wide date is drawn; a wider one is only told."""
_WRITING = frozenset({"author", "reporter"})
"""Roles of those who wrote a story."""
_UNTOLD = frozenset({"direction", "comments"})
"""Fields that follow from others or that no reader asks about."""
_TOLD = tuple(name for name in STORY_FIELDS if name not in _UNTOLD)


_Ground = tuple[str, float, str, str | None]
"""What a claim stands on, before it is put in words: place, confidence, reason, day of capture."""
_MOST_REMEMBERED = 10_000
"""Fields that are remembered in words: about 5 MB."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One claim that a field stands on."""

    place: str
    sure: str
    reason: str
    captured: str
    """When the capture was made, in words; "" where that is not known."""
    is_english: bool = False
    """Whether the reason could not be said in the reader's language."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A date drawn as wide as it is, within the years that it may lie in."""

    before: int
    """Days of these years before it; then its own, and those of all the years."""
    width: int
    whole: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Known:
    """One field of a story, what it stands on and what speaks against it."""

    name: str
    value: str
    """Only for dates: their words. The rest can be read on the page itself."""
    grounds: tuple[Ground, ...]
    against: tuple[str, ...]
    drawn: Drawn | None = None
    """Only for dates that are wider than a day."""

    def __hash__(self) -> int:
        """Tell fields apart by few of their parts: each story's page looks eight of them up."""
        return hash((self.name, self.value))


def tell(
    words: Words, evidence: Sequence[Evidence[object]], seen: dict[int, Seen | None]
) -> list[Known]:
    """Return each field with its evidence in plain words, in the order of a printed story."""
    by_field: dict[str, list[Evidence[object]]] = {}
    for claim in evidence:
        by_field.setdefault(claim.field, []).append(claim)
    told = (_known(words, name, by_field[name], seen) for name in _TOLD if name in by_field)
    return [known for known in told if known]


def _known(
    words: Words, name: str, claims: list[Evidence[object]], seen: dict[int, Seen | None]
) -> Known | None:
    standing = [claim for claim in claims if claim.stands]
    if not standing:
        return None
    standing.sort(key=_BY_CONFIDENCE, reverse=True)
    is_date = name == "published"
    # A date that bounds narrowed is narrower than each claim that it rests on.
    value = min(standing, key=_width).value if is_date else standing[0].value
    if name == "contributors":
        claims = [*standing, *_other_people(standing, claims)]
    grounds = tuple([_ground(claim, seen) for claim in standing])
    against = tuple(_against(words, name, value, claims)) if len(standing) < len(claims) else ()
    date = value if is_date and isinstance(value, str) else None
    return _known_of(words.language, (name, date), grounds, against)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _known_of(
    language: str,
    told: tuple[str, str | None],
    grounds: tuple[_Ground, ...],
    against: tuple[str, ...],
) -> Known:
    """Return a field in words; stories of one deposit know most of theirs from the same places."""
    words, (name, date) = words_in(language), told
    in_words = dict.fromkeys(_ground_of(language, *ground) for ground in grounds)
    return Known(
        name=words(f"evidence.{name}"),
        value=when.say(words, date) if date is not None else "",
        grounds=tuple(in_words)[:_MOST_GROUNDS],
        against=against,
        drawn=_drawn(date) if date is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture on which a story rests, and where it is kept."""

    address: str
    """Where it stood; "" where that is not known. So with the others."""
    captured: str
    item: str
    place: str
    """Where in the file, in words."""
    digest: str
    replay: str = ""
    """Where it can be seen as it was."""


def captures_of(
    words: Words, seen: Mapping[int, Seen | None], replay: str | None = None
) -> Iterator[Kept]:
    """Yield the captures on which a story rests, as they were read.

    Args:
        words: of the page's language.
        seen: the captures, by their numbers.
        replay: the pattern of the place where captures can be seen (`replay.is_replay`), if any.
    """
    for number in sorted(seen)[:_MOST_CAPTURES]:
        capture = seen[number]
        if capture is not None:
            address = capture.address or ""
            yield Kept(
                address=address if address.startswith(("http://", "https://")) else "",
                captured=when.say(words, when.day_of(capture.captured)) if capture.captured else "",
                item=outward(capture.item or ""),
                place=_place_in(words, capture),
                digest=capture.digest or "",
                replay=replay_of(replay, capture) if replay else "",
            )


def _place_in(words: Words, capture: Seen) -> str:
    if not capture.offset:
        return ""
    way = "at_byte" if _BY_BYTES.search(capture.item or "") else "at_entry"
    return words(f"evidence.{way}", n=words.number(capture.offset))


@lru_cache(maxsize=4096)
def _drawn(value: str) -> Drawn | None:
    ends = when.span(value)
    if ends is None or ends[0] == ends[1] or ends[1].year - ends[0].year >= _MOST_YEARS:
        return None
    first, last = ends
    start, end = first.replace(month=1, day=1), last.replace(month=12, day=31)
    return Drawn(
        before=(first - start).days,
        width=(last - first).days + 1,
        whole=(end - start).days + 1,
        first=f"{first.year:04}",
        last=f"{last.year:04}" if last.year != first.year else "",
    )


def _other_people(
    standing: Sequence[Evidence[object]], claims: Iterable[Evidence[object]]
) -> Iterator[Evidence[object]]:
    """Yield the claims that do not stand, with those people alone whom no standing claim credits.

    Who is credited for the same, however it is called (author, reporter), is no other claim; who is
    credited for something else is one on that, and the claim says for what.
    """
    credited = {_credit(who) for claim in standing for who in _people(claim)}
    for claim in claims:
        others = tuple(who for who in _people(claim) if _credit(who) not in credited)
        if others and not claim.stands:
            yield replace(claim, value=others)


def _people(claim: Evidence[object]) -> Iterator[Contributor]:
    if isinstance(claim.value, tuple):
        yield from (who for who in claim.value if isinstance(who, Contributor))


def _credit(who: Contributor) -> tuple[str, str]:
    return fold(who.name), "author" if who.role in _WRITING else who.role


def _width(claim: Evidence[object]) -> int:
    """Return the days that a claim on a date leaves open."""
    days = edtf.width_days(claim.value) if isinstance(claim.value, str) else None
    return sys.maxsize if days is None else days


def _ground(claim: Evidence[object], captures: dict[int, Seen | None]) -> _Ground:
    seen = captures.get(claim.capture) if claim.capture is not None else None
    captured = when.day_of(seen.captured) if seen else None
    return claim.place, claim.confidence, claim.reason, captured


@lru_cache(maxsize=4096)
def _ground_of(
    language: str, place: str, confidence: float, reason: str, captured: str | None
) -> Ground:
    """Return a ground in words; stories of one deposit know their fields from the same places."""
    words = words_in(language)
    said, is_english = reason_said(words, reason) if reason else ("", False)
    return Ground(
        place=_place_words(language, place),
        sure=words(f"evidence.{sureness(confidence)}"),
        reason=said,
        captured=when.say(words, captured) if captured else "",
        # A person's own words may be in any language.
        is_english=is_english and not place.startswith("person"),
    )


def place_words(words: Words, place: str) -> str:
    """Return in plain words where a claim stands."""
    return _place_words(words.language, place)


@lru_cache(maxsize=4096)
def _place_words(language: str, place: str) -> str:
    words = words_in(language)
    for start, phrase in PLACES:
        if place.startswith(start):
            name = place.partition(":")[2].strip()
            if phrase == "label" and name in _NOT_PRINTED:
                return words("place.visible")
            return words(f"place.{phrase}", name=name or place)
    return words("place.other", name=place)


def sureness(confidence: float) -> str:
    """Return the word's key for how far a claim is to be trusted."""
    return next(key for least, key in SURENESS if confidence >= least)


def _against(
    words: Words, name: str, value: object, claims: Iterable[Evidence[object]]
) -> Iterable[str]:
    """Yield in words what other claims say, where they say something else."""
    if name == "body":
        return
    others = [claim for claim in claims if not claim.stands and claim.value != value]
    told = _short(words, name, value) if others else ""
    found: dict[str, None] = {}
    for claim in others:
        other = _short(words, name, claim.value)
        if other and other != told:
            found[other] = None
    yield from list(found)[:_MOST_AGAINST]


def _credited(words: Words, who: Contributor) -> str:
    """Return a name with what it is credited for, where that is not the writing."""
    if who.role in _WRITING or not words.has(f"role.{who.role}"):
        return who.name
    return f"{who.name} ({words(f'role.{who.role}')})"


def _short(words: Words, name: str, value: object) -> str:
    """Return a claim's value as a few words; "" for what has none."""
    if name in {"published", "modified"} and isinstance(value, str):
        return when.say(words, when.day_of(value))
    if isinstance(value, Image):
        value = value.caption or outward(value.address)
    if isinstance(value, Occasion):
        value = words("list_comma").join(line.text for line in lines_of(words, value))
    if isinstance(value, Series):
        value = series_said(words, value)
    if isinstance(value, Body):
        return ""
    if isinstance(value, tuple):
        value = words("list_comma").join(
            _credited(words, part) if isinstance(part, Contributor) else str(part)
            for part in value
            if isinstance(part, Contributor | str)
        )
    text = squeeze(str(value or ""))
    return text if len(text) <= _VALUE_LENGTH else text[:_VALUE_LENGTH] + "…"
