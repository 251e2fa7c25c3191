"""No picture of a site names in its metadata whom its story does not name any more."""

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from backfile.accession.reading import Manner
from backfile.accession.remedies import Wish, apply
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.model.remedy import Authority, Ground, RemedyKind, Surface
from backfile.publish.options import Options
from backfile.publish.output import STATE_FOLDER
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish

NAME = "Mona Haddad"
PAGE = """<!doctype html><html lang="en"><head><title>{head}</title>
<meta property="article:published_time" content="2016-03-1{number}T09:00:00+00:00">
<link rel="canonical" href="https://www.harbour.example/{number}"></head><body><article>
<h1>{head}</h1><p class="byline">By Ann Lee</p><div class="entry-content"><p>{words} spoke at the
quay on Monday, after engineers had found cracks in two of its pillars.</p>
<figure><img src="quay.jpg" alt="The quay"></figure><p>The boats land at the northern pier until the
spring, number {number}, and nobody knows who is to pay for it.</p></div></article></body></html>"""
OPTIONS = Options(address="https://archive.example.org/", search_pieces=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, words, head in ((1, NAME, "The quay closes"), (2, "Nobody", "A ferry opens")):
        page = PAGE.format(number=number, words=words, head=head)
        (pages / f"{number}.html").write_text(page, "utf-8")
    said = Image.Exif()
    said[ExifTags.Base.Artist] = NAME
    out = io.BytesIO()
    Image.radial_gradient("L").resize((640, 480)).save(out, "JPEG", exif=said, comment=NAME)
    (pages / "quay.jpg").write_bytes(out.getvalue())
    with Archive.create(tmp_path / "archive", "") as archive:
        add(archive, [pages], Manner())
    return tmp_path / "archive"


def built(path: Path, site: Path, surface: Surface = Surface.SITE) -> dict[str, bytes]:
    with Archive.open(path) as archive:
        publish(holdings_of(archive, surface=surface), site, options=OPTIONS)
    found = (f for f in site.rglob("*") if f.is_file() and STATE_FOLDER not in f.parts)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in found}


def rename(path: Path) -> None:
    with Archive.open(path, write=True) as archive:
        story = next(s.id for s in archive.stories.all() if NAME in s.body.text)
        wish = Wish(
            story=story,
            kind=RemedyKind.INITIALS,
            ground=Ground.SAFETY,
            authority=Authority.PERSON,
            reason="asked",
            names=(NAME,),
        )
        apply(archive, wish)


def test_every_copy_of_a_picture_is_bared_and_taking_back_leaves_no_trace(
    path: Path, tmp_path: Path
) -> None:
    before = built(path, tmp_path / "site")
    assert any(b"Haddad" in data for name, data in before.items() if name.endswith(".jpg"))
    rename(path)
    during = built(path, tmp_path / "site")
    assert [name for name, data in during.items() if b"Haddad" in data] == []
    assert any(name.endswith(".jpg") for name in during)
    pages = [data.decode() for name, data in during.items() if name.startswith("story/")]
    shown = {name for name in during if name.startswith("media/") and name.endswith(".jpg")}
    assert all(any(name in page for name in shown) for page in pages if "<article" in page)
    assert during == built(path, tmp_path / "fresh")
    with Archive.open(path, write=True) as archive:
        archive.remedies.take_back(1)
    assert built(path, tmp_path / "site") == before


def test_packages_hold_the_bared_copy_too(path: Path) -> None:
    rename(path)
    with Archive.open(path) as archive:
        shelves = holdings_of(archive, surface=Surface.PACKAGES)
        files = [picture.file.read_bytes() for picture in shelves.pictures()]
    assert files
    assert not any(b"Haddad" in data for data in files)
