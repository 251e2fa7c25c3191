"""The queue of doubts, and what becomes of an answer: one about a place mends every page set alike.

first = questions_of(archive, tell_nobody)[0]
answer(archive, Answer(first, Reply.RIGHT, "looked at twelve pages"), machine_clock, Manner())
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backfile.accession.edits import settle_layout
from backfile.accession.learnt import LAYOUT, correction_of, lessons_of
from backfile.accession.progress import Progress, Tell
from backfile.accession.reading import Manner
from backfile.archive.archive import Archive
from backfile.clock import Clock
from backfile.errors import BadValue, NotFound
from backfile.hashes import short_name
from backfile.model.correction import Correction
from backfile.model.story import Body, Contributor, Image, Story
from backfile.recover.doubts import WORTH, Doubt, find_doubts, shows
from backfile.recover.lessons import Lesson, Verdict
from backfile.urls import host_of, outward

EXAMPLES = 3
"""Stories shown with a question: enough to see whether they are set alike."""
SHOWN_LETTERS = 160
"""Letters of a value that are shown: a headline whole, of a body its beginning."""


@dataclass(frozen=True, slots=True)
class Example:
    """One of the stories that a question is about."""

    story: str
    """Its id."""
    headline: str | None
    address: str | None
    value: str
    """What stands, in words; "" where nothing does."""
    other: str
    """What the rival claim says; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt that stories of one host share, because they are set alike."""

    id: str
    """Short and lasting: the same doubt has the same one until it is answered."""
    sort: str
    """disputed, unsure, missing, lost or wide (recover.doubts.SORTS)."""
    field: str
    host: str
    """Without "www."; "" where no address is known."""
    place: str
    """Where that stands which the values rest on; "" where there are none."""
    rival: str
    stories: int
    gain: float
    """What an answer would mend: likely errors, each by what the field is worth to a reader."""
    examples: tuple[Example, ...]


class Reply(StrEnum):
    """What a person can answer to a question."""

    RIGHT = "right"
    WRONG = "wrong"
    OTHER = "other"
    ENOUGH = "enough"


VERDICTS: dict[Reply, tuple[Verdict, str]] = {
    Reply.RIGHT: (Verdict.TRUST, "place"),
    Reply.WRONG: (Verdict.DISTRUST, "place"),
    Reply.OTHER: (Verdict.TRUST, "rival"),
    Reply.ENOUGH: (Verdict.ENOUGH, "place"),
}
"""What an answer teaches, and of which place of the question."""
REPLIES: dict[str, tuple[Reply, ...]] = {
    "disputed": (Reply.RIGHT, Reply.OTHER, Reply.WRONG),
    "unsure": (Reply.RIGHT, Reply.WRONG),
    "missing": (Reply.ENOUGH,),
    "lost": (Reply.ENOUGH,),
    "wide": (Reply.ENOUGH,),
}
"""The answers that each sort of question takes; other ways to mend it are `edit` and `teach`."""


ASKED: dict[str, str] = {
    "disputed": "Two places disagree about the {field}.",
    "unsure": "The {field} rests on a place that is often wrong.",
    "missing": "Most stories here show a {field}; these do not.",
    "lost": "No {field} is known.",
    "wide": "The date is bounded, but its day is not known.",
}
"""What each sort of question asks, in words."""
MEANT: dict[str, str] = {
    "right": "What stands is right: trust its place on all these pages.",
    "other": "The other place is right: take the {field} from there on all these pages.",
    "wrong": "What stands is not the {field}: never take it from that place.",
    "enough": "No more is to be had: do not ask again.",
}
"""What each answer does, in words."""


def asked(question: Question) -> str:
    """Return the words of a question."""
    return ASKED[question.sort].format(field=NAMES.get(question.field, question.field))


def meant(reply: Reply, question: Question) -> str:
    """Return in words what an answer to a question does."""
    return MEANT[reply].format(field=NAMES.get(question.field, question.field))


NAMES: dict[str, str] = {
    "published": "publication date",
    "lead_image": "lead picture",
    "contributors": "byline",
}
"""What fields are called in a question, where the field's own name is not its word."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to a question, and why."""

    question: Question
    reply: Reply
    because: str
    who: str = ""


