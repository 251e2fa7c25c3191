"""Which address a file of a mirror stood at: from its path, where the pages agree on a host."""

from collections.abc import Sequence

from backfile.intake.reader import Item, Surroundings
from backfile.urls import path_to_address


def surroundings_of(items: Sequence[Item], address: str | None) -> Surroundings:
    """Return what readers may know of the deposit around each of its items."""
    return Surroundings(address=address, paths=frozenset(item.path for item in items))


def address_of_path(path: str, around: Surroundings) -> str | None:
    """Return the address that a mirror's path stands for, or None where no host is agreed on."""
    if around.host is None or not path.startswith(around.root):
        return None
    return path_to_address(around.host, path.removeprefix(around.root))
