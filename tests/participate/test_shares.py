"""One flood does not shut the door for all, and nobody is remembered longer than that takes."""

from dataclasses import dataclass

from backfile.participate import shares as sharing
from backfile.participate.shares import PART, WHOLE_SECONDS, Shared, Shares

SECRET = b"of this process alone, 32 bytes."


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_flood_from_one_network_leaves_the_door_open_for_others() -> None:
    clock = Clock()
    rate = Shared(1.0, clock, SECRET)
    taken = sum(rate.take("203.0.113.0/24") for _ in range(1000))
    assert taken == PART * WHOLE_SECONDS
    assert rate.take("198.51.100.0/24")
    for _ in range(600):
        clock.now += 0.1
        taken += sum(rate.take("203.0.113.0/24") for _ in range(10))
        assert taken <= PART * (WHOLE_SECONDS + clock.now - 1000) + 1
    assert all(rate.take("198.51.100.0/24") for _ in range(4))


def test_who_comes_from_nowhere_that_is_known_shares_with_all() -> None:
    rate = Shared(1.0, Clock(), SECRET)
    assert sum(rate.take("") for _ in range(100)) == 10
    assert not rate.take("203.0.113.0/24")


def test_a_network_is_forgotten_as_soon_as_its_share_is_whole() -> None:
    clock = Clock()
    shares = Shares(1.0, clock, SECRET)
    shares.take("203.0.113.0/24")
    clock.now += WHOLE_SECONDS / 2
    shares.take("198.51.100.0/24")
    assert shares.known == 2
    clock.now += WHOLE_SECONDS / 2
    shares.take("")
    assert shares.known == 1
    clock.now += WHOLE_SECONDS
    shares.forget()
    assert shares.known == 0


def test_what_stands_for_a_network_is_made_with_a_key_that_is_gone_the_next_day() -> None:
    clock = Clock()
    one, other = Shares(1.0, clock, SECRET), Shares(1.0, clock, SECRET + b"!")
    for shares in (one, other):
        shares.take("203.0.113.0/24")
    assert one._known.keys() != other._known.keys()
    assert b"203" not in b"".join(one._known)
    key = one._key
    clock.now += 86_400
    one.forget()
    assert one._key != key
    assert one.known == 0


def test_ever_new_networks_take_no_more_memory() -> None:
    shares = Shares(1.0, Clock(), SECRET)
    for number in range(sharing.MOST_NETWORKS + 50):
        assert shares.take(f"2001:db8:{number:x}::/48")
    assert shares.known == sharing.MOST_NETWORKS
