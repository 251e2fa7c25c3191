"""A machine's stamp may tell the day of another zone than the newsroom's."""

import pytest

from backfile.model.evidence import Evidence
from backfile.recover.fields.date_zones import in_local_time

STAMPS = [
    # language, stamp, the day that is printed, whether the stamp is put in doubt
    ("en", "2016-03-18T01:30:00+00:00", "2016-03-17", True),
    ("en", "2016-03-17T22:30:00+00:00", "2016-03-18", True),
    ("de", "2016-03-17T12:30:00+00:00", "2016-03-18", False),
    ("de", "2016-03-17T22:30:00+00:00", "2016-03-18", True),
    ("ja", "2016-03-17T17:30:00+00:00", "2016-03-18", True),
    ("ja", "2016-03-18T01:30:00+00:00", "2016-03-17", False),
    ("en", "2016-03-17T19:30:00-05:00", "2016-03-18", False),
    ("en", "2016-03-17T19:30:00+00:00", "2016-03-20", False),
]


@pytest.mark.parametrize(("language", "moment", "printed", "doubted"), STAMPS)
def test_a_stamp_is_doubted_where_the_newsroom_may_live_another_day(
    language: str, moment: str, printed: str, *, doubted: bool
) -> None:
    claims: list[Evidence[object]] = [
        Evidence("published", moment[:10], "meta:date", 0.97),
        Evidence("published_at", moment, "meta:date", 0.97),
        Evidence("published", printed, "visible:time", 0.94),
    ]
    weighed = in_local_time(claims, language)
    assert (weighed[0].confidence < weighed[2].confidence) is doubted
