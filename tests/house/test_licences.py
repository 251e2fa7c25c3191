"""What everybody must install is free of GPL and AGPL, to the last requirement of a requirement."""

import re
from importlib.metadata import PackageNotFoundError, distribution

NAME = re.compile(r"[A-Za-z0-9._-]+")
COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)


def closure(root: str) -> set[str]:
    """Names of all distributions that a plain install of one brings."""
    found: set[str] = set()
    waiting = [root]
    while waiting:
        name = waiting.pop()
        try:
            wanted = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # for another platform or Python
        found.add(name)
        for line in wanted:
            match = NAME.match(line)
            if match and "extra ==" not in line and match[0] not in found:
                waiting.append(match[0])
    return found


def licence_of(name: str) -> str:
    said = distribution(name).metadata
    told = [line for key in ("License-Expression", "License") for line in said.get_all(key) or []]
    told += [line for line in said.get_all("Classifier") or [] if line.startswith("License")]
    # Whole licence texts stand in some metadata: their first line names them.
    return " ".join(part.splitlines()[0] for part in told if part)


def test_nothing_required_is_gpl_or_agpl() -> None:
    names = closure("backfile")
    assert len(names) > 15
    assert not [name for name in sorted(names) if COPYLEFT.search(licence_of(name))]


def test_everything_required_names_its_licence() -> None:
    assert all(licence_of(name) for name in closure("backfile"))
