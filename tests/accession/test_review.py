"""The queue of doubts: one answer mends every page that is set alike, and can be taken back."""

from pathlib import Path

import pytest
from tests.accession.conftest import HOST, Piece, feed_of

from backfile.accession.edits import undo
from backfile.accession.progress import tell_nobody
from backfile.accession.reading import Manner
from backfile.accession.review import (
    ASKED,
    MEANT,
    REPLIES,
    VERDICTS,
    Answer,
    Question,
    Reply,
    answer,
    asked,
    in_words,
    meant,
    question_named,
    questions_of,
)
from backfile.accession.run import add
from backfile.accession.teaching import Showing, teach
from backfile.archive.archive import Archive
from backfile.clock import stopped_clock
from backfile.errors import BadValue, NotFound
from backfile.model.story import Image
from backfile.recover.doubts import SORTS

WRITERS = ("Ann Lee", "Omar Saab", "Ines Rocha", "Jan Novak")


def page_of(piece: Piece, teaser: str, sign: str) -> str:
    """A page whose meta names another headline than it prints, signed where nothing says so."""
    body = "".join(f"<p>{text}</p>" for text in piece.paragraphs)
    return f"""<!doctype html><html lang="en"><head><title>{teaser}</title>
<link rel="canonical" href="{piece.address}"><meta property="og:title" content="{teaser}">
<meta property="article:published_time" content="2016-03-{piece.number % 28 + 1:02}T09:00:00+00:00">
</head><body><nav><a href="/">Home</a><a href="/about">About</a></nav><article>
<h1 class="top">{piece.headline}</h1><div class="entry-content">{body}</div>
<div class="x7">{sign}</div></article></body></html>"""


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    """Twelve stories of one theme, each with its writer's name after the last line."""
    pages = tmp_path / "handed"
    pages.mkdir()
    for number in range(1, 13):
        piece = Piece(number)
        text = page_of(piece, f"You will not believe roof {number}", WRITERS[number % 4])
        (pages / f"{number:02}.html").write_text(text, encoding="utf-8")
    add(archive, [pages], Manner())
    return archive


def asked_about(archive: Archive, field: str) -> Question:
    return next(q for q in questions_of(archive, tell_nobody) if q.field == field)


def headlines(archive: Archive) -> set[str | None]:
    return {story.headline for story in archive.stories.all()}


def said(archive: Archive, question: Question, reply: Reply) -> int:
    given = Answer(question, reply, "looked at three pages", "the editor")
    return answer(archive, given, stopped_clock(), Manner()).number or 0


def test_pages_that_are_set_alike_are_one_question(filled: Archive) -> None:
    question = asked_about(filled, "headline")
    assert (question.stories, question.host) == (12, "harbour.example")
    assert question.place == "visible:h1.top"
    assert len(question.examples) == 3
    assert question.examples[0].other.startswith("You will not believe")


def test_the_question_that_gains_most_comes_first(filled: Archive) -> None:
    gains = [question.gain for question in questions_of(filled, tell_nobody)]
    assert gains == sorted(gains, reverse=True)


def test_one_answer_takes_the_question_away_for_all_pages(filled: Archive) -> None:
    printed = headlines(filled)
    said(filled, asked_about(filled, "headline"), Reply.RIGHT)
    assert headlines(filled) == printed
    assert "headline" not in {q.field for q in questions_of(filled, tell_nobody)}


def test_one_answer_changes_all_pages_and_is_taken_back_to_the_letter(filled: Archive) -> None:
    printed = headlines(filled)
    number = said(filled, asked_about(filled, "headline"), Reply.OTHER)
    assert headlines(filled) == {f"You will not believe roof {n}" for n in range(1, 13)}
    undo(filled, number, stopped_clock(), Manner())
    assert headlines(filled) == printed
    assert asked_about(filled, "headline").stories == 12


def test_a_rejected_place_never_stands_but_is_kept(filled: Archive) -> None:
    question = asked_about(filled, "headline")
    said(filled, question, Reply.WRONG)
    entry = next(filled.stories.entries())
    kept = [claim for claim in entry.evidence if claim.place == question.place]
    assert kept
    assert not any(claim.stands for claim in kept)
    assert entry.story.headline is not None


def test_a_lesson_holds_for_what_is_added_later(filled: Archive, tmp_path: Path) -> None:
    said(filled, asked_about(filled, "headline"), Reply.OTHER)
    later = tmp_path / "later"
    later.mkdir()
    for number in range(13, 17):
        text = page_of(Piece(number), f"You will not believe roof {number}", "")
        (later / f"{number}.html").write_text(text, encoding="utf-8")
    add(filled, [later], Manner())
    assert headlines(filled) == {f"You will not believe roof {n}" for n in range(1, 17)}


