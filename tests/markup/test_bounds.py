"""Pages that were made to keep a parser busy for hours."""

import subprocess
import sys

import pytest

from backfile.markup.bounds import MAX_CHARACTERS, MAX_NESTED, bounded
from backfile.markup.tree import Node, parse

SECONDS = 20
"""Of one processor, for what took minutes or hours before; a quiet machine needs three."""
PAGES = {
    "boxes in boxes": "'<div>x' * 100_000",
    "boxes in boxes that end": "'<div>x' * 100_000 + '</div>' * 100_000",
    "lists in lists": "'<ul><li>x' * 100_000",
    "print in print": "'<pre>a' * 100_000",
    "what ends nothing": "'<span>x' * 50_000 + '</x>' * 50_000",
    "attributes": "'<p ' + ' '.join(f'a{n}=1' for n in range(100_000)) + '>x'",
    "attributes without values": "'<p ' + ' '.join(f'a{n}' for n in range(100_000)) + '>x'",
    "ends in quotes": "'<p ' + ' '.join(f'a{n}=\">\"' for n in range(60_000)) + '>x'",
    "boxes in a drawing's script": "'<svg><script>' + '<div>x' * 100_000",
    "boxes after a comment": "'<!--><div>--!>' + '<div>x' * 100_000",
    "comments in a frame": "'<iframe>' + '<!--' * 200_000 + '</iframe>'",
    "a long name": "('<p ' + 'a' * 3_900 + chr(34) + '>x') * 2_000",
    "pictures": "''.join(f'<img src=http://x.example/{n}.png>' for n in range(100_000))",
    "players": "''.join(f'<iframe src=http://x.example/{n}></iframe>' for n in range(100_000))",
    "hidden mail": "'<span data-cfemail=4b2a0b29><i>x' * 50_000",
    "broken lines in a table": "'<table><tr><td>' + 'a <br>' * 100_000",
}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_no_page_keeps_the_reader_busy(page: str) -> None:
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))"
    code = f"{limit}; from backfile.markup import clean; clean({page}, 'http://x.example/')"
    subprocess.run([sys.executable, "-c", code], check=True)


def _depth(nodes: list[Node]) -> int:
    deepest = 0
    depths: list[int] = []
    for node in nodes:
        depths.append(depths[node.up] + 1 if node.up >= 0 else 0)
        deepest = max(deepest, depths[-1])
    return deepest


def test_what_nests_too_deep_keeps_its_words() -> None:
    nodes = parse("".join(f"<div>word{n} " for n in range(10_000)))
    assert "word9999" in "".join(node.raw for node in nodes)
    assert _depth(nodes) < MAX_NESTED + 10


def test_a_long_page_that_ends_what_it_begins_is_left_as_it_is() -> None:
    story = '<div class="a"><p>one<p>two <b>bold</b><br><img src="x.png" alt=">"></div>'
    data = "<script>{" + r'"html": "<div><div><div>",' * 5_000 + "}</script>"
    page = story * 5_000 + data + "<!-- <div> -->" + story
    assert bounded(page) == page


def test_a_tag_that_is_too_long_stays_without_its_attributes() -> None:
    assert bounded("<p " + "a " * 40_000 + ">text</p>") == "<p>text</p>"
    picture = f'<img src="data:image/png;base64,{"A" * 50_000}" alt="kept">'
    assert bounded(picture) == picture


def test_a_stream_of_garbage_ends() -> None:
    assert len(bounded("x" * (MAX_CHARACTERS + 10))) == MAX_CHARACTERS


@pytest.mark.parametrize("page", ["<script", "<script>", "<!--", '<p a="', "<", "</", "<a b='"])
def test_a_page_that_breaks_off_is_read_to_its_end(page: str) -> None:
    padding = "<i></i>" * 5_000
    assert bounded(padding + page) == padding + page
