"""The single-page tools that stand beside Backfile in bench/fidelity.py, each behind one function.

None is a part of Backfile, and nothing of Backfile imports them: `pip install -e '.[bench]'`.
"""

import importlib
import re
from collections.abc import Callable
from html import unescape

Peer = Callable[[str, str], dict[str, object] | None]
"""Takes a page's HTML and address; gives the story of a record, or None where it finds none."""
PEERS = {
    "trafilatura": "trafilatura",
    "readability-lxml": "readability",
    "newspaper4k": "newspaper",
    "resiliparse": "resiliparse.extract.html2text",
}
"""Distributions by name, and what is imported of each."""
BLOCK_ENDS = re.compile(
    r"</(?:p|div|h[1-6]|li|blockquote|tr|pre|figcaption|dd|dt)>|<br ?/?>", re.IGNORECASE
)
TAG = re.compile(r"<[^>]*>")


def reader_of(name: str) -> Peer:
    """Return the function that reads a page with one peer."""
    return {
        "trafilatura": with_trafilatura,
        "readability-lxml": with_readability,
        "newspaper4k": with_newspaper,
        "resiliparse": with_resiliparse,
    }[name]


def with_trafilatura(html: str, address: str) -> dict[str, object] | None:
    """Read with trafilatura's defaults: text, HTML and metadata."""
    trafilatura = importlib.import_module("trafilatura")
    found = trafilatura.bare_extraction(html, url=address, with_metadata=True)
    if found is None:
        return None
    plain = found.as_dict() if hasattr(found, "as_dict") else found
    marked = trafilatura.extract(
        html, url=address, output_format="html", include_images=True, include_links=True
    )
    return _story(
        headline=plain.get("title"),
        standfirst=plain.get("description"),
        names=[name.strip() for name in (plain.get("author") or "").split(";")],
        day=plain.get("date"),
        text=plain.get("text"),
        html=marked,
        picture=plain.get("image"),
    )


def with_readability(html: str, address: str) -> dict[str, object] | None:
    """Read with readability-lxml: headline and body are all that it gives."""
    document = importlib.import_module("readability").Document(html, url=address)
    body = document.summary(html_partial=True)
    return _story(headline=document.short_title(), text=_text_of(body), html=body)


def with_newspaper(html: str, address: str) -> dict[str, object] | None:
    """Read with newspaper4k, without a download."""
    newspaper = importlib.import_module("newspaper")
    page = newspaper.Article(address, fetch_images=False)
    page.download(input_html=html)
    page.parse()
    when = page.publish_date
    return _story(
        headline=page.title,
        standfirst=page.meta_description,
        names=list(page.authors),
        day=when.date().isoformat() if when else None,
        text=page.text,
        html=getattr(page, "article_html", ""),
        picture=page.top_image,
    )


def with_resiliparse(html: str, address: str) -> dict[str, object] | None:
    """Read with resiliparse: the main text alone, which needs no address."""
    del address
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    text = extract(html, main_content=True, preserve_formatting=True, alt_texts=False)
    return _story(text=text)


def _story(  # noqa: PLR0913 - the fields of a record
    *,
    headline: str | None = None,
    standfirst: str | None = None,
    names: list[str] | None = None,
    day: str | None = None,
    text: str | None = None,
    html: str | None = None,
    picture: str | None = None,
) -> dict[str, object] | None:
    """Return what a peer found in the form of a record; None where it found no text."""
    if not (text or "").strip():
        return None
    return {
        "headline": headline,
        "standfirst": standfirst,
        "contributors": [{"name": name, "role": "author"} for name in names or [] if name],
        "published": day,
        "body": {"text": text, "html": html or ""},
        "lead_image": {"address": picture} if picture else None,
    }


def _text_of(html: str) -> str:
    lines = unescape(TAG.sub("", BLOCK_ENDS.sub("\n", html))).split("\n")
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)
