"""The index itself, and the two that read it: Python and the browser mean the same."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page
from tests.publish.search.conftest import ROWS, made_rows, write_site

from backfile.publish.search.asking import Order, answer_to, stand_together
from backfile.publish.search.cutting import pair_sum
from backfile.publish.search.index import build
from backfile.publish.search.packing import deflate, inflate, numbers_in, varints
from backfile.publish.search.reading import Index
from backfile.publish.search.row import Row
from backfile.query.language import parse
from backfile.query.terms import words

QUERIES = [
    "harbour",
    "walking",
    "walked boats",
    "fee -council",
    '"harbour fee"',
    '"harbour fee boat"',
    '-"harbour fee" market',
    "state-owned",
    "Straße",
    "naive",
    "النهر",
    "المعارضة OR market",
    "للاجئين",
    "12",
    "東京",
    "東京の新聞",
    "headline:river",
    'headline:"river rain"',
    "by:aziz",
    'by:"JOSE angel" boat',
    "-by:aziz section:water",
    "tag:arger",
    "type:opinion lang:fr",
    "lang:fr-FR -type:opinion",
    "year:2012",
    "year:2012 sure:yes",
    "date:2012-03-05..2013-02",
    "after:2015-06 walk",
    "before:2010-02 sure:yes",
    "dredgers",
    "quayside",
    "l'été",
    "don't",
    "harbour fee boat council river rain",
    "",
    "-the",
    "constructor",
    "🌊 ﷺ ǅ İ ﬁn ñ́",
]
TOLD = """async ([asked, order]) => {
  const answer = await backfile.answerTo(backfile.parse(asked));
  const found = [];
  for await (const story of backfile.ordered(answer, order)) {
    if (found.length >= 25 && !answer.toCheck.length) break;
    found.push(story);
  }
  const counts = await backfile.counts(answer.scores);
  const people = (await backfile.people(answer.scores)).slice(0, 9);
  return [answer.found, found.slice(0, 25), counts, people];
}"""


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_and_the_server_give_the_same_answers(
    page: Page, serve_ranges: Callable[[Path], str], made_site: Path
) -> None:
    index = Index(made_site / "search")
    page.goto(f"{serve_ranges(made_site)}search.html?q=harbour")
    page.wait_for_selector("#results a")
    orders: tuple[Order, ...] = ("best", "new", "old")
    for number, asked in enumerate(QUERIES):
        order = orders[number % 3]
        answer = answer_to(index, parse(asked))
        stories = list(answer.stories(order))[:25]
        told = page.evaluate(TOLD, [asked, order])
        assert told[:2] == [answer.total, stories], asked
        assert told[2] == answer.counts(), asked
        assert told[3] == [[name, count] for name, count in answer.people(9).items()], asked


@pytest.mark.browser
@pytest.mark.slow
def test_words_are_cut_in_the_browser_as_they_are_in_the_index(
    page: Page, serve_ranges: Callable[[Path], str], site: Path
) -> None:
    page.goto(f"{serve_ranges(site)}search.html")
    text = (
        "The editors’ walks, naïve cafés, O'Neill's “quotes” and 12 co-operatives 3.5% a_b "
        "والمعارضة للاجئين؛ مدينة أُخرى ١٢ ۳ Straßen ΟΔΥΣΣΕΥΣ ﬁne 東京の新聞 ไทย 한국어 "
        "Ǆ İstanbul ﷺ e\u0301te\u0301 soft\u00adhyphen x\u200by 𝔘nicode 👩‍🚀 don''t 'tis r'n'roll"
    )
    for part in text.split(" "):
        told = page.evaluate("text => backfile.parse(text).clauses.flatMap(c => c.words)", part)
        assert told == [word for clause in parse(part).clauses for word in clause.words]
    dates = (
        "2017-03..2017-06 2016-02-30 2017-03-17 2014-2016 2017-03–2017-06 2017-18 .. 2017.. 1999 "
        "2016-2017-05 2016–2017-05 12016-20175"
    )
    assert page.evaluate("text => backfile.parse(text).dated", dates) == [*parse(dates).dated]


def test_the_same_stories_give_the_same_bytes() -> None:
    rows = made_rows(200)
    assert list(build(rows)) == list(build(rows))


def test_an_empty_archive_has_an_index_too(tmp_path: Path) -> None:
    index = Index(write_site(tmp_path, [], pieces=True) / "search")
    assert answer_to(index, parse("boats")).total == 0
    assert answer_to(index, parse("")).page("new", 0, 10) == []


def test_what_stands_in_the_headline_comes_first(tmp_path: Path) -> None:
    index = Index(write_site(tmp_path, ROWS, pieces=False) / "search")
    found = answer_to(index, parse("fees")).page("best", 0, 10)
    assert [index.shown(story).address for story in found] == ["s/1/", "s/3/"]


def test_an_index_is_a_few_files(tmp_path: Path) -> None:
    write_site(tmp_path, ROWS, pieces=False)
    files = [file.name for file in (tmp_path / "search").iterdir() if file.suffix != ".js"]
    assert len(files) < 20
    assert json.loads((tmp_path / "search/manifest.json").read_bytes())["stories"] == len(ROWS)


def test_many_spills_give_the_same_answers_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = made_rows(300)
    whole = Index(write_site(tmp_path / "whole", rows, pieces=False) / "search")
    monkeypatch.setattr("backfile.publish.search.cutting.SPILL_TOKENS", 2000)
    monkeypatch.setattr("backfile.publish.search.spills.MERGED_AT_ONCE", 5000)
    monkeypatch.setattr("backfile.publish.search.cutting._MOST_RUNS", 100)
    spilt = Index(write_site(tmp_path / "spilt", rows, pieces=False) / "search")
    for asked in QUERIES:
        one, other = (answer_to(index, parse(asked)) for index in (whole, spilt))
        assert one.scores.tolist() == other.scores.tolist(), asked


def test_half_a_character_is_no_reason_to_fail(tmp_path: Path) -> None:
    torn = Row(address="s/9/", headline="Torn \ud83d", text="a\udc00b", contributors=("\ud800",))
    index = Index(write_site(tmp_path, [torn], pieces=True) / "search")
    found = answer_to(index, parse("torn")).page("best", 0, 10)
    assert [index.shown(story).headline for story in found] == ["Torn \ufffd"]


def test_a_query_that_nothing_can_answer_costs_little(made_site: Path) -> None:
    index = Index(made_site / "search")
    assert answer_to(index, parse(" ".join(f"x{n}y" for n in range(30)))).total == 0


@pytest.mark.parametrize("values", [[], [0], [127, 128], [1 << 40, 0, 5, (1 << 64) - 1]])
def test_numbers_of_any_length_come_back(values: list[int]) -> None:
    data, ends = varints(np.array(values, np.uint64))
    assert numbers_in(data).tolist() == values
    assert (ends[-1] if values else 0) == len(data)
    assert inflate(deflate(data)) == data


def test_the_order_of_a_pair_matters() -> None:
    assert pair_sum("white", "house") != pair_sum("house", "white")


def test_words_stand_together_just_where_the_text_cut_into_words_has_them_so() -> None:
    chance = random.Random(4)  # noqa: S311 - a fixed stream
    letters = "ab' ’.-_,sé\u00a0東京"
    for _ in range(20_000):
        text = "".join(chance.choices(letters, k=12))
        asked = "".join(chance.choices(letters, k=4))
        phrase = tuple(words(asked))
        if len(phrase) > 1:
            expected = f" {' '.join(phrase)} " in f" {' '.join(words(text))} "
            assert stand_together(text, phrase) == expected, (text, phrase)


def test_marks_that_are_no_letters_keep_no_words_apart() -> None:
    letters = "abs' -é\u0301\u00ad\u200b\u00a0’™´№•"
    chance = random.Random(5)  # noqa: S311 - a fixed stream
    for _ in range(10_000):
        text = "".join(chance.choices(letters, k=12))
        phrase = tuple(words("".join(chance.choices(letters, k=4))))
        if len(phrase) > 1:
            expected = f" {' '.join(phrase)} " in f" {' '.join(words(text))} "
            assert stand_together(text, phrase) == expected, (text, phrase)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Her re\u0301sume\u0301 letter came.", '"resume letter came"'),
        ("The Par\u00adlia\u00adment House opens.", '"parliament house opens"'),
        ("The Parlia\u200bment House opens.", '"parliament house opens"'),
    ],
)
def test_a_phrase_is_found_whatever_marks_its_words_are_written_with(
    text: str, asked: str, tmp_path: Path
) -> None:
    row = Row(address="s/1/", headline="A", text=text)
    index = Index(write_site(tmp_path, [row], pieces=True) / "search")
    found = answer_to(index, parse(asked))
    assert (found.total, found.page("best", 0, 10)) == (1, [0])
