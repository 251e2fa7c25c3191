from pathlib import Path

import pytest

from backfile.intake.items import items_of
from backfile.intake.mirror import address_of_path
from backfile.intake.read import read_items
from backfile.intake.reader import Mirror, Surroundings
from backfile.intake.whereabouts import plain_address, whereabouts_of
from backfile.model.capture import Capture, Form
from backfile.model.finding import Finding

SINGLE_FILE = """<!DOCTYPE html><html><!--
 Page saved with SingleFile
 url: https://e.org/s
 saved date: Thu Mar 17 2016 10:15:21 GMT+0100 (Central European Standard Time)
-->"""
HTTRACK = """<html>
<!-- Mirrored from www.e.org/s.html by HTTrack Website Copier/3.x [XR&CO'2014], \
Thu, 17 Mar 2016 09:15:21 GMT -->"""
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def page(head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}<title>x</title></head><p>Boats.</p>".encode()


def canonical(address: str) -> bytes:
    return page(f'<link rel="canonical" href="{address}">')


def captures_of(
    folder: Path, files: dict[str, bytes], address: str | None = None
) -> dict[str | None, Capture]:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    reads = read_items(items_of(folder), address=address)
    return {one.item: one for one in reads if isinstance(one, Capture)}


def test_a_mirror_learns_its_host_from_its_pages(tmp_path: Path) -> None:
    base = "https://www.example.org"
    found = captures_of(
        tmp_path,
        {
            "site/index.html": page(f'<meta property="og:url" content="{base}/">'),
            "site/2016/03/story/index.html": canonical(f"{base}/2016/03/story/"),
            "site/about/index.html": page('<link rel="canonical" href="index.html">'),
            "site/pictures/boat.jpg": JPEG,
            "site/style.css?ver=1.css": b"p {}",
        },
    )
    assert {path: capture.address for path, capture in found.items()} == {
        "site/index.html": f"{base}/",
        "site/2016/03/story/index.html": f"{base}/2016/03/story/",
        "site/about/index.html": f"{base}/about/",
        "site/pictures/boat.jpg": f"{base}/pictures/boat.jpg",
        "site/style.css?ver=1.css": f"{base}/style.css?ver=1",
    }
    assert found["site/pictures/boat.jpg"].form is Form.FILE
    assert found["site/pictures/boat.jpg"].media_type == "image/jpeg"
    assert found["site/style.css?ver=1.css"].form is Form.OTHER


def test_the_home_of_feeds_and_short_links_names_the_host_where_nothing_else_does(
    tmp_path: Path,
) -> None:
    head = '<link rel="shortlink" href="http://www.example.org/?p=1">'
    found = captures_of(
        tmp_path, {"index.html": page(head), "a/index.html": page(head), "b.html": page()}
    )
    assert found["a/index.html"].address == "http://www.example.org/a/"
    assert found["b.html"].address == "http://www.example.org/b.html"


def test_folders_named_like_hosts_stand_for_them(tmp_path: Path) -> None:
    found = captures_of(
        tmp_path,
        {
            "www.example.org/2016/story.html": canonical("https://www.example.org/2016/story"),
            "www.example.org/2016/other.html": canonical("https://www.example.org/2016/other"),
            "cdn.example.net/boat.jpg": JPEG,
            "backup.zip.d/x.html": page(),
        },
    )
    story = found["www.example.org/2016/story.html"]
    assert story.address == "https://www.example.org/2016/story.html"
    assert story.also == ("https://www.example.org/2016/story",)
    assert found["cdn.example.net/boat.jpg"].address == "https://cdn.example.net/boat.jpg"


def test_one_page_that_names_a_partner_does_not_move_the_mirror(tmp_path: Path) -> None:
    files = {f"2016/{n}.html": canonical(f"http://www.example.org/2016/{n}.html") for n in "abc"}
    files["2016/d.html"] = canonical("http://partner.example.net/2016/d.html")
    found = captures_of(tmp_path, files)
    assert found["2016/d.html"].address == "http://www.example.org/2016/d.html"
    assert found["2016/d.html"].also == ()


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "http://e.org/"),
        ("a/index.htm", "http://e.org/a/"),
        ("index.html?p=2", "http://e.org/?p=2"),
        ("index.html@p=2", "http://e.org/?p=2"),
        ("index.php?id=5.html", "http://e.org/?id=5"),
        ("story.php?id=5.html", "http://e.org/story.php?id=5"),
        ("story.html", "http://e.org/story.html"),
        ("me@home.html", "http://e.org/me@home.html"),
        ("a b/é.jpg", "http://e.org/a%20b/%C3%A9.jpg"),
        ("a.html.orig", "http://e.org/a.html"),
        ("index.html.1", "http://e.org/"),
        ("a%20b.jpg", "http://e.org/a%20b.jpg"),
    ],
)
def test_what_wget_did_to_a_path_is_undone(path: str, address: str) -> None:
    around = Surroundings(mirrors=(Mirror("m/", "http://e.org/"),))
    assert address_of_path(f"m/{path}", around) == address


