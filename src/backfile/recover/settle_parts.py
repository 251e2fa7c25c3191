"""Parts of a story that are put together from several captures: names, pictures, notices."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from backfile.model.evidence import Evidence
from backfile.model.occasion import Occasion, fill
from backfile.model.series import Series, key_of_series
from backfile.model.story import PICTURE_PARTS, Comment, Contributor, Image, Notice, Translation
from backfile.recover.names import WRITERS
from backfile.recover.settle_claims import PERSON, Claims, Tally, said, tally, word_of
from backfile.urls import key_of, picture_key

HELPER_TRUST = 0.8
"""From where on a photographer or translator whom only one capture names is believed."""
SERIES_TRUST = 0.5
"""From where on it is believed of what a story is a part: one headline alone is not."""
PICTURE_TRUST = 0.5
"""From where on a picture is believed to be the lead picture."""


def contributors_of(claims: Claims) -> tuple[tuple[Contributor, ...], Claims]:
    """Return who is credited (writers by the best claim, helpers by all) and what that rests on."""
    groups = tally(claims, _names_key)
    if not groups:
        return (), []
    # Whoever only took the pictures does not stand in for whoever wrote.
    best = next((g for g in groups if g.best.place == PERSON or _names_a_writer(g)), groups[0])
    named = {said(person.name): person for person in _people(best.best)}
    rests: Claims = list(best.claims)
    for group in groups if best.best.place != PERSON else []:
        for person in _people(group.best):
            helps = person.role not in WRITERS and group.score >= HELPER_TRUST
            if helps and said(person.name) not in named:
                named[said(person.name)] = person
                rests.append(group.best)
    return tuple(named.values()), rests


def _names_a_writer(group: Tally) -> bool:
    return any(person.role in WRITERS for person in _people(group.best))


def _people(claim: Evidence[object]) -> Iterator[Contributor]:
    if isinstance(claim.value, tuple):
        yield from (person for person in claim.value if isinstance(person, Contributor))


def _names_key(value: object) -> Hashable:
    if not isinstance(value, tuple):
        return repr(value)
    return frozenset(said(person.name) for person in value if isinstance(person, Contributor))


def lead_image_of(claims: Claims) -> tuple[Image | None, Claims]:
    """Return the lead picture: its address from one capture, its words from whichever has them."""
    word = word_of(claims)
    if word is not None:
        return (word.value if isinstance(word.value, Image) else None), [word]
    images = [claim for claim in claims if isinstance(claim.value, Image)]
    groups = tally(images, _image_key)
    trusted = [group for group in groups if group.score >= PICTURE_TRUST]
    if not trusted:
        return None, []
    placed = next((group for group in trusted if _image(group.best).address), None)
    words = [group for group in groups if not _image(group.best).address]
    pool = [*(placed.claims if placed else ()), *(c for group in words for c in group.claims)]
    pool.sort(key=lambda claim: -claim.confidence)
    image, rests = Image(_fullest_address(placed.claims) if placed else ""), []
    for claim in pool:
        merged = _merge(image, _image(claim))
        if merged != image or (placed is not None and claim is placed.best):
            image = merged
            rests.append(claim)
    return image, rests


def with_corrected_parts(
    image: Image | None, claims: Mapping[str, Claims]
) -> tuple[Image | None, dict[str, Claims]]:
    """Return a lead picture with what persons corrected of its parts, and what each rests on.

    Args:
        image: as it is settled from all captures.
        claims: all claims by field; those on "lead_image.caption" and its like are looked at.
    """
    rests: dict[str, Claims] = {}
    for field in PICTURE_PARTS:
        word = word_of(claims.get(field, []))
        if word is not None:
            part = field.removeprefix("lead_image.")
            value = word.value or ("" if part == "address" else None)
            image = replace(image or Image(""), **{part: value})  # type: ignore[arg-type]  # by PICTURE_PARTS
            rests[field] = [word]
    return image, rests


def _image(claim: Evidence[object]) -> Image:
    return claim.value if isinstance(claim.value, Image) else Image("")


def _image_key(value: object) -> Hashable:
    return picture_key(value.address) if isinstance(value, Image) else repr(value)


def _fullest_address(claims: Sequence[Evidence[object]]) -> str:
    """Return the address of the largest form: the one whose name carries no size, if there is."""
    addresses = [_image(claim).address for claim in claims]
    plain = [a for a in addresses if a.lower().split("?")[0].endswith("/" + picture_key(a))]
    return (plain or addresses)[0]


def _merge(image: Image, more: Image) -> Image:
    return replace(
        image,
        caption=image.caption or more.caption,
        credit=image.credit or more.credit,
        alt=image.alt or more.alt,
    )


def notices_of(claims: Claims) -> tuple[tuple[Notice, ...], Claims]:
    """Return every notice once, whichever capture shows it; of two forms the longer one."""
    word = word_of(claims)
    if word is not None:
        said_so = word.value if isinstance(word.value, tuple) else ()
        return tuple(notice for notice in said_so if isinstance(notice, Notice)), [word]
    kept: list[Notice] = []
    rests: Claims = []
    for claim in sorted(claims, key=lambda claim: -claim.confidence):
        found = claim.value if isinstance(claim.value, tuple) else (claim.value,)
        notices = [notice for notice in found if isinstance(notice, Notice)]
        new = sum(_add_notice(kept, notice) for notice in notices)
        if new:
            rests.append(claim)
    return tuple(kept), rests


def _add_notice(kept: list[Notice], notice: Notice) -> bool:
    folded = said(notice.text)
    for at, other in enumerate(kept):
        known = said(other.text)
        if folded in known:
            return False
        if known and known in folded:
            kept[at] = notice
            return True
    if folded:
        kept.append(notice)
    return bool(folded)


def comments_of(claims: Claims) -> tuple[tuple[Comment, ...], Claims]:
    """Return every approved comment once, in the order of the fullest claim."""
    word = word_of(claims)
    if word is not None:
        said_so = word.value if isinstance(word.value, tuple) else ()
        return tuple(comment for comment in said_so if isinstance(comment, Comment)), [word]
    kept: dict[tuple[str, str], Comment] = {}
    rests: Claims = []
    for claim in sorted(claims, key=lambda c: -len(c.value) if isinstance(c.value, tuple) else 0):
        found = claim.value if isinstance(claim.value, tuple) else ()
        before = len(kept)
        for comment in found:
            if isinstance(comment, Comment):
                kept.setdefault((said(comment.name), said(comment.text)), comment)
        if len(kept) > before:
            rests.append(claim)
    return tuple(kept.values()), rests


def translations_of(claims: Claims) -> tuple[tuple[Translation, ...], Claims]:
    """Return where the story stands in other languages, each address once; or a person's word."""
    word = word_of(claims)
    if word is not None:
        return (word.value if isinstance(word.value, tuple) else ()), [word]
    found: dict[str, Translation] = {}
    rests: Claims = []
    for claim in sorted(claims, key=lambda claim: -claim.confidence):
        named = claim.value if isinstance(claim.value, tuple) else ()
        fresh = {key_of(t.address): t for t in named if isinstance(t, Translation)}
        if not fresh.keys() <= found.keys():
            rests.append(claim)
        found = fresh | found
    return tuple(sorted(found.values(), key=lambda t: (t.language or "", t.address))), rests


