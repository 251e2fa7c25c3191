"""Lessons as they are kept: corrections about the layout of a host, that can be taken back."""

from collections.abc import Mapping

from backfile.archive.archive import Archive
from backfile.model.correction import Correction
from backfile.recover.lessons import Lesson, Verdict

LAYOUT = "layout"
"""What a correction is about that speaks of every page of a host that is set alike."""


def correction_of(lesson: Lesson, because: str, who: str, made_at: str) -> Correction:
    """Return the correction under which a lesson is kept: its field is "trust:headline"."""
    return Correction(
        about=LAYOUT,
        target=lesson.host,
        field=f"{lesson.verdict}:{lesson.field}",
        value=lesson.place,
        because=because,
        who=who,
        made_at=made_at,
    )


def lesson_of(correction: Correction) -> Lesson:
    """Return the lesson that a correction about a layout teaches."""
    verdict, _, name = correction.field.partition(":")
    return Lesson(correction.target, name, str(correction.value), Verdict(verdict))


def lessons_of(archive: Archive) -> Mapping[str, list[Lesson]]:
    """Return the lessons that stand, by host, oldest first."""
    found: dict[str, list[Lesson]] = {}
    for said in archive.corrections.standing(LAYOUT):
        found.setdefault(said.target, []).append(lesson_of(said))
    return found
