"""Of an address the network is looked at, and what a proxy says only where it was told to."""

import pytest
from starlette.requests import Request

from backfile.web.forms_network import network_of


def asked(client: str | None, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    return Request({"type": "http", "headers": headers, "client": client and (client, 4711)})


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("93.184.215.14", "93.184.215.0/24"),
        ("::ffff:93.184.215.14", "93.184.215.0/24"),
        ("2a02:2e0:3fe:1001:302::1", "2a02:2e0:3fe::/48"),
        ("127.0.0.1", ""),
        ("10.88.0.1", ""),
        ("::1", ""),
        ("fe80::1%eth0", ""),
        ("testclient", ""),
        (None, ""),
    ],
)
def test_the_network_of_who_asks_is_told_and_a_machine_beside_us_is_none(
    client: str | None, network: str
) -> None:
    assert network_of(asked(client), 0) == network


def test_what_a_reader_says_of_itself_is_not_believed() -> None:
    assert network_of(asked("127.0.0.1", "93.184.215.14"), 0) == ""
    assert network_of(asked("93.184.215.14", "8.8.8.8"), 0) == "93.184.215.0/24"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (1, ["93.184.215.14"], "93.184.215.0/24"),
        (1, ["8.8.8.8, 93.184.215.14"], "93.184.215.0/24"),
        (1, ["8.8.8.8", "93.184.215.14"], "93.184.215.0/24"),
        (2, ["8.8.8.8, 93.184.215.14, 9.9.9.9"], "93.184.215.0/24"),
        (2, ["93.184.215.14"], ""),
        (1, [], ""),
        (1, ["unknown"], ""),
        (1, ["93.184.215.14:4711"], ""),
        (1, ["10.1.2.3"], ""),
    ],
)
def test_of_what_proxies_say_the_entry_of_the_outermost_that_is_ours_is_believed(
    proxies: int, forwarded: list[str], network: str
) -> None:
    assert network_of(asked("127.0.0.1", *forwarded), proxies) == network
