"""What is clean stays as it is, however often it is cleaned: archives are read again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.markup import clean, text_of
from backfile.markup.clean import clean_nodes
from backfile.markup.tree import parse

BASE = "https://e.org/"
_Text = st.SearchStrategy[str]


def element(tag: str, inside: _Text) -> _Text:
    held = st.lists(inside, min_size=1, max_size=3)
    return held.map(lambda parts: f"<{tag}>{''.join(parts)}</{tag}>")


def one_of(tags: str, inside: _Text) -> _Text:
    return st.one_of(*[element(tag, inside) for tag in tags.split()])


def numbered(form: str) -> _Text:
    return st.integers(1, 99).map(lambda number: form.replace("#", str(number)))


WORDS = st.sampled_from(["quay", "a ferry", " &amp; so", "“yes”", "x\n y", "&lt;b&gt;", "1"])
LINKS = WORDS.map(lambda words: f'<a href="/q">{words}</a>')
INLINE = st.one_of(WORDS, one_of("em strong b i code sup", WORDS), LINKS, st.just("<br>"))
PICTURE = numbered('<img src="/#.jpg" alt="a #">')
EMBED = st.one_of(
    numbered('<iframe src="https://v.example/#"></iframe>'),
    numbered('<iframe title="A &amp; #" src="https://v.example/?a=1&amp;n=#"></iframe>'),
    numbered(
        '<blockquote class="twitter-tweet"><p>So.</p><a href="https://t.example/#">x</a>'
        "</blockquote>"
    ),
)
CAPTION = st.one_of(st.just(""), one_of("figcaption p", INLINE))
FIGURE = st.tuples(st.one_of(PICTURE, EMBED), CAPTION).map(
    lambda parts: f"<figure>{''.join(parts)}</figure>"
)
PARAGRAPH = one_of("p h1 h2 h3 div", INLINE)
ROW = st.tuples(*[one_of("td th", WORDS)] * 2).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
TABLE = st.lists(ROW, min_size=2, max_size=3).map(lambda rows: f"<table>{''.join(rows)}</table>")
LIST = one_of("ul ol", element("li", st.one_of(INLINE, PARAGRAPH, EMBED)))
BLOCK = st.one_of(
    *(PARAGRAPH, FIGURE, PICTURE, EMBED, TABLE, LIST, st.just("<hr>"), INLINE),
    element("blockquote", st.one_of(PARAGRAPH, INLINE, EMBED)),
    element("div", st.one_of(PARAGRAPH, EMBED, FIGURE)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCK, max_size=5).map("".join))
def test_a_body_that_is_clean_is_cleaned_to_itself(html: str) -> None:
    once = clean_nodes(parse(html), BASE)
    again = clean_nodes(parse(once.html), BASE)
    assert (again.html, again.text) == (once.html, once.text)
    assert again.embeds == once.embeds


@pytest.mark.parametrize(
    "html",
    ['<p>So.</p><iframe src="https://v.example/7"></iframe>',
     '<figure><iframe title="A film" src="https://v.example/7"></iframe></figure>'],
)  # fmt: skip
def test_what_stands_for_a_player_stays_one_and_tells_no_address(html: str) -> None:
    once = clean(html)
    assert 'class="embed"' in once
    assert clean(once) == once
    assert "v.example" not in text_of(once)


def test_a_paragraph_that_only_bears_the_name_keeps_its_words() -> None:
    html = '<p class="embed">The ferry, <a href="https://e.org/a">says the port</a>, sails.</p>'
    assert text_of(html) == "The ferry, says the port, sails."


def test_words_of_a_list_item_never_run_into_each_other() -> None:
    html = "<ul><li>quay<div>pier</div>ferry</li></ul>"
    assert clean(html) == "<ul><li>quay<p>pier</p>ferry</li></ul>"
    assert text_of(html) == "quay\n\npier\n\nferry"
