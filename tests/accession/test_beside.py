"""Pictures and pages that lie beside a story in its deposit, and name no address."""

import base64
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image as Drawing

from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.hashes import digest_of
from backfile.preserve.export import records_of, row_of
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish
from backfile.record import encode

HOME = "https://quay.example/"


def drawn(colour: str, width: int = 320, height: int = 200) -> bytes:
    out = io.BytesIO()
    picture = Drawing.effect_noise((width, height), 40).convert("RGB")
    picture.paste(colour, (0, 0, width // 2, height))
    picture.save(out, "JPEG")
    return out.getvalue()


RED, GREEN, BLUE = drawn("red"), drawn("green", 300, 150), drawn("blue", 280, 210)

TEXT = (
    "The ferry did not leave the harbour this morning, and nobody on the quay was told the reason.",
    "Two hundred people waited under the roof of the fish hall until the crew had gone home.",
    "The council wrote in a short note that it had heard of the matter only from the radio.",
)
MARKDOWN = f"""---
title: The ferry stays in the harbour
date: 2016-03-15
author: Ann Poe
image: {{lead}}
image_caption: The pier in the rain
image_credit: Di Fox
---
{TEXT[0]}

{{body}}

{TEXT[1]}

{TEXT[2]} What came next stands in [the second part](two.md#end).
"""
SECOND = """---
title: The ferry sails again after a week
date: 2016-03-22
---
On the eighth day the ferry sailed, with flags from bow to stern and the mayor at the rail.

What went before stands in [the first part](one.md).
"""


def page(lead: str, body: str, head: str = "") -> str:
    return f"""<!doctype html><html lang="en"><head><title>The ferry stays in the harbour</title>
{head}<meta property="og:type" content="article"></head><body><article>
<h1>The ferry stays in the harbour</h1><p class="byline">By Ann Poe</p>
<figure>{lead}
<figcaption>The pier in the rain <span class="credit">Photo: Di Fox</span></figcaption></figure>
<p>{TEXT[0]}</p>{body}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></article></body></html>"""


Files = dict[str, bytes | str]


def folder(root: Path, files: Files) -> Path:
    for name, content in files.items():
        place = root / "handed" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return root / "handed"


def zipped(root: Path, files: Files) -> Path:
    return Path(shutil.make_archive(str(root / "handed"), "zip", folder(root, files)))


def tarred(root: Path, files: Files) -> Path:
    with tarfile.open(root / "handed.tar.gz", "w:gz") as tar:
        tar.add(folder(root, files), "handed")
    return root / "handed.tar.gz"


class Shown:
    """What the site shows of a deposit."""

    def __init__(self, archive: Archive, site: Path) -> None:
        publish(holdings_of(archive), site)
        self.site = site
        self.pages = {
            story.headline: (site / f"story/{story.id[0]}/{story.id}.html").read_text()
            for story in archive.stories.all()
        }

    def path_of(self, picture: bytes) -> str:
        return f"media/{digest_of(picture)[:2]}/{digest_of(picture)[:32]}.jpg"

    def shows(self, picture: bytes, headline: str = "The ferry stays in the harbour") -> bool:
        path = self.path_of(picture)
        is_there = (self.site / path).is_file() and (self.site / path).read_bytes() == picture
        return is_there and path in self.pages[headline]

    def tells_of_no_deposit(self) -> bool:
        return not any(
            b"deposit:" in file.read_bytes() for file in self.site.rglob("*") if file.is_file()
        )


def tell(archive: Archive, site: Path) -> Shown:
    shown = Shown(archive, site)
    assert shown.tells_of_no_deposit()
    for record in records_of(archive):
        assert b"deposit:" not in encode(record)
    for story in archive.stories.all():
        assert "deposit:" not in repr(row_of(story))
    return shown


@pytest.mark.parametrize("address", [None, HOME])
@pytest.mark.parametrize("pack", [folder, zipped, tarred])
def test_a_folder_of_markdown_shows_its_pictures_and_leads_from_story_to_story(
    archive: Archive, tmp_path: Path, pack: Callable[[Path, Files], Path], address: str | None
) -> None:
    body = "![A boat](../pictures/Käpt'n%20one.jpg)"
    files: Files = {
        "posts/one.md": MARKDOWN.format(lead="img/a.jpg", body=body),
        "posts/two.md": SECOND,
        "posts/img/a.jpg": RED,
        "pictures/Käpt'n one.jpg": BLUE,
    }
    add(archive, [pack(tmp_path, files)], Manner(), address)
    shown = tell(archive, tmp_path / "site")
    page = shown.pages["The ferry stays in the harbour"]
    assert shown.shows(RED)
    assert shown.shows(BLUE)
    assert f'{shown.path_of(RED)}" alt="" width="320" height="200"' in page
    assert f'{shown.path_of(BLUE)}" alt="A boat" width="280" height="210"' in page
    assert "The pier in the rain" in page
    assert '<span class="credit">Di Fox</span>' in page
    first, second = (
        archive.stories.id_of(story.id)
        for story in sorted(archive.stories.all(), key=lambda story: story.published or "")
    )
    assert f'story/{second[0]}/{second}.html">the second part</a>' in page
    other = shown.pages["The ferry sails again after a week"]
    assert f'story/{first[0]}/{first}.html">the first part</a>' in other
    assert not list(archive.assets.missing())


LEADS = {
    "beside": ('<img src="b_files/b.jpg">', {"b_files/b.jpg": RED}),
    "up": ('<img src="../img/b.jpg">', {"../img/b.jpg": RED}),
    "from the root": ('<img src="/img/b.jpg">', {"../img/b.jpg": RED}),
    "quoted": ('<img src="b_files/p%C3%A9%20b.jpg">', {"b_files/pé b.jpg": RED}),
    "spaced": ('<img src="b_files/p b.jpg">', {"b_files/p b.jpg": RED}),
    "other accents": ('<img src="b_files/p&eacute;.jpg">', {"b_files/pe\u0301.jpg": RED}),
    "other case": ('<img src="B_files/B.JPG">', {"b_files/b.jpg": RED}),
    "other slashes": (r'<img src="b_files\b.jpg">', {"b_files/b.jpg": RED}),
    "versioned": ('<img src="b_files/b.jpg?v=2">', {"b_files/b.jpg": RED}),
    "lazy": (
        '<img data-src="b_files/b.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        {"b_files/b.jpg": RED},
    ),
    "set": (
        '<img srcset="b_files/s.jpg 320w, b_files/b.jpg 1024w">',
        {"b_files/b.jpg": RED, "b_files/s.jpg": GREEN},
    ),
    "live besides": (
        '<img src="b_files/b.jpg" data-src="https://cdn.quay.example/b.jpg">',
        {"b_files/b.jpg": RED},
    ),
    "bare": ("<img src=b_files/b.jpg alt=Rain>", {"b_files/b.jpg": RED}),
}


CANONICAL = '<link rel="canonical" href="https://quay.example/2016/03/15/ferry/">'


def saved(lead: str, head: str) -> Files:
    markup, beside = LEADS[lead]
    files: Files = {"saved/b.html": page(markup, "", head)}
    for name, data in beside.items():
        files[name.removeprefix("../") if name.startswith("../") else f"saved/{name}"] = data
    return files


@pytest.mark.parametrize("pack", [folder, zipped])
@pytest.mark.parametrize("address", [None, HOME])
@pytest.mark.parametrize("head", ["", CANONICAL])
def test_a_saved_page_shows_what_was_saved_beside_it(
    archive: Archive,
    tmp_path: Path,
    pack: Callable[[Path, Files], Path],
    address: str | None,
    head: str,
) -> None:
    add(archive, [pack(tmp_path, saved("beside", head))], Manner(), address)
    shown = tell(archive, tmp_path / "site")
    assert shown.shows(RED)
    assert "The pier in the rain" in shown.pages["The ferry stays in the harbour"]
    assert '<span class="credit">Di Fox</span>' in shown.pages["The ferry stays in the harbour"]


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize(("address", "head"), [(None, ""), (None, CANONICAL), (HOME, CANONICAL)])
def test_a_page_finds_its_picture_however_it_is_written(
    archive: Archive, tmp_path: Path, lead: str, address: str | None, head: str
) -> None:
    add(archive, [folder(tmp_path, saved(lead, head))], Manner(), address)
    (story,) = archive.stories.all()
    (use,) = archive.assets.uses(story.id)
    assert use.asset is not None
    assert (use.asset.digest, use.asset.width) == (digest_of(RED), 320)


@pytest.mark.parametrize("address", [None, HOME])
def test_a_page_with_its_pictures_inside_shows_them(
    archive: Archive, tmp_path: Path, address: str | None
) -> None:
    data = "data:image/jpeg;base64," + base64.b64encode(RED).decode()
    again = base64.b64encode(BLUE).decode()
    shared = (
        f"<style>:root{{--sf-img-3:url(data:image/jpeg;base64,{again})}}</style>"
        "<!--\n Page saved with SingleFile \n url: https://quay.example/ferry \n"
        " saved date: Tue Mar 22 2016 10:00:00 GMT+0000 (UTC)\n-->"
    )
    body = """<p><img src="data:image/svg+xml,<svg width='3'></svg>" width="280" height="210"
        style="background-image:var(--sf-img-3)!important" alt="A boat"></p>"""
    file = tmp_path / "ferry.html"
    file.write_text(page(f"<img src={data}>", body, shared), encoding="utf-8")
    add(archive, [file], Manner(), address)
    shown = tell(archive, tmp_path / "site")
    assert shown.shows(RED)
    assert shown.shows(BLUE)
    assert archive.captures.count() == 3
    assert not list(archive.assets.missing())


@pytest.mark.parametrize("address", [None, HOME])
def test_a_picture_that_is_not_there_is_listed_as_missing(
    archive: Archive, tmp_path: Path, address: str | None
) -> None:
    files: Files = {
        "a/one.md": MARKDOWN.format(lead="img/a.jpg", body="![Gone](../img/gone.jpg)"),
        "a/img/a.jpg": RED,
        "b/img/gone.jpg": BLUE,
    }
    add(archive, [folder(tmp_path, files)], Manner(), address)
    (missing,) = archive.assets.missing()
    assert missing.address.endswith("/img/gone.jpg")
    assert missing.address.startswith(address or "deposit:")
    assert not tell(archive, tmp_path / "site").shows(BLUE)


def test_two_deposits_with_the_same_names_keep_their_own_pictures(
    archive: Archive, tmp_path: Path
) -> None:
    first: Files = {
        "one.html": page('<img src="img/1.jpg">', '<p><img src="img/2.jpg"></p>'),
        "img/1.jpg": RED,
    }
    story = page('<img src="img/1.jpg">', "")
    for old, new in (("stays in the harbour", "sails again"), ("ferry", "tram"), ("quay", "hill")):
        story = story.replace(old, new)
    second: Files = {"one.html": story, "img/1.jpg": GREEN, "img/2.jpg": BLUE}
    paths = [folder(tmp_path / name, files) for name, files in (("a", first), ("b", second))]
    add(archive, paths, Manner())
    shown = tell(archive, tmp_path / "site")
    assert shown.shows(RED)
    assert not shown.shows(BLUE)
    assert shown.shows(GREEN, "The tram sails again")
    assert not shown.shows(RED, "The tram sails again")
    assert len(list(archive.assets.missing())) == 1


def test_a_deposit_with_pictures_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    files: Files = {
        "one.md": MARKDOWN.format(lead="img/a.jpg", body="![A boat](img/b.jpg)"),
        "img/a.jpg": RED,
        "img/b.jpg": BLUE,
    }
    path = folder(tmp_path, files)
    add(archive, [path], Manner())
    before = list(records_of(archive)), archive.captures.count(), list(archive.assets.all())
    (again,) = add(archive, [path], Manner())
    assert not again.is_new
    assert (
        list(records_of(archive)),
        archive.captures.count(),
        list(archive.assets.all()),
    ) == before


def test_a_page_cannot_ask_for_what_lies_in_another_deposit(
    archive: Archive, tmp_path: Path
) -> None:
    first: Files = {"one.html": page('<img src="img/1.jpg">', ""), "img/1.jpg": RED}
    (added,) = add(archive, [folder(tmp_path / "a", first)], Manner())
    stolen = f"deposit:{added.deposit.id}/img/1.jpg"
    files: Files = {
        "two.md": SECOND.replace("---\nOn", f"image: {stolen}\n---\n<img src='{stolen}'>\n\nOn", 1)
    }
    add(archive, [folder(tmp_path / "b", files)], Manner())
    assert not tell(archive, tmp_path / "site").shows(RED, "The ferry sails again after a week")


def ghost(*posts: dict[str, object]) -> str:
    shared = {"status": "published", "visibility": "public", "type": "post"}
    rows = [{"id": f"p{number}", **shared, **post} for number, post in enumerate(posts)]
    return json.dumps({"db": [{"meta": {"version": "5.1"}, "data": {"posts": rows}}]})


@pytest.mark.parametrize("address", [None, HOME])
@pytest.mark.parametrize("inside", ["", "backup/", "backup/content/data/"])
@pytest.mark.parametrize("site", ["__GHOST_URL__", "https://old.quay.example"])
def test_an_export_of_ghost_shows_the_pictures_that_came_with_it(
    archive: Archive, tmp_path: Path, address: str | None, inside: str, site: str
) -> None:
    picture = f"{site}/content/images/size/w600/2016/03/b%20one.jpg"
    html = (
        f'<p>{TEXT[0]}</p><figure><img src="{picture}"><figcaption>A boat</figcaption></figure>'
        f'<p>{TEXT[1]}</p><p>{TEXT[2]} See <a href="__GHOST_URL__/again/">the sequel</a>.</p>'
    )
    first: dict[str, object] = {
        "title": "The ferry stays in the harbour",
        "slug": "ferry",
        "html": html,
        "published_at": "2016-03-15T09:00:00.000Z",
        "feature_image": f"{site}/content/images/2016/03/a.jpg",
        "feature_image_caption": "The pier in the rain",
    }
    second: dict[str, object] = {
        "title": "The ferry sails again after a week",
        "slug": "again",
        "html": "<p>On the eighth day the ferry sailed, with flags from bow to stern.</p>",
        "published_at": "2016-03-22T09:00:00.000Z",
    }
    files: Files = {
        f"{inside}quay.ghost.json": ghost(first, second),
        f"{inside.removesuffix('content/data/')}content/images/2016/03/a.jpg": RED,
        f"{inside.removesuffix('content/data/')}content/images/2016/03/b one.jpg": BLUE,
    }
    add(archive, [zipped(tmp_path, files)], Manner(), address)
    shown = tell(archive, tmp_path / "site")
    assert shown.shows(RED)
    assert shown.shows(BLUE)
    (second_id,) = (s.id for s in archive.stories.all() if "again" in (s.headline or ""))
    page = shown.pages["The ferry stays in the harbour"]
    assert f'story/{second_id[0]}/{second_id}.html">the sequel</a>' in page
    assert not list(archive.assets.missing())
