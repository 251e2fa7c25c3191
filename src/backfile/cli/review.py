"""`backfile review`: the queue of doubts, and answers that mend all pages set alike."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click
import msgspec

from backfile.accession.reading import Manner
from backfile.accession.review import (
    REPLIES,
    Answer,
    Question,
    Reply,
    answer,
    asked,
    meant,
    question_named,
    questions_of,
)
from backfile.accession.teaching import Showing, teach
from backfile.archive.archive import Archive
from backfile.cli.console import (
    archive_path,
    as_json,
    counted,
    in_line,
    progress,
    remark,
    say,
    say_json,
    say_json_lines,
    teller,
)
from backfile.clock import machine_clock
from backfile.config import load
from backfile.model.correction import Correction
from backfile.publish.how import place_words
from backfile.publish.words import words_in
from backfile.web.review import serve_review

WORDS = words_in("en")
TOP = 20
"""Questions listed where nobody says how many."""


@click.command()
@archive_path
@click.argument("question", required=False)
@click.option(
    "--answer",
    "reply",
    type=click.Choice([str(reply) for reply in Reply]),
    help="Answer a question.",
)
@click.option("--because", default="", help="Why: it is kept with the answer.")
@click.option("--by", "who", default="", help="Who says so, as it may be told.")
@click.option(
    "--teach",
    "shown",
    nargs=3,
    metavar="STORY FIELD WORDS",
    help="Show on one page where a field is printed; all pages of the host are read again.",
)
@click.option("--ask", "is_asking", is_flag=True, help="Go through the questions one by one.")
@click.option("--web", "is_web", is_flag=True, help="Show the questions in a browser, here only.")
@click.option("--port", default=8765, show_default=True, help="Of --web; 0 takes any free one.")
@click.option("--top", default=TOP, show_default=True, help="How many questions are listed.")
@as_json
def command(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    archive: Path,
    question: str | None,
    reply: str | None,
    because: str,
    who: str,
    shown: tuple[str, str, str] | None,
    port: int,
    top: int,
    *,
    is_asking: bool,
    is_web: bool,
    is_json: bool,
) -> None:
    r"""List what is in doubt, the question first whose answer would mend most.

    An answer speaks of every page that is set alike, stands like any correction, and can be
    taken back with `backfile edit ARCHIVE --undo NUMBER`.

    \b
    backfile review our-archive
    backfile review our-archive --ask
    backfile review our-archive --web
    backfile review our-archive 3kfq --answer right --because "looked at ten pages"
    backfile review our-archive --teach old-quay byline "Words by Ann Lee" --because "seen"
    """
    if reply is not None and question is None:
        raise click.UsageError("Name the question to answer; `review ARCHIVE` lists them.")
    if is_web:
        with suppress(KeyboardInterrupt):
            serve_review(archive, port, say)
    elif shown is not None:
        story, field, words = shown
        with Archive.open(archive, write=True) as kept, progress() as tick:
            showing = Showing(story, field, words, because, who)
            before = kept.inward().digests()
            manner = Manner(options=load(archive).accession, tell=teller(tick))
            said = teach(kept, showing, machine_clock, manner)
            stories = _changed(before, kept)
        _tell(said, stories, is_json=is_json)
    elif question is not None:
        if reply is None:
            raise click.UsageError("Say --answer right, wrong, other or enough.")
        _answer_one(archive, question, Reply(reply), because, who, is_json=is_json)
    elif is_asking:
        _ask(archive, who)
    else:
        _list(archive, top, is_json=is_json)


def _questions(archive: Archive) -> list[Question]:
    with progress() as tick:
        return questions_of(archive, teller(tick))


def _list(archive: Path, top: int, *, is_json: bool) -> None:
    with Archive.open(archive) as kept:
        questions = _questions(kept)
    if is_json:
        say_json_lines(msgspec.to_builtins(question) for question in questions[:top])
        return
    for question in questions[:top]:
        _show(question)
    if not questions:
        say("Nothing is in doubt.")
    elif len(questions) > top:
        more = counted(len(questions) - top, "more question", "more questions")
        remark(f"{more}; --top says how many are listed.")
    if questions:
        remark("Answer one with --answer, go through them with --ask, or see them with --web.")


def _show(question: Question) -> None:
    where = question.host or "pages without an address"
    stories = counted(question.stories, "story", "stories")
    say(f"{question.id}  {asked(question)}  {stories} of {where}")
    if question.place:
        say(f"    stands on: {_told(question.place)}")
    if question.rival:
        say(f"    but see: {_told(question.rival)}")
    for example in question.examples:
        say(f"    {example.story}  {in_line(example.headline or '')[:80]}")
        if example.value and question.field != "headline":
            say(f"        {in_line(example.value)}")
        if example.other:
            say(f"        or: {in_line(example.other)}")
    say(f"    answers: {', '.join(REPLIES[question.sort])}")


def _told(place: str) -> str:
    """Return a place as a person would say it, and as the records name it."""
    return f"{place_words(WORDS, place)} [{in_line(place)}]"


def _answer_one(  # noqa: PLR0913 - as click hands them over
    archive: Path, name: str, reply: Reply, because: str, who: str, *, is_json: bool
) -> None:
    with Archive.open(archive, write=True) as kept:
        question = question_named(_questions(kept), name)
        with progress() as tick:
            manner = Manner(tell=teller(tick))
            before = kept.inward().digests()
            said = answer(kept, Answer(question, reply, because, who), machine_clock, manner)
            stories = _changed(before, kept)
    _tell(said, stories, is_json=is_json)


def _ask(archive: Path, who: str) -> None:
    """Go through the queue; it is made once, so that an answer costs no wait."""
    with Archive.open(archive) as kept:
        questions = _questions(kept)
    for number, question in enumerate(questions, 1):
        say(f"\nQuestion {number:,} of {len(questions):,}")
        _show(question)
        for reply in REPLIES[question.sort]:
            say(f"  {reply[0]}  {meant(reply, question)}")
        letters = [reply[0] for reply in REPLIES[question.sort]]
        chosen = click.prompt("  s to skip, q to leave", type=click.Choice([*letters, "s", "q"]))
        if chosen == "q":
            return
        if chosen != "s":
            reply = next(reply for reply in REPLIES[question.sort] if reply[0] == chosen)
            because = click.prompt("  Why", default="looked at the examples")
            with Archive.open(archive, write=True) as kept, progress() as tick:
                given = Answer(question, reply, because, who)
                before = kept.inward().digests()
                said = answer(kept, given, machine_clock, Manner(tell=teller(tick)))
                stories = _changed(before, kept)
            _tell(said, stories, is_json=False)


def _changed(before: Mapping[str, str], archive: Archive) -> int:
    """Return how many stories are not what they were, those among them that came or went."""
    after = archive.inward().digests()
    return sum(1 for story in before.keys() | after.keys() if before.get(story) != after.get(story))


def _tell(said: Correction, stories: int, *, is_json: bool) -> None:
    if is_json:
        say_json(msgspec.to_builtins(said) | {"changed": stories})
        return
    changed = counted(stories, "story changed", "stories changed")
    say(f"Lesson {said.number} stands: {changed}. `edit --undo {said.number}` takes it back.")
    if stories:
        remark("`backfile publish` brings it to the site.")
