"""What the clean subset keeps, drops and builds anew."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.markup import clean, text_of
from backfile.markup.bounds import MAX_CHARACTERS
from backfile.markup.tree import hidden_mail, parse

ALLOWED = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "caption",
    "figure",
    "figcaption",
    "pre",
    "img",
    "a",
    "em",
    "strong",
    "code",
    "sup",
    "sub",
    "cite",
    "br",
    "hr",
}


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<div>Bread<br><br>and salt</div>", "<p>Bread</p><p>and salt</p>"),
        ("<h1>Head <small>line</small></h1>", "<h2>Head line</h2>"),
        ("<p>One<b> two </b></p>", "<p>One<strong> two </strong></p>"),
        ("<p> </p><p></p>", ""),
        ("<ul><li>a<li><p>b</p></ul>", "<ul><li>a</li><li><p>b</p></li></ul>"),
        ("<figure><img src=a.jpg><p>Quay</p></figure>",
         '<figure><img src="http://e.org/a.jpg" alt=""><figcaption>Quay</figcaption></figure>'),
        ("<img src=/a.jpg alt='Two &quot;boats&quot;'>",
         '<figure><img src="http://e.org/a.jpg" alt="Two &quot;boats&quot;"></figure>'),
        ("<table><tr><td>1<td>2<tr><td>3<td>4</table>",
         "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"),
        ("<table><tr><td><p>Laid out in a table</p></table>", "<p>Laid out in a table</p>"),
        ("<blockquote>bare</blockquote>", "<blockquote><p>bare</p></blockquote>"),
        ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
        ("<iframe src='https://play.example/v/1' title='The film'></iframe>",
         '<p class="embed"><a href="https://play.example/v/1">The film</a></p>'),
    ],
)  # fmt: skip
def test_what_carries_meaning_is_kept(html: str, kept: str) -> None:
    assert clean(html, "http://e.org/x") == kept


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java&#10;script:alert(1)'>x</a>",
        "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
        "<img src=x onerror=alert(1)>",
        "<img src='data:text/html,<script>'>",
        "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<p title='\"><script>alert(1)</script>'>x",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a foo\"bar='\"><img src=x onerror=alert(1)>'>x</a>",
        "<form action=javascript:alert(1)><button>x</button></form>",
    ],
)
def test_nothing_that_would_run_passes(html: str) -> None:
    assert_safe(clean(html, "http://e.org/"))


def assert_safe(html: str) -> None:
    for closing, tag, rest in re.findall(r"<(/?)([a-zA-Z][^\s>]*)([^>]*)>", html):
        assert tag in ALLOWED
        assert not closing or not rest
        for name, value in re.findall(r'(\S+?)="([^"]*)"', rest):
            assert name in {"href", "src", "alt", "class", "colspan", "rowspan"}
            if name in {"href", "src"}:
                scheme = value.split(":", 1)[0].lower() if ":" in value.split("/")[0] else "http"
                assert scheme in {"http", "https", "mailto", "tel"}


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b",
        "<i>",
        "<table>",
        "<td>",
        "</table>",
        "<a",
        "href='",
        "javascript:",
        "http://x",
        "'",
        ">",
        '"',
        "&",
        "&lt;",
        "&#0;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<figure>",
        "<img",
        "src=",
        "onerror=",
        "alert(1)",
        "<svg>",
        "<li>",
        "</ul>",
        "<br>",
        "\x00",
        "é",
        "words",
        "<iframe",
        "src=",
        "<textarea>",
        "<title>",
    ]
)


@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_broken_markup_comes_out_safe_and_whole(html: str) -> None:
    out = clean(html, "http://e.org/")
    assert_safe(out)
    assert clean(out, "http://e.org/") == clean(clean(out, "http://e.org/"), "http://e.org/")


def test_text_has_one_block_a_paragraph_and_no_captions() -> None:
    html = (
        "<p>One.</p><figure><img src=a><figcaption>Not told</figcaption></figure><ul><li>Two</ul>"
    )
    assert text_of(html) == "One.\n\nTwo"


def test_a_table_row_is_one_line_of_text() -> None:
    assert (
        text_of("<table><tr><th>Port<th>Boats<tr><td>Ayr<td>4</table>") == "Port | Boats\n\nAyr | 4"
    )


def test_an_address_hidden_by_script_is_read() -> None:
    code = "42" + "".join(f"{ord(letter) ^ 0x42:02x}" for letter in "desk@example.org")
    html = (
        f'<p>Write to <a class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a>.</p>'
    )
    assert hidden_mail(code) == "desk@example.org"
    assert clean(html) == '<p>Write to <a href="mailto:desk@example.org">desk@example.org</a>.</p>'


@pytest.mark.parametrize("code", ["", "zz", "4", "42", "ff00"])
def test_what_is_no_hidden_address_gives_none(code: str) -> None:
    assert hidden_mail(code) == ""


def test_deep_nesting_does_no_harm() -> None:
    html = "<div>" * 20_000 + "deep" + "</div>" * 20_000
    assert text_of(html) == "deep"


def test_a_page_without_end_is_read_up_to_a_bound() -> None:
    assert len(parse("<p>" + "a" * (MAX_CHARACTERS + 100))[-1].raw) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    "tag", ['<a href="https://a.example/"">', '<a b"c href="https://a.example/">']
)
def test_a_quotation_mark_too_many_costs_no_words(tag: str) -> None:
    page = f'<p>one {tag}two</a> three <b class="c">four</b></p>'
    expected = '<p>one <a href="https://a.example/">two</a> three <strong>four</strong></p>'
    assert clean(page) == expected


def test_what_stands_inside_a_frame_hides_nothing_behind_it() -> None:
    frame = '<iframe src="https://a.example/f"><!-- <p " </iframe>'
    page = f"<p>one</p>{frame}<p>two</p><!-- x --><p>three"
    assert text_of(page).endswith("two\n\nthree")
    assert "no-end" not in clean("<iframe>no-end " + "<!--" * 200_000 + "</iframe><p>story</p>")
