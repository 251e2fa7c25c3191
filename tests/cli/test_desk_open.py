"""The desk's page as it is really started: by a command, on loopback, for whoever has the link."""

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.participate.conftest import MadeDesk, Sent

from backfile.cli import EXIT_FAILED, EXIT_USAGE
from backfile.clock import day_of, machine_clock
from backfile.participate.folder import open_box
from backfile.participate.moderation import State
from backfile.participate.retention import erase_due
from backfile.participate.settings import Retention

pytestmark = pytest.mark.slow


def test_a_desk_is_opened_for_whoever_has_the_link_and_ends_cleanly(desk: MadeDesk) -> None:
    desk.take(Sent().submission())
    old = desk.take(Sent().submission(), "2016-01-01")
    leapt = desk.take(Sent(said={"name": "Nobody"}).submission(), "2016-01-01")
    with open_box(desk.path) as box:
        box.mark(old, State.SPAM, day="2016-01-01")
        erase_due(box, Retention(spam=7), day_of(machine_clock), is_sure=True)
        box.mark(leapt, State.SPAM, day="2016-01-01")
    command = [sys.executable, "-m", "backfile", "desk", "open", str(desk.path), "--web"]
    running = subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    try:
        assert "Erased 1 submission" in running.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/enter\?key=\S+", running.stdout.readline())
        assert found
        base = found[0].partition("/enter")[0]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with pytest.raises(urllib.error.HTTPError, match="401"):
            browser.open(f"{base}/", timeout=20)
        with browser.open(found[0], timeout=20) as page:
            text = page.read().decode()
            assert "uvicorn" not in str(page.headers).lower()
        assert "Sand in the quay" in text
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        running.stdout.close()


def test_it_does_not_open_to_other_machines_without_a_password(run: Run, desk: MadeDesk) -> None:
    assert desk.path.is_dir()
    status, _, said = run("desk", "open", "desk", "--web", "--host", "0.0.0.0")  # noqa: S104
    assert status == EXIT_FAILED
    assert "backfile desk password" in said
    status, _, said = run("desk", "open", "desk")
    assert status == EXIT_USAGE
    assert "shows the desk in a browser" in said


def test_a_password_is_set_from_a_descriptor(run: Run, desk: MadeDesk, tmp_path: Path) -> None:
    (tmp_path / "word").write_text("four herons under a crane\n", encoding="utf-8")
    with (tmp_path / "word").open("rb", buffering=0) as given:
        assert run("desk", "password", "desk", "--passphrase-fd", given.fileno())[0] == 0
    kept = (desk.path / "password").read_text(encoding="ascii")
    assert kept.startswith("$argon2id$")
    assert (desk.path / "password").stat().st_mode & 0o077 == 0
