"""Write a crawl of the newsroom's last site as WARC 1.1: one gzip member a record.

What a crawler meets is here on purpose: redirects, a page that is gone, a page that failed, pages
sent compressed or in chunks, a second visit that found nothing new, and two pages caught half a
year earlier, before the letter to readers stood on them and before one was corrected.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tools.demo.rooms import Rooms
from tools.demo.sources import HERE, Newsroom
from tools.demo.wordpress import pictures_of, upload_path

VISITED = datetime(2019, 5, 14, 6, 10, 0, tzinfo=UTC)
VISITED_EARLIER = datetime(2018, 11, 20, 21, 30, 0, tzinfo=UTC)
VISITED_AGAIN = datetime(2019, 5, 15, 6, 10, 0, tzinfo=UTC)
PAUSE = timedelta(seconds=2)
"""The crawler waited so long between two requests."""
AGENT = "estuary-heritrix/1.4 (+https://www.estuarycommons.example/crawler)"
NAME = "saltline-2019-05-14.warc.gz"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered to one request."""

    path: str
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


def crawl_of(newsroom: Newsroom) -> bytes:
    """Return the whole crawl."""
    writer = _Writer(newsroom.home)
    writer.info()
    rooms = Rooms(newsroom)
    for answer in _earlier_answers(rooms):
        writer.fetch(answer, VISITED_EARLIER)
    for answer in _answers(rooms):
        writer.fetch(answer, VISITED)
    for path in ("/", "/theme/saltline.css"):
        writer.revisit(path)
    return writer.bytes()


class _Writer:
    def __init__(self, home: str) -> None:
        self.home = home
        self.out = BytesIO()
        self.warc = WARCWriter(self.out, gzip=True, warc_version="WARC/1.1")
        self.count = 0
        self.met: dict[str, tuple[str, str, StatusAndHeaders]] = {}
        self.clock: dict[datetime, int] = {}

    def bytes(self) -> bytes:
        return self.out.getvalue()

    def headers(self, moment: datetime) -> dict[str, str]:
        self.count += 1
        identity = uuid5(NAMESPACE_URL, f"{self.home}/{NAME}/{self.count}")
        return {
            "WARC-Record-ID": f"<urn:uuid:{identity}>",
            "WARC-Date": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        }

    def info(self) -> None:
        lines = (
            f"software: {AGENT}\r\nformat: WARC File Format 1.1\r\noperator: Estuary Commons\r\n"
            "description: The last site of Saltline, six weeks after it paused\r\n"
        )
        headers = self.headers(VISITED_EARLIER) | {"WARC-Filename": NAME}
        body = BytesIO(lines.encode())
        record = self.warc.create_warc_record(
            "", "warcinfo", payload=body, length=len(lines), warc_headers_dict=headers
        )
        self.warc.write_record(record)

    def fetch(self, answer: Answer, visit: datetime) -> None:
        moment = self.tick(visit)
        whole = answer.path.startswith("http")
        address = answer.path if whole else self.home + answer.path
        http = StatusAndHeaders(answer.status, list(answer.headers), protocol="HTTP/1.1")
        headers = self.headers(moment)
        record = self.warc.create_warc_record(
            address,
            "response",
            payload=BytesIO(answer.body),
            length=len(answer.body),
            http_headers=http,
            warc_headers_dict=headers,
        )
        self.warc.write_record(record)
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        self.met[address] = (digest, headers["WARC-Date"], http)
        self.request(address, moment, headers["WARC-Record-ID"])

    def request(self, address: str, moment: datetime, of: str) -> None:
        scheme, _, rest = address.partition("://")
        host, _, path = rest.partition("/")
        http = StatusAndHeaders(
            f"GET /{path} HTTP/1.1",
            [("Host", host), ("User-Agent", AGENT), ("Accept-Encoding", "gzip")],
            is_http_request=True,
        )
        headers = self.headers(moment) | {"WARC-Concurrent-To": of}
        record = self.warc.create_warc_record(
            f"{scheme}://{rest}", "request", http_headers=http, warc_headers_dict=headers
        )
        self.warc.write_record(record)

    def revisit(self, path: str) -> None:
        address = self.home + path
        digest, date, http = self.met[address]
        moment = self.tick(VISITED_AGAIN)
        record = self.warc.create_revisit_record(
            address,
            digest,
            address,
            date,
            http_headers=http,
            warc_headers_dict=self.headers(moment),
        )
        self.warc.write_record(record)

    def tick(self, visit: datetime) -> datetime:
        count = self.clock.get(visit, 0)
        self.clock[visit] = count + 1
        return visit + count * PAUSE


