import threading
from concurrent.futures import Future
from pathlib import Path

import pyrage
import pytest

from backfile.errors import BadValue, DeskTrouble
from backfile.model.submission import Form, Submission
from backfile.participate import keeper as keeping
from backfile.participate.arrivals import Arrival
from backfile.participate.box import Box
from backfile.participate.folder import make_desk, open_box
from backfile.participate.keeper import Keeper
from backfile.participate.seal import seal
from backfile.participate.settings import Desk, Limits

KEY = str(pyrage.x25519.Identity.generate().to_public())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_desk(tmp_path / "desk", Desk(key=KEY))
    return tmp_path / "desk"


def arrival(number: int) -> Arrival:
    sealed = seal(Submission(form=Form.FEEDBACK, said={"text": str(number)}), KEY)
    return Arrival(sealed, "2026-03-17", f"{number:064x}")


def test_what_many_send_at_once_is_all_kept(folder: Path) -> None:
    with Keeper(folder) as keeper:
        told = [keeper.keep(arrival(number)) for number in range(60)]
        names = {future.result(10) for future in told}
    with open_box(folder) as box:
        assert {entry.id for entry in box.entries()} == names
    assert len(names) == 60


def test_one_that_cannot_be_kept_is_told_why(folder: Path) -> None:
    with Keeper(folder) as keeper:
        bad = keeper.keep(Arrival(b"in clear", "2026-03-17", "0" * 64))
        good = keeper.keep(arrival(1))
        assert good.result(10)
        with pytest.raises(BadValue):
            bad.result(10)


def test_the_box_is_asked_in_turn(folder: Path) -> None:
    with Keeper(folder) as keeper:
        name = keeper.keep(arrival(7)).result(10)
        assert keeper.ask(lambda box: box.find(f"{7:064x}")).result(10) == name

        def fail(_box: Box) -> None:
            raise BadValue("no")

        with pytest.raises(BadValue):
            keeper.ask(fail).result(10)
        assert keeper.keep(arrival(8)).result(10)


def test_more_than_may_wait_is_refused_at_once_and_the_rest_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_WAITING", 20)
    monkeypatch.setattr(keeping, "MOST_AT_ONCE", 5)
    hold, one = threading.Event(), arrival(1)
    with Keeper(folder) as keeper:
        keeper.ask(lambda _box: hold.wait(20))
        told = [future for _ in range(40) if (future := offered(keeper, one))]
        assert 15 <= len(told) <= 25
        hold.set()
        assert len({future.result(30) for future in told}) == 1


def offered(keeper: Keeper, what: Arrival) -> Future[object] | None:
    try:
        return keeper.keep(what)
    except DeskTrouble:
        return None


def test_whoever_went_away_costs_the_others_nothing(folder: Path) -> None:
    hold = threading.Event()
    with Keeper(folder) as keeper:
        keeper.ask(lambda _box: hold.wait(20))
        gone, there = keeper.keep(arrival(1)), keeper.keep(arrival(2))
        assert gone.cancel()
        hold.set()
        assert there.result(10)
    with open_box(folder) as box:
        assert len(list(box.entries())) == 1


def test_a_full_inbox_takes_nothing_more(tmp_path: Path) -> None:
    make_desk(tmp_path / "small", Desk(key=KEY))
    toml = tmp_path / "small" / "desk.toml"
    toml.write_text(toml.read_text().replace("# inbox_megabytes = 20000", "inbox_megabytes = 0"))
    assert Limits().inbox_megabytes == 20_000
    with Keeper(tmp_path / "small") as keeper, pytest.raises(DeskTrouble, match="full"):
        keeper.keep(arrival(1))