def test_a_place_shown_once_is_read_on_all_pages(filled: Archive) -> None:
    assert not any(story.contributors for story in filled.stories.all())
    shown = Showing(Piece(5).address, "byline", "Omar Saab", "seen on the page")
    kept = teach(filled, shown, stopped_clock(), Manner())
    names = [[c.name for c in story.contributors] for story in filled.stories.all()]
    assert sorted(names) == sorted([WRITERS[n % 4]] for n in range(1, 13))
    undo(filled, kept.number or 0, stopped_clock(), Manner())
    assert not any(story.contributors for story in filled.stories.all())


def test_a_lesson_that_is_given_twice_is_kept_once(filled: Archive) -> None:
    shown = Showing(Piece(5).address, "byline", "Omar Saab", "seen on the page")
    first = teach(filled, shown, stopped_clock(), Manner())
    assert teach(filled, shown, stopped_clock(), Manner()).number == first.number


def test_who_teaches_from_an_export_is_told_which_stories_came_as_pages(
    filled: Archive, tmp_path: Path
) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(feed_of([Piece(40)]), encoding="utf-8")
    add(filled, [feed], Manner())
    shown = Showing(Piece(40).headline, "byline", "Omar Saab", "seen on the page")
    with pytest.raises(NotFound, match="No page of that story") as met:
        teach(filled, shown, stopped_clock(), Manner())
    assert HOST in met.value.next_step


@pytest.mark.parametrize(
    "showing",
    [
        Showing(Piece(5).address, "byline", "Nobody At All", "seen"),
        Showing(Piece(5).address, "body", "Omar Saab", "seen"),
        Showing(Piece(5).address, "byline", "Omar Saab", " "),
        Showing(Piece(5).address, "byline", "?!", "seen"),
    ],
    ids=["words that do not stand there", "a field without a place", "no reason", "no words"],
)
def test_what_cannot_be_learnt_is_refused_in_words(filled: Archive, showing: Showing) -> None:
    with pytest.raises(BadValue):
        teach(filled, showing, stopped_clock(), Manner())
    assert filled.corrections.all() == []


def test_an_answer_needs_a_reason_and_has_to_fit(filled: Archive) -> None:
    question = asked_about(filled, "headline")
    with pytest.raises(BadValue, match="reason"):
        answer(filled, Answer(question, Reply.RIGHT, " "), stopped_clock(), Manner())
    with pytest.raises(BadValue, match="does not take"):
        answer(filled, Answer(question, Reply.ENOUGH, "so"), stopped_clock(), Manner())


def test_a_question_is_named_by_the_beginning_of_its_id(filled: Archive) -> None:
    questions = questions_of(filled, tell_nobody)
    assert question_named(questions, questions[0].id[:8]) == questions[0]
    with pytest.raises(NotFound):
        question_named(questions, "nothing")
    with pytest.raises(NotFound):
        question_named(questions, "")


def test_enough_is_not_asked_again(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "handed"
    folder.mkdir()
    for number in range(1, 13):
        text = page_of(Piece(number), Piece(number).headline, "")
        text = text.replace("article:published_time", "x").replace(HOST + "/2016/03", HOST)
        (folder / f"{number:02}.html").write_text(text, encoding="utf-8")
    dated = page_of(Piece(20), Piece(20).headline, "").replace("Workers", "On 3 May 2016 workers")
    (folder / "20.html").write_text(dated, encoding="utf-8")
    add(archive, [folder], Manner())
    for question in questions_of(archive, tell_nobody):
        for reply in REPLIES[question.sort][-1:]:
            said(archive, question, reply)
    left = [q for q in questions_of(archive, tell_nobody) if Reply.ENOUGH in REPLIES[q.sort]]
    assert left == []


def test_every_question_has_words_and_answers_with_words(filled: Archive) -> None:
    assert set(ASKED) == set(REPLIES) == set(SORTS)
    assert set(MEANT) == set(VERDICTS) == set(Reply)
    question = asked_about(filled, "headline")
    assert "headline" in asked(question)
    assert all(meant(reply, question) for reply in REPLIES[question.sort])


def test_pages_without_an_address_are_read_by_a_lesson_too_and_keep_their_ids(
    archive: Archive, tmp_path: Path
) -> None:
    pages = tmp_path / "bare"
    pages.mkdir()
    for number in range(1, 7):
        text = "".join(f"<p>{said}</p>" for said in Piece(number).paragraphs)
        (pages / f"{number}.html").write_text(
            f'<title>Roofs {number}</title><p class="top">No roof is left {number}</p>'
            f'<p class="sub">It rained for {number} days</p>{text}'
        )
    add(archive, [pages], Manner())
    before = {story.id: story.headline for story in archive.stories.all()}
    showing = Showing(min(before), "headline", "No roof is left", "seen")
    teach(archive, showing, stopped_clock(), Manner())
    after = {story.id: story.headline for story in archive.stories.all()}
    assert after.keys() == before.keys()
    assert after != before
    assert all((headline or "").startswith("No roof is left") for headline in after.values())


def test_a_picture_in_a_deposit_is_shown_by_its_path_there() -> None:
    shown = in_words(Image("deposit:a1b2/old-pages/souk.png", "The souk"))
    assert shown == "old-pages/souk.png | The souk"
