"""An archive in a notebook: stories, records, search, the ledger and exports, from Python.

    import backfile

    archive = backfile.open("our-archive")
    archive.search('refugees year:2016')
    archive.to_pandas().groupby("section").size()

This is the stable interface (docs/python.md): what stands here is kept when Backfile changes.
"""

import importlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, overload

from backfile.archive.accounts import account_of
from backfile.archive.archive import Archive
from backfile.archive.outward import Outward
from backfile.archive.search import Order
from backfile.config import load, with_said
from backfile.errors import BackfileError, OperatorError
from backfile.model.publication import Publication
from backfile.model.remedy import Surface
from backfile.model.story import Story
from backfile.preserve.export import records_of, row_of
from backfile.preserve.formats import exporter_of
from backfile.query.language import parse
from backfile.record import outward_story, record_line

SHOWN = 20
"""Rows that a notebook shows of a table; all are in it."""
_LONGEST = 120
"""Letters that a notebook shows of a cell."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table(Sequence[Row]):
    """Rows with the same columns: a notebook shows them, pandas and polars take them."""

    rows: tuple[Row, ...]
    total: int
    """How many there are in all, where these are some of them."""

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return self.rows[at]

    def to_pandas(self) -> Any:
        """Return the rows as a pandas DataFrame (needs the extra "pandas")."""
        return _library("pandas").DataFrame(list(self.rows))

    def to_polars(self) -> Any:
        """Return the rows as a polars DataFrame (needs the extra "polars")."""
        return _library("polars").DataFrame(list(self.rows), infer_schema_length=None)

    def _repr_html_(self) -> str:
        names = list(self.rows[0]) if self.rows else []
        head = "".join(f"<th>{escape(name)}</th>" for name in names)
        lines = "".join(
            "<tr>" + "".join(f'<td dir="auto">{_cell(row[name])}</td>' for name in names) + "</tr>"
            for row in self.rows[:SHOWN]
        )
        more = f"<p>{min(SHOWN, len(self))} of {self.total:,}</p>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{more}"


class Notebook:
    """An archive, open for reading; a writer beside it is not disturbed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive = Archive.open(path)

    @property
    def _outward(self) -> Outward:
        """The stories as whoever takes them away may have them, as of now."""
        return self._archive.outward(Surface.PACKAGES)

    @property
    def publication(self) -> Publication:
        """The publication: its title, state and letters, as its keeper and the evidence have it."""
        said = with_said(self._archive.publication.get(), load(self.path).publication)
        return self._outward.publication(said)

    def __len__(self) -> int:
        return self._outward.count()

    def stories(self) -> Iterator[Story]:
        """Yield every story whole, by id, without holding them all."""
        return map(outward_story, self._outward.stories())

    def records(self) -> Iterator[Row]:
        """Yield the record of every story with its evidence (docs/record.schema.json)."""
        return records_of(self._archive)

    def story(self, name: str) -> Story:
        """Return a story by its id, one of its addresses, or its slug.

        Raises:
            NotFound: no story, or more than one, has that name.
        """
        return outward_story(self._outward.get(name))

    def record(self, name: str) -> Row:
        """Return a story's record with its evidence, by id, address or slug.

        Raises:
            NotFound: no story, or more than one, has that name.
        """
        outward = self._outward
        return record_line(account_of(outward, outward.entry(name)))

    def search(self, query: str, *, limit: int = 100, order: Order = "best") -> Table:
        """Return the stories that answer a query (docs/search.md), the best ones first.

        Args:
            query: what a reader would type: words, "phrases", by:NAME, year:2016 …
            limit: how many at most.
            order: best, new or old.

        Raises:
            BadValue: the query cannot be read.
        """
        found = self._outward.find(parse(query), limit=limit, order=order)
        rows = tuple({"score": hit.score, **asdict(hit.head)} for hit in found.hits)
        return Table(rows, found.total)

    def ledger(self) -> Table:
        """Return how many captures of each deposit became what."""
        names = {deposit.id: deposit.name for deposit in self._archive.deposits.all()}
        return _table(
            {**asdict(tally), "deposit": names[tally.deposit], "kind": tally.kind.value}
            for tally in self._archive.ledger.tallies()
        )

    def captures(self) -> Iterator[Row]:
        """Yield everything that was handed over, capture by capture, and what became of it."""
        return ({**asdict(row), "kind": row.kind.value} for row in self._archive.captures.all())

    def findings(self) -> Table:
        """Return all remarks about the material."""
        return _table(asdict(found) for found in self._archive.ledger.findings())

    def missing(self) -> Table:
        """Return the pictures and files that stories show and nobody handed over."""
        return _table(asdict(missing) for missing in self._archive.assets.missing())

    def table(self) -> Table:
        """Return every story as one flat row, as `export --as csv` writes it."""
        return _table(row_of(story) for story in self.stories())

    def to_pandas(self) -> Any:
        """Return every story as one row of a pandas DataFrame (needs the extra "pandas")."""
        return self.table().to_pandas()

    def to_polars(self) -> Any:
        """Return every story as one row of a polars DataFrame (needs the extra "polars")."""
        return self.table().to_polars()

    def export(self, to: str | Path, form: Literal["jsonl", "csv", "parquet"] = "jsonl") -> Path:
        """Write every story to a file; return its path. Nothing is held in memory.

        Raises:
            BadValue: there is no such format.
            OperatorError: Parquet needs the extra "parquet".
        """
        write, target = exporter_of(form), Path(to)
        unfinished = target.with_name(target.name + ".part")
        with unfinished.open("wb") as out:
            write(self._archive, out, lambda _done: None)
        made = unfinished.replace(target)
        with suppress(BackfileError, OSError), Archive.open(self.path, write=True) as kept:
            kept.packages.note(form, target.name, len(self))
        return made

    def close(self) -> None:
        """Close the archive; twice is once."""
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<archive {self.publication.title or self.path.name!r}: {len(self)} stories>"

    def _repr_html_(self) -> str:
        title = self.publication
        facts = [f"{len(self):,} stories", title.runs, title.status]
        return (
            f'<h3 dir="auto">{escape(title.title or self.path.name)}</h3>'
            f"<p>{escape(' · '.join(fact for fact in facts if fact))}</p>"
            f"{self.ledger()._repr_html_()}"
        )


def open_archive(path: str | Path) -> Notebook:
    """Open an archive for reading; it is ``backfile.open``.

    Raises:
        ArchiveMissing: there is none at that path.
    """
    return Notebook(Path(path))


def _table(rows: Iterator[Row]) -> Table:
    whole = tuple(rows)
    return Table(whole, len(whole))


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= _LONGEST else text[:_LONGEST] + " …")


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise OperatorError(
            f"This needs “{name}”, which is not installed.",
            f'Install it with: pip install "backfile[{name}]"',
        ) from missing
