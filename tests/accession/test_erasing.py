"""What was made final is gone from originals, database and index, and stays gone."""

import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.accession.conftest import Piece, feed_of, page_of

from backfile.accession.erasing import make_final, plan_of
from backfile.accession.reading import Manner
from backfile.accession.remedies import Wish, apply
from backfile.accession.run import add, withdraw
from backfile.archive.archive import Archive
from backfile.errors import BadValue, DepositError, NotFound, Withdrawn
from backfile.model.remedy import Authority, Ground, RemedyKind, Surface
from backfile.preserve.export import records_of

MANNER = Manner()
GONE = Piece(3)
WORDS = "take the slates from the bridge, number 3"


def wish(story: str, kind: RemedyKind = RemedyKind.WITHDRAWAL) -> Wish:
    return Wish(
        story=story, kind=kind, ground=Ground.SAFETY, authority=Authority.PERSON, reason="asked"
    )


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    folder = tmp_path / "handed"
    (folder / "pages").mkdir(parents=True)
    for number in range(1, 7):
        (folder / "pages" / f"{number}.html").write_text(page_of(Piece(number)), "utf-8")
    (folder / "feed.xml").write_text(feed_of([Piece(n) for n in range(2, 9)]), "utf-8")
    return folder


@pytest.fixture
def path(tmp_path: Path, handed: Path) -> Path:
    place = tmp_path / "archive"
    with Archive.create(place, "") as archive:
        add(archive, [handed / "pages", handed / "feed.xml"], MANNER)
        apply(archive, wish(GONE.address))
    return place


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_nothing_is_left_of_it_and_all_others_stay(path: Path, handed: Path) -> None:
    with Archive.open(path) as archive:
        others = [r for r in records_of(archive) if r["story"]]
        story = archive.remedies.stories_of(1)[0]
        assert [a.item.path for a in plan_of(archive, 1).files] == ["3.html", "feed.xml"]
    with Archive.open(path, write=True) as archive:
        make_final(archive, 1, MANNER)
    assert WORDS.encode() in bytes_in(handed)
    assert WORDS.encode() not in bytes_in(path)
    assert GONE.headline.encode() not in bytes_in(path)
    with Archive.open(path) as archive:
        assert not list(archive.verify())
        assert archive.stories.count() == 7
        left = [record["story"] for record in records_of(archive)]
        assert left == [record["story"] for record in others]
        with pytest.raises(NotFound):
            archive.stories.get(story)
        with pytest.raises(Withdrawn):
            archive.outward(Surface.API).entry(story)
        (tomb,) = archive.outward(Surface.SITE).tombs()
        assert tomb.story == story
        assert any(GONE.address.removeprefix("https://www.") in way for way in tomb.addresses)
        assert {(e.item, e.now is None) for e in archive.erasures.all()} == {
            ("3.html", True),
            ("feed.xml", False),
        }


def test_it_cannot_be_taken_back_and_once_more_changes_nothing(path: Path) -> None:
    with Archive.open(path, write=True) as archive:
        make_final(archive, 1, MANNER)
        before = archive.erasures.all()
        make_final(archive, 1, MANNER)
        assert archive.erasures.all() == before
        with pytest.raises(BadValue):
            archive.remedies.take_back(1)


def test_handing_the_same_over_again_does_not_bring_it_back(path: Path, handed: Path) -> None:
    with Archive.open(path, write=True) as archive:
        make_final(archive, 1, MANNER)
        add(archive, [handed / "pages", handed / "feed.xml"], MANNER)
        assert archive.stories.count() == 7
        assert not list(archive.verify())
        withdraw(archive, "pages", MANNER)
        add(archive, [handed / "pages"], MANNER)
        assert archive.stories.count() == 7
    assert WORDS.encode() not in bytes_in(path)


def test_a_file_whose_rest_was_withdrawn_too_is_refused(path: Path, handed: Path) -> None:
    with Archive.open(path, write=True) as archive:
        make_final(archive, 1, MANNER)
        withdraw(archive, "feed.xml", MANNER)
        with pytest.raises(DepositError):
            add(archive, [handed / "feed.xml"], MANNER)
    assert WORDS.encode() not in bytes_in(path)


def test_another_deposit_with_the_story_brings_no_more_than_a_withdrawn_one(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.html"
    other.write_text(page_of(GONE, extra="<p>And one more line.</p>"), "utf-8")
    with Archive.open(path, write=True) as archive:
        make_final(archive, 1, MANNER)
        add(archive, [other], MANNER)
        assert archive.outward(Surface.SITE).count() == 7
        make_final(archive, 1, MANNER)
        assert archive.stories.count() == 7
    assert b"And one more line" not in bytes_in(path)


@pytest.mark.parametrize("kind", [RemedyKind.DELIST])
def test_only_a_whole_withdrawal_can_be_final(path: Path, kind: RemedyKind) -> None:
    with Archive.open(path, write=True) as archive:
        with pytest.raises(BadValue):
            make_final(
                archive, apply(archive, wish(Piece(4).address, kind)).remedy.number or 0, MANNER
            )
        some = replace(wish(Piece(5).address), scope=(Surface.SITE,))
        with pytest.raises(BadValue):
            make_final(archive, apply(archive, some).remedy.number or 0, MANNER)
        archive.remedies.take_back(1)
        with pytest.raises(BadValue):
            make_final(archive, 1, MANNER)


@pytest.mark.slow
def test_a_final_that_is_killed_ends_as_an_undisturbed_one(path: Path) -> None:
    command = [sys.executable, "-m", "backfile", "remedy", "final", str(path), "1", "--yes"]
    chance = random.Random(5)  # noqa: S311
    for _ in range(5):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 2.0))
        running.send_signal(signal.SIGKILL)
        running.wait()
        with Archive.open(path) as archive:
            assert archive.stories.count() in {7, 8}
    subprocess.run(command, check=True, capture_output=True)
    with Archive.open(path) as archive:
        assert not list(archive.verify())
        assert archive.stories.count() == 7
    assert WORDS.encode() not in bytes_in(path)