@dataclass(slots=True)
class _Pile:
    """The stories that share one doubt."""

    stories: int = 0
    gain: float = 0.0
    examples: list[Example] = field(default_factory=list)

    def put(self, doubt: Doubt, story: Story) -> None:
        self.stories += 1
        self.gain += doubt.gain
        if len(self.examples) < EXAMPLES:
            self.examples.append(
                Example(
                    story.id,
                    story.headline,
                    next(iter(story.addresses), None),
                    in_words(doubt.value),
                    in_words(doubt.other),
                )
            )


def questions_of(archive: Archive, tell: Tell) -> list[Question]:
    """Return the queue of doubts, the one first whose answer would gain most.

    Memory grows with the number of different doubts, not with that of stories.
    """
    usual = _usual(archive.stories.all())
    answered = {
        (lesson.host, lesson.field, lesson.place)
        for lessons in lessons_of(archive).values()
        for lesson in lessons
        if lesson.verdict is Verdict.ENOUGH
    }
    piles: dict[tuple[str, str, str, str, str], _Pile] = {}
    total = archive.stories.count()
    for done, entry in enumerate(archive.stories.entries(), 1):
        host = host_of_story(entry.story)
        for doubt in find_doubts(entry.story, entry.evidence, usual.get(host, {})):
            if (host, doubt.field, doubt.place) not in answered:
                key = (doubt.sort, doubt.field, host, doubt.place, doubt.rival)
                piles.setdefault(key, _Pile()).put(doubt, entry.story)
        tell(Progress("looking for doubts", "", done, total))
    found = [
        Question(short_name("\n".join(key)), *key, pile.stories, pile.gain, tuple(pile.examples))
        for key, pile in piles.items()
    ]
    return sorted(found, key=lambda question: (-question.gain, question.id))


def question_named(questions: Iterable[Question], name: str) -> Question:
    """Return a question by its id or the beginning of it.

    Raises:
        NotFound: none, or more than one, begins so.
    """
    found = [question for question in questions if name and question.id.startswith(name)]
    if len(found) != 1:
        what = "No question" if not found else f"{len(found)} questions"
        raise NotFound(f"{what} begins with “{name}”.", "`backfile review` lists them.")
    return found[0]


def answer(archive: Archive, given: Answer, clock: Clock, manner: Manner) -> Correction:
    """Write an answer down and settle every story anew that it touches.

    Raises:
        BadValue: no reason was given, or the question does not take that answer.
    """
    question = given.question
    if not given.because.strip():
        raise BadValue("An answer needs a reason.", "Say why with --because.")
    if given.reply not in REPLIES[question.sort]:
        takes = ", ".join(REPLIES[question.sort])
        raise BadValue(f"This question does not take “{given.reply}”.", f"It takes: {takes}.")
    verdict, which = VERDICTS[given.reply]
    place = question.rival if which == "rival" else question.place
    lesson = Lesson(question.host, question.field, place, verdict)
    with archive.writing():
        said = archive.corrections.put(correction_of(lesson, given.because, given.who, clock()))
        archive.journal.write("taught", LAYOUT, f"{verdict} {question.field}: {given.because}")
        settle_layout(archive, said, manner)
    return said


def in_words(value: object) -> str:
    """Return a field's value as a person reads it, cut to a line."""
    if isinstance(value, Body):
        text = " ".join(value.text.split())
    elif isinstance(value, Image):
        parts = (outward(value.address), value.caption, value.credit)
        text = " | ".join(part for part in parts if part)
    elif isinstance(value, tuple):
        text = ", ".join(v.name if isinstance(v, Contributor) else str(v) for v in value)
    else:
        text = "" if value is None else str(value)
    return text if len(text) <= SHOWN_LETTERS else text[: SHOWN_LETTERS - 1] + "…"


def host_of_story(story: Story) -> str:
    """Return the host of a story's main address; "" where it has none."""
    return host_of(story.addresses[0]) if story.addresses else ""


def _usual(stories: Iterator[Story]) -> Mapping[str, Mapping[str, float]]:
    """Return for each host and field the share of its stories that show the field."""
    shown: dict[str, Counter[str]] = {}
    every: Counter[str] = Counter()
    for story in stories:
        host = host_of_story(story)
        every[host] += 1
        shown.setdefault(host, Counter()).update(name for name in WORTH if shows(story, name))
    return {
        host: {name: times / every[host] for name, times in counted.items()}
        for host, counted in shown.items()
    }
