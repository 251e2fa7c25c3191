"""Deposits of every kind whose every field holds a payload: the ways on which one can come in."""

import base64
import csv
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from backfile.model.submission import Agreement, Form, Submission
from backfile.participate.accepting import Wish, deposit_of
from backfile.participate.box import Entry
from backfile.participate.moderation import State
from backfile.participate.opened import Opened

HOST = "https://www.payloads.example"
KEPT = "the catch was sold at the usual price"
"""Words that must still stand on each story's page."""
BODY = """<p>The harbour master said on Monday that number {n} of the boats was back at its berth,
after a night in which the wind had turned twice and the crew had slept ashore.</p><p>{p}</p>{p}
<p>Nobody was hurt, and the catch was sold at the usual price before noon, the cooperative said in
its note to members about number {n}.</p>"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Story {n}</title>
<link rel="canonical" href="https://www.payloads.example/2020/01/02/story-{n}/">
<meta property="og:type" content="article"></head><body><article>
<h1>Story number {n} {p}</h1><p class="standfirst">What came in by post {p}</p>
<p class="byline">By Mara Lind {p}</p><time datetime="2020-01-02">2 January 2020</time>
<figure><img src="/a.jpg" alt="a"><figcaption>The harbour {p}</figcaption></figure>
<div class="entry-content">{body}</div></article></body></html>"""


def page(n: int, p: str) -> str:
    return PAGE.replace("{body}", BODY).replace("{n}", str(n)).replace("{p}", p)


def _cdata(text: str) -> str:
    clean = "".join(c if c in "\t\n" or " " <= c < "\ud800" else " " for c in text)
    return f"<![CDATA[{clean.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _body(n: int, p: str) -> str:
    return BODY.replace("{n}", str(n)).replace("{p}", p)


def write_html(folder: Path, payloads: list[str]) -> None:
    for n, p in enumerate(payloads):
        (folder / f"{n}.html").write_text(page(n, p), encoding="utf-8", errors="replace")


def write_wxr(folder: Path, payloads: list[str]) -> None:
    wp = "http://wordpress.org/export/1.2/"
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="{wp}"'
        f' xmlns:excerpt="{wp}excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Payloads</title><link>{HOST}</link><wp:wxr_version>1.2</wp:wxr_version>"
    )
    rows = [head]
    for n, p in enumerate(payloads):
        said = _cdata(p)
        rows.append(
            f"<item><title>{_cdata(f'Exported {n} {p}')}</title><link>{HOST}/wxr-{n}/</link>"
            f"<dc:creator>{_cdata(f'Mara {p}')}</dc:creator>"
            f"<content:encoded>{_cdata(_body(n, p))}</content:encoded>"
            f"<excerpt:encoded>{said}</excerpt:encoded><wp:post_id>{n + 1}</wp:post_id>"
            "<wp:post_date>2020-01-02 10:00:00</wp:post_date><wp:status>publish</wp:status>"
            f"<wp:post_type>tribe_events</wp:post_type><wp:post_name>wxr-{n}</wp:post_name>"
            f'<category domain="category" nicename="c{n % 9}">{said}</category>'
            f'<category domain="post_tag" nicename="t{n % 9}">{said}</category>'
            + "".join(
                f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{_cdata(value)}"
                "</wp:meta_value></wp:postmeta>"
                for key, value in (
                    ("_EventStartDate", "2020-02-01 10:00:00"),
                    ("_EventURL", p),
                    ("_subtitle", p),
                )
            )
            + "<wp:comment><wp:comment_id>1</wp:comment_id>"
            f"<wp:comment_author>{said}</wp:comment_author>"
            f"<wp:comment_content>{said}</wp:comment_content>"
            "<wp:comment_approved>1</wp:comment_approved></wp:comment></item>"
        )
    (folder / "export.xml").write_text(
        "".join([*rows, "</channel></rss>"]), encoding="utf-8", errors="replace"
    )


def write_feed(folder: Path, payloads: list[str]) -> None:
    rows = ['<?xml version="1.0"?><rss version="2.0"><channel><title>Payloads</title>']
    rows.append(f"<link>{HOST}/</link><description>d</description>")
    for n, p in enumerate(payloads):
        rows.append(
            f"<item><title>{_cdata(f'Fed {n} {p}')}</title><link>{HOST}/fed-{n}/</link>"
            f"<author>{_cdata(f'Mara {p}')}</author><category>{_cdata(p)}</category>"
            f"<description>{_cdata(_body(n, p))}</description>"
            "<pubDate>Thu, 02 Jan 2020 10:00:00 +0000</pubDate></item>"
        )
    (folder / "feed.xml").write_text(
        "".join([*rows, "</channel></rss>"]), encoding="utf-8", errors="replace"
    )


