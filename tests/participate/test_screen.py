import hashlib

import pytest

from backfile.participate import screen as screening
from backfile.participate.screen import Screen, Verdict
from backfile.participate.settings import Limits

SECRET = b"of this process alone, 32 bytes."
LIMITS = Limits(proof_bits=6, least_seconds=4, most_hours=1, a_second=5, unproven_a_minute=30)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def work(token: str, bits: int) -> str:
    for number in range(1 << (bits + 8)):
        digest = hashlib.sha256(f"{token}:{number}".encode()).digest()
        if int.from_bytes(digest[:4], "big") >> (32 - bits) == 0:
            return str(number)
    raise AssertionError


def token_of(screen: Screen, number: int = 1) -> str:
    return screen.challenge(number.to_bytes(12, "big")).token


def test_a_form_without_script_must_be_as_old_as_a_person_needs(clock: Clock) -> None:
    screen = Screen(LIMITS, clock, SECRET)
    token = token_of(screen)
    clock.now += 2
    assert screen.judge(token) is Verdict.EARLY
    clock.now += 3
    assert screen.judge(token) is Verdict.PASSED


def test_a_form_serves_once(clock: Clock) -> None:
    screen = Screen(LIMITS, clock, SECRET)
    token = token_of(screen)
    clock.now += 9
    assert screen.judge(token) is Verdict.PASSED
    assert screen.judge(token) is Verdict.SPENT


def test_work_that_was_shown_serves_at_once(clock: Clock) -> None:
    screen = Screen(LIMITS, clock, SECRET)
    challenge = screen.challenge(bytes(12))
    assert screen.judge(challenge.token, work(challenge.token, challenge.bits)) is Verdict.PASSED


@pytest.mark.parametrize("proof", ["", "x", "-1", "1" * 400, "١٢", "1e9"])
def test_what_is_no_work_is_as_good_as_none(clock: Clock, proof: str) -> None:
    screen = Screen(LIMITS, clock, SECRET)
    assert screen.judge(token_of(screen), proof) is Verdict.EARLY


@pytest.mark.parametrize("token", ["", "a", "é", "A" * 43, "=" * 60, "x" * 10_000, "a b"])
def test_a_token_that_is_none_of_ours_is_stale(clock: Clock, token: str) -> None:
    assert Screen(LIMITS, clock, SECRET).judge(token) is Verdict.STALE


def test_a_token_of_another_process_or_of_yesterday_is_stale(clock: Clock) -> None:
    screen, other = Screen(LIMITS, clock, SECRET), Screen(LIMITS, clock, SECRET[::-1])
    assert screen.judge(token_of(other)) is Verdict.STALE
    token = token_of(screen)
    clock.now += 3601
    assert screen.judge(token) is Verdict.STALE


def test_all_senders_share_one_rate_and_it_comes_back(clock: Clock) -> None:
    screen = Screen(LIMITS, clock, SECRET)
    tokens = [token_of(screen, number) for number in range(40)]
    clock.now += 10
    verdicts = [screen.judge(token) for token in tokens]
    assert verdicts.count(Verdict.PASSED) == 5
    assert verdicts[-1] is Verdict.BUSY
    clock.now += 2
    assert screen.judge(tokens[-1]) is Verdict.PASSED


def test_memory_is_bounded_and_nothing_forgotten_serves_again(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "MOST_SPENT", 50)
    screen = Screen(Limits(unproven_a_minute=100_000), clock, SECRET)
    spent = []
    for number in range(300):
        token = token_of(screen, number)
        clock.now += 5
        assert screen.judge(token) is Verdict.PASSED
        spent.append(token)
    assert screen.remembered <= 50
    assert {screen.judge(token) for token in spent} == {Verdict.STALE, Verdict.SPENT}
