"""Initials in place of a name, in every form that people and publishing systems write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.archive.renaming import Renamer, initials_of
from backfile.model.evidence import Evidence
from backfile.model.remedy import Renaming
from backfile.model.story import Contributor, Image
from backfile.text import fold

NAMES = ("Mona Haddad", "Haddad", "منى الحداد", "Иван Петров", "José Núñez", "Ann O’Neill")


def renamer(*names: str) -> Renamer:
    return Renamer([Renaming(name, initials_of(name)) for name in names or NAMES])


def spaced(text: str) -> str:
    """Return a text whose initials are parted as these lines are typed."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Mona Haddad’s book", "M. H.’s book"),
        ("MONA  HADDAD spoke", "M. H. spoke"),
        ("By Haddad, Mona", "By M. H."),
        ("@monahaddad wrote", "@M. H. wrote"),
        ("the Haddads came", "the H.s came"),
        ("Haddadi and Shaddad came", "Haddadi and Shaddad came"),
        ("Mona came. Haddad left", "Mona came. H. left"),
        ("JOSÉ NUÑEZ", "J. N."),
        ("Jose\u0301 Nu\u0301n\u0303ez", "J. N."),
        ("Ann O'Neill and Ann O’Neill", "A. O. N. and A. O. N."),
        ("قالت منى الحدّاد إن", "قالت م. ا. إن"),
        ("ولمنى حداد رأي", "ولم. ا. رأي"),
        ("Ивану Петрову и Ивана Петрова", "И. П. и И. П."),
        ("Петровна", "Петровна"),
        ("nobody", "nobody"),
        ("So said Mona Haddad. The boats", "So said M. H. The boats"),
        ("So said Mona Haddad... The boats", "So said M. H.... The boats"),
        ("MonaHaddad2 wrote", "M. H.2 wrote"),
        ("_mona_haddad_", "_M. H._"),
        ("#FreeMonaHaddad #MonaHaddadTrial", "#FreeM. H. #M. H.Trial"),
        ("HADDAD, MONA and haddad  mona", "M. H. and M. H."),
        ("Mo\u00adna Had\u200bdad", "M. H."),
        ("Mona el-Haddad and Mona Al Haddad", "M. H. and M. H."),
        ("وَمُنَى الحَدّاد ولمنى حداد وبمـنى الحداد", "وَم. ا. ولم. ا. وبم. ا."),
        ("Ivan Petrov, Iwan Petrow, Ivana Petrova", "И. П., И. П., И. П."),
    ],
)
def test_a_name_is_replaced_as_people_write_it(said: str, told: str) -> None:
    assert spaced(renamer().text(said)) == told


def test_the_words_of_two_paragraphs_are_no_name() -> None:
    assert renamer("Mona Haddad").text("Thus Mona\n\nHaddad left.") == "Thus Mona\n\nHaddad left."
    html = "<p>Thus Mona</p><p>Haddad left.</p>"
    assert renamer("Mona Haddad").html(html) == html


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://x.example/2016/mona-haddad-speaks/", "https://x.example/2016/m-h-speaks/"),
        ("https://x.example/up/MonaHaddad1-300x200.jpg?v=1", "https://x.example/up/m-h1-300x200.jpg?v=1"),
        ("mona_haddad", "m-h"),
        ("https://x.example/%D9%85%D9%86%D9%89-%D8%AD%D8%AF%D8%A7%D8%AF/", "https://x.example/%D9%85-%D8%A7/"),
        ("https://x.example/shaddad/caf%C3%A9", "https://x.example/shaddad/caf%C3%A9"),
        ("/up/Mona Haddad 2.jpg", "/up/m-h 2.jpg"),
        ("https://s.example/?u=https%3A%2F%2Fx.example%2Fmona%2520haddad%2F", "https://s.example/?u=https%3A%2F%2Fx.example%2Fm-h%2F"),
        ("/%E3%E4%EC-%C7%E1%CD%CF%C7%CF/", "/%D9%85-%D8%A7/"),
        ("/2019/ivan-petrov-otstavka/", "/2019/%D0%B8-%D0%BF-otstavka/"),
        ("12 Quay Street, Mona Haddad Hall", "12 Quay Street, M. H. Hall"),
    ],
)  # fmt: skip
def test_a_name_is_replaced_in_addresses_and_names_of_pictures(address: str, told: str) -> None:
    assert spaced(renamer().address(address)) == told


