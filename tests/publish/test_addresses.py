"""Addresses that last, and old ones that still lead somewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.hashes import short_name
from backfile.publish import addresses


def test_a_storys_address_holds_nothing_that_a_correction_could_change() -> None:
    assert addresses.story_path("rq4k2vny3d") == "story/r/rq4k2vny3d.html"


@given(st.text())
def test_no_id_leads_out_of_the_site(story_id: str) -> None:
    path = addresses.story_path(story_id)
    assert path.startswith("story/")
    assert path.count("/") == 2
    assert ".." not in path
    assert path.isascii()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Food & Farming", "food-farming"),
        ("Économie", "economie"),
        ("CON", short_name("con")),  # Windows would open the console
        ("Index", short_name("index")),
    ],
)
def test_a_sections_file_can_stand_on_every_disk(name: str, file: str) -> None:
    assert addresses.group_name(addresses.group_key(name)) == file


def test_two_spellings_of_one_name_are_one_group() -> None:
    assert addresses.group_key("José Díaz") == addresses.group_key("Jose  diaz")
    assert addresses.group_key("ليلى أحمد") == addresses.group_key("ليلي احمد")


@given(st.text(min_size=1))
def test_no_name_makes_a_dangerous_file(name: str) -> None:
    file = addresses.group_name(addresses.group_key(name))
    assert file.isascii()
    assert "/" not in file
    assert len(file) <= 70


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("https://a.example/2016/03/slug/", "/2016/03/slug/"),
        ("https://a.example/?p=12", "/?p=12"),
        ("https://a.example/", None),
        ("ftp://a.example/x", None),
        ("https://a.example/x y", None),
        ("https://[broken/x", None),
    ],
)
def test_an_old_address_is_told_as_a_server_is_asked_for_it(address: str, way: str | None) -> None:
    assert addresses.old_way(address) == way


@pytest.mark.parametrize(
    ("way", "file"),
    [
        ("/2016/03/slug/", "2016/03/slug/index.html"),
        ("/2016/03/slug", "2016/03/slug/index.html"),
        ("/old/page.html", "old/page.html"),
        ("/old/page.php", None),
        ("/?p=12", None),
        ("/a/%2e%2e/b", None),
        ("/a/../../b", None),
        ("/con/x", None),
        ("/a/b%00c", None),
        ("/" + "x" * 300, None),
    ],
)
def test_only_a_safe_old_path_gets_a_file(way: str, file: str | None) -> None:
    assert addresses.old_file(way) == file


def test_the_way_to_the_root_is_relative_so_that_the_site_opens_from_a_folder() -> None:
    assert addresses.root_of("index.html") == ""
    assert addresses.root_of("story/r/rq4k2vny3d.html") == "../../"
