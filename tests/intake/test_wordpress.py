"""The text of WordPress stories: paragraphs, blocks, shortcodes, players."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.intake.wordpress import Library, credit_in_metadata, footnotes_html, shown
from backfile.intake.wordpress_shortcodes import Picture, Pictures

PICTURES = {7: Picture("https://quay.example/7.jpg", "The pier", "pier", "Cy Doe")}
BLOCKS = {9: "<!-- wp:paragraph --><p>Written once.</p><!-- /wp:paragraph -->"}
LIBRARY = Library(Pictures(PICTURES.get, PICTURES.values), BLOCKS.get)


def html(content: str) -> str:
    return " ".join(shown(content, LIBRARY).html.split())


def test_blank_lines_part_paragraphs_and_line_breaks_stay() -> None:
    assert html("One\n\nTwo\nand more") == "<p>One</p> <p>Two<br> and more</p>"


def test_blocks_in_classic_text_stand_between_paragraphs() -> None:
    content = "One\n<h2>Head</h2>\nTwo\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nThree"
    assert html(content) == (
        "<p>One</p> <h2>Head</h2><p>Two</p> <ul> <li>a</li> <li>b</li> </ul><p>Three</p>"
    )


def test_a_quote_of_several_paragraphs_keeps_them() -> None:
    assert html("<blockquote>One\n\nTwo</blockquote>") == (
        "<blockquote><p>One</p> <p>Two</p> </blockquote>"
    )


def test_code_keeps_its_lines() -> None:
    assert shown("<pre>a\n\nb</pre>", LIBRARY).html == "<pre>a\n\nb</pre>"


@pytest.mark.parametrize(
    "content",
    [
        '[caption id="a" width="9"]<img src="a.jpg" /> The pier[/caption]',
        '[caption width="9" caption="The pier"]<img src="a.jpg" />[/caption]',
        '[wp_caption id="a"]<a href="b"><img src="a.jpg" /></a>\nThe pier[/wp_caption]',
    ],
)
def test_a_caption_stands_under_its_picture(content: str) -> None:
    found = html(content)
    assert found.startswith("<figure>")
    assert found.endswith("<figcaption>The pier</figcaption></figure>")


@pytest.mark.parametrize("content", ['[gallery ids="7, 8"]', "[gallery]", '[gallery columns="2"]'])
def test_a_gallery_shows_what_the_media_library_knows(content: str) -> None:
    assert html(content) == (
        '<figure><img src="https://quay.example/7.jpg" alt="pier">'
        "<figcaption>The pier</figcaption></figure>"
    )


@pytest.mark.parametrize(
    ("content", "address"),
    [
        ("https://www.youtube.com/watch?v=a1", "https://www.youtube.com/watch?v=a1"),
        ("[embed]https://twitter.com/a/status/1[/embed]", "https://twitter.com/a/status/1"),
        ("[youtube=http://youtu.be/a1]", "http://youtu.be/a1"),
        ("[youtube a1b2c3]", "https://www.youtube.com/watch?v=a1b2c3"),
        ('[vimeo id="123"]', "https://vimeo.com/123"),
        ('[audio mp3="https://quay.example/a.mp3"][/audio]', "https://quay.example/a.mp3"),
        (
            (
                '<!-- wp:embed {"url":"https://vimeo.com/1"} --><figure><div>\nhttps://vimeo.com/1\n'
                "</div></figure><!-- /wp:embed -->"
            ),
            "https://vimeo.com/1",
        ),
    ],
)
def test_players_become_links(content: str, address: str) -> None:
    assert html(content) == f'<iframe src="{address}"></iframe>'


def test_an_address_of_any_other_site_on_its_own_line_is_a_link() -> None:
    assert html("https://quay.example/a?b=1&c=2") == (
        '<p><a href="https://quay.example/a?b=1&amp;c=2">https://quay.example/a?b=1&amp;c=2</a></p>'
    )


def test_brackets_of_a_sentence_are_no_shortcodes() -> None:
    content = "He [the minister] said [sic] that [Video] was [1] the [video of it]."
    assert shown(content, LIBRARY).html == f"<p>{content}</p>"
    assert shown(content, LIBRARY).dead == ()


def test_a_dead_shortcode_is_named_and_its_words_stay() -> None:
    found = shown('[vc_row a="1"]One [b]two[/b][/vc_row]\n\n[old_form]\n\nThree', LIBRARY)
    assert " ".join(found.html.split()) == "<p>One two</p> <p>Three</p>"
    assert set(found.dead) == {"b", "old_form", "vc_row"}


def test_a_shortcode_that_is_written_about_stays() -> None:
    assert html("Type [[gallery]] here") == "<p>Type [gallery] here</p>"


def test_what_an_older_cms_left_to_fill_in_is_named() -> None:
    found = shown("One <div source='picture' id='8372' /> two", LIBRARY)
    assert "source=" not in found.html
    assert found.dead


def test_several_pages_are_joined() -> None:
    found = shown("One\n\n<!--nextpage-->\n\nTwo<!--more-->", LIBRARY)
    assert " ".join(found.html.split()) == "<p>One</p> <p>Two</p>"
    assert found.pages == 2


def test_blocks_that_are_made_for_each_visitor_are_left_out() -> None:
    content = (
        "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->"
        "<!-- wp:latest-posts /--><!-- wp:jetpack/subscriptions --><p>Sign up</p>"
        "<!-- /wp:jetpack/subscriptions -->"
    )
    assert html(content) == "<p>One</p>"


def test_classic_text_between_blocks_gets_its_paragraphs() -> None:
    assert html("<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->\n\nTwo\n\nThree") == (
        "<p>One</p><p>Two</p> <p>Three</p>"
    )


def test_a_reusable_block_stands_where_it_was_used() -> None:
    assert html('<!-- wp:block {"ref":9} /-->') == "<p>Written once.</p>"


def test_reusable_blocks_that_hold_each_other_end() -> None:
    ring = dict.fromkeys((1, 2), '<!-- wp:block {"ref":1} /--><!-- wp:block {"ref":2} /-->')
    assert shown(ring[1], Library(Pictures(PICTURES.get), ring.get)).html == ""


def test_footnotes_stand_at_the_end() -> None:
    stored = '[{"id":"a","content":"See <em>tide</em>."},{"content":7}]'
    assert footnotes_html(stored) == "<ol><li>See <em>tide</em>.</li></ol>"
    assert footnotes_html("{") == footnotes_html("7") == footnotes_html("") == ""


def test_the_credit_of_an_agency_is_read_from_the_metadata() -> None:
    assert credit_in_metadata('a:1:{s:6:"credit";s:6:"Cy Doe";}') == "Cy Doe"
    assert credit_in_metadata('a:1:{s:6:"credit";s:0:"";}') == ""


PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[a",
        "[/a]",
        "[caption]",
        "[/caption]",
        "<p>",
        "</p>",
        "<",
        ">",
        "\n\n",
        "<!--",
        "-->",
        "<!-- wp:x -->",
        "<!-- /wp:x -->",
        '<!-- wp:x {"a":1} /-->',
        "text",
        "[[x]]",
        "<li>",
        '="',
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_text_in_any_disorder_is_shown(pieces: list[str]) -> None:
    shown("".join(pieces), LIBRARY)


@pytest.mark.parametrize(
    "piece", ["[a ", "[a]", "<!-- wp:a ", "<p", "[caption]", "<!-- wp:a -->", "\n"]
)
def test_endless_repetition_does_not_take_endless_time(piece: str) -> None:
    shown(piece * 20_000, LIBRARY)