NAMED = "%D9%85%D9%86%D9%89-%D8%AD%D8%AF%D8%A7%D8%AF"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"https://x.example/2012/{NAMED}?src=caf%E9", "https://x.example/2012/%D9%85-%D8%AD?src=caf%E9"),
        (f"/%E9t%E9/{NAMED}/", "/%E9t%E9/%D9%85-%D8%AD/"),
        (f"/{NAMED.replace('-', '%20')}%20%D8", "/%D9%85-%D8%AD%20%D8"),
        (f"/go?u=%2F{NAMED.replace('%', '%25')}&q=%E9", "/go?u=%2F%D9%85-%D8%AD&q=%E9"),
        ("/%D9%88/%E3%E4%EC-%CD%CF%C7%CF/", "/%D9%88/%D9%85-%D8%AD/"),
    ],
)  # fmt: skip
def test_a_name_goes_from_an_address_that_is_written_in_two_charsets(
    address: str, told: str
) -> None:
    assert renamer("منى حداد").address(address) == told


def test_tags_and_attributes_hide_no_name() -> None:
    html = (
        '<p>Said <b>Mona</b> <a href="https://x.example/mona-haddad" title="Mona Haddad &amp; co">'
        'Had</a>dad &amp; co.<img alt="Mona Haddad" src="https://x.example/haddad.jpg"></p>'
    )
    told = spaced(renamer().html(html))
    assert "addad" not in told
    assert 'title="M. H. &amp; co"' in told
    assert "M. H." in told
    assert "&amp; co." in told


def test_several_addresses_in_one_attribute_lose_the_name_and_nothing_else() -> None:
    html = (
        '<img srcset="/up/Mona Haddad-300.jpg 300w, /up/caf%C3%A9-MonaHaddad1.jpg 2x"'
        ' data-large="/up/haddad-mona.jpg">'
    )
    told = spaced(renamer("Mona Haddad").html(html))
    assert told == (
        '<img srcset="/up/m-h-300.jpg 300w, /up/caf%C3%A9-m-h1.jpg 2x" data-large="/up/m-h.jpg">'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>H&eacute;l&egrave;ne N&uacute;ñez</p>",
        "<p><b>H&#233;l&#xe8;ne</b> Nu&#769;&ntilde;ez</p>",
        "<p>Hélène<br>Núñez</p>",
        "<p>H&shy;élène&nbsp;<i>N</i>úñ&zwj;ez</p>",
        "<p>HELENE&#8203; NUNEZ</p>",
    ],
)
def test_entities_and_what_is_not_seen_hide_no_name(html: str) -> None:
    told = spaced(renamer("Hélène Núñez").html(html))
    assert "H. N." in told
    assert "ez" not in told


@pytest.mark.parametrize(
    ("name", "said", "rest"),
    [
        ("Mona Haddad", "wrote as @mhaddad", "@mhaddad"),
        ("Mona Haddad", "the Haddads fled", "Haddads"),
        ("Mona Haddad", "Mona K. Haddad", "Haddad"),
        ("Mona Haddad", "to haddadm2@mail.example", "haddadm2"),
        ("Ali Lee", "as alee on the list", "alee"),
        ("Ali Lee", "Ali left", "Ali"),
        ("Anna Kowalska", "córki Kowalskiej", "Kowalskiej"),
        ("Иван Петров", "братья Петровы", "Петровы"),
        ("Иван Петров", "@petrov_iv", "@petrov_iv"),
        ("منى حداد", "آل حداد", "حداد"),
        ("منى حداد", "وقالت لمنى أمها", "لمنى"),
        ("منى حداد", "see mona-el-haddad.jpg", "mona-el-haddad"),
        ("王小明", "小明说", "小明说"),
    ],
)
def test_what_may_tell_the_name_all_the_same_is_listed(name: str, said: str, rest: str) -> None:
    one = renamer(name)
    assert one.text(said) == said
    assert rest in [found.said for found in one.left()]


@pytest.mark.parametrize("said", ["Petrovskiy", "Petrovsky", "Petrovskij", "Petrowskaja"])
def test_a_cyrillic_name_is_known_in_every_way_to_write_it_in_latin_letters(said: str) -> None:
    one = renamer("Андрей Петровский")
    told = initials_of("Андрей Петровский")
    assert one.text(f"Andrei {said}, Andrej {said}, {said} Andrey") == f"{told}, {told}, {told}"
    one.text(f"The {said} family")
    assert [found.said for found in one.left()] == [said]


