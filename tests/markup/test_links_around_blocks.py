"""Links that hold whole blocks: cards, headings, files."""

import pytest

from backfile.markup.clean import clean

AT = "https://quay.example/x"


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (f'<a href="{AT}"><div>A</div><div>B</div></a>', f'<p><a href="{AT}">A</a></p><p>B</p>'),
        (f'<a href="{AT}"><h3>A</h3></a><p>B</p>', f'<h3><a href="{AT}">A</a></h3><p>B</p>'),
        (f'<p>A <a href="{AT}">b</a> c</p>', f'<p>A <a href="{AT}">b</a> c</p>'),
        ('<a href="javascript:x"><div>A</div></a>', "<p>A</p>"),
        (f'<a href="{AT}"><div></div></a><p>B</p>', "<p>B</p>"),
    ],
)
def test_a_link_around_blocks_is_carried_by_its_first_words(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


def test_the_knobs_of_a_player_are_no_words() -> None:
    player = (
        '<div class="kg-card kg-audio-card"><audio src="https://quay.example/a.mp3"></audio>'
        '<div class="kg-audio-title">The song</div><div class="kg-audio-player">'
        "<span>0:00</span><div>/1:02</div><button>1×</button></div></div>"
    )
    said = clean(player)
    assert "The song" in said
    assert "0:00" not in said
    assert 'href="https://quay.example/a.mp3"' in said
