"""Whatever kind of file a story came in: after a final erasure not one sentence of it is left."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.accession.conftest import HOST, Piece, feed_of, page_of

from backfile.accession.erasing import NEAR, Reach, make_final, plan_of
from backfile.accession.reading import Manner
from backfile.accession.remedies import Wish, apply
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.model.remedy import Authority, Ground, RemedyKind
from backfile.preserve.export import records_of

GONE, OTHERS = Piece(3), [Piece(1), Piece(2), Piece(4)]
ALL = [*OTHERS[:2], GONE, OTHERS[2]]
MANNER = Manner()
EVERYTHING = Reach(with_traces=True)


def body_of(piece: Piece) -> str:
    return "".join(f"<p>{text}</p>" for text in piece.paragraphs)


def record(kind: str, address: str, block: bytes, media_type: str = "text/html") -> bytes:
    if kind == "response":
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode() + block
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash((kind, address)))}>\r\n"
        f"WARC-Date: 2016-03-17T00:00:00Z\r\nContent-Length: {len(block)}\r\n"
        f"Content-Type: {'application/http;msgtype=response' if kind == 'response' else media_type}"
        "\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def front_page() -> bytes:
    teasers = "".join(
        f'<li><h2><a href="{piece.address}">{piece.headline}</a></h2>'
        f"<p>{piece.paragraphs[0]}</p></li>"
        for piece in ALL
    )
    return f"<html><title>The Harbour</title><body><ul>{teasers}</ul></body></html>".encode()


def crawl(folder: Path) -> Path:
    parts = [record("response", f"{HOST}/", front_page())]
    for piece in ALL:
        page = page_of(piece).encode()
        text = " ".join(piece.paragraphs).encode()
        twin = piece.address.replace("https:", "http:")
        parts += [
            record("response", piece.address, page),
            record("metadata", twin, text, "text/plain"),
            record("resource", f"urn:text:{piece.address}", text, "text/plain"),
        ]
    (folder / "crawl.warc.gz").write_bytes(b"".join(parts))
    return folder / "crawl.warc.gz"


def atom(folder: Path) -> Path:
    entries = "".join(
        f"<a:entry><a:title>{piece.headline}</a:title><a:id>{piece.address}</a:id>"
        f'<a:link href="{piece.address}"/><a:updated>2016-03-0{piece.number}T09:00:00Z</a:updated>'
        f'<a:content type="html"><![CDATA[{body_of(piece)}]]></a:content></a:entry>'
        for piece in ALL
    )
    feed = f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title>{entries}</a:feed>'
    (folder / "feed.xml").write_text('<?xml version="1.0"?>' + feed, "utf-8")
    return folder / "feed.xml"


def json_feed(folder: Path) -> Path:
    items = [
        {"id": p.address, "url": p.address, "title": p.headline, "content_html": body_of(p)}
        | {"date_published": f"2016-03-0{p.number}T09:00:00Z"}
        for p in ALL
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}
    (folder / "feed.json").write_text(json.dumps(feed), "utf-8")
    return folder / "feed.json"


def ghost(folder: Path) -> Path:
    posts = [
        {
            "id": f"p{p.number}",
            "title": p.headline,
            "slug": f"roof-{p.number}",
            "html": body_of(p),
            "status": "published",
            "visibility": "public",
            "type": "post",
            "published_at": f"2016-03-0{p.number}T09:00:00.000Z",
        }
        for p in ALL
    ]
    more = [{"post_id": f"p{p.number}", "meta_title": p.headline} for p in ALL]
    mail = [{"post_id": f"p{p.number}", "html": body_of(p)} for p in ALL]
    tables = {"posts": posts, "posts_meta": more, "post_revisions": mail, "settings": []}
    text = json.dumps({"db": [{"meta": {"version": "5.8"}, "data": tables}]})
    (folder / "ghost.json").write_text(text, "utf-8")
    return folder / "ghost.json"


def substack_files() -> dict[str, bytes]:
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["post_id", "post_date", "is_published", "type", "audience", "title", "subtitle"])
    for p in ALL:
        day = f"2016-03-0{p.number}T09:00:00.000Z"
        name = f"{p.number}.roof-{p.number}"
        rows.writerow([name, day, "true", "newsletter", "everyone", p.headline, p.paragraphs[1]])
    texts = {f"posts/{p.number}.roof-{p.number}.html": body_of(p).encode() for p in ALL}
    return {"posts.csv": table.getvalue().encode(), **texts}


def substack_folder(folder: Path) -> Path:
    for name, data in substack_files().items():
        (folder / "export" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "export" / name).write_bytes(data)
    return folder / "export"


def substack_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "export.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in substack_files().items():
            made.writestr(name, data)
        made.writestr("../outside.html", page_of(GONE))
    return folder / "export.zip"


def markdown(folder: Path) -> Path:
    (folder / "texts").mkdir()
    for p in ALL:
        front = f"---\ntitle: {p.headline}\ndate: 2016-03-0{p.number}\n---\n"
        (folder / "texts" / f"{p.number}.md").write_text(front + "\n\n".join(p.paragraphs), "utf-8")
    return folder / "texts"


KINDS = [crawl, atom, json_feed, ghost, substack_folder, substack_zip, markdown]


def wish(story: str) -> Wish:
    return Wish(
        story=story,
        kind=RemedyKind.WITHDRAWAL,
        ground=Ground.SAFETY,
        authority=Authority.PERSON,
        reason="asked",
    )


def taken(folder: Path, kind: Callable[[Path], Path]) -> Path:
    path = folder / "archive"
    with Archive.create(path, "") as archive:
        add(archive, [kind(folder)], MANNER)
        told = {story.headline: story.id for story in archive.stories.all()}
        assert set(told) == {piece.headline for piece in ALL}
        apply(archive, wish(told[GONE.headline]))
    return path


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield bytes as they are and as whoever unpacks them reads them."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from unpacked(packed.read(name))


def left_in(folder: Path) -> list[str]:
    """Return which files still hold a sentence or the headline of the story."""
    words = [GONE.headline, *GONE.paragraphs]
    needles = [form.encode() for said in words for form in (said, json.dumps(said)[1:-1])]
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file()
        for data in unpacked(file.read_bytes())
        if any(needle in data for needle in needles)
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_file_of_the_archive_holds_a_sentence_of_it(
    tmp_path: Path, kind: Callable[[Path], Path]
) -> None:
    path = taken(tmp_path, kind)
    assert left_in(path)
    with Archive.open(path) as archive:
        others = [one["story"] for one in records_of(archive)]
    with Archive.open(path, write=True) as archive:
        make_final(archive, 1, MANNER, EVERYTHING)
    assert left_in(path) == []
    with Archive.open(path) as archive:
        assert list(archive.verify()) == []
        assert [one["story"] for one in records_of(archive)] == others
        assert archive.remedies.stories_of(1) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_second_story_of_the_same_file_goes_alone_too(
    tmp_path: Path, kind: Callable[[Path], Path]
) -> None:
    path = taken(tmp_path, kind)
    with Archive.open(path, write=True) as archive:
        second = next(s for s in archive.stories.all() if s.headline == OTHERS[2].headline)
        apply(archive, wish(second.id))
        make_final(archive, 1, MANNER, EVERYTHING)
        assert archive.remedies.stories_of(2) == [second.id]
        make_final(archive, 2, MANNER)
        assert {s.headline for s in archive.stories.all()} == {p.headline for p in OTHERS[:2]}


def test_pages_that_tell_of_it_are_listed_and_stay_where_nobody_says(tmp_path: Path) -> None:
    path = taken(tmp_path, crawl)
    with Archive.open(path) as archive:
        (trace,) = plan_of(archive, 1).traces
        assert trace.row.address == f"{HOST}/"
        assert trace.said == GONE.paragraphs[0]
        assert trace.can_go
    with Archive.open(path, write=True) as archive:
        make_final(archive, 1, MANNER, NEAR)
    assert len(left_in(path)) == 1


def test_what_another_story_quotes_of_it_is_told_and_never_taken(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    quoting = page_of(OTHERS[0], extra=f"<p>More on this: {GONE.headline}</p>")
    (pages / "1.html").write_text(quoting, "utf-8")
    (pages / "3.html").write_text(page_of(GONE), "utf-8")
    (tmp_path / "feed.xml").write_text(feed_of([GONE, OTHERS[1]]), "utf-8")
    path = tmp_path / "archive"
    with Archive.create(path, "") as archive:
        add(archive, [pages, tmp_path / "feed.xml"], MANNER)
        story = next(s for s in archive.stories.all() if s.headline == GONE.headline)
        apply(archive, wish(story.id))
        make_final(archive, 1, MANNER, EVERYTHING)
        assert len(list(archive.stories.all())) == 2