def occasion_of(claims: Claims) -> tuple[Occasion | None, Claims]:
    """Return when and where an event was to be: by the best claim, filled by those that agree.

    Two claims that begin on different days are of different states of the announcement: the one
    that is trusted less fills nothing in.
    """
    word = word_of(claims)
    if word is not None:
        return (word.value if isinstance(word.value, Occasion) else None), [word]
    groups = tally([c for c in claims if isinstance(c.value, Occasion)], repr)
    found: Occasion | None = None
    rests: Claims = []
    for group in groups:
        said_so = group.best.value
        if isinstance(said_so, Occasion) and _is_of_one_day(found, said_so):
            filled = fill(found or Occasion(), said_so)
            if filled != found:
                found = filled
                rests += group.claims
    return found, rests


def series_of_claims(claims: Claims) -> tuple[Series | None, Claims]:
    """Return the series that most is said for, with the number of the part by whoever gives it.

    A claim without a name ("Part 2 of 5") speaks of the series that others name, and of none
    where nobody does.
    """
    word = word_of(claims)
    if word is not None:
        return (word.value if isinstance(word.value, Series) else None), [word]
    told = [c for c in claims if isinstance(c.value, Series)]
    named = tally([c for c in told if _series(c).name], _key_of)
    if not named or named[0].score < SERIES_TRUST:
        return None, []
    found, rests = _series(named[0].best), list(named[0].claims)
    alike = [c for c in told if not _series(c).name or _key_of(c.value) == _key_of(found)]
    alike.sort(key=lambda claim: -claim.confidence)
    for claim in alike:
        said_so = _series(claim)
        if found.part is None and said_so.part and claim.confidence >= SERIES_TRUST:
            found = replace(found, part=said_so.part, of=said_so.of)
        elif found.of is None and said_so.of and said_so.part == found.part:
            found = replace(found, of=said_so.of)
        elif (said_so.part, said_so.name) != (found.part, ""):
            continue
        rests += [] if any(claim is other for other in rests) else [claim]
    return found, rests


def _series(claim: Evidence[object]) -> Series:
    return claim.value if isinstance(claim.value, Series) else Series()


def _key_of(value: object) -> Hashable:
    return key_of_series(value.name) if isinstance(value, Series) else repr(value)


def _is_of_one_day(known: Occasion | None, other: Occasion) -> bool:
    if known is None or known.starts is None or other.starts is None:
        return True
    return known.starts.partition("T")[0] == other.starts.partition("T")[0]
