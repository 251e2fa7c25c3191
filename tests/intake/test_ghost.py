"""Ghost exports: posts, people and tags, in three text formats."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import DepositError
from backfile.intake.ghost import GhostReader
from backfile.intake.lexical import html_of_lexical
from backfile.intake.mobiledoc import html_of_mobiledoc
from backfile.intake.reader import Item, Read, Surroundings
from backfile.model.capture import Capture
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Contributor, Image

HOME = "https://quay.example/"
POST: dict[str, Any] = {
    "id": "p1",
    "title": "Ferry stays in",
    "slug": "ferry",
    "html": '<p>One <a href="__GHOST_URL__/two/">two</a></p>',
    "status": "published",
    "visibility": "public",
    "type": "post",
    "published_at": "2016-03-16T02:30:00.000Z",
}


def export(*posts: dict[str, Any], **tables: list[dict[str, Any]]) -> bytes:
    data = {"posts": list(posts), **tables}
    return json.dumps({"db": [{"meta": {"version": "5.1"}, "data": data}]}).encode()


Reader = Callable[[bytes], list[Read]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def read_bytes(body: bytes) -> list[Read]:
        path = tmp_path / "ghost.json"
        path.write_bytes(body)
        item = Item(path.name, len(body), lambda: path.open("rb"))
        assert GhostReader().knows(body[:65536], path.name)
        return list(GhostReader().read(item, Surroundings(address=HOME)))

    return read_bytes


@pytest.fixture
def captures(read: Reader) -> Callable[[bytes], list[Capture]]:
    return lambda body: [found for found in read(body) if isinstance(found, Capture)]


Captures = Callable[[bytes], list[Capture]]


def best(capture: Capture, field: str) -> object:
    claims = [claim for claim in capture.claims if claim.field == field]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


def test_a_post_is_read_with_all_that_belongs_to_it(captures: Captures) -> None:
    post = POST | {
        "custom_excerpt": "Nobody says why",
        "feature_image": "__GHOST_URL__/content/images/pier.jpg",
        "author_id": "u1",
    }
    (story,) = captures(
        export(
            post,
            posts_meta=[{"post_id": "p1", "feature_image_caption": "The <b>pier</b>"}],
            users=[
                {"id": "u1", "name": "Ann Poe", "email": "ann@quay.example"},
                {"id": "u2", "name": "Bo Roe", "email": "bo@quay.example"},
            ],
            posts_authors=[
                {"post_id": "p1", "author_id": "u2", "sort_order": 1},
                {"post_id": "p1", "author_id": "u1", "sort_order": 0},
            ],
            tags=[
                {"id": "t1", "name": "Port"},
                {"id": "t2", "name": "#layout"},
                {"id": "t3", "name": "Sea"},
            ],
            posts_tags=[
                {"post_id": "p1", "tag_id": tag, "sort_order": place}
                for place, tag in enumerate(["t1", "t2", "t3"])
            ],
            settings=[{"key": "timezone", "value": "America/New_York"}],
        )
    )
    assert story.address == "https://quay.example/ferry/"
    assert story.body.decode() == '<p>One <a href="https://quay.example/two/">two</a></p>'
    assert best(story, "headline") == "Ferry stays in"
    assert best(story, "standfirst") == "Nobody says why"
    assert best(story, "contributors") == (Contributor("Ann Poe"), Contributor("Bo Roe"))
    assert best(story, "published_at") == "2016-03-15T22:30:00-04:00"
    assert best(story, "published") == "2016-03-15"
    assert best(story, "section") == "Port"
    assert best(story, "tags") == ("Sea",)
    image = Image("https://quay.example/content/images/pier.jpg", "The pier")
    assert best(story, "lead_image") == image
    assert "ann@" not in repr(story)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "scheduled"}, "scheduled"),
        ({"status": "sent"}, "sent by e-mail only"),
        ({"visibility": "paid"}, "for paid only"),
        ({"visibility": "members"}, "for members only"),
        ({}, None),
    ],
)
def test_what_was_not_for_everybody_is_held_back(
    captures: Captures, fields: dict[str, str], why: str | None
) -> None:
    (story,) = captures(export(POST | fields))
    assert story.held_back == why


def test_a_page_stands(captures: Captures) -> None:
    newer, older = captures(export(POST | {"type": "page"}, POST | {"type": None, "page": 1}))
    assert best(newer, "kind") == best(older, "kind") == "standing"


def test_old_exports_count_milliseconds(captures: Captures) -> None:
    (story,) = captures(export(POST | {"published_at": 1458047400000}))
    assert best(story, "published_at") == "2016-03-15T13:10:00+00:00"


def test_where_the_shown_text_is_missing_the_editors_is_used(captures: Captures) -> None:
    text = {"type": "text", "text": "Tide", "format": 0}
    lexical = {"root": {"children": [{"type": "paragraph", "children": [text]}]}}
    old = {"sections": [[1, "p", [[0, [], 0, "Ebb"]]]], "cards": [], "atoms": [], "markups": []}
    one, two, three = captures(
        export(
            POST | {"html": None, "lexical": json.dumps(lexical)},
            POST | {"html": "", "mobiledoc": json.dumps(old)},
            POST | {"html": None, "markdown": "*Flow*"},
        )
    )
    assert one.body == b"<p>Tide</p>"
    assert two.body == b"<p>Ebb</p>"
    assert three.body == b"<p><em>Flow</em></p>\n"


def test_the_publication_is_named(read: Reader) -> None:
    reads = read(export(POST, settings=[{"key": "title", "value": "The Quay"}]))
    said = {(r.field, r.value) for r in reads if isinstance(r, Evidence)}
    assert said == {("publication.title", "The Quay")}


def test_an_export_alone_does_not_know_where_the_site_stood(tmp_path: Path) -> None:
    path = tmp_path / "ghost.json"
    path.write_bytes(export(POST))
    item = Item(path.name, path.stat().st_size, lambda: path.open("rb"))
    reads = list(GhostReader().read(item, Surroundings()))
    assert [r.code for r in reads if isinstance(r, Finding)] == ["address-unknown"]


@pytest.mark.parametrize("body", [b'{"db":[', b'{"db":[{"data":{"posts":7}}]}', b'{"db":[]} x'])
def test_what_is_no_export_says_so(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "ghost.json"
    path.write_bytes(body)
    with pytest.raises(DepositError, match="no export of Ghost"):
        list(
            GhostReader().read(Item(path.name, len(body), lambda: path.open("rb")), Surroundings())
        )


def lexical(*nodes: dict[str, Any]) -> str | None:
    return html_of_lexical(json.dumps({"root": {"type": "root", "children": list(nodes)}}))


def words(text: str, marks: int = 0) -> dict[str, Any]:
    return {"type": "extended-text", "text": text, "format": marks}


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (
            {"type": "paragraph", "children": [words("a & b", 3)]},
            "<p><strong><em>a &amp; b</em></strong></p>",
        ),
        ({"type": "extended-heading", "tag": "h3", "children": [words("a")]}, "<h3>a</h3>"),
        ({"type": "heading", "tag": "script", "children": [words("a")]}, "<h2>a</h2>"),
        ({"type": "extended-quote", "children": [words("a")]}, "<blockquote>a</blockquote>"),
        (
            {
                "type": "list",
                "listType": "number",
                "children": [{"type": "listitem", "children": [words("a")]}],
            },
            "<ol><li>a</li></ol>",
        ),
        ({"type": "link", "url": 'h"', "children": [words("a")]}, '<a href="h&quot;">a</a>'),
        ({"type": "linebreak"}, "<br>"),
        ({"type": "horizontalrule"}, "<hr>"),
        (
            {"type": "image", "src": "a.jpg", "alt": "b", "caption": "c"},
            '<figure><img src="a.jpg" alt="b"><figcaption>c</figcaption></figure>',
        ),
        (
            {"type": "gallery", "images": [{"src": "a.jpg"}], "caption": "c"},
            '<figure><img src="a.jpg" alt=""><figcaption>c</figcaption></figure>',
        ),
        (
            {"type": "bookmark", "url": "https://b.example", "metadata": {"title": "B"}},
            '<iframe src="https://b.example" title="B"></iframe>',
        ),
        (
            {"type": "embed", "url": "https://v.example"},
            '<iframe src="https://v.example" title=""></iframe>',
        ),
        ({"type": "callout", "calloutText": "<b>a</b>"}, "<blockquote><b>a</b></blockquote>"),
        ({"type": "toggle", "heading": "a", "content": "<p>b</p>"}, "<h4>a</h4><p>b</p>"),
        ({"type": "codeblock", "code": "a<b"}, "<pre><code>a&lt;b</code></pre>"),
        ({"type": "html", "html": "<p>a</p>"}, "<p>a</p>"),
        ({"type": "markdown", "markdown": "a"}, "<p>a</p>\n"),
        ({"type": "button", "buttonText": "a", "buttonUrl": "b"}, '<p><a href="b">a</a></p>'),
        ({"type": "file", "src": "a.pdf", "fileTitle": "A"}, '<p><a href="a.pdf">A</a></p>'),
        ({"type": "header", "heading": "a", "subheading": "b"}, "<h2>a</h2><p>b</p>"),
        ({"type": "product", "productTitle": "a"}, "<h4>a</h4>"),
        (
            {
                "type": "product",
                "productTitle": "a",
                "productImageSrc": "b.jpg",
                "productButtonEnabled": True,
                "productButton": "c",
                "productUrl": "d",
            },
            '<figure><img src="b.jpg" alt=""></figure><h4>a</h4><p><a href="d">c</a></p>',
        ),
        (
            {
                "type": "bookmark",
                "url": "https://b.example",
                "metadata": {"title": "a", "description": "b", "publisher": "c", "author": "d"},
            },
            (
                '<figure><iframe src="https://b.example" title="a"></iframe>'
                "<figcaption>b</figcaption><figcaption>c · d</figcaption></figure>"
            ),
        ),
        (
            {
                "type": "call-to-action",
                "textValue": "<p>a</p>",
                "showButton": True,
                "buttonText": "b",
                "buttonUrl": "c",
            },
            '<p>a</p><p><a href="c">b</a></p>',
        ),
        (
            {
                "type": "list",
                "children": [
                    {"type": "listitem", "children": [words("a")]},
                    {
                        "type": "listitem",
                        "children": [
                            {
                                "type": "list",
                                "children": [{"type": "listitem", "children": [words("b")]}],
                            }
                        ],
                    },
                ],
            },
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ),
        ({"type": "tk", "text": "TK"}, "TK"),
        ({"type": "paywall"}, ""),
        ({"type": "signup", "header": "Sign up"}, ""),
        ({"type": "from-the-future", "children": [words("a")]}, "a"),
    ],
)
def test_every_node_of_the_newer_editor_has_its_html(node: dict[str, Any], html: str) -> None:
    assert lexical(node) == html


def test_the_older_editor_closes_its_markers_where_they_end() -> None:
    document = {
        "version": "0.3.1",
        "markups": [["em"], ["a", ["href", "https://b.example"]], ["script"]],
        "atoms": [["soft-return", "", {}]],
        "cards": [["image", {"src": "a.jpg"}], ["card-markdown", {"markdown": "# a"}], ["hr", {}]],
        "sections": [
            [1, "p", [[0, [0], 0, "a"], [0, [1], 2, "b"], [1, [], 0, 0], [0, [2], 1, "c<"]]],
            [1, "aside", [[0, [], 0, "q"]]],
            [3, "ul", [[[0, [], 0, "d"]], [[0, [0], 1, "e"]]]],
            [10, 0],
            [10, 1],
            [10, 2],
            [2, "b.jpg"],
            [99, 1],
        ],
    }
    assert (html_of_mobiledoc(json.dumps(document)) or "").split("\n") == [
        '<p><em>a<a href="https://b.example">b</a></em><br>c&lt;</p>',
        "<blockquote>q</blockquote>",
        "<ul><li>d</li><li><em>e</em></li></ul>",
        '<figure><img src="a.jpg" alt=""></figure>',
        "<h1>a</h1>",
        "",
        "<hr>",
        '<figure><img src="b.jpg" alt=""></figure>',
        "",
    ]


NAMES = ["root", "children", "type", "text", "sections", "cards", "markups", "atoms"]
VALUES = ["p", "text", "image", "ul", "a"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 12) | st.sampled_from(VALUES),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_documents_of_any_shape_are_read(document: object) -> None:
    text = json.dumps(document)
    html_of_lexical(text)
    html_of_mobiledoc(text)


def test_documents_of_any_depth_are_read() -> None:
    deep = '{"root":{"children":[' + '{"type":"quote","children":[' * 900 + "]}" * 900 + "]}}"
    html_of_lexical(deep)
    html_of_lexical("[" * 100_000)
    html_of_mobiledoc("[" * 100_000)


def test_a_headline_cut_in_the_middle_of_a_character_costs_one_letter() -> None:
    words = r'{"type":"text","text":"ok \ud83d"}'
    document = f'{{"root":{{"children":[{{"type":"paragraph","children":[{words}]}}]}}}}'
    assert html_of_lexical(document) == "<p>ok \ufffd</p>"
    assert html_of_mobiledoc('{"sections":[[[1],2,3],[{}]]}') == "\n"
