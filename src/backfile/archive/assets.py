"""Assets in the archive: pictures, sound, films and files, and which stories show them."""

from collections.abc import Collection, Iterable, Iterator

from backfile.archive.database import Database, chunks
from backfile.archive.entries import Asset, AssetUse, MissingAsset, Reading
from backfile.archive.files import Files
from backfile.archive.pictures import look_at
from backfile.errors import NotFound
from backfile.urls import key_of

_ASSET = "assets.digest, assets.media_type, assets.size, assets.width, assets.height"


class Assets:
    """Files that belong to stories."""

    def __init__(self, database: Database, files: Files) -> None:
        self._database = database
        self._files = files

    def know(self, deposit: str, reading: Reading) -> None:
        """Write down an asset whose file is kept, and at which addresses it stood.

        Its type and dimensions are told from its bytes. Where the file is not kept, nothing
        happens: an asset that is not there is missing.
        """
        digest = reading.digest or ""
        if not self._files.has(digest):
            return
        capture, testimony = reading.capture, reading.testimony
        with self._database.writing():
            if not self._database.one("SELECT 1 FROM assets WHERE digest = ?", (digest,)):
                self._insert(digest, capture.media_type)
            named = (capture.address, *capture.also, *testimony.addresses, capture.place)
            self._database.executemany(
                "INSERT OR IGNORE INTO asset_addresses (key, asset, deposit, address)"
                " VALUES (?, ?, ?, ?)",
                (
                    (key_of(address), digest, deposit, address)
                    for address in dict.fromkeys(named)
                    if address
                ),
            )

    def _insert(self, digest: str, announced: str) -> None:
        path = self._files.path(digest)
        with path.open("rb") as stream:
            look = look_at(stream, announced)
        self._database.execute(
            "INSERT INTO assets (digest, media_type, size, width, height) VALUES (?, ?, ?, ?, ?)",
            (digest, look.media_type, path.stat().st_size, look.width, look.height),
        )

    def also_at(self, deposit: str, digest: str, address: str) -> None:
        """Say that a file that is kept does for another address too (another size of it)."""
        with self._database.writing():
            self._database.execute(
                "INSERT OR IGNORE INTO asset_addresses (key, asset, deposit, address)"
                " VALUES (?, ?, ?, ?)",
                (key_of(address), digest, deposit, address),
            )

    def get(self, digest: str) -> Asset:
        """Return what is known of a file by its sha256.

        Raises:
            NotFound: no asset has it.
        """
        row = self._database.one(f"SELECT {_ASSET} FROM assets WHERE digest = ?", (digest,))
        if row is None:
            raise NotFound(f"No asset has the sha256 {digest}.", "`ledger` lists what is missing.")
        return _asset(row)

    def at(self, address: str) -> Asset | None:
        """Return the file that stood at an address, or None where it was not handed over."""
        row = self._database.one(
            f"SELECT {_ASSET} FROM asset_addresses JOIN assets ON digest = asset"
            " WHERE key = ? ORDER BY digest LIMIT 1",
            (key_of(address),),
        )
        return _asset(row) if row else None

    def all(self) -> Iterator[Asset]:
        """Yield every asset, by its sha256."""
        rows = self._database.execute(f"SELECT {_ASSET} FROM assets ORDER BY digest")
        return map(_asset, rows)

    def shown(self, without: Collection[str] = ()) -> Iterator[Asset]:
        """Yield every asset that a story shows, by its sha256.

        Args:
            without: ids of stories that do not count.
        """
        conditions, values = "", list[str]()
        for marks, some in chunks(sorted(without)):
            conditions += f" AND story NOT IN ({marks})"
            values += some
        rows = self._database.execute(
            f"SELECT {_ASSET} FROM assets WHERE digest IN"
            f" (SELECT asset FROM asset_uses WHERE asset IS NOT NULL{conditions}) ORDER BY digest",
            values,
        )
        return map(_asset, rows)

    def uses(self, story: str) -> list[AssetUse]:
        """Return what a story shows, in its order, each with the file where it is kept."""
        rows = self._database.execute(
            f"SELECT address, role, {_ASSET} FROM asset_uses"
            " LEFT JOIN assets ON digest = asset WHERE story = ? ORDER BY position",
            (story,),
        )
        return [
            AssetUse(address, role, _asset(row) if row[0] else None) for address, role, *row in rows
        ]

    def stories_showing(self, digests: Iterable[str]) -> dict[str, list[str]]:
        """Return which of some files each story shows, by the story's id."""
        return self._told_of(digests, "story, asset", "asset_uses")

    def missing(self, stories: Iterable[str] | None = None) -> Iterator[MissingAsset]:
        """Yield the pictures and files that stories show and nobody handed over: to be fetched.

        Args:
            stories: ids of the stories that are asked about; all where it is None.
        """
        if stories is None:
            rows = self._database.execute(
                "SELECT address, role, uses, story FROM missing_assets ORDER BY address"
            )
            yield from (MissingAsset(*row) for row in rows)
            return
        for marks, chunk in chunks(sorted(stories)):
            rows = self._database.execute(
                "SELECT address, min(role), count(*), min(story) FROM asset_uses"
                f" WHERE asset IS NULL AND story IN ({marks}) GROUP BY address ORDER BY address",
                chunk,
            )
            yield from (MissingAsset(*row) for row in rows)

    def link(self) -> int:
        """Join what stories show to files that came later; return how many were found."""
        with self._database.writing():
            return self._database.execute(_LINK).rowcount

    def addresses(self, digests: Iterable[str]) -> dict[str, list[str]]:
        """Return the addresses at which some files stood."""
        return self._told_of(digests, "asset, address", "asset_addresses")

    def _told_of(self, digests: Iterable[str], pair: str, table: str) -> dict[str, list[str]]:
        """Return for each first of a pair of columns all second ones, in the rows of some files."""
        found: dict[str, list[str]] = {}
        for marks, chunk in chunks(sorted(set(digests))):
            rows = self._database.execute(
                f"SELECT DISTINCT {pair} FROM {table} WHERE asset IN ({marks}) ORDER BY {pair}",
                chunk,
            )
            for first, second in rows:
                found.setdefault(first, []).append(second)
        return found


_LINK = """
UPDATE asset_uses SET asset =
    (SELECT min(asset) FROM asset_addresses WHERE asset_addresses.key = asset_uses.key)
WHERE asset IS NULL AND key IN (SELECT key FROM asset_addresses)
"""


def _asset(row: Iterable[object]) -> Asset:
    digest, media_type, size, width, height = row
    return Asset(
        digest=str(digest),
        media_type=str(media_type),
        size=int(str(size)),
        width=width if isinstance(width, int) else None,
        height=height if isinstance(height, int) else None,
    )