def write_markdown(folder: Path, payloads: list[str]) -> None:
    for n, p in enumerate(payloads):
        said = json.dumps(p)
        event = "\n".join(f"{name}: {said}" for name in ("location", "online", "registration"))
        front = (
            f"title: {json.dumps(f'Written {n} {p}')}\nstandfirst: {said}\nauthors: [{said}]\n"
            f"section: {said}\ntags: [{said}]\ndate: 2020-01-02\nlang: en\ntype: event\n"
            f"starts: 2020-02-01\n{event}\nimage: {{src: {said}, caption: {said}, alt: {said}}}"
        )
        text = f"{p}\n\n{p}\n\nNobody was hurt, and {KEPT} before noon.\n\n[{p}]({p})\n"
        (folder / f"w{n}.md").write_text(
            f"---\n{front}\n---\n\n{text}", encoding="utf-8", errors="replace"
        )


def write_ghost(folder: Path, payloads: list[str]) -> None:
    posts = [
        {
            "id": str(n),
            "uuid": str(n),
            "title": f"Posted {n} {p}",
            "slug": f"posted-{n}",
            "html": _body(n, p),
            "custom_excerpt": p,
            "feature_image": p,
            "feature_image_caption": p,
            "status": "published",
            "visibility": "public",
            "type": "post",
            "published_at": "2020-01-02T10:00:00.000Z",
            "canonical_url": f"{HOST}/posted-{n}/",
        }
        for n, p in enumerate(payloads)
    ]
    said = {
        "db": [{"meta": {"version": "5.0"}, "data": {"posts": posts, **_ghost_names(payloads)}}]
    }
    (folder / "ghost.json").write_text(json.dumps(said), encoding="utf-8")


def _ghost_names(payloads: list[str]) -> dict[str, list[dict[str, str]]]:
    numbered = [(str(n), p) for n, p in enumerate(payloads)]
    return {
        "tags": [{"id": n, "name": p, "slug": f"tag-{n}", "description": p} for n, p in numbered],
        "users": [{"id": n, "name": f"Mara {p}", "slug": f"mara-{n}"} for n, p in numbered],
        "posts_tags": [{"post_id": n, "tag_id": n, "sort_order": "0"} for n, _ in numbered],
        "posts_authors": [{"post_id": n, "author_id": n, "sort_order": "0"} for n, _ in numbered],
    }


