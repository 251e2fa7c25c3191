"""A small newsroom's remains, of our own writing, in several kinds of deposit."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from backfile.archive.archive import Archive
from backfile.clock import stopped_clock

HOST = "https://www.harbour.example"
PLACES = ("quay", "pier", "market", "bridge", "school", "ferry", "tower", "chapel", "canal", "inn")


@dataclass(frozen=True)
class Piece:
    """One story that we wrote, and its place among the others."""

    number: int

    @property
    def headline(self) -> str:
        return f"The {PLACES[self.number % 10]} gets a new roof in year {self.number}"

    @property
    def address(self) -> str:
        day, place = self.number % 28 + 1, PLACES[self.number % 10]
        return f"{HOST}/2016/03/{day:02}/{place}-roof-{self.number}"

    @property
    def paragraphs(self) -> list[str]:
        place = PLACES[self.number % 10]
        return [
            f"Workers began on Monday to take the slates from the {place}, number {self.number}.",
            f"The council of {place} ward {self.number} had argued about the colour for a winter.",
            f"Neighbours lent ladders, and {self.number + 2} children painted the fence around it.",
            f"“It will outlive us,” said the carpenter after {self.number + 40} other roofs.",
            f"The bill came to {self.number * 17 + 900} crowns, less than the {place} had cost.",
        ]


def page_of(piece: Piece, extra: str = "") -> str:
    body = "".join(f"<p>{escape(text)}</p>" for text in piece.paragraphs)
    return f"""<!doctype html><html lang="en"><head><title>{piece.headline} – The Harbour</title>
<link rel="canonical" href="{piece.address}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2016-03-{piece.number % 28 + 1:02}T09:00:00+00:00">
</head><body><nav><a href="/">Home</a><a href="/about">About</a></nav><article>
<h1>{piece.headline}</h1><p class="byline">By <a rel="author" href="/by/mona">Mona Haddad</a></p>
<div class="entry-content">{body}{extra}</div></article></body></html>"""


def feed_of(pieces: list[Piece]) -> str:
    entries = "".join(
        f"""<item><title>{escape(piece.headline)}</title><link>{piece.address}</link>
<guid isPermaLink="false">{HOST}/?p={piece.number}</guid>
<pubDate>Tue, {piece.number % 28 + 1:02} Mar 2016 09:00:00 +0000</pubDate>
<description>{escape(piece.paragraphs[0])}</description></item>"""
        for piece in pieces
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour</title>'
        f"<link>{HOST}/</link><description>News</description>{entries}</channel></rss>"
    )


@dataclass(frozen=True)
class Remains:
    """Deposits on disk."""

    pages: Path
    feed: Path

    @property
    def both(self) -> list[Path]:
        return [self.pages, self.feed]


@pytest.fixture
def remains(tmp_path: Path) -> Remains:
    """Twelve stories as pages, eight in a feed; four in both, and one page of another state."""
    pages = tmp_path / "handed" / "pages"
    pages.mkdir(parents=True)
    for number in range(1, 13):
        (pages / f"{number:02}.html").write_text(page_of(Piece(number)), encoding="utf-8")
    changed = page_of(
        Piece(3), "<p>Correction: an earlier form of this story misnamed the ward.</p>"
    )
    changed = changed.replace(
        "argued about the colour", "quarrelled loudly about every single colour"
    )
    (pages / "13.html").write_text(changed, encoding="utf-8")
    feed = tmp_path / "handed" / "feed.xml"
    feed.write_text(feed_of([Piece(number) for number in range(9, 17)]), encoding="utf-8")
    return Remains(pages, feed)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open for writing."""
    with Archive.create(tmp_path / "archive", "", stopped_clock()) as created:
        yield created
