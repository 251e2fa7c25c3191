"""The card that other sites show of pages without a picture."""

from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image, features
from tests.publish.conftest import Paper

from backfile.publish import sharing
from backfile.publish.options import Options
from backfile.publish.site import publish

SITE = "https://archive.example/"
INK, ACCENT = (0x1C, 0x1A, 0x17), "#204a87"


def _dark(data: bytes) -> int:
    """Return how many dark dots a card has: those of its letters."""
    picture = Image.open(BytesIO(data)).convert("L")
    assert picture.size == sharing.SIZE
    return sum(picture.histogram()[:70])


def _shared(site: Path, path: str) -> list[str]:
    page = html.fromstring((site / path).read_text("utf-8"))
    return [str(meta.get("content")) for meta in page.iterfind(".//meta[@property='og:image']")]


def test_a_story_without_a_picture_is_shared_with_the_archives_card(
    paper: Paper, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(paper, site, options=Options(address=SITE, accent=ACCENT))
    assert _shared(site, "story/s/short00001.html") == [f"{SITE}theme/card.png"]
    assert "card.png" not in _shared(site, "story/f/ferryferry.html")[0]
    assert _shared(site, "index.html") == [f"{SITE}theme/card.png"]
    assert _dark((site / "theme/card.png").read_bytes()) > 1000
    assert len(list(site.rglob("card*.png"))) == 1


def test_where_the_address_is_not_known_the_card_is_found_from_the_page(
    paper: Paper, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(paper, site)
    (way,) = _shared(site, "story/s/short00001.html")
    assert (site / "story/s" / way).resolve() == (site / "theme/card.png").resolve()


@pytest.mark.parametrize(
    "title", ["Harbour Line", "Līnija", "Портовая линия", "خط الميناء", "The " + "Harbour " * 12]
)
def test_a_name_in_each_script_of_the_fonts_is_set(title: str) -> None:
    if not features.check("raqm"):
        pytest.skip("Pillow has no Raqm here")
    card = sharing.drawn(title, "", ACCENT)
    assert card == sharing.drawn(title, "", ACCENT)
    assert _dark(card) > _dark(sharing.drawn("東京", "", "#ffffff")) + 1000


@pytest.mark.parametrize("title", ["東京新聞", "", "خط الميناء"])
def test_a_name_that_cannot_be_set_leaves_the_mark(
    title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.publish.sharing.features.check", lambda _: False)
    card = Image.open(BytesIO(sharing.drawn(title, "", ACCENT))).convert("RGB")
    middle = card.getpixel((600, 420))
    assert isinstance(middle, tuple)
    assert max(abs(a - b) for a, b in zip(middle, (0x20, 0x4A, 0x87), strict=True)) < 12


def test_a_theme_may_bring_its_own_card(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "mine/theme").mkdir(parents=True)
    (tmp_path / "mine/theme/card.png").write_bytes(b"mine")
    publish(paper, tmp_path / "site", options=Options(theme=tmp_path / "mine"))
    assert (tmp_path / "site/theme/card.png").read_bytes() == b"mine"
