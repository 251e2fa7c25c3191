"""Build the demo's deposits from their sources: `python -m tools.demo.build [FOLDER]`.

The same sources give the same bytes, on any day. Pictures are sources here: `draw.py` made them
once, and they are kept, because another version of the drawing library would press them otherwise.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tools.demo.bare import text_page_of
from tools.demo.crawl import NAME, crawl_of
from tools.demo.feed import feed_of
from tools.demo.sources import HERE, Newsroom, read_newsroom
from tools.demo.truth import truth_of
from tools.demo.wordpress import EXPORTED, export_of

PACKAGE = HERE.parents[1] / "src" / "backfile" / "demo"


def files_of(newsroom: Newsroom) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the deposits with its path in the demo's folder."""
    yield f"saltline.wordpress.{EXPORTED:%Y-%m-%d}.xml", export_of(newsroom).encode()
    yield NAME, crawl_of(newsroom)
    yield "feed.xml", feed_of(newsroom).encode()
    for story in newsroom.in_deposit("text"):
        yield f"text/{story.head['item']}.txt", text_page_of(newsroom, story).encode()


def build(folder: Path, truth: Path) -> None:
    """Write the deposits into a folder, and the truth beside their sources."""
    newsroom = read_newsroom()
    for name, content in files_of(newsroom):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    truth.write_text(truth_of(newsroom), encoding="utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    build(target, (target if len(sys.argv) > 1 else HERE) / "truth.jsonl")
