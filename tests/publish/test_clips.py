"""An author's clips: whole, safe, and in need of nothing else."""

import base64
import re
import shutil
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Drawing
from tests.publish.conftest import Paper

from backfile.errors import NotFound, OperatorError
from backfile.hashes import digest_of
from backfile.model.story import Body, Contributor, Image
from backfile.publish import clips as room
from backfile.publish import variants
from backfile.publish.clips import clips_of, data_of, write_clips
from backfile.publish.holdings import Picture
from backfile.publish.printing import BROWSERS, find_browser, print_pdf


class Loaded(HTMLParser):
    """What a page would load, and the elements that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.sources += [value or "" for name, value in attrs if name in {"src", "srcset", "data"}]


def author_of(paper: Paper) -> str:
    return next(s.contributors[0].name for s in paper.told_stories if s.contributors)


def text_of(paper: Paper, name: str) -> str:
    return "".join(write_clips(clips_of(paper, name)))


def test_every_story_of_an_author_stands_in_one_file(paper: Paper) -> None:
    name = author_of(paper)
    text = text_of(paper, name)
    own = [s for s in paper.told_stories if name in {c.name for c in s.contributors}]
    assert own
    assert all(f'id="{story.id}"' in text for story in own)
    assert text.count("<article") == len(own)
    assert text.rstrip().endswith("</html>")


def test_the_file_loads_nothing_and_runs_nothing(paper: Paper) -> None:
    story = next(s for s in paper.told_stories if s.contributors)
    evil = '<p onclick="x()">a<script>alert(1)</script><img src="https://evil.example/x.png"></p>'
    paper.change(story.id, headline="<script>alert(2)</script>", body=Body(evil, "a"))
    loaded = Loaded()
    loaded.feed(text_of(paper, author_of(paper)))
    assert "script" not in loaded.tags
    assert all(source.startswith("data:") for source in loaded.sources)


def test_a_picture_stands_inside_with_its_words(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "quay.png"
    Drawing.new("RGB", (40, 30), "navy").save(file)
    address = "https://www.harbourline.example/quay.png"
    paper.pictured[address] = Picture(digest_of(file.read_bytes()), "image/png", file, 40, 30)
    story = next(s for s in paper.told_stories if s.contributors)
    paper.change(story.id, lead_image=Image(address, "The quay", "Ann Lee", "A quay"))
    text = text_of(paper, story.contributors[0].name)
    assert "data:image/png;base64," in text
    assert "The quay" in text
    assert "Ann Lee" in text


def test_links_between_the_authors_stories_stay_in_the_file(paper: Paper) -> None:
    name = author_of(paper)
    first, second, *_ = [s for s in paper.told_stories if s.addresses]
    for story in (first, second):
        paper.change(story.id, contributors=(Contributor(name),))
    body = Body(f'<p><a href="{second.addresses[0]}">there</a></p>', "there")
    paper.change(first.id, body=body)
    assert f'<a href="#{second.id}">there</a>' in text_of(paper, name)


def test_a_name_is_found_however_it_is_spelt_and_by_its_part(paper: Paper) -> None:
    name = author_of(paper)
    assert clips_of(paper, name.upper()).name == name
    assert clips_of(paper, name.split()[-1]).name == name


@pytest.mark.parametrize("asked", ["Nobody Known", "", "?!"])
def test_a_name_that_nobody_has_is_refused(paper: Paper, asked: str) -> None:
    with pytest.raises(NotFound):
        clips_of(paper, asked)


def test_a_name_that_is_misspelt_is_offered(paper: Paper) -> None:
    name = author_of(paper)
    with pytest.raises(NotFound) as refused:
        clips_of(paper, name.split()[-1][:-1] + "x")
    assert name in refused.value.next_step


def test_a_large_picture_is_scaled_down_and_loses_what_the_camera_wrote(tmp_path: Path) -> None:
    file = tmp_path / "large.jpg"
    camera = Drawing.Exif()
    camera[0x010E] = "taken at home"
    Drawing.effect_noise((2400, 1600), 80).convert("RGB").save(file, "JPEG", exif=camera)
    told = data_of(Picture("0" * 64, "image/jpeg", file, 2400, 1600))
    data = base64.b64decode(told.removeprefix("data:image/jpeg;base64,"))
    with Drawing.open(BytesIO(data)) as small:
        assert small.size == (1200, 800)
        assert not small.getexif()


def test_a_picture_that_would_swell_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SMALL", 10)
    monkeypatch.setattr(variants, "MOST_PIXELS", 100)
    file = tmp_path / "bomb.png"
    Drawing.new("L", (64, 64)).save(file)
    assert data_of(Picture("0" * 64, "image/png", file, 64, 64)) == "data:,"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 99)
    assert data_of(Picture("0" * 64, "image/png", file, 64, 64)) == "data:,"


def test_without_a_browser_the_error_says_what_to_do() -> None:
    with pytest.raises(OperatorError, match="No browser"):
        find_browser(lambda _name: None)
    assert find_browser(lambda name: name if name == BROWSERS[3] else None) == BROWSERS[3]


def test_a_browser_that_prints_nothing_is_told_of(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>So.</p>", encoding="utf-8")
    with pytest.raises(OperatorError):
        print_pdf(page, tmp_path / "page.pdf", shutil.which("true") or "true")


@pytest.mark.browser
def test_the_file_prints_to_a_tagged_pdf(paper: Paper, tmp_path: Path) -> None:
    page, pdf = tmp_path / "clips.html", tmp_path / "clips.pdf"
    page.write_text(text_of(paper, author_of(paper)), encoding="utf-8")
    try:
        browser = find_browser()
    except OperatorError:
        pytest.skip("no browser is installed")
    print_pdf(page, pdf, browser)
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-")
    assert re.search(rb"/StructTreeRoot|/MarkInfo", data)


def test_a_small_photograph_loses_what_the_camera_wrote_too(tmp_path: Path) -> None:
    file = tmp_path / "small.jpg"
    camera = Drawing.Exif()
    camera[0x010E] = "taken at home"
    Drawing.new("RGB", (60, 40), "navy").save(file, "JPEG", exif=camera)
    address = data_of(Picture("0" * 64, "image/jpeg", file, 60, 40))
    with Drawing.open(BytesIO(base64.b64decode(address.partition(",")[2]))) as shown:
        assert shown.size == (60, 40)
        assert not shown.getexif()
