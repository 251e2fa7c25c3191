"""Who is credited: the byline as printed, and the contributors that it names."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.model.story import Contributor
from backfile.recover.credits import Credit, blocks_near, find_credit
from backfile.recover.head_names import (
    are_accounts,
    are_house,
    are_initials,
    house_names,
    named_in_head,
    people_named,
    without_house,
)
from backfile.recover.names import helpers_of_line
from backfile.recover.reading import Reading
from backfile.recover.trust import TRUST
from backfile.text import print_of


def read_byline(reading: Reading) -> Iterator[Evidence[object]]:
    """Yield the printed byline and its people, then whom the head names."""
    said = named_in_head(reading.page, reading.site)
    house = house_names(reading.page, reading.site)
    named = [name for _, names in said for name in names]
    credit = find_credit(reading, {print_of(name) for name in named} - house)
    if credit is not None and are_initials(credit.people, named):
        credit = None
    if credit is not None:
        people = without_house(credit.people, house)
        place = f"visible:{reading.page.name_of(reading.block(credit.block).node)}"
        trust = _trust_of(credit, people, said)
        yield Evidence("byline", credit.line, place, trust)
        yield Evidence("contributors", people, place, trust)
    yield from _read_helpers(reading, -1 if credit is None else credit.block)
    for place, names in said:
        people = people_named(names, house)
        if people:
            kind = place.split(":")[0]
            if are_house(people, house):
                kind = "house"
            elif are_accounts(people):
                kind = "account"
            elif credit is not None and _holds(people, credit.people):
                kind = "confirmed"
            yield Evidence("contributors", people, place, TRUST[f"byline:{kind}"])


def _holds(people: tuple[Contributor, ...], printed: tuple[Contributor, ...]) -> bool:
    """Say whether the printed people are all among those whom the head names."""
    known = {print_of(person.name) for person in people}
    return all(print_of(person.name) in known for person in printed)


def _trust_of(
    credit: Credit, people: tuple[Contributor, ...], said: list[tuple[str, list[str]]]
) -> float:
    """Return how far a printed byline is trusted, seen whom the head names."""
    printed = {print_of(person.name) for person in people}
    if any(printed < {print_of(name) for name in names} for _, names in said):
        return TRUST["byline:in-part"]
    return TRUST[f"byline:{credit.how}"]


def _read_helpers(reading: Reading, byline: int) -> Iterator[Evidence[object]]:
    """Yield whom lines of their own credit with pictures or the translation."""
    for block in blocks_near(reading):
        people = helpers_of_line(block.text) if block.number != byline else ()
        if people:
            trust = TRUST["byline:worded"]
            yield Evidence(
                "contributors", people, f"visible:{reading.page.name_of(block.node)}/credit", trust
            )
