"""Pages as flat lists of nodes."""

import pytest

from backfile.markup import tree
from backfile.markup.tree import parse


def test_a_comment_parts_no_words() -> None:
    words = [node.raw for node in parse("<p>har<!-- a note -->bour</p>") if not node.tag]
    assert words == ["harbour"]


def test_what_looks_like_a_comment_in_an_attribute_stays_there() -> None:
    nodes = parse('<p title="a <!-- b">one</p><p>two</p><!-- c --><p>three</p>')
    assert [node.raw for node in nodes if not node.tag] == ["one", "two", "three"]
    assert [node.get("title") for node in nodes if node.tag == "p"] == ["a <!-- b", "", ""]


def test_each_element_ends_where_its_last_descendant_does() -> None:
    nodes = parse("<div><p>one<br>two</p></div><p>three</p>")
    ends = {(node.tag, nodes[node.end - 1].raw) for node in nodes if node.tag in {"div", "p"}}
    assert ends == {("div", "two"), ("p", "two"), ("p", "three")}


def test_a_page_reads_the_same_however_few_tags_are_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    html = "".join(f'<p class="p{n}"><a href="/{n}">{n}</a></p>' for n in range(40))
    once = [(node.tag, node.raw, node.up, node.end) for node in parse(html)]
    monkeypatch.setattr(tree, "_TAGS_KEPT", 3)
    assert [(node.tag, node.raw, node.up, node.end) for node in parse(html)] == once


def test_hidden_mail_is_revealed_on_its_own_page_only() -> None:
    hidden = '<p><a href="/cdn-cgi/l/email-protection" data-cfemail="422302206c212d">x</a></p>'
    for _ in range(2):
        link = next(node for node in parse(hidden) if node.tag == "a")
        assert link.get("href") == "mailto:a@b.co"
