"""Who is credited: the byline as printed, and the contributors that it names."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.model.story import Contributor
from backfile.recover.credits import Credit, blocks_near, find_credit
from backfile.recover.dateline import read_dateline
from backfile.recover.head_names import (
    are_accounts,
    are_house,
    are_initials,
    house_names,
    in_full,
    is_account_of,
    named_in_head,
    people_named,
    without_desks,
    without_house,
)
from backfile.recover.names import (
    LONGEST_CREDIT,
    WRITERS,
    credited,
    helpers_of_line,
    is_full,
    role_opening,
    without_posts,
)
from backfile.recover.reading import Reading
from backfile.recover.trust import trust_of
from backfile.text import print_of


def read_byline(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the printed byline and its people, then whom the head names."""
    said = named_in_head(reading.page, reading.site)
    house = house_names(reading.page, reading.site)
    named = [name for _, names in said for name in names]
    credit = find_credit(reading, {print_of(name) for name in named} - house)
    if credit is not None and are_initials(credit.people, named):
        credit = None
    helpers = _helpers(reading)
    if credit is not None:
        people = _with_parts(without_house(credit.people, house), helpers)
        people = without_posts(in_full(without_desks(people, house, named), named))
        place = f"visible:{reading.page.name_of(reading.block(credit.block).node)}"
        way = _way_of(credit, people, said, house)
        trust = trust_of(f"byline:{way}", reading.site)
        yield Evidence("byline", credit.line, place, trust)
        yield Evidence("contributors", people, place, trust)
    yield from _read_helpers(reading, -1 if credit is None else credit.block)
    yield from _read_dateline(reading, is_signed=bool(said) or credit is not None)
    for place, names in said:
        people = _with_parts(people_named(names, house), helpers)
        if people:
            kind = place.split(":")[0]
            if are_house(people, house):
                kind = "house"
            elif are_accounts(people):
                kind = "account"
            elif credit is not None:
                kind = "confirmed" if _holds(people, credit.people) else "unprinted"
            yield Evidence("contributors", people, place, trust_of(f"byline:{kind}", reading.site))


def _read_dateline(reading: Reading, *, is_signed: bool) -> Iterator[Evidence[object]]:
    """Yield the agency that the dateline names: it signs where nobody else does."""
    opening = "" if is_signed or not reading.body else reading.block(reading.body[0]).text
    dateline = read_dateline(opening)
    if dateline is not None and dateline.agencies:
        people = tuple(Contributor(name, "agency") for name in dateline.agencies)
        trust = trust_of("byline:dateline", reading.site)
        yield Evidence("contributors", people, "visible:dateline", trust)


def _holds(people: tuple[Contributor, ...], printed: tuple[Contributor, ...]) -> bool:
    """Say whether the printed people are all among those whom the head names."""
    known = {print_of(person.name) for person in people}
    return all(print_of(person.name) in known for person in printed)


def _way_of(
    credit: Credit,
    people: tuple[Contributor, ...],
    said: list[tuple[str, list[str]]],
    house: set[str],
) -> str:
    """Say how a printed byline is known, seen whom the head names."""
    printed = {print_of(person.name) for person in people}
    named = [
        _writers(names, people) - house
        for _, names in said
        if not are_house(people_named(names, house), house)
    ]
    if any(printed < names for names in named):
        return "in-part"
    if credit.how == "agreed" or not any(named) or any(printed & names for names in named):
        return credit.how
    return "contested"


def _writers(names: list[str], people: tuple[Contributor, ...]) -> set[str]:
    """Return the prints of whom the head names, without accounts of those who are printed.

    Who is printed with another part than writing contests nothing.
    """
    helpers = {print_of(person.name) for person in people if person.role not in WRITERS}
    return {
        print_of(name)
        for name in names
        if not any(is_account_of(name, person.name) for person in people)
    } - helpers


def _helpers(reading: Reading) -> dict[str, str]:
    """Return the parts of those for whom lines near the story say another than writing."""
    found: dict[str, str] = {}
    for block in blocks_near(reading):
        if len(block.text) <= LONGEST_CREDIT and role_opening(block.text) not in {"", "author"}:
            for person in credited(block.text):
                if person.role not in WRITERS or person.role == "editor":
                    found[print_of(person.name)] = person.role
    return found


def _with_parts(people: tuple[Contributor, ...], parts: dict[str, str]) -> tuple[Contributor, ...]:
    """Return people with the parts that are printed, unless nobody would be left who wrote."""
    told = tuple(
        Contributor(person.name, parts.get(print_of(person.name), person.role)) for person in people
    )
    return told if any(person.role == "author" for person in told) else people


def _read_helpers(reading: Reading, byline: int) -> Iterator[Evidence[object]]:
    """Yield whom lines of their own credit with pictures or the translation."""
    for block in blocks_near(reading):
        people = helpers_of_line(block.text) if block.number != byline else ()
        if people and all(is_full(person.name) for person in people):
            trust = trust_of("byline:worded", reading.site)
            yield Evidence(
                "contributors", people, f"visible:{reading.page.name_of(block.node)}/credit", trust
            )
