"""Why a claim is made, in the reader's language; and claims on people."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.publish.conftest import Paper

import backfile
from backfile.model.evidence import Evidence
from backfile.model.story import Contributor
from backfile.publish.how import tell
from backfile.publish.options import Options
from backfile.publish.reasons import reason_said
from backfile.publish.site import publish
from backfile.publish.words import PLURALS, words_in

SOURCE = Path(backfile.__file__).parent
OTHERS = [language for language in PLURALS if language != "en"]
NOT_OF_STORIES = {
    *("publication.py", "written_letters.py"),  # shown with the letter, not on a story's page
}
JOINED = (
    "The title paused or ceased on March 29, 2019. The picture's caption names Sunday, "
    "November 20, 2016; a story appears after its picture is taken. The dateline says Nov. 22"
    ": the first Nov. 22 after the picture"
)


def _reasons(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "reason":
            yield node.value
        if isinstance(node, ast.Call):
            yield from (word.value for word in node.keywords if word.arg == "reason")
            if getattr(node.func, "id", "") == "Evidence":
                yield from node.args[4:5]


def _skeletons(value: ast.expr) -> Iterator[str]:
    """Yield each sentence of an expression, "{}" where something is filled in."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value:
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in value.values)
    elif isinstance(value, ast.BinOp | ast.BoolOp | ast.IfExp):
        for part in ast.iter_child_nodes(value):
            if isinstance(part, ast.expr):
                yield from _skeletons(part)


def test_every_reason_that_recovery_says_is_a_phrase_of_the_message_files() -> None:
    phrases = {
        re.sub(r"\{\w+\}", "{}", phrase)
        for key, phrase in words_in("en").phrases.items()
        if key.startswith("reason.")
    }
    files = [*(SOURCE / "recover").rglob("*.py"), *(SOURCE / "intake").rglob("*.py")]
    said = {
        (file.name, skeleton)
        for file in files
        if file.name not in NOT_OF_STORIES
        for value in _reasons(ast.parse(file.read_text("utf-8")))
        for skeleton in _skeletons(value)
    }
    assert len(said) > 12
    lost = {
        told for told in said if told[1] not in phrases and not any(told[1] in p for p in phrases)
    }
    assert not lost


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("by the words of the text", ""),
        ("of the whole publication is said: en-US", "en-US"),
        ("it stands under Projects & Events", "Projects & Events"),
        ("The address names 2018/08/15.", "2018/08/15"),
        ("Number 412 of “h:id” stands among stories of before 2016-03-18.", "412"),
        ("meta:date says 2016-01-02, visible 2016-02-01.", "2016-02-01"),
        (JOINED, "November 20, 2016"),
    ],
)
def test_a_reason_is_said_in_the_readers_language(language: str, reason: str, kept: str) -> None:
    said, is_english = reason_said(words_in(language), reason)
    assert not is_english
    assert said != reason
    assert kept in said
    assert not re.search(r"\b(the|of|names|stands)\b", said.replace(kept, ""))


def test_a_day_within_a_reason_is_said_as_the_site_says_days() -> None:
    said, _ = reason_said(words_in("de"), "It was changed on 2016-03-18.")
    assert said == "Es wurde am 18. März 2016 geändert."


def test_what_a_person_wrote_stays_as_it_is() -> None:
    told = reason_said(words_in("ar"), "The printed issue lies before me.")
    assert told == ("The printed issue lies before me.", True)


def test_a_reason_made_to_be_slow_is_read_in_bounded_time() -> None:
    start = time.process_time()
    for reason in ("Number 1 of “" * 90, "x says y, z " * 95, "The story says “" * 70):
        reason_said(words_in("fr"), reason)
    assert time.process_time() - start < 5


def test_words_that_no_message_file_knows_are_marked_as_english(
    paper: Paper, tmp_path: Path
) -> None:
    publish(paper, tmp_path / "site", options=Options(language="fr"))
    page = (tmp_path / "site/story/l/lostdateaa.html").read_text("utf-8")
    assert '<span class="reason" lang="en" dir="auto">The caption speaks of Tuesday' in page


def _said(*people: Contributor, place: str, stands: bool = False) -> Evidence[object]:
    return Evidence("contributors", people, place, 0.98 if stands else 0.5, stands=stands)


def _against(*claims: Evidence[object]) -> list[str]:
    (known,) = tell(words_in("en"), claims, {})
    return list(known.against)


MARA, BASMA = Contributor("Mara Lindqvist"), Contributor("Basma Elwan", "photographer")


def test_who_is_credited_already_is_no_other_claim() -> None:
    printed = _said(MARA, place="visible:by", stands=True)
    credit = _said(BASMA, place="visible:credit", stands=True)
    meta = _said(BASMA, place="meta:photo")
    desk = _said(Contributor("Mara  Lindqvist", "reporter"), place="meta:author")
    assert _against(printed, credit, meta, desk) == []


def test_another_person_or_another_role_is_another_claim_and_says_for_what() -> None:
    both = _said(MARA, BASMA, place="visible:by", stands=True)
    rival = _said(Contributor("Mara Lindqvist", "editor"), BASMA, place="meta:author")
    assert _against(both, rival) == ["Mara Lindqvist (Editing)"]
    other = _said(Contributor("Jonas de Vries"), place="meta:author")
    assert _against(both, other) == ["Jonas de Vries"]
