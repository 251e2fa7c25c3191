"""How far a day of a page that stands alone is trusted, by who names it."""

import pytest

from backfile.model.evidence import Evidence
from backfile.recover.fields.date_witnesses import KEPT, unconfirmed
from backfile.recover.settle_date import SURE

LONE = SURE + KEPT * (0.97 - SURE)


def day(value: str, place: str, trust: float = 0.97) -> Evidence[object]:
    """Return a claim on the day of a story."""
    return Evidence("published", value, place, trust)


@pytest.mark.parametrize(
    ("claims", "trusts"),
    [
        # The head's stamps are written by one machine, and count once.
        ([("2019-04-03", "ld+json:datePublished"), ("2019-04-03", "meta:date")], [LONE, LONE]),
        ([("2019-04-03", "visible:time")], [LONE]),
        ([("2019-04-03", "meta:date"), ("2019-04-03", "label:Posted")], [0.97, 0.97]),
        # The month in an address speaks for the days in it, and for no others.
        ([("2019-04-03", "meta:date"), ("2019-04", "address")], [0.97, 0.97]),
        # Beside a day that two agree on, a third witness is weighed as it is.
        (
            [("2019-04-03", "meta:date"), ("2019-04-04", "label:a"), ("2019-04-04", "address")],
            [0.97, 0.97, 0.97],
        ),
        ([("2019-05-03", "meta:date"), ("2019-04", "address")], [LONE, LONE]),
        ([("2019-04-03", "meta:date"), ("2019", "address")], [LONE, LONE]),
    ],
)
def test_a_day_is_sure_where_two_witnesses_name_it(
    claims: list[tuple[str, str]], trusts: list[float]
) -> None:
    told = unconfirmed([day(value, place) for value, place in claims])
    assert [claim.confidence for claim in told] == trusts


def test_what_is_trusted_little_is_not_trusted_more_and_other_fields_are_left() -> None:
    other: Evidence[object] = Evidence("headline", "2019", "meta", 0.97)
    weak = day("2019-04-03", "visible:p", 0.6)
    assert unconfirmed([weak, other]) == [weak, other]