def _page(path: str, html: str, status: str = "200 OK", way: str = "gzip") -> Answer:
    body = html.encode()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx")]
    if way == "gzip":
        body = gzip.compress(body, 6, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    if way == "chunked":
        body = _chunked(body)
        headers.append(("Transfer-Encoding", "chunked"))
    else:
        headers.append(("Content-Length", str(len(body))))
    return Answer(path, status, tuple(headers), body)


def _chunked(body: bytes, size: int = 4096) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def _file(path: str, kind: str, body: bytes) -> Answer:
    headers = (("Content-Type", kind), ("Server", "nginx"), ("Content-Length", str(len(body))))
    return Answer(path, "200 OK", headers, body)


def _moved(path: str, to: str) -> Answer:
    headers = (("Location", to), ("Server", "nginx"), ("Content-Length", "0"))
    return Answer(path, "301 Moved Permanently", headers)


def _earlier_answers(rooms: Rooms) -> Iterator[Answer]:
    for story in rooms.newsroom.in_deposit("crawl"):
        if story.get("earlier") is not None:
            yield _page(story.path, rooms.story(story, earlier=True))


def _answers(rooms: Rooms) -> Iterator[Answer]:
    home = rooms.newsroom.home
    yield _file("/robots.txt", "text/plain", b"User-agent: *\nDisallow: /desk/\n")
    yield _moved("http://saltline.example/", home + "/")
    yield _page("/", rooms.home())
    for file in sorted((HERE / "theme" / "static").iterdir()):
        kind = {".css": "text/css", ".svg": "image/svg+xml"}[file.suffix]
        yield _file(f"/theme/{file.name}", kind, file.read_bytes())
    for page in rooms.newsroom.about["standing"]:
        yield _page(f"/{page['slug']}/", rooms.standing(page))
    for path, html in rooms.lists():
        yield _page(path, html)
    yield from _stories(rooms)
    yield from _pictures(rooms.newsroom, HERE / "pictures")
    gone = rooms.apart("This page is not here", "It may have moved when the site was rebuilt.")
    yield _page("/2018/07/11/the-crab-map/", gone, "404 Not Found")
    sorry = rooms.apart("Just a moment", "The server is busy. Please try again.")
    yield _page("/2019/02/20/a-museum-in-a-net-shed/", sorry, "503 Service Unavailable", "plain")


def _stories(rooms: Rooms) -> Iterator[Answer]:
    ways = ("gzip", "chunked", "plain")
    for number, story in enumerate(rooms.newsroom.in_deposit("crawl")):
        for old in story.get("moved_from", []):
            yield _moved(old, rooms.newsroom.home + story.path)
        yield _page(story.path, rooms.story(story), way=ways[number % 3])


def _pictures(newsroom: Newsroom, folder: Path) -> Iterator[Answer]:
    lost = set(newsroom.about["lost_pictures"])
    seen = set()
    for story in newsroom.stories:
        if not story.is_public:
            continue
        for picture in pictures_of(story):
            path = upload_path(picture.file, story)
            if path in seen or picture.file in lost:
                continue
            seen.add(path)
            yield _file(path, "image/jpeg", (folder / picture.file).read_bytes())
