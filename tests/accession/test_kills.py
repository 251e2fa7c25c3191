"""What is killed goes on, and ends as if nothing had happened."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.accession.conftest import Piece, feed_of, page_of

from backfile.archive.archive import Archive
from backfile.model.capture import Kind
from backfile.preserve.export import records_of

KILLS = 6


def add_command(archive: Path, handed: Path) -> list[str]:
    deposits = [str(handed / "pages"), str(handed / "feed.xml")]
    return [sys.executable, "-m", "backfile", "add", str(archive), *deposits]


@pytest.mark.slow
def test_an_add_that_is_killed_again_and_again_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    handed = tmp_path / "handed"
    (handed / "pages").mkdir(parents=True)
    for number in range(1, 200):
        (handed / "pages" / f"{number:03}.html").write_text(page_of(Piece(number)), "utf-8")
    (handed / "feed.xml").write_text(feed_of([Piece(n) for n in range(150, 250)]), "utf-8")
    started = time.monotonic()
    Archive.create(tmp_path / "calm", "").close()
    subprocess.run(add_command(tmp_path / "calm", handed), check=True, capture_output=True)
    duration, chance = time.monotonic() - started, random.Random(4)  # noqa: S311

    Archive.create(tmp_path / "killed", "").close()
    kept = 0
    for _ in range(KILLS):
        running = subprocess.Popen(
            add_command(tmp_path / "killed", handed), stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.4, 1.0) * duration / 2)
        running.send_signal(signal.SIGKILL)
        running.wait()
        with Archive.open(tmp_path / "killed") as archive:
            assert archive.captures.count() >= kept
            kept = archive.captures.count()
    subprocess.run(add_command(tmp_path / "killed", handed), check=True, capture_output=True)
    with Archive.open(tmp_path / "calm") as calm, Archive.open(tmp_path / "killed") as killed:
        assert list(records_of(killed)) == list(records_of(calm))
        assert list(killed.captures.all()) == list(calm.captures.all())
        assert killed.captures.count(kind=Kind.STORY) == 299
        assert not list(killed.verify())