def write_json_feed(folder: Path, payloads: list[str]) -> None:
    items = [
        {
            "id": f"{HOST}/json-{n}/",
            "url": f"{HOST}/json-{n}/",
            "title": f"Told {n} {p}",
            "summary": p,
            "content_html": _body(n, p),
            "image": p,
            "authors": [{"name": f"Mara {p}", "url": p, "avatar": p}],
            "tags": [p],
            "date_published": "2020-01-02T10:00:00Z",
        }
        for n, p in enumerate(payloads)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Payloads", "items": items}
    feed |= {"home_page_url": HOST, "description": payloads[0]}
    (folder / "feed.json").write_text(json.dumps(feed), encoding="utf-8")


def write_substack(folder: Path, payloads: list[str]) -> None:
    (folder / "posts").mkdir()
    with (folder / "posts.csv").open("w", encoding="utf-8", errors="replace", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(
            ("post_id", "post_date", "is_published", "type", "audience", "title", "subtitle")
        )
        for n, p in enumerate(payloads):
            said = p.replace("\0", " ")
            day = "2020-01-02T10:00:00.000Z"
            rows.writerow(
                (f"{n}.m-{n}", day, "true", "newsletter", "everyone", f"Mailed {n} {said}", said)
            )
            (folder / f"posts/{n}.mailed-{n}.html").write_text(
                _body(n, p), encoding="utf-8", errors="replace"
            )


def write_warc(folder: Path, payloads: list[str]) -> None:
    """Write pages that were crawled; addresses, redirects and names of types are hostile too."""
    with (folder / "crawl.warc").open("wb") as warc:
        for n, p in enumerate(payloads):
            text = page(n, p).replace(f"story-{n}/", f"crawled-{n}/")
            line = " ".join(p.split())
            way = f"{HOST}/2020/01/02/crawled-{n}/?q={quote(p, errors='replace')[:500]}"
            head = (
                f"HTTP/1.1 200 {line}\r\nContent-Type: text/html; charset=utf-8\r\n"
                f"Link: <{line}>; rel=canonical\r\nX-Title: {line}\r\n\r\n"
            )
            answer = (head + text).encode("utf-8", "replace")
            record = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {way}\r\n"
                f"WARC-Date: 2020-01-03T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{UUID(int=n)}>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            warc.write(record.encode("utf-8", "replace") + answer + b"\r\n\r\n")


def write_mhtml(folder: Path, payloads: list[str]) -> None:
    for n, p in enumerate(payloads):
        body = base64.encodebytes(page(n, p).encode("utf-8", "replace")).decode()
        (folder / f"saved-{n}.mhtml").write_text(
            f"From: <Saved by a browser>\nSnapshot-Content-Location: {HOST}/2020/01/02/saved-{n}/\n"
            f"Subject: Saved {n} {' '.join(p.split())}\nMIME-Version: 1.0\n"
            'Content-Type: multipart/related; type="text/html"; boundary="----b"\n\n'
            "------b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n"
            f"Content-Location: {HOST}/2020/01/02/saved-{n}/\n\n{body}\n------b--\n",
            encoding="utf-8",
            errors="replace",
        )


def write_accepted(folder: Path, payloads: list[str]) -> None:
    """Write what the desk hands over when an editor accepts what readers sent, unchanged."""
    leave = (Agreement.PUBLICATION, Agreement.NAME)
    for n, p in enumerate(payloads):
        plain = p.encode("utf-8", "replace").decode()
        said = {"headline": f"Sent {n} {plain}", "name": f"Mara {plain}"}
        said["text"] = f"{plain}\n\nNobody was hurt, and {KEPT} before noon.\n\n{plain}"
        sent = Submission(form=Form.SHARE, said=said, story=plain, agreed=leave, attachments=())
        entry = Entry(str(n), "2020-01-02", State.READ, 1, 1, "2020-01-02")
        wish = Wish(byline=f"Mara {plain}" if n % 2 else "", lines=(("section", plain),))
        made = deposit_of(Opened(entry, (sent,)), wish, f"Payloads {plain}", "2020-01-02")
        (folder / made.name).mkdir(exist_ok=True)
        for name, data in made.files.items():
            (folder / made.name / name).write_bytes(data)


def write_text(folder: Path, payloads: list[str]) -> None:
    for n, p in enumerate(payloads):
        (folder / f"page-{n}.txt").write_text(
            f"Typed number {n} {p}\n\nWritten by Mara Lind {p}\n\nPublished on 2 January 2020\n\n"
            f"The harbour master said on Monday that boat {n} was back at its berth, after a night"
            f" in which the wind had turned twice.\n\n{p}\n\nNobody was hurt, and {KEPT} before"
            f" noon, the cooperative said in its note to members about number {n}.\n",
            encoding="utf-8",
            errors="replace",
        )


def write_zip(folder: Path, payloads: list[str]) -> None:
    with zipfile.ZipFile(folder / "pages.zip", "w") as archive:
        for n, p in enumerate(payloads):
            text = page(n, p).replace(f"story-{n}/", f"zipped-{n}/")
            archive.writestr(f"site/{n}.html", text.encode("utf-8", "replace"))


WAYS: dict[str, Callable[[Path, list[str]], None]] = {
    "html": write_html,
    "wxr": write_wxr,
    "feed": write_feed,
    "markdown": write_markdown,
    "ghost": write_ghost,
    "json-feed": write_json_feed,
    "substack": write_substack,
    "warc": write_warc,
    "mhtml": write_mhtml,
    "accepted": write_accepted,
    "text": write_text,
    "zip": write_zip,
}
"""What writes a deposit of each kind."""


def control(payloads: list[str]) -> Iterator[tuple[str, str]]:
    """Yield raw pages, unsanitised: name and HTML."""
    for n, p in enumerate(payloads):
        yield f"{n}.html", page(n, p)


def as_page(text: str) -> str:
    """Return a feed or a table as a browser would show it that takes it for HTML."""
    return f"<!doctype html><title>x</title>{text}"
