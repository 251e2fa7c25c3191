"""Trust: what a page alone is believed, and what its head takes away from it."""

from dataclasses import replace

import pytest

from backfile.model.capture import Capture, Form
from backfile.recover import testify as witnesses
from backfile.recover.host import EMPTY
from backfile.recover.layout import NO_LAYOUT
from backfile.recover.trust import ALONE, TRUST, trust_of

BODY = "".join(
    f"<p>The council of ward {n} had argued about the colour of its roof for a whole winter.</p>"
    for n in range(8)
)


def trusts(field: str, head: str, sign: str = "By Mona Haddad") -> dict[str, float]:
    """Return how far each claim on a field is trusted, by the beginning of its place."""
    page = f"""<!doctype html><html lang="en"><head>{head}</head><body><article>
<h1>The quay closes for good</h1><p class="byline">{sign}</p>{BODY}</article></body></html>"""
    capture = Capture(form=Form.PAGE, address="https://a.example/2016/quay", body=page.encode())
    claims = witnesses.testify(capture, NO_LAYOUT).evidence
    return {c.place.split(":")[0]: c.confidence for c in claims if c.field == field}


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def test_every_way_alone_is_a_way() -> None:
    assert set(ALONE) <= set(TRUST)
    assert all(0 < trust < 1 for trust in [*TRUST.values(), *ALONE.values()])


def test_a_publication_is_believed_more_than_a_page_alone() -> None:
    known = replace(EMPTY, stories=40)
    assert trust_of("byline:named", known) == TRUST["byline:named"]
    assert trust_of("byline:named", EMPTY) == ALONE["byline:named"]
    assert trust_of("read_minutes", EMPTY) == TRUST["read_minutes"]


@pytest.mark.parametrize(
    ("head", "way"),
    [
        (og("The quay closes for good"), "printed"),
        (og("The Quay Closes For Good") + "<title>Harbour news</title>", "printed"),
        ("<title>Quay news</title>", "printed-alone"),
        (og("You will not believe this quay"), "overruled"),
    ],
)
def test_a_printed_headline_is_as_sure_as_the_head_lets_it_be(head: str, way: str) -> None:
    assert trusts("headline", head)["visible"] == trust_of(f"headline:{way}", EMPTY)


def test_a_headline_that_was_made_for_search_never_outweighs_the_printed_one() -> None:
    found = trusts("headline", og("You will not believe this quay"))
    assert found["meta"] < found["visible"]


def test_a_byline_that_the_head_contradicts_is_no_longer_sure() -> None:
    other = '<meta name="author" content="Jonas Weller">'
    assert trusts("contributors", other)["visible"] == TRUST["byline:contested"]
    assert trusts("contributors", "")["visible"] > TRUST["byline:contested"]
    same = '<meta name="author" content="Mona Haddad">'
    assert trusts("contributors", same)["visible"] == ALONE["byline:agreed"]
