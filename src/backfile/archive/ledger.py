"""The ledger: the account of everything handed over, and what became of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backfile.archive.captures import CLOSED, SEAL
from backfile.archive.database import Database, chunks
from backfile.model.capture import Kind
from backfile.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Tally:
    """How many captures of a deposit ended as one kind."""

    deposit: str
    """Its id."""
    kind: Kind
    captures: int
    stories: int
    """Of these, how many a story is named after."""
    repeats: int
    """Of these, how many repeat a story that another capture gives."""


class Ledger:
    """Sums over all that was handed over; each single capture is in ``Archive.captures``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tallies(self) -> list[Tally]:
        """Return how many captures of each deposit ended as what: deposits as they came."""
        rows = self._database.execute(_TALLIES)
        return [Tally(deposit, Kind(kind), *sums) for deposit, kind, *sums in rows]

    def counts(self) -> dict[Kind, int]:
        """Return how many captures of the whole archive ended as what."""
        rows = self._database.execute("SELECT kind, count(*) FROM captures GROUP BY kind")
        return {Kind(kind): number for kind, number in rows}

    def held_back_pieces(self) -> int:
        """Return how many pieces were not public, each once however many deposits hold it.

        Captures are one piece that share a seal or, where none is kept, the same bytes; what was
        held back because of another capture is counted there.
        """
        rows = self._database.execute(_HELD_BACK, (CLOSED, SEAL, SEAL + "\U0010ffff"))
        pieces: dict[str, str] = {}
        for number, mark in rows:
            first, second = _root(pieces, f"capture {number}"), _root(pieces, mark)
            pieces[second] = first
        return sum(1 for name, above in pieces.items() if name == above)

    def reasons(self, kind: Kind) -> dict[str, int]:
        """Return why captures ended as one kind, and how many for each reason, most first."""
        rows = self._database.execute(
            "SELECT reason, count(*) FROM captures WHERE kind = ?"
            " GROUP BY reason ORDER BY count(*) DESC, reason",
            (kind.value,),
        )
        return dict(rows.fetchall())

    def finding_counts(self, deposits: Iterable[str] | None = None) -> dict[str, int]:
        """Return how many findings there are of each code.

        Args:
            deposits: ids of those whose findings, and whose stories' findings, are counted; all
                where it is None.
        """
        found: Counter[str] = Counter()
        for where, values in [("", ())] if deposits is None else _of_deposits(deposits):
            found.update(
                dict(
                    self._database.execute(
                        f"SELECT code, count(*) FROM findings WHERE {_ONCE} {where} GROUP BY code",
                        values,
                    )
                )
            )
        return dict(sorted(found.items()))

    def findings(self, code: str | None = None, deposit: str | None = None) -> Iterator[Finding]:
        """Yield findings in the order in which they were made: all, of a code, of a deposit."""
        rows = self._database.execute(
            "SELECT code, text, item, address FROM findings WHERE (?1 IS NULL OR code = ?1)"
            f" AND (?2 IS NULL OR deposit = ?2) AND {_ONCE} ORDER BY number",
            (code, deposit),
        )
        return (Finding(*row) for row in rows)


def _root(pieces: dict[str, str], name: str) -> str:
    """Return the name under which a piece is counted, and shorten the way to it."""
    above = pieces.setdefault(name, name)
    while above != pieces[above]:
        pieces[name] = pieces[above]
        name, above = above, pieces[above]
    return above


def _of_deposits(deposits: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield conditions for the findings of some deposits, as many at once as a statement takes."""
    for marks, chunk in chunks(sorted(set(deposits))):
        shown = f"SELECT story FROM captures WHERE deposit IN ({marks})"
        yield f"AND (findings.deposit IN ({marks}) OR findings.story IN ({shown}))", chunk * 2


_ONCE = """(findings.story IS NULL OR NOT EXISTS (
    SELECT 1 FROM captures JOIN findings AS said ON said.capture = captures.number
    WHERE captures.story = findings.story AND said.code = findings.code
        AND said.text = findings.text))"""
"""A finding of a story that is a finding of its capture already is told once."""
_HELD_BACK = """
SELECT number, coalesce(key, CASE WHEN size > 0 THEN digest END, 'number ' || number)
FROM captures LEFT JOIN capture_keys ON capture = number AND key >= ?2 AND key < ?3
WHERE kind = 'held-back' AND substr(reason, 1, length(?1)) <> ?1
"""
_TALLIES = """
SELECT deposit, captures.kind, count(*),
    sum(story IS NOT NULL AND same_as_why IS NULL), count(same_as_why)
FROM captures JOIN deposits ON deposits.id = captures.deposit
GROUP BY position, captures.kind ORDER BY position, captures.kind
"""