def test_a_small_mirror_beside_a_large_one_keeps_its_own_root(tmp_path: Path) -> None:
    base = "http://www.example.org"
    files = {f"big/{n}/index.html": canonical(f"{base}/{n}/") for n in range(40)}
    files["small/7/index.html"] = canonical(f"{base}/7/")
    files["small/8/index.html"] = page()
    found = captures_of(tmp_path, files)
    assert found["small/8/index.html"].address == f"{base}/8/"


def test_a_path_of_no_mirror_has_no_address() -> None:
    assert address_of_path("a.html", Surroundings(mirrors=(Mirror("m/", "http://e.org/"),))) is None


def test_files_of_a_saved_page_stood_where_its_links_say(tmp_path: Path) -> None:
    note = "<!-- saved from url=(0042)http://www.example.org/2016/03/story/ -->"
    saved = note.encode() + b'<html><body><img src="Boats_files/boat.jpg"><p>Boats.</body>'
    found = captures_of(tmp_path, {"Boats.html": saved, "Boats_files/boat.jpg": JPEG})
    assert found["Boats.html"].address == "http://www.example.org/2016/03/story/"
    picture = found["Boats_files/boat.jpg"].address
    assert picture == "http://www.example.org/2016/03/story/Boats_files/boat.jpg"


@pytest.mark.parametrize(
    ("head", "address", "captured"),
    [
        (
            SINGLE_FILE,
            "https://e.org/s",
            "2016-03-17T09:15:21Z",
        ),
        (
            HTTRACK,
            "http://www.e.org/s.html",
            "2016-03-17T09:15:21Z",
        ),
        ("<!-- saved from url=(0017)https://e.org/s#a -->\n<html>", "https://e.org/s", None),
        ("<!-- saved from url=(0014)about:internet -->\n<html>", None, None),
        ('<html><link rel=canonical href="/s">', None, None),
        (
            "<html><LINK HREF='https://e.org/s?a=1&amp;b=2' REL='Canonical'>",
            "https://e.org/s?a=1&b=2",
            None,
        ),
        ('<html><base href="https://e.org/s">', "https://e.org/s", None),
        (
            '<html><link rel="canonical" href="https://web.archive.org/web/20160317091521/http:/e.org/s">',
            "http://e.org/s",
            "2016-03-17T09:15:21Z",
        ),
        ("<html><!-- Mirrored from  by HTTrack -->", None, None),
    ],
)
def test_a_saved_page_tells_where_and_when_it_stood(
    head: str, address: str | None, captured: str | None
) -> None:
    where = whereabouts_of(head.encode())
    assert (where.address, where.captured) == (address, captured)


def test_an_address_of_a_web_archive_is_that_of_the_page_and_a_time() -> None:
    raw = "https://web.archive.org/web/20160317im_/https://www.example.org/a"
    assert plain_address(raw) == ("https://www.example.org/a", "2016-03-17T00:00:00Z")


def test_a_page_of_unknown_address_is_kept_and_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    reads = list(read_items(items_of(tmp_path / "a.html")))
    [capture] = [one for one in reads if isinstance(one, Capture)]
    assert capture.address is None
    assert [finding.code for finding in capture.findings] == ["address-unknown"]


def test_the_depositor_may_say_where_one_page_stood(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    reads = read_items(items_of(tmp_path / "a.html"), address="https://e.org/story")
    assert [one.address for one in reads if isinstance(one, Capture)] == ["https://e.org/story"]


def test_the_depositor_may_say_where_a_folder_stood(tmp_path: Path) -> None:
    found = captures_of(tmp_path, {"a.html": page(), "b/c.jpg": JPEG}, "https://e.org/old")
    assert found["a.html"].address == "https://e.org/old/a.html"
    assert found["b/c.jpg"].address == "https://e.org/old/b/c.jpg"


def test_a_sitemap_file_lists_what_should_exist(tmp_path: Path) -> None:
    body = b"<?xml version='1.0'?><urlset><url><loc> http://e.org/1 </loc></url></urlset>"
    found = captures_of(tmp_path, {"sitemap.xml": body, "b.html": page()})
    assert found["sitemap.xml"].lists == ("http://e.org/1",)
    assert found["sitemap.xml"].form is Form.FEED


def test_a_film_larger_than_the_bound_is_named_but_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.intake.media.MAX_PAYLOAD", 100)
    found = captures_of(tmp_path, {"a.mp4": b"\0\0\0\x20ftypisom" + b"\0" * 200, "b.html": page()})
    film = found["a.mp4"]
    assert (film.form, film.media_type, film.body) == (Form.FILE, "video/mp4", b"")
    assert [finding.code for finding in film.findings] == ["item-too-large"]


@pytest.mark.slow
def test_the_newsrooms_mirror_is_read_whole(data_dir: Path) -> None:
    reads = list(read_items(items_of(data_dir / "newsroom/html")))
    pages = [one for one in reads if isinstance(one, Capture) and one.form is Form.PAGE]
    assert len(pages) > 200
    assert all(one.address and one.address.startswith("http") for one in pages)
    assert "item-unreadable" not in {one.code for one in reads if isinstance(one, Finding)}
