"""Captures tell the same, however many processes hear them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest

from backfile.accession import hearing as room
from backfile.accession.hearing import hear, hearing
from backfile.errors import OperatorError
from backfile.model.capture import Capture, Form
from backfile.recover.layout import NO_LAYOUT

PAGE = """<html><head><title>Bridge {0}</title></head><body><article><h1>Bridge number {0}</h1>
<p>By Mona Haddad</p><p>{1}</p></article></body></html>"""
WORDS = "The ferry had stopped long before anybody thought of a bridge across the river. " * 4

pytestmark = pytest.mark.slow


def pages(count: int) -> list[Capture]:
    return [
        Capture(
            form=Form.PAGE,
            body=PAGE.format(number, WORDS).encode(),
            address=f"https://paper.example/story/{number}",
        )
        for number in range(count)
    ]


def some_of_each() -> Sequence[Capture]:
    picture = Capture(form=Form.FILE, body=b"\x89PNG", address="https://paper.example/a.png")
    draft = Capture(form=Form.PAGE, body=b"<p>not yet</p>", key="7", held_back="draft")
    return [*pages(20), picture, draft, *pages(3)]


def test_several_processes_tell_what_one_tells_in_the_same_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "WORTH", 1)
    captures = some_of_each()
    with hearing(NO_LAYOUT, len(captures), 2) as hear_all:
        told = list(hear_all(captures))
        assert len(active_children()) == 2
    assert told == [hear(one, NO_LAYOUT) for one in captures]


def test_few_captures_begin_no_other_process() -> None:
    with hearing(NO_LAYOUT, 20, 8) as hear_all:
        assert len(list(hear_all(pages(20)))) == 20
        assert not active_children()


def test_a_helping_process_that_the_system_ends_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "WORTH", 1)
    with pytest.raises(OperatorError, match="ended by the system") as told:
        hear_while_helpers_are_killed()
    assert "--jobs 1" in told.value.next_step


def hear_while_helpers_are_killed() -> None:
    with hearing(NO_LAYOUT, 40, 2) as hear_all:
        list(hear_all(pages(1)))
        for child in active_children():
            child.kill()
            child.join()
        list(hear_all(pages(40)))


LONG_WORK = """
import time
from multiprocessing import active_children
from backfile.accession import hearing as room
from backfile.model.capture import Capture, Form
from backfile.recover.layout import NO_LAYOUT

if __name__ == "__main__":
    room.WORTH = 1
    page = Capture(form=Form.PAGE, body=b"<p>x</p>", address="https://paper.example/a")
    with room.hearing(NO_LAYOUT, 9, 2) as hear_all:
        list(hear_all([page] * 9))
        print(*(child.pid for child in active_children()), flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="asks for a process as POSIX does")
def test_helping_processes_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(LONG_WORK)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as working:
        assert working.stdout is not None
        helpers = [int(number) for number in working.stdout.readline().split()]
        assert len(helpers) == 2
        working.send_signal(signal.SIGKILL)
    wait_until_gone(helpers)


def wait_until_gone(processes: Sequence[int]) -> None:
    for _ in range(200):
        if not any(map(is_running, processes)):
            return
        time.sleep(0.05)
    raise AssertionError(f"still there: {processes}")


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return False
    return state[0] != "Z"
