"""Taking a submission out of the desk, in clear, to a folder that the editor names."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from backfile.errors import BadValue, OperatorError
from backfile.participate.files import drawn_anew, kind_of, safe_name
from backfile.participate.opened import Opened

WARNING = (
    "What is exported lies there in clear: whoever reads that folder, or a backup of it, reads it."
    " Erasing at the desk does not reach it."
)
_PRIVATE = 0o700


def export_to(folder: Path, opened: Opened, *, as_sent: bool) -> list[Path]:
    """Write a submission with its attachments into a new folder of its own.

    Args:
        folder: where the submission's folder is made, which is named by its id.
        opened: what is written.
        as_sent: whether pictures are written with all that a camera wrote into them; else they are
            drawn anew, and one that cannot be is left out.

    Returns:
        What was written.

    Raises:
        BadValue: there is no such folder. It is not made: where a stick is not mounted, what it
            was meant to hold would lie in clear on the disk.
        OperatorError: it was exported there before.
    """
    if not folder.is_dir():
        raise BadValue(
            f"There is no folder {folder}.", "Is the stick there? Else make the folder first."
        )
    target = folder / opened.entry.id
    if target.exists():
        raise OperatorError(f"{target} is there already.", "Name another folder.")
    target.mkdir(mode=_PRIVATE)
    line = msgspec.json.format(msgspec.json.encode(record_of(opened)), indent=2) + b"\n"
    written = []
    for name, data in [("submission.json", line), *_files(opened, as_sent=as_sent)]:
        (target / name).write_bytes(data)
        written.append(target / name)
    return written


def _files(opened: Opened, *, as_sent: bool) -> Iterator[tuple[str, bytes]]:
    for number, file in enumerate(opened.files, 1):
        kind = kind_of(file.data)
        if as_sent or not kind.is_picture:
            yield safe_name(number, file), file.data
            continue
        fresh = drawn_anew(file.data)
        if fresh is not None:
            name = safe_name(number, file).rpartition(".")[0]
            yield f"{name}.{kind_of(fresh).ending}", fresh


def record_of(opened: Opened) -> dict[str, object]:
    """Return a submission as plain data, as `read --json` and `export` give it."""
    return {
        "id": opened.entry.id,
        "day": opened.entry.day,
        "state": opened.entry.state.value,
        "changed": opened.entry.changed,
        "parts": [
            {
                "form": part.form.value,
                "language": part.language,
                "story": part.story,
                "agreed": [agreement.value for agreement in part.agreed],
                "said": dict(part.said),
                "attachments": [
                    {"name": file.name, "type": kind_of(file.data).type, "bytes": len(file.data)}
                    for file in part.attachments
                ],
            }
            for part in opened.parts
        ],
        "problems": list(opened.problems),
        "assigned": opened.notes.assigned,
        "notes": msgspec.to_builtins(opened.notes.notes),
    }
