"""A mended index answers as one that was built anew, and holds no word of what was withdrawn."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page
from tests.publish.search.conftest import PAGE, made_rows, write_site
from tests.publish.search.test_index import QUERIES, TOLD

from backfile.publish.search import mending
from backfile.publish.search.asking import Order, answer_to
from backfile.publish.search.index import build
from backfile.publish.search.memory import Keeper
from backfile.publish.search.mending import Mending, Wanted, find_mending
from backfile.publish.search.packing import inflate
from backfile.publish.search.reading import Index
from backfile.publish.search.row import Row
from backfile.publish.search.script import scripts
from backfile.publish.search.slips import read_slips
from backfile.publish.search.texts import SLOT_BYTES
from backfile.query.language import parse

COUNT = 1500
UNPRESSED = " ".join(sha256(bytes((number,))).hexdigest() for number in range(60))
ORDERS: tuple[Order, ...] = ("best", "new", "old")
Change = Callable[[list[Row]], list[Row]]


def marked(rows: Iterable[Row]) -> list[Row]:
    """Stories with the digest by which a change is seen."""
    return [
        replace(row, digest=sha256(repr(replace(row, digest="")).encode()).hexdigest()[:16])
        for row in rows
    ]


class Kept:
    """An index on disk with what is kept to mend it."""

    def __init__(self, folder: Path, rows: list[Row], *, pieces: bool = False) -> None:
        self.site, self.pieces = folder / "site", pieces
        self.keeper = Keeper(folder / "state")
        self._write(build(marked(rows), pieces=pieces, keeper=self.keeper, key="key"))

    @property
    def folder(self) -> Path:
        return self.site / "search"

    def _write(self, files: Iterable[tuple[str, bytes | None]]) -> list[str]:
        written = []
        for path, data in files:
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                assert target.is_file(), path
                continue
            fresh = target.with_name(f"{target.name}.part")
            fresh.write_bytes(data)
            fresh.replace(target)
            written.append(path)
        return written

    def found(self, rows: list[Row], key: str = "key") -> Mending | None:
        by_address = {row.address: row for row in marked(rows)}

        def read(addresses: Sequence[str]) -> list[Row]:
            return [by_address[address] for address in addresses]

        stories = [(row.address, row.digest) for row in by_address.values()]
        wanted = Wanted(stories=stories, read=read, key=key, pieces=self.pieces)
        return find_mending(self.folder, self.keeper, wanted)

    def mend(self, rows: list[Row]) -> list[str]:
        mended = self.found(rows)
        assert mended is not None
        written = self._write(mended.files())
        mended.remember()
        return written


def text_changed(rows: list[Row]) -> list[Row]:
    said = replace(rows[7], text="Zyxwani walked home. The harbours were shut.", headline="Home")
    return [*rows[:7], said, *rows[8:]]


def day_changed(rows: list[Row]) -> list[Row]:
    return [
        *rows[:50],
        replace(rows[50], first=date(2012, 3, 6), last=date(2012, 3, 6)),
        *rows[51:],
    ]


def withdrawn(rows: list[Row]) -> list[Row]:
    return rows[:3] + rows[4:900] + rows[901:]


def come(rows: list[Row]) -> list[Row]:
    new = Row(
        address="m/new/",
        headline="Lighthouse keeper's last night",
        text="The quixotic keeper rowed. Boats passed the harbour fee boat council. " * 30,
        language="fr",
        section="Light",
        type="essay",
        first=date(2013, 1, 1),
        last=date(2014, 2, 1),
        contributors=("Rana Aziz", "Noor Saleh"),
        tags=("Lamps",),
    )
    undated = Row(address="m/newer/", headline="النهر", text="مياه النهر والمعارضة", language="ar")
    # No slot has room for its head.
    long = Row(address="m/newest/", headline=UNPRESSED, text=f"The keeper again. {UNPRESSED}")
    return [new, *rows, undated, long]


def answers(index: Index, asked: str) -> object:
    """All that a reader is told of a query, by the addresses of stories."""
    answer = answer_to(index, parse(asked))
    page = answer.page("best", 0, 20)
    orders = [
        [index.shown(story).address for story in list(answer.stories(order))[:40]]
        for order in ORDERS
    ]
    rows = [(index.shown(story), index.rest(story)) for story in page]
    return answer.total, answer.is_exact, orders, rows, answer.counts(), answer.people(20)


MORE = [
    "zyxwani",
    "keeper",
    "rowing",
    "keepers",
    "section:light",
    "tag:lamps",
    "by:saleh",
    "type:essay",
]


@pytest.mark.slow
@pytest.mark.parametrize("pieces", [False, True])
def test_a_mended_index_answers_as_one_built_anew(tmp_path: Path, *, pieces: bool) -> None:
    rows = made_rows(COUNT)
    kept = Kept(tmp_path / "kept", rows, pieces=pieces)
    for number, change in enumerate((text_changed, day_changed, withdrawn, come, withdrawn, come)):
        rows = change([row for row in rows if not row.address.startswith("m/new")])
        kept.mend(rows)
        mended = Index(kept.folder)
        whole = tmp_path / f"whole{number}"
        anew = Index(write_site(whole, rows, pieces=pieces) / "search")
        for asked in (*QUERIES, *MORE):
            assert answers(mended, asked) == answers(anew, asked), (change.__name__, asked)


@pytest.mark.slow
def test_nothing_of_a_withdrawn_story_is_left_in_any_file(tmp_path: Path) -> None:
    rows = made_rows(COUNT)
    rows[4] = replace(
        rows[4],
        headline="Zyxwani Ombrelune",
        text="Zyxwani's ombrelunes were stolen, said Zyxwani. " * 40,
        standfirst="Zyxwani",
        caption="Zyxwani",
        byline="Zyxwani",
        contributors=("Zyxwani Ombrelune",),
        tags=("Zyxwani",),
        section="Zyxwani",
    )
    kept = Kept(tmp_path, rows)
    slips = zip(read_slips(kept.keeper.slips), _numbers(kept), strict=True)
    number = next(number for slip, number in slips if slip.section == "Zyxwani")
    assert any(b"zyxwani" in data for data in _all_bytes(kept))
    kept.mend([*rows[:4], *rows[5:]])
    assert not [data for data in _all_bytes(kept) if b"zyxwani" in data or b"ombrelun" in data]
    index = Index(kept.folder)
    assert index.head.gone == [number]
    assert index.slot(number)[0] == bytes(SLOT_BYTES)
    for key in _keys(index):
        told = index.postings(key)
        assert number not in {*told.stories.tolist(), *told.others.tolist()}, key
    assert not index.together("zyxwani", "ombrelune").size


def _numbers(kept: Kept) -> list[int]:
    memory = kept.keeper.read()
    assert memory is not None
    return memory.numbers


def _keys(index: Index) -> list[str]:
    from_blocks = (index._block(number) for number in range(len(index.head.blocks)))
    return [key.decode() for block in from_blocks for key in block.begins]


def _all_bytes(kept: Kept) -> Iterable[bytes]:
    """Each file, and whatever in it can be inflated, in small letters."""
    for file in [*kept.folder.rglob("*"), *kept.keeper.slips.parent.iterdir()]:
        if file.is_file():
            yield file.read_bytes().lower()
    index = Index(kept.folder)
    begins = index.starts
    for begin, end in itertools.pairwise(begins):
        yield inflate(index.read("terms", begin, end)).lower()
    for name in ("head", "names"):
        yield inflate(index.read(name, 0, index.sizes[name])).lower()
    for story in range(index.numbers):
        if story not in index.head.gone:
            yield msgspec.json.encode((index.shown(story).headline, index.rest(story))).lower()


def test_only_a_few_stories_are_mended_and_only_what_is_as_the_last_run_left_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "LEAST_STORIES", 100)
    rows = made_rows(200)
    kept = Kept(tmp_path, rows)
    assert kept.found(withdrawn(rows)) is not None
    assert kept.found(rows[20:]) is None
    assert kept.found(withdrawn(rows), "another key") is None
    assert kept.found(rows[:90]) is None
    (kept.folder / "manifest.json").write_text("{}")
    assert kept.found(withdrawn(rows)) is None


def test_an_index_that_does_not_say_what_it_should_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "LEAST_STORIES", 100)
    rows = made_rows(200)
    kept = Kept(tmp_path, rows)
    slips = kept.keeper.slips.read_bytes()
    kept.keeper.slips.write_bytes(slips.replace(b'"Water"', b'"Later"'))
    first = next(row for row in rows if row.section == "Water")
    assert kept.found([row for row in rows if row is not first]) is None
    kept.keeper.slips.write_bytes(slips[:-50])
    assert kept.found(withdrawn(rows)) is None


def test_packs_that_no_change_touches_are_not_written(tmp_path: Path) -> None:
    rows = made_rows(COUNT)
    kept = Kept(tmp_path, rows)
    more = [*rows[:9], replace(rows[9], tags=(*rows[9].tags, "Fog")), *rows[10:]]
    assert "lists-0.bin" not in kept.mend(more)
    index = Index(kept.folder)
    assert answer_to(index, parse("tag:fog")).total == 1
    assert not index.head.gone
    assert not index.head.late


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_reads_a_mended_index_as_the_server_does(
    page: Page, serve_ranges: Callable[[Path], str], tmp_path: Path
) -> None:
    rows = made_rows(COUNT)
    kept = Kept(tmp_path, rows)
    kept.mend(come(withdrawn(text_changed(rows))))
    for path, content in scripts():
        (kept.folder / path).write_bytes(content)
    (kept.site / "search.html").write_text(PAGE.format(words="{}"), encoding="utf-8")
    index = Index(kept.folder)
    page.goto(f"{serve_ranges(kept.site)}search.html?q=harbour")
    page.wait_for_selector("#results a")
    for number, asked in enumerate((*QUERIES, *MORE)):
        order = ORDERS[number % 3]
        answer = answer_to(index, parse(asked))
        told = page.evaluate(TOLD, [asked, order])
        assert told[:2] == [answer.total, list(answer.stories(order))[:25]], asked
        assert told[2] == answer.counts(), asked
        assert told[3] == [[name, count] for name, count in answer.people(9).items()], asked
