# ruff: noqa: E501 - material stands as it stands on a page
"""People and their parts in printed lines of credits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.recover.names import (
    MAX_NAMES,
    is_name,
    names_in,
    opening_role,
    read_names,
    signed_handle,
)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Mara Quill", [("Mara Quill", "author")]),
        ("Written by Mara Quill Published on Read time Approx. 4 minutes", [("Mara Quill", "author")]),
        ("by Ledger Staff October 20, 2015", [("Ledger Staff", "author")]),
        ("By Mara Quill and Ana Ferrol, with additional reporting by Jonas Pike",
         [("Mara Quill", "author"), ("Ana Ferrol", "author"), ("Jonas Pike", "reporter")]),
        ("By Mara Quill, Ana Ferrol & Jo Bay — Photos by Ole Strand",
         [("Mara Quill", "author"), ("Ana Ferrol", "author"), ("Jo Bay", "author"), ("Ole Strand", "photographer")]),
        ("Von Grete Anders und Ulf von Hagen", [("Grete Anders", "author"), ("Ulf von Hagen", "author")]),
        ("Par Jean-Luc Auger et Odile Brun", [("Jean-Luc Auger", "author"), ("Odile Brun", "author")]),
        ("Par @Odile Brun dans [ Mer ] le 18 juin 2013", [("Odile Brun", "author")]),
        ("Texto: Ana Ferrol Fotos: Luis Prado", [("Ana Ferrol", "author"), ("Luis Prado", "photographer")]),
        ("Автор: Иван Лодкин, Анна Портова", [("Иван Лодкин", "author"), ("Анна Портова", "author")]),
        ("بقلم سامر حداد", [("سامر حداد", "author")]),
        ("بقلم أحمد علي وسمير حسن", [("أحمد علي", "author"), ("سمير حسن", "author")]),
        ("ترجمة: ليلى حداد", [("ليلى حداد", "translator")]),
        ("文/张三", [("张三", "author")]),
        ("翻译：李四", [("李四", "translator")]),
        ("By Reuters", [("Reuters", "agency")]),
        ("John Smith, Jr.", [("John Smith Jr.", "author")]),
        ("By Peter Read", [("Peter Read", "author")]),
        ("Authors:Mara Quill, Jo Bay", [("Mara Quill", "author"), ("Jo Bay", "author")]),
        ("Contributors: Mara Quill", [("Mara Quill", "author")]),
        ("Mara Quill, Senior Editor / Advice", [("Mara Quill", "author")]),
        ("By Mara Quill, Head of Marketing and Community Development", [("Mara Quill", "author")]),
        ("By Mara Quill, Boats and Harbour Expert & Jo Bay, Harbour Expert",
         [("Mara Quill", "author"), ("Jo Bay", "author")]),
        ("von Grete Anders, Online-Redaktion", [("Grete Anders", "author")]),
        ("dpa, Ostsee-Redaktion", [("dpa", "agency"), ("Ostsee-Redaktion", "author")]),
        ("By Dr. Mara Quill, PhD and Jo Bay, MPH", [("Dr. Mara Quill", "author"), ("Jo Bay", "author")]),
        ("By Mara Quill, Chief Boat Officer, Tidewater", [("Mara Quill", "author")]),
        ("Reviewed by Mara Quill", [("Mara Quill", "reviewer")]),
        ("Styled by Mara Quill", [("Mara Quill", "contributor")]),
        ("By Staff Writer", [("Staff Writer", "author")]),
        ("2015-11-05 来源:转载 作者:张三丰", [("张三丰", "author")]),
        ("执笔人：张三 李四 王小明", [("张三", "author"), ("李四", "author"), ("王小明", "author")]),
        ("新港报记者 张三 山东某县报道", [("张三", "author")]),
        ("著者：後藤一郎", [("後藤一郎", "author")]),
    ],
)  # fmt: skip
def test_a_line_of_credits_names_people_with_their_parts(
    line: str, people: list[tuple[str, str]]
) -> None:
    assert [(person.name, person.role) for person in read_names(line)] == people


@pytest.mark.parametrize(
    "text",
    [
        "Donnerstag",
        "jeudi",
        "Watch Live",
        "Table of Contents",
        "来源： 半月谈",
        "",
        "12 March 2015",
        "Read more",
        "Comments (3)",
        "a@b.example",
        "and so it went on",
    ],
)
def test_what_is_no_name_names_nobody(text: str) -> None:
    assert not is_name(text)


def test_a_word_before_a_name_is_not_part_of_it() -> None:
    assert opening_role("Übersetzt von Grete Anders") == ("translator", "Grete Anders")
    assert opening_role("Grete Anders") is None


def test_names_end_where_a_date_begins() -> None:
    assert names_in("Mara Quill, 3 May 2015") == ["Mara Quill"]


@given(st.text(max_size=600))
def test_any_line_is_read_without_harm(line: str) -> None:
    assert len(read_names(line)) <= MAX_NAMES


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By", []),
        ("Kommentar von", []),
        ("Von Felix Quell und Jörg Deich, dpa", ["Felix Quell", "Jörg Deich", "dpa"]),
        ("By Ada Lund, Senior Contributing Writer", ["Ada Lund"]),
        ("Written by Ada Lund, CPA", ["Ada Lund"]),
        ("By John Mole The Associated Press", ["John Mole", "The Associated Press"]),
        ("by University of Tidewater", ["University of Tidewater"]),
        ("Text size", []),
        ("본사 구현우 기자 who@tidewater.example", ["구현우"]),
        ("本报记者 王海 方云生 摄影：李楠", ["王海", "方云生", "李楠"]),
    ],
)
def test_posts_degrees_and_lone_words_are_no_names(line: str, names: list[str]) -> None:
    assert [person.name for person in read_names(line)] == names


@pytest.mark.parametrize(
    ("line", "account"),
    [
        ("Veröffentlicht am 12. Juni 2017 von kaimauer77", "kaimauer77"),
        ("Posted on 2 May 2015 by nquill | 3 comments", "nquill"),
        ("Dr. Sabine von Hagen", ""),
        ("Stand by me", ""),
        ("Sold by the pound", ""),
    ],
)
def test_an_account_signs_a_line_that_says_by(line: str, account: str) -> None:
    assert signed_handle(line) == account
