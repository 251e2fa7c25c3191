"""Pictures on the site: in the sizes that screens ask for, made once."""

from pathlib import Path

import pytest
from tests.publish.conftest import HOST, Paper
from tests.publish.test_variants import photograph

from backfile.hashes import digest_of
from backfile.model.story import Body
from backfile.publish import pictures
from backfile.publish.holdings import Picture
from backfile.publish.options import Options
from backfile.publish.output import files_below
from backfile.publish.site import publish
from backfile.publish.variants import Made
from backfile.publish.verify import verify_site


@pytest.fixture
def harbour(paper: Paper, tmp_path: Path) -> Paper:
    """The newspaper, with a large photograph of the ferry."""
    file = tmp_path / "ferry.jpg"
    photograph(1300, 800).save(file, quality=88)
    digest = digest_of(file.read_bytes())
    paper.pictured[f"{HOST}/pictures/ferry.png"] = Picture(digest, "image/jpeg", file, 1300, 800)
    return paper


def copies(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in files_below(site) if ".3." in path}


def worked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that fills with the pictures that are decoded."""
    seen: list[Path] = []
    make = pictures.Worker.make

    def watched(self: pictures.Worker, file: Path, folder: Path) -> Made:
        seen.append(file)
        return make(self, file, folder)

    monkeypatch.setattr(pictures.Worker, "make", watched)
    return seen


def test_a_page_offers_each_width_once_and_leads_to_the_whole_picture(
    harbour: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, seen = tmp_path / "site", worked(monkeypatch)
    publish(harbour, site, options=Options(address="https://archive.example/"))
    page = (site / "story/f/ferryferry.html").read_text()
    assert page.count("480w,") == page.count("960w,") == page.count("1300w") == 1
    assert '<img src="../../media/' in page
    assert 'width="1300" height="800"' in page
    assert '.jpg"><picture>' in page  # the link to the whole
    card = page.partition('property="og:image" content="https://archive.example/')[2]
    assert (site / card.partition('"')[0]).name.endswith(".3.1200.jpg")
    assert sorted(path.rpartition(".3.")[2] for path in copies(site)) == [
        *("1200.jpg", "1300.webp", "480.webp", "960.webp")
    ]
    assert list(verify_site(site)) == []
    assert len(seen) == 1
    harbour.change("nightboatt", headline="Another headline")
    publish(harbour, site, options=Options(address="https://archive.example/"))
    assert len(seen) == 1, "a second run makes none anew"
    (site / next(iter(copies(site)))).unlink()
    publish(harbour, site, options=Options(address="https://archive.example/"))
    assert len(seen) == 2, "one that somebody took away is made again"
    assert len(copies(site)) == 4
    first = copies(site)
    publish(harbour, site, options=Options(pictures="originals"))
    assert copies(site) == {}
    assert "srcset" not in (site / "story/f/ferryferry.html").read_text()
    publish(harbour, tmp_path / "other")
    assert copies(tmp_path / "other") == first


def test_a_killed_run_goes_on_with_the_pictures_that_it_had_made(
    harbour: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, seen = tmp_path / "site", worked(monkeypatch)

    class Killed(Exception):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as watched:
        watched.setattr("backfile.publish.site.put_search", killed)
        with pytest.raises(Killed):
            publish(harbour, site)
    publish(harbour, site)
    assert len(seen) == 1
    assert len(copies(site)) == 4


def test_a_picture_that_takes_its_process_down_is_shown_as_it_is(
    harbour: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.publish.pictures.sys.executable", "/bin/false")
    publish(harbour, tmp_path / "site")
    assert copies(tmp_path / "site") == {}
    page = (tmp_path / "site/story/f/ferryferry.html").read_text()
    assert 'width="1300" height="800"' in page


def test_a_picture_that_the_newsroom_had_linked_is_not_linked_again(
    harbour: Paper, tmp_path: Path
) -> None:
    address = f"{HOST}/pictures/ferry.png"
    text = (
        f'<p><a href="{address}"><img src="{address}" alt=""></a></p><p><img src="{address}"></p>'
    )
    harbour.change("nightboatt", body=Body(text, "words"))
    publish(harbour, tmp_path / "site")
    page = (tmp_path / "site/story/n/nightboatt.html").read_text()
    body = page.partition("data-text>")[2]
    assert body.count('class="full"') == 1
    assert 'aria-label="See the whole picture"' in body


def test_a_drawing_is_shown_cleaned_and_one_without_shapes_is_said_to_be_kept(
    paper: Paper, tmp_path: Path
) -> None:
    shapes = '<rect width="9" height="9" onclick="alert(1)"/>'
    for name, inside in (("ferry", shapes), ("slip", "<script>alert(1)</script>")):
        file = tmp_path / f"{name}.svg"
        file.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'
        )
        digest = digest_of(file.read_bytes())
        paper.pictured[f"{HOST}/pictures/{name}.png"] = Picture(digest, "image/svg+xml", file, 9, 9)
    publish(paper, tmp_path / "site")
    page = (tmp_path / "site/story/f/ferryferry.html").read_text()
    assert '.3.svg" alt="A ferry at a slip" width="9" height="9"' in page
    assert "The archive keeps this picture" in page
    [drawing] = copies(tmp_path / "site").values()
    assert b"rect" in drawing
    assert b"alert" not in drawing
