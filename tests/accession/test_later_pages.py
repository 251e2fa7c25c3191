"""Stories of several pages, whichever way their addresses are spelled."""

import re
from pathlib import Path

import pytest

from backfile.accession.passing import recover_deposits
from backfile.accession.reading import Manner
from backfile.model.capture import Kind
from backfile.record import Account

HOST = "www.harbour.example"
THINGS = ("quay", "ferry", "mill", "bridge", "school", "tower", "canal", "chapel")
MAKERS = ("mason", "baker", "diver", "pilot", "nurse", "clerk", "tailor", "joiner")
FORMS = {
    "worded": ("town/{s}.html", "town/{s}-page-2.html"),
    "behind": ("town/{s}.html", "town/{s}.html/2/"),
    "folder": ("town/{s}/", "town/{s}/2/"),
    "page folder": ("town/{s}/", "town/{s}/page/2/"),
    "query": ("town/{s}.html", "town/{s}.html?p=2"),
    "comma": ("town/{s}.html", "town/{s},2.html"),
    "line": ("town/{s}.html", "town/{s}_2.html"),
}


EVERY = ("relations", "pager")


def sentences(number: int, page: int) -> list[str]:
    """Paragraphs that repeat nothing of the others."""
    thing, maker = THINGS[number], MAKERS[(number + page * 3) % 8]
    other, near = MAKERS[(number + page) % 8], THINGS[(number + page * 5) % 8]
    return [
        f"On page {page} the {maker} of the {thing} counted {number * 91 + step * 17} nails, and "
        f"{other} number {step + page * 10} wrote a {near} letter of {(number + 3) * (step + 7)} "
        f"lines about the hat that a {other} had left on page {page} of book {step * 13 + number}."
        for step in range(4)
    ]


def page(number: int, part: int, form: str, signs: tuple[str, ...] = EVERY) -> str:
    """Return a page of a story, with signs that it is one."""
    first, second = (f"/{a.format(s=f's{number}')}" for a in FORMS[form])
    thing = THINGS[number]
    other = (
        f'<link rel="prev" href="{first}">' if part > 1 else f'<link rel="next" href="{second}">'
    )
    text = "".join(f"<p>{line}</p>" for line in sentences(number, part))
    pages = f'<div class="pages"><a href="{first}">1</a> / <a href="{second}">2</a></div>'
    main = first if "canonical" in signs or part == 1 else second
    return f"""<html lang="en"><head><title>How the {thing} was mended | The Harbour</title>
    {other if "relations" in signs else ""}<link rel="canonical" href="https://{HOST}{main}"></head>
    <body><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul>
    <h1>How the {thing} was mended</h1><p class="byline">By Mona Haddad</p>
    <p class="date">3 March 2016</p><div class="text">{text}</div>
    {pages if "pager" in signs else ""}
    <div class="foot">The Harbour, 4 Quay Street</div></body></html>"""


def response(address: str, html: str) -> bytes:
    body = html.encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2017-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def whole_stories(accounts: list[Account]) -> None:
    """Hold that there are eight stories, and that each has the text of both its pages."""
    stories = {a.story.id: a.story for a in accounts if a.kind is Kind.STORY and a.story}
    assert sorted(a.same_as_why or "" for a in accounts) == [""] * 8 + ["later-page"] * 8
    assert len(stories) == 8
    for story in stories.values():
        number = next(n for n, thing in enumerate(THINGS) if thing in (story.headline or ""))
        assert story.headline == f"How the {THINGS[number]} was mended"
        assert story.body.text.split("\n\n") == sentences(number, 1) + sentences(number, 2)


@pytest.mark.parametrize("form", FORMS)
def test_the_second_pages_of_a_crawl_are_joined_to_their_stories(form: str, tmp_path: Path) -> None:
    records = b"".join(
        response(f"https://{HOST}/" + FORMS[form][part - 1].format(s=f"s{n}"), page(n, part, form))
        for n in range(8)
        for part in (1, 2)
    )
    (tmp_path / "crawl.warc").write_bytes(records)
    whole_stories(list(recover_deposits([tmp_path / "crawl.warc"], Manner())))


def mirror(folder: Path, form: str, root: str, signs: tuple[str, ...]) -> None:
    """Write a mirror as wget does: queries in names, folders with an index."""
    for n in range(8):
        for part in (1, 2):
            place = FORMS[form][part - 1].format(s=f"s{n}")
            path = folder / root / (place + "index.html" if place.endswith("/") else place)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(n, part, form, signs), encoding="utf-8")


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"behind"}))
@pytest.mark.parametrize("signs", [("relations",), ("pager",), ("canonical",)])
def test_the_second_pages_of_a_mirror_are_joined_to_their_stories(
    form: str, signs: tuple[str, ...], tmp_path: Path
) -> None:
    mirror(tmp_path / "handed", form, HOST, signs)
    whole_stories(list(recover_deposits([tmp_path / "handed"], Manner())))


def test_the_pages_of_a_folder_without_addresses_are_joined(tmp_path: Path) -> None:
    mirror(tmp_path / "handed", "worded", "", EVERY)
    for path in (tmp_path / "handed").rglob("*.html"):
        told = path.read_text(encoding="utf-8").replace('href="/town/', 'href="')
        path.write_text(re.sub("<link rel=.canonical[^>]*>", "", told), encoding="utf-8")
    whole_stories(list(recover_deposits([tmp_path / "handed"], Manner())))


def test_the_stories_before_and_after_stay_stories_of_their_own(tmp_path: Path) -> None:
    records = b""
    for n in range(8):
        html = page(n, 1, "folder", ("relations",))
        near = f'<link rel="prev" href="/town/{n - 1}/"><link rel="next" href="/town/{n + 1}/">'
        links = f'<a href="/town/{n - 1}/">Previous</a><a href="/town/">Town</a>'
        html = re.sub("<link rel=[^>]*>", "", html).replace("</head>", near + "</head>")
        html = html.replace('<div class="foot">', f'<div>{links}</div><div class="foot">')
        records += response(f"https://{HOST}/town/{n}/", html)
    (tmp_path / "crawl.warc").write_bytes(records)
    accounts = list(recover_deposits([tmp_path / "crawl.warc"], Manner()))
    assert [a.same_as_why for a in accounts] == [None] * 8
    assert len({a.story.id for a in accounts if a.story}) == 8
