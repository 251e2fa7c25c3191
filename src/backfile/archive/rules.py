"""What archive.toml says of rights, read here so that no surface can forget to ask for it."""

import re
import tomllib
from pathlib import Path

import msgspec

from backfile.errors import BadValue
from backfile.model.rights import Rights

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_rights(settings: Path) -> Rights:
    """Return the section ``[rights]`` of an archive's settings; an empty one where there is none.

    Raises:
        BadValue: it cannot be read: then nothing is shown, rather than too much.
    """
    try:
        text = settings.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Rights()
    if "rights" not in text:
        return Rights()
    try:
        said = tomllib.loads(text).get("rights", {})
        rights = msgspec.convert(msgspec.to_builtins(said), Rights)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as bad:
        raise BadValue(f"{settings.name}: [rights]: {bad}.", "Mend that section.") from bad
    bad_days = [day for day in rights.embargo.values() if not _DAY.fullmatch(day)]
    if bad_days:
        raise BadValue(f"{settings.name}: “{bad_days[0]}” is no day.", 'Write "2027-03-31".')
    return rights
