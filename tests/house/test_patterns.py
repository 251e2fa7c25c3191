"""No text makes a pattern search for minutes: each is given what it likes least."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import backfile
from backfile.text import squeeze

SIZE = 12_000
"""Characters: what is linear takes a millisecond, what is quadratic seconds, the rest for ever."""
SECONDS = 0.4
ROOMS = (
    "intake",
    "markup",
    "recover",
    "publish",
    "participate",
    "query",
    "web",
    "urls",
    "text",
    "edtf",
)
ONE_LINE = frozenset(
    [
        "recover.fields.picture._IN_BRACKETS",
        "recover.fields.picture._LABEL_INSIDE",
        "recover.fields.picture._LABEL_LEFT",
        "recover.headlines._PERMALINK",
        "recover.learning._AFFIX",
        "recover.names.PARTINGS",
        "recover.names._END",
        "recover.names._TITLE_TAIL",
        "recover.plaintext_credit._BRACKETS",
        "recover.plaintext_credit._LABEL",
        "recover.plaintext_evidence._PARTING_TAGS",
        "recover.plaintext_labels._MINUTES",
        "recover.readtimes._PATTERNS",
        "recover.settle_type._JOINS",
    ]
)
"""Patterns that are quadratic in runs of white space, and are given print without (`squeeze`)."""
_LETTERS = [chr(code) for code in range(32, 127)] + list("\n\t\xa0éم٣中")
_USED = re.compile(r"\b([A-Z_][A-Z0-9_]+)\.(search|match|fullmatch|sub|split|findall|finditer)\b")


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(backfile.__path__, "backfile."):
        if module.name.split(".")[1] in ROOMS:
            loaded = importlib.import_module(module.name)
            for name, value in vars(loaded).items():
                for pattern in _inside(value, 4):
                    yield f"{module.name.removeprefix('backfile.')}.{name}", pattern


def _inside(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for inner in value.values():
            yield from _inside(inner, depth - 1)
    elif depth and isinstance(value, (list, tuple)):
        for inner in value:
            yield from _inside(inner, depth - 1)


PATTERNS = {(p.pattern, p.flags): (name, p) for name, p in _patterns()}


def _one_of(items: list[tuple[Any, Any]]) -> str:
    """Return a letter that a set of letters takes."""
    wanted = "[" + "".join(_spelt(code, value) for code, value in items) + "]"
    return next((c for c in _LETTERS if re.match(wanted, c)), "\ufffd")


_CLASSES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def _spelt(code: Any, value: Any) -> str:
    if code is codes.NEGATE:
        return "^"
    if code is codes.LITERAL:
        return re.escape(chr(value))
    if code is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    said = str(value).removeprefix("CATEGORY_")
    small = _CLASSES[said.removeprefix("NOT_")]
    return small.upper() if said.startswith("NOT_") else small


def _example(tree: Any, before: str, pumps: list[tuple[str, str]]) -> str:
    """Return a text that a pattern takes; note what may be repeated, and what leads there."""
    said = ""
    for code, value in tree:
        if code in _LETTER:
            said += _LETTER[code](value)
        elif code in _REPEATS:
            least, most, inner = value
            once = _example(inner, before + said, pumps)
            if most > _MANY:
                pumps.append((before + said, once or "a"))
            said += once * max(least, min(most, 1))
        elif code in _INSIDE:
            said += [_example(way, before + said, pumps) for way in _INSIDE[code](value)][-1]
    return said


_LETTER: dict[Any, Callable[[Any], str]] = {
    codes.LITERAL: chr,
    codes.NOT_LITERAL: lambda value: "a" if value != ord("a") else "b",
    codes.ANY: lambda _: "a",
    codes.IN: _one_of,
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_MANY = 50
_INSIDE: dict[Any, Callable[[Any], list[Any]]] = {
    codes.SUBPATTERN: lambda value: [value[3]],
    codes.ATOMIC_GROUP: lambda value: [value],
    codes.BRANCH: lambda value: value[1],
}


def _worst(pattern: re.Pattern[Any], size: int) -> Iterator[str | bytes]:
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin1")
    )
    pumps: list[tuple[str, str]] = []
    whole = _example(parser.parse(source, pattern.flags & ~re.UNICODE), "", pumps)
    units = {" ", "a", "0", "\n", "<", '"', "-", "a ", "1 ", "A. ", "a, ", whole, whole[:-1]}
    units |= {unit for _, unit in pumps} | {lead + unit * 3 for lead, unit in pumps}
    units |= {lead for lead, _ in pumps}
    texts = {unit * (size // len(unit)) + "\x01" for unit in units if unit}
    texts |= {lead + unit * (size // len(unit)) + "\x01" for lead, unit in pumps}
    for text in sorted(texts):
        yield text if isinstance(pattern.pattern, str) else text.encode("latin1", "replace")


def _ways() -> dict[str, set[str]]:
    """Return by which methods each name is used, anywhere in the package."""
    found: dict[str, set[str]] = {}
    for file in Path(backfile.__file__).parent.rglob("*.py"):
        for name, way in _USED.findall(file.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(way)
    return found


WAYS = _ways()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "pattern"), PATTERNS.values(), ids=[n for n, _ in PATTERNS.values()]
)
def test_no_text_keeps_a_pattern_busy(name: str, pattern: re.Pattern[Any]) -> None:
    ways = WAYS.get(name.rpartition(".")[2], {"search"})
    use = pattern.search
    if ways <= {"match", "fullmatch"}:
        use = pattern.match if "match" in ways else pattern.fullmatch
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        for worst in _worst(pattern, SIZE):
            text = squeeze(worst) if name in ONE_LINE and isinstance(worst, str) else worst
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                use(text)
            except TimeoutError:
                pytest.fail(f"{pattern.pattern!r} is busy with {text[:60]!r} …")
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
