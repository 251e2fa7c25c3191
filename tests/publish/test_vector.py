"""SVG drawings keep what draws and lose what acts."""

import re
from pathlib import Path

import pytest

from backfile.publish.vector import cleaned

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SHAPE = '<rect id="r" width="9" height="9" fill="#123"/>'


def drawn(inside: str, more: str = "") -> str:
    found = cleaned(f'{HEAD} viewBox="0 0 20 10" {more}>{SHAPE}{inside}</svg>'.encode())
    return found.data.decode() if found else ""


def test_a_drawing_keeps_its_shapes_words_and_colours() -> None:
    kept = drawn(
        '<style>.a{fill:red;stroke:url(#g)} text{font-size:9px}</style><defs>'
        '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g transform="scale(2)" style="fill:url(#g);stroke:#000">'
        '<path class="a" d="M0 0L9 9"/></g>'
        '<text x="1" y="2">Tide <tspan dx="2">at</tspan> noon</text><use xlink:href="#r" x="3"/>'
    )  # fmt: skip
    for part in (
        *(".a{fill:red;stroke:url(#g)}", 'style="fill:url(#g);stroke:#000"', 'd="M0 0L9 9"'),
        *("Tide <tspan", ">at</tspan> noon", 'href="#r"', 'fill="#123"', "scale(2)"),
    ):
        assert part in kept
    found = cleaned(kept.encode())
    assert found is not None
    assert (found.width, found.height) == (20, 10)
    assert found.data.decode() == kept


ACTS = (
    "<script>alert(1)</script>",
    "<script href='//x.example/a.js'/>",
    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='alert(1)'/></foreignObject>",
    "<g onclick='alert(1)' onload='alert(1)'/>",
    "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
    "<image href='https://x.example/track.png'/>",
    "<feImage href='https://x.example/track.png'/>",
    "<use href='https://x.example/a.svg#b'/>",
    "<use xlink:href='data:image/svg+xml,alert(1)#b'/>",
    "<animate attributeName='href' values='javascript:alert(1)'/>",
    "<set attributeName='onmouseover' to='alert(1)'/>",
    "<handler xmlns='http://www.w3.org/2001/xml-events'>alert(1)</handler>",
    "<style>@import url(https://x.example/a.css);</style>",
    "<style>.a{background:url(https://x.example/b)} .b{fill:url('//x.example')}</style>",
    "<style>.a{fill:u\\72l(https://x.example/b)}</style>",
    "<style>@font-face{font-family:a;src:url(https://x.example/f)}</style>",
    "<g style='fill:url(https://x.example/b);behavior:url(#x)'/>",
    "<rect fill='url(https://x.example/a#b)' filter='url(data:x)'/>",
    "<rect style='fill:image-set(\"https://x.example/a\")'/>",
    "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/>",
    "<?xml-stylesheet href='https://x.example/a.css'?>",
    "<!-- alert(1) -->",
    "<text x:onclick='alert(1)' xmlns:x='urn:x'/>",
)
ALARM = re.compile(
    r"alert|script|x\.example|data:|import|\bon\w+=|foreignObject|iframe|handler|set "
)


@pytest.mark.parametrize("inside", ACTS)
def test_what_acts_or_fetches_does_not_pass(inside: str) -> None:
    kept = drawn(inside)
    assert "rect" in kept
    assert not ALARM.search(kept)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><svg/></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
        f"{HEAD}><rect/>".encode(),
        f"{HEAD}>{'<g>' * 200}<rect/>{'</g>' * 200}</svg>".encode(),
        f"{HEAD}><rect/>{'<g/>' * 100_001}</svg>".encode(),
        b"\x00" * 100,
    ],
)
def test_what_is_no_drawing_or_too_much_of_one_is_refused(data: bytes) -> None:
    assert cleaned(data) is None


def test_a_drawing_that_shows_itself_again_and_again_is_refused() -> None:
    doubled = "".join(
        f'<g id="s{n + 1}"><use href="#s{n}"/><use href="#s{n}"/></g>' for n in range(30)
    )
    tenfold = "".join(f'<g id="t{n + 1}">{f"""<use href="#t{n}"/>""" * 10}</g>' for n in range(6))
    assert not drawn(f'<rect id="s0"/>{doubled}')
    assert not drawn(f'<rect id="t0"/>{tenfold}<use href="#t6"/>')
    assert not drawn('<g id="own"><use href="#own"/></g>')
    assert drawn('<symbol id="boat"><use href="#r"/></symbol>' + '<use href="#boat"/>' * 300)


@pytest.mark.slow
def test_no_payload_of_the_open_collections_acts(data_dir: Path) -> None:
    count = 0
    for file in sorted((data_dir / "conformance/xss").rglob("*")):
        if not file.is_file() or file.stat().st_size > 4 << 20:
            continue
        lines = file.read_text("utf-8", "replace").splitlines()
        for text in [*lines, "\n".join(lines)]:
            for data in (text, f"{HEAD}>{SHAPE}{text}</svg>"):
                found = cleaned(data.encode("utf-8", "replace"))
                if found:
                    count += 1
                    said = re.sub(r">[^<]*<", "><", found.data.decode())
                    assert not re.search(r"<script|\son\w+\s*=|javascript:|<foreign|<a\b", said)
    assert count
