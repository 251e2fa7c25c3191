"""The door of the desk: links, passwords, cookies, and how long they hold."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from backfile.errors import BadValue
from backfile.web.door import IDLE_SECONDS, MOST_SITTINGS, TRIES, TRIES_SECONDS, Door, hash_password

PASSWORD = "four herons under a crane"  # noqa: S105 - of a door that guards nothing


class Watch:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(PASSWORD)


def header(door: Door, cookie: str) -> str:
    return f"other=1; {door.cookie_name}={cookie}"


def test_the_link_opens_on_this_machine_and_the_cookie_holds_until_one_is_idle() -> None:
    watch = Watch()
    door = Door(watch)
    assert door.enter_by_link("") is None
    cookie = door.enter_by_link(door.link_secret)
    assert cookie is not None
    for _ in range(3):
        watch.at += IDLE_SECONDS - 1
        assert door.knows(header(door, cookie)) == cookie
    watch.at += IDLE_SECONDS + 1
    assert door.knows(header(door, cookie)) is None
    watch.at -= IDLE_SECONDS
    assert door.knows(header(door, cookie)) is None


def test_where_others_see_it_the_link_opens_nothing_and_cookies_need_https(hashed: str) -> None:
    door = Door(Watch(), hashed, is_exposed=True)
    assert door.enter_by_link(door.link_secret) is None
    cookie = door.enter_by_password(PASSWORD)
    assert cookie is not None
    line = door.cookie_line(cookie)
    assert line.startswith("__Host-desk=")
    for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert word in line


def test_after_some_wrong_passwords_even_the_right_one_waits(hashed: str) -> None:
    watch = Watch()
    door = Door(watch, hashed, is_exposed=True)
    for _ in range(TRIES):
        assert door.enter_by_password("five herons under a crane") is None
    assert door.is_shut
    assert door.enter_by_password(PASSWORD) is None
    watch.at += TRIES_SECONDS + 1
    assert door.enter_by_password(PASSWORD) is not None


def test_guesses_that_come_all_at_once_are_counted_like_others(hashed: str) -> None:
    door = Door(Watch(), password=hashed)
    with ThreadPoolExecutor(4 * TRIES) as crowd:
        let_in = list(crowd.map(door.enter_by_password, [f"wrong {n}" for n in range(4 * TRIES)]))
    assert not any(let_in)
    assert len(door._wrong) == TRIES


def test_a_form_is_ours_only_for_the_visitor_who_was_given_it() -> None:
    door = Door(Watch())
    mine, other = door.enter_by_link(door.link_secret), door.enter_by_link(door.link_secret)
    assert mine is not None
    assert other is not None
    assert door.is_ours(mine, door.form_token(mine))
    assert not door.is_ours(mine, door.form_token(other))
    assert not door.is_ours(mine, "\ud800")


def test_a_crowd_does_not_fill_the_memory() -> None:
    watch = Watch()
    door = Door(watch)
    first = door.enter_by_link(door.link_secret)
    assert first is not None
    for _ in range(MOST_SITTINGS):
        watch.at += 1
        door.enter_by_link(door.link_secret)
    assert door.knows(header(door, first)) is None


@pytest.mark.parametrize(
    "cookies", ["", "desk", "desk=", "desk=unheard", "\x00", "desk=\udcff", "=;=" * 900]
)
def test_odd_cookies_are_nobodys(cookies: str) -> None:
    assert Door(Watch()).knows(cookies) is None


def test_a_short_password_is_refused() -> None:
    with pytest.raises(BadValue, match="at least"):
        hash_password("secret")
