"""What goes into the archive: words as they were meant, and nothing that was not allowed."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.participate.conftest import Sent, picture_with_a_place

from backfile.errors import BadValue
from backfile.intake.markdown import html_of_markdown
from backfile.intake.markdown_codes import turn_codes
from backfile.intake.markdown_front import split_front
from backfile.model.submission import Agreement, Attachment, Form, Submission
from backfile.participate.accepting import TOLD, Wish, agreed_text, deposit_of
from backfile.participate.box import Entry
from backfile.participate.moderation import State
from backfile.participate.opened import Opened

DAY = "2016-03-18"
AGREED = (Agreement.PUBLICATION, Agreement.NAME)
ENTRY = Entry("ab" * 16, "2016-03-17", State.READ, 4096, 1, "2016-03-17")


def opened(*parts: Submission) -> Opened:
    return Opened(ENTRY, parts)


def text_of_deposit(one: Opened, wish: Wish) -> str:
    return deposit_of(one, wish, "The Harbour", DAY).text


def test_a_deposit_names_the_desk_and_the_day_and_not_the_sender() -> None:
    one = opened(Sent(agreed=(Agreement.PUBLICATION,)).submission())
    folder = deposit_of(one, Wish(), "The Harbour", DAY)
    front = split_front(folder.text).front
    assert (front["desk"], front["accepted"], front["title"]) == (
        "The Harbour",
        DAY,
        "Sand in the quay",
    )
    assert "Ida" not in folder.text
    assert ENTRY.id[:6] not in folder.text + folder.name
    assert ENTRY.day not in folder.text  # nor the day on which it came
    assert deposit_of(one, Wish(), "The Harbour", DAY) == folder


def test_the_name_is_printed_where_it_may_be() -> None:
    one = opened(Sent(agreed=AGREED).submission())
    assert split_front(text_of_deposit(one, Wish())).front["byline"] == "Ida Holm"
    written = text_of_deposit(one, Wish(byline="A reader"))
    assert split_front(written).front["byline"] == "A reader"


def test_an_address_for_letters_is_no_name() -> None:
    one = opened(Sent(agreed=AGREED, said={"name": "ida@harbour.example"}).submission())
    assert "ida@" not in text_of_deposit(one, Wish())


def test_without_leave_the_editor_writes_the_text() -> None:
    one = opened(Sent().submission())
    with pytest.raises(BadValue, match="did not agree"):
        text_of_deposit(one, Wish(headline="The quay"))
    text = text_of_deposit(one, Wish(headline="The quay", text="We looked *ourselves*."))
    assert "We looked *ourselves*." in text
    for word in ("Ida", "Sand in", "lorries", "reader"):
        assert word not in text
    assert agreed_text(one) == ""


def test_pictures_go_along_drawn_anew_and_named_by_us() -> None:
    photo = Attachment("Ida at home.jpg", "image/jpeg", picture_with_a_place())
    page = Attachment("page.html", "image/jpeg", b"<script>")
    one = opened(Sent(agreed=AGREED, files=(page, photo)).submission())
    folder = deposit_of(one, Wish(pictures=(2,)), "The Harbour", DAY)
    [text, *pictures] = folder.files
    assert re.fullmatch(r"text-\w+\.md", text)
    assert pictures == ["picture-1.jpg"]
    assert b"Secretcam" not in folder.files["picture-1.jpg"]
    assert split_front(folder.text).front["image"] == "picture-1.jpg"
    for number in (1, 3, 0, -1):
        with pytest.raises(BadValue, match="no picture"):
            deposit_of(one, Wish(pictures=(number,)), "The Harbour", DAY)


def test_two_letters_of_one_day_have_two_names() -> None:
    one = opened(Sent(agreed=AGREED).submission())
    names = {
        name
        for headline in ("To our readers", "Once more")
        for name in deposit_of(one, Wish(headline=headline), "The Harbour", DAY).files
    }
    assert len(names) == 2


def test_pictures_need_leave_too() -> None:
    photo = Attachment("a.jpg", "image/jpeg", picture_with_a_place())
    one = opened(Sent(files=(photo,)).submission())
    with pytest.raises(BadValue, match="pictures"):
        text_of_deposit(one, Wish(headline="A", text="Words", pictures=(1,)))


HOSTILE = (
    "# no heading",
    "* no list\n- nor this\n1. nor that",
    "<script>alert(1)</script> & <b>bold</b>",
    "![pixel](https://evil.example/track.png) [link](https://evil.example/)",
    "---\ntitle: another\n---",
    "{{< figure src=x >}} {% include x %} {{ site.url }}",
    "    code by four spaces",
    "note[^1]\n\n[^1]: hidden",
    "a  \nb\\\nc",
    "https://evil.example/ &copy; | table | cells |\n|---|---|",
    "~~struck~~ `code` _under_ **bold** $x$",
    "===\n---\n***",
    "> quoted",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_senders_signs_stand_as_they_were_typed(text: str) -> None:
    one = opened(Sent(text=text, agreed=AGREED).submission())
    parted = split_front(text_of_deposit(one, Wish()))
    assert parted.is_sound
    assert parted.front["title"] == "Sand in the quay"
    turned, dead = turn_codes(parted.text)
    assert dead == []
    html = html_of_markdown(turned)
    assert not re.search(r"<(?!/?(?:p|em|br)\b)", html)
    shown = " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())
    assert shown.startswith(" ".join(text.split()))


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_no_text_orders_anything(text: str) -> None:
    one = opened(Sent(text=text, agreed=AGREED).submission())
    if not agreed_text(one):
        return
    parted = split_front(text_of_deposit(one, Wish()))
    assert parted.is_sound
    html = html_of_markdown(turn_codes(parted.text)[0])
    assert not re.search(r"<(?!/?(?:p|em|br)\b)", html)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=80))
def test_no_headline_breaks_the_head(headline: str) -> None:
    one = opened(Sent(agreed=AGREED, said={"headline": headline}).submission())
    try:
        text = text_of_deposit(one, Wish(lines=(("place", headline),)))
    except BadValue:
        return  # nothing of it can be printed
    parted = split_front(text)
    assert parted.is_sound
    assert parted.front["desk"] == "The Harbour"


def test_a_text_with_a_head_of_its_own_is_refused() -> None:
    one = opened(Sent().submission())
    with pytest.raises(BadValue, match="head of its own"):
        text_of_deposit(one, Wish(headline="A", text="---\ntitle: B\n---\nWords"))


def test_what_has_no_headline_or_no_text_says_so() -> None:
    one = opened(Submission(form=Form.FEEDBACK, said={"name": "Bo"}, agreed=AGREED))
    with pytest.raises(BadValue, match="no text"):
        text_of_deposit(one, Wish(headline="A"))
    with pytest.raises(BadValue, match="no headline"):
        text_of_deposit(one, Wish(text="Words"))
    with pytest.raises(BadValue, match="can be read"):
        text_of_deposit(opened(), Wish())


@pytest.mark.parametrize("language", sorted(TOLD))
def test_where_it_came_from_is_told_in_its_language(language: str) -> None:
    one = opened(Sent(agreed=AGREED).submission())
    text = text_of_deposit(one, Wish(language=f"{language}-XX"))
    words = TOLD[language].format(title="The Harbour").replace("-", "\\-")
    assert words in text
    # A list shows it after a short letter: the day stands in the head alone.
    assert DAY not in text.partition("\n---\n")[2]


def test_a_readers_own_words_are_a_letter_unless_an_editor_says_otherwise() -> None:
    one = opened(Sent(agreed=AGREED).submission())

    def type_of(wish: Wish) -> object:
        return split_front(text_of_deposit(one, wish)).front.get("type")

    assert type_of(Wish()) == "letter"
    assert type_of(Wish(type="opinion")) == "opinion"
    assert type_of(Wish(text="We looked ourselves.")) is None
