"""Places that a person showed, put into what was learnt of their host."""

from collections.abc import Iterable
from dataclasses import replace

from backfile.recover.host import EMPTY
from backfile.recover.layout import Layout
from backfile.recover.lessons import Lesson, Verdict

PLACED_FIELDS: dict[str, str] = {
    "headline": "headline",
    "standfirst": "standfirst",
    "byline": "byline",
    "contributors": "byline",
    "published": "date",
    "lead_image.caption": "caption",
    "lead_image.credit": "credit",
}
"""Fields that are printed at a place of their own, and what a layout calls them."""


def with_lessons(layout: Layout, lessons: Iterable[Lesson]) -> Layout:
    """Return a layout in which the places that persons showed are trusted without reserve."""
    hosts = dict(layout.hosts)
    for lesson in lessons:
        place, _, _ = lesson.place.partition(" ")
        if lesson.verdict is not Verdict.LOOK or lesson.field not in PLACED_FIELDS:
            continue
        known = hosts.get(lesson.host, replace(EMPTY, host=lesson.host))
        name = PLACED_FIELDS[lesson.field]
        places = {**known.fields.get(name, {}), int(place, 16): 1.0}
        hosts[lesson.host] = replace(known, fields={**known.fields, name: places})
    return replace(layout, hosts=hosts)
