"""Who is credited: the byline as printed, and the contributors that it names."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.recover.credits import blocks_near, find_credit
from backfile.recover.head_names import (
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
    credit = find_credit(reading, {print_of(name) for _, names in said for name in names})
    if credit is not None:
        trust = TRUST[f"byline:{credit.how}"]
        people = without_house(credit.people, house)
        printed = {print_of(person.name) for person in people}
        if any(printed < {print_of(name) for name in names} for _, names in said):
            trust = TRUST["byline:in-part"]
        place = f"visible:{reading.page.name_of(reading.block(credit.block).node)}"
        yield Evidence("byline", credit.line, place, trust)
        yield Evidence("contributors", people, place, trust)
    yield from _read_helpers(reading, -1 if credit is None else credit.block)
    for place, names in said:
        people = people_named(names, house)
        if people:
            yield Evidence("contributors", people, place, TRUST[f"byline:{place.split(':')[0]}"])


def _read_helpers(reading: Reading, byline: int) -> Iterator[Evidence[object]]:
    """Yield whom lines of their own credit with pictures or the translation."""
    for block in blocks_near(reading):
        people = helpers_of_line(block.text) if block.number != byline else ()
        if people:
            trust = TRUST["byline:worded"]
            yield Evidence(
                "contributors", people, f"visible:{reading.page.name_of(block.node)}/credit", trust
            )
