"""Walks the recovery cases: each is a page that taught us something, with what it should give."""

import json
from pathlib import Path
from typing import Any

import pytest

from backfile.model.capture import Capture, Form
from backfile.model.story import Body, Image
from backfile.model.testimony import Testimony
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT

CASES = sorted(path.parent for path in Path(__file__).parents[2].glob("cases/*/page.html"))


def best(testimony: Testimony, field: str) -> Any:
    claims = [claim for claim in testimony.evidence if claim.field == field]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


def told_by(testimony: Testimony) -> dict[str, object]:
    body, image = best(testimony, "body") or Body(), best(testimony, "lead_image") or Image("")
    return {
        "kind": testimony.kind.value,
        "headline": best(testimony, "headline"),
        "standfirst": best(testimony, "standfirst"),
        "contributors": [[p.name, p.role] for p in best(testimony, "contributors") or ()],
        "published": best(testimony, "published"),
        "language": best(testimony, "language"),
        "direction": best(testimony, "direction"),
        "text": body.text,
        "image": image.address,
        "caption": image.caption,
        "credit": image.credit,
        "notices": [notice.kind for notice in best(testimony, "notices") or ()],
        "twin_of": testimony.twin_of,
        "twin_why": testimony.twin_why,
        "page": testimony.page,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case_gives_what_it_taught(case: Path) -> None:
    expected: dict[str, object] = json.loads((case / "expected.json").read_text("utf-8"))
    address = str(expected.pop("address"))
    capture = Capture(form=Form.PAGE, address=address, body=(case / "page.html").read_bytes())
    told = told_by(html_page.testify_page(capture, NO_LAYOUT))
    assert {name: told[name] for name in expected} == expected


def test_every_case_says_what_it_teaches() -> None:
    assert CASES
    for case in CASES:
        assert (case / "NOTE.md").read_text("utf-8").startswith("# ")
