"""Files written anew without some of their captures: for what must be gone from originals too.

The law of the place: how a kind of file is rewritten stands in CUTTERS, and only there; what no
cutter can do is refused, and the whole file can go instead. What others hold stays as it was
written: in web archives at the very same offsets (an erased record leaves a filler of its own
length), in exports, feeds and tables byte for byte. Around it JSON may lose white space, and zips
are packed anew, each member of the same bytes.
"""

import re
import zipfile
from collections.abc import Collection
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from backfile.intake.bounds import printable, safe_path
from backfile.intake.cutting import CannotErase, Cut, Cutter, Spot, cannot
from backfile.intake.cutting_elements import cut_elements
from backfile.intake.cutting_json import cut_entries, cut_posts
from backfile.intake.cutting_records import cut_records
from backfile.intake.cutting_rows import cut_rows, is_table
from backfile.intake.feeds_json import is_json_feed
from backfile.intake.sniff import HEAD_BYTES, kind_of
from backfile.model.deposit import DepositKind

WHOLE = frozenset(
    {
        DepositKind.HTML,
        DepositKind.TEXT,
        DepositKind.MARKDOWN,
        DepositKind.MEDIA,
    }
)
"""Kinds of files that hold one capture, so that the file goes with it."""
PACKED = frozenset({DepositKind.ZIP, DepositKind.WACZ})
"""Containers that are rewritten member by member."""
_IN_MEMORY = 8 << 20
"""Bytes of a member of a container that are held in memory while it is rewritten."""
_STEP = 1 << 20


def erase(file: BinaryIO, name: str, spots: Collection[Spot], note: str, out: IO[bytes]) -> bool:
    """Write a file anew without some captures; return False where nothing of it is left.

    Args:
        file: the file as it was handed over, seekable.
        name: what it is called.
        spots: where the captures lie.
        note: one line that says why; it stands in place of what went, where there is a place.
        out: what is written to.

    Raises:
        CannotErase: this kind of file cannot be rewritten.
    """
    head = file.read(HEAD_BYTES)
    file.seek(0)
    kind = kind_of(head, name)
    cutter = _cutter_for(kind, head, name)
    if cutter is None and kind in WHOLE:
        return False
    if kind in PACKED:
        return _erase_packed(file, name, spots, note, out)
    if cutter is None or any(spot.path for spot in spots):
        raise cannot(name, kind)
    offsets = sorted({spot.offset or 0 for spot in spots})
    _copy(file, cutter(file, offsets, note), out)
    return True


def _cutter_for(kind: DepositKind, head: bytes, name: str) -> Cutter | None:
    if is_table(name):
        return cut_rows
    if kind is DepositKind.FEED and is_json_feed(head):
        return cut_entries
    return CUTTERS.get(kind)


def _copy(file: BinaryIO, cuts: list[Cut], out: IO[bytes]) -> None:
    at = 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        _pass_on(file, at, cut.start, out)
        out.write(cut.filler)
        at = cut.end
    _pass_on(file, at, None, out)


def _pass_on(file: BinaryIO, start: int, end: int | None, out: IO[bytes]) -> None:
    file.seek(start)
    left = -1 if end is None else end - start
    while left and (piece := file.read(_STEP if left < 0 else min(left, _STEP))):
        out.write(piece)
        left -= len(piece) if left > 0 else 0


# --- containers ------------------------------------------------------------------------------


def _erase_packed(
    file: BinaryIO, name: str, spots: Collection[Spot], note: str, out: IO[bytes]
) -> bool:
    """Write a zip anew: members that went are left out, all others keep their place and date."""
    by_member: dict[str, list[Spot]] = {}
    try:
        with zipfile.ZipFile(file) as packed, zipfile.ZipFile(out, "w") as fresh:
            members = [(_safe(info), info) for info in _told(packed, name)]
            paths = {path for path, _ in members if path}
            for spot in spots:
                member, inner = _member_of(spot.path, paths)
                if member or not spot.is_optional:
                    by_member.setdefault(_known(member, spot), []).append(Spot(inner, spot.offset))
            for path, info in members:
                # What points outside of the zip was never read, and nobody can say what it holds.
                if path:
                    _put_member(packed, fresh, info, (by_member.get(path, ()), note))
            return bool(fresh.infolist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as broken:
        raise CannotErase(
            f"{printable(name)} is damaged: {broken}.", "Let it go whole with --whole-files."
        ) from broken


def _safe(info: zipfile.ZipInfo) -> str | None:
    return safe_path(printable(info.filename))


def _member_of(path: str, paths: Collection[str]) -> tuple[str, str]:
    """Return the member of a zip that holds a path, and the path inside of it; "" for none."""
    for end in sorted((i for i, sign in enumerate(path + "/") if sign == "/"), reverse=True):
        if path[:end] in paths:
            return path[:end], path[end:].lstrip("/")
    return "", ""


def _known(member: str, spot: Spot) -> str:
    if not member:
        raise CannotErase(f"Nothing in the file is called {printable(spot.path)}.", "Run `verify`.")
    return member


_LISTS = re.compile(r"(?:datapackage(?:-digest)?\.json|(?:pages|indexes)/.+)$")
"""What a WACZ says of its own records: no longer true once one went, and nobody needs it."""


def _told(packed: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Return the members that are written anew: in any other zip `pages/` is a folder of pages."""
    members = packed.infolist()
    names = {info.filename for info in members}
    if not name.lower().endswith(".wacz") and "datapackage.json" not in names:
        return members
    return [info for info in members if not _LISTS.match(info.filename)]


def _put_member(
    packed: zipfile.ZipFile,
    fresh: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    job: tuple[Collection[Spot], str],
) -> None:
    spots, note = job
    plain = zipfile.ZipInfo(info.filename, info.date_time)
    plain.compress_type, plain.external_attr = info.compress_type, info.external_attr
    with SpooledTemporaryFile(_IN_MEMORY) as whole, SpooledTemporaryFile(_IN_MEMORY) as left:
        with packed.open(info) as stream:
            while piece := stream.read(_STEP):
                whole.write(piece)
        whole.seek(0)
        kept = whole
        if spots:
            source, out = cast(BinaryIO, whole), cast(IO[bytes], left)
            if not erase(source, info.filename, spots, note, out):
                return
            kept = left
        kept.seek(0)
        with fresh.open(plain, "w", force_zip64=True) as target:
            while piece := kept.read(_STEP):
                target.write(piece)


CUTTERS: dict[DepositKind, Cutter] = {
    DepositKind.WARC: cut_records,
    DepositKind.WXR: cut_elements,
    DepositKind.GHOST: cut_posts,
    DepositKind.FEED: cut_elements,
}
"""How each kind of file that holds many captures is rewritten without some."""