def test_small_words_are_no_rests() -> None:
    one = renamer("May de la Cruz")
    one.text("It may be de la mode; May left.")
    assert [found.said for found in one.left()] == ["May"]


@pytest.mark.parametrize(
    ("name", "html", "told"),
    [
        ("منى حداد", "<a>منى حداد</a><a>علي</a>", "<a>م. ح.</a><a>علي</a>"),
        ("Ann Lee", "<td><b>ann lee</b><i>ann lee</i></td>", "<td><b>A. L.</b><i>A. L.</i></td>"),
        ("Ann Lee", "<b>A</b>nn L<i>ee</i>x", "<b>A</b>nn L<i>ee</i>x"),
        ("Ann Lee", "<b>A</b>nn<i></i><u></u><em> L</em>ee", "<b>A. L.</b><i></i><u></u><em></em>"),
    ],
)  # fmt: skip
def test_names_side_by_side_in_tags_are_names_of_their_own(name: str, html: str, told: str) -> None:
    assert spaced(renamer(name).html(html)) == told


def test_html_without_the_name_stays_byte_for_byte() -> None:
    html = '<p>A &lt; B &nbsp; <img src="x.jpg" alt=\'one "two"\'> “q”</p>'
    assert renamer().html(html) == html


def test_nouns_are_gone_through_however_deep() -> None:
    claim: Evidence[object] = Evidence(
        "contributors", (Contributor("Mona Haddad"),), "label:by Mona Haddad", 0.9, "says Haddad"
    )
    image = Image(
        "https://x.example/mona-haddad.jpg", "Mona Haddad at home", "Haddad", "Mona Haddad"
    )
    told = renamer().value((claim, image))
    assert "addad" not in repr(told)
    assert told[1].address == "https://x.example/m-h.jpg"


def test_what_was_replaced_and_what_may_be_a_rest_is_reported() -> None:
    one = renamer("Mona Haddad")
    one.value(Image("", "Mona Haddad with Karim Haddad"))
    assert [(r.field, r.said, r.number) for r in one.report()] == [("caption", "Mona Haddad", 1)]
    assert [(r.field, r.said) for r in one.left()] == [("caption", "Haddad")]


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(NAMES))
def test_no_whole_name_is_left_whatever_stands_around_it(
    before: str, after: str, name: str
) -> None:
    told = renamer().text(f"{before} {name} {after}")
    assert f" {fold(name)} " not in f" {fold(told)} "


@given(st.text(max_size=200))
def test_a_second_time_changes_nothing_more(text: str) -> None:
    one = renamer("Mona Haddad", "منى حداد")
    assert one.text(one.text(text)) == one.text(text)


@pytest.mark.slow
def test_long_texts_of_half_names_take_no_longer_than_reading_them() -> None:
    for unit in ("mona ", "mona-", "mona haddad ", "<b>mona</b>", '<a title="', "&#"):
        renamer().html(unit * 20_000)
        renamer().address(unit * 2_000)


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("王小明", "记者王小明报道。", "记者王.报道。"),
        ("山田太郎", "昨日、山田太郎氏が話した", "昨日、山.氏が話した"),
        ("김민수", "기자 김민수는 말했다", "기자 김.는 말했다"),
        ("นภา วรรณา", "นางนภาวรรณากล่าว", "นางน. ว.กล่าว"),
        ("王", "国王说", "国王说"),
    ],
)
def test_a_name_is_found_where_no_space_parts_it_from_what_is_said(
    name: str, said: str, told: str
) -> None:
    assert spaced(renamer(name).text(said)) == told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/2016/jorg-muller-resigns/", "/2016/j-m-resigns/"),
        ("/2016/joerg-mueller-resigns/", "/2016/j-m-resigns/"),
        ("/2016/J%C3%B6rg-M%C3%BCller/", "/2016/j-m/"),
    ],
)
def test_an_address_that_spells_a_letter_in_two_does_not_tell_the_name(
    address: str, told: str
) -> None:
    assert renamer("Jörg Müller").address(address) == told
    assert renamer("Jo\u0308rg Mu\u0308ller").address(address) == told


def test_a_mark_above_a_letter_gives_no_initial() -> None:
    assert spaced(initials_of("Jo\u0308rg Mu\u0308ller")) == "J. M."
    assert spaced(initials_of("محمّد الحدّاد")) == "م. ا."


def test_no_line_breaks_between_initials() -> None:
    assert initials_of("Mona Haddad") == "M.\u00a0H."
