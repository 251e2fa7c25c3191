"""Reads people and their parts out of a printed line of credits, in many languages.

The law of the place: what a word before a name makes of its bearer, and what parts one name from
the next, stands in `names_role_words` and `names_words`, and only there.
"""

import re
from functools import lru_cache

from backfile.model.story import Contributor
from backfile.recover import names_words as words
from backfile.recover.agencies import AGENCIES
from backfile.recover.names_agencies import agencies_in
from backfile.recover.names_east import EAST, read_eastern
from backfile.recover.names_role_words import ROLE_WORDS
from backfile.text import alternatives, squeeze

STAFF = re.compile(alternatives(words.STAFF), re.IGNORECASE)
_END = re.compile(alternatives(words.ENDINGS), re.IGNORECASE)
_ROLE = re.compile(
    "|".join(
        f"(?P<{role}{number}>{alternatives(rows)})"
        for number, (role, rows) in enumerate(ROLE_WORDS)
    ),
    re.IGNORECASE,
)
_ROLE_AT_START = re.compile(
    rf"^\W*(?:{_ROLE.pattern})(?:(?=[\s:：/／|＝=]|$)|(?<=[:：]))\s*[:：/／|＝=]?\s*(?:\b(?:by|von|par|por|de)\b\s*:?\s*)?",
    re.IGNORECASE,
)
_ROLE_INSIDE = re.compile(
    r"(?:^|[\s,;.|/(•·])(?:"
    + _ROLE.pattern.replace("|author\\b", "")
    + r")(?:\s*[:：]\s*|\s+(?=\w))",
    re.IGNORECASE,
)
PARTINGS = re.compile(alternatives(words.PARTINGS), re.IGNORECASE)
_ARABIC_AND = re.compile(r"(?<=[\u0621-\u064a]) و(?=[\u0621-\u064a]{3,} [\u0621-\u064a]{2,})")
_TITLE = re.compile(alternatives(words.TITLES), re.IGNORECASE)
_SHORT_FORM = re.compile(r"(?:^|[\s.])(?:\w|jr|sr|ph\.?d|m\.?d|esq)\.$", re.IGNORECASE)
"""What a name may end in with a full stop that is its own."""
_POST_AT_END = re.compile(rf"(?:{alternatives(words.TITLES)})\W*$", re.IGNORECASE)
_POST_AT_START = re.compile(alternatives(words.POST_OPENS), re.IGNORECASE)
_AFTER_NAME = re.compile(alternatives(words.AFTER_A_NAME))
_AGENCY_TAIL = re.compile(
    rf"^(?P<name>\S+(?: \S+){{1,3}}?) (?P<agency>{alternatives(words.TAIL_AGENCIES)})$"
)
_NOT_A_NAME = re.compile(alternatives(words.NOT_NAMES), re.IGNORECASE)
_MARKED = re.compile("[:;：；]")
_SUFFIX = re.compile(r"\s*,\s*(?=(?:jr|sr|ii|iii|iv)\b\.?\s?(?:$|[,;&|]|and\b))", re.IGNORECASE)
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "da",
        "das",
        "dos",
        "du",
        "di",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "abu",
        "bint",
        "ter",
        "ten",
        "zu",
        "zur",
        "af",
        "av",
        "y",
        "e",
        "i",
        "und",
        "d'",
        "o'",
        "of",
        "the",
        "st",
        "st.",
        "al-",
        "ul",
        "ur",
        "ad-din",
        "jr",
        "jr.",
        "sr.",
        "ii",
        "iii",
        "mc",
    ]
)
_TITLE_TAIL = re.compile(
    r"\s*[(（].{0,200}?[)）]\s*$|\s+[-–—]\s+.*$|\s+for\s+\S.*$|,\s*(?:staff|special|senior|contributing|correspondent|reporter|editor|contributor|columnist|bbc|cnn)\b.*$",
    re.IGNORECASE,
)
HELPERS = frozenset({"photographer", "translator", "illustrator", "reviewer", "contributor"})
"""Roles of those who made a story with its writers, and have a line of their own."""
WRITERS = frozenset({"author", "reporter", "staff", "agency", "editor", ""})
"""Roles that a byline may hold: who they are is one question with one answer."""
LONGEST_CREDIT = 160
"""Characters: four names with their roles come to 120."""
NAMES_COVER = 0.75
"""Share of a credit's letters, its opening word apart, that must be names."""
MAX_LINE = 400
"""A longer "byline" is prose."""
MAX_NAMES = 12
MOST_WORDS = 6
LENGTHS = range(2, 61)
"""Characters: the longest name of the open sets has 44."""
LONGEST_WORD = 24
"""Characters: the longest word of a name in the open sets has 19."""
MOST_INITIALS = 4
WORDS_BESIDE = 3
"""Words: what follows the names and is longer tells who they are, or something else."""
SHORT_WORD = 4
"""Letters: shorter words ("di", "av", "da") are parts of names, unless they open the line."""


def read_names(line: str, default: str = "author") -> tuple[Contributor, ...]:
    """Read a printed line of credits into people with roles.

    Args:
        line: as printed, with or without its opening word ("By", "بقلم").
        default: the role of names before which no word says another.
    """
    return _read_names(squeeze(line)[:MAX_LINE], default)


@lru_cache(maxsize=8192)
def _read_names(line: str, default: str) -> tuple[Contributor, ...]:
    """Read a line once: the same people sign many stories, and each is asked for several times."""
    eastern = read_eastern(line) if EAST.search(line) else ()
    if eastern:
        return eastern[:MAX_NAMES]
    people: list[Contributor] = []
    agencies, line = agencies_in(line)
    for role, part in _by_role(line, default):
        for name in names_in(part):
            kind = role_of(name, role)
            if name.casefold() not in {person.name.casefold() for person in people}:
                people.append(Contributor(name, kind))
    known = {person.name.casefold() for person in people}
    people += [Contributor(name, "agency") for name in agencies if name.casefold() not in known]
    return without_posts(tuple(people[:MAX_NAMES]))


def without_posts(people: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
    """Leave out what says what somebody is ("Senior Editor"), where others are named."""
    named = tuple(person for person in people if not is_post(person.name))
    return named or people


def is_post(text: str) -> bool:
    """Say whether words say what somebody is, and not who."""
    return " " in text and bool(_POST_AT_END.search(text))


def role_of(name: str, role: str) -> str:
    """Return the role of a name: agencies and the house's own staff sign as such."""
    if role != "author":
        return role
    if AGENCIES.match(name):
        return "agency"
    return role


def opening_role(line: str) -> tuple[str, str] | None:
    """Return the role that a line's opening word gives, and the rest of the line; None without."""
    return (_opening_role if len(line) <= MAX_LINE else _find_opening_role)(line)


def _find_opening_role(line: str) -> tuple[str, str] | None:
    found = _ROLE_AT_START.match(line)
    if not found:
        return None
    role = next(name for name, value in found.groupdict().items() if value is not None)
    return role.rstrip("0123456789"), line[found.end() :]


_opening_role = lru_cache(maxsize=8192)(_find_opening_role)


def role_opening(line: str) -> str:
    """Return the role that a line's opening word gives, or ""."""
    opening = opening_role(line)
    return opening[0] if opening else ""


def credited(line: str) -> tuple[Contributor, ...]:
    """Return the people whom a line credits, if it is nothing but a credit ("By A and B")."""
    opening = opening_role(line) if len(line) <= LONGEST_CREDIT else None
    if opening is None:
        return ()
    people = read_names(line)
    named = sum(len(squeeze(person.name).replace(" ", "")) for person in people)
    rest = "".join(sign for sign in opening[1] if sign.isalnum())
    return people if people and named >= NAMES_COVER * len(rest) else ()


def helpers_of_line(line: str) -> tuple[Contributor, ...]:
    """Return whom a line credits that opens with a helper's part ("Photographs by A")."""
    return credited(line) if role_opening(line) in HELPERS else ()


def is_full(name: str) -> bool:
    """Say whether a name is no mere word ("Photo Education"), in scripts that part words."""
    return " " in name or not name.isascii() or bool(AGENCIES.match(name))


def names_in(part: str) -> list[str]:
    """Return the names in a part of a line that holds nothing but names, up to where they end."""
    ending = _END.search(part)
    part = part[: ending.start()] if ending else part
    part = _ARABIC_AND.sub(" و ", _SUFFIX.sub(" ", part))
    names: list[str] = []
    for piece in PARTINGS.split(_without_posts(part)):
        name = clean_name(piece)
        if not name or (names and _tells_who(name, names[-1])):
            continue
        if is_name(name) or AGENCIES.match(name):
            tail = _AGENCY_TAIL.match(name)
            names += [tail["name"], tail["agency"]] if tail else [name]
        elif names and len(name.split()) > WORDS_BESIDE:
            break
    if len(names) > 1 and is_post(names[0]):
        # "Senior Editor / Advice": what follows a post is its desk, unless it is a name in full.
        return [name for name in names[1:] if " " in name] or names[:1]
    return names


def _without_posts(part: str) -> str:
    """Leave out what a comma parts from the names before it and says what they are.

    "Data and Graphics Journalist" does, though it holds an "and"; "Head of Boats and Sales" too.
    """
    first, *others = part.split(", ")
    kept: list[str] = []
    for other in others:
        beside = _beside_posts(other)
        # After what somebody is comes where: "Chief Boat Officer, Tidewater".
        is_where = len(kept) < others.index(other) and " " not in other.strip(" .")
        kept += [] if is_where and not AGENCIES.match(other) else beside
    return ", ".join([first, *kept]) if kept != others else part


def _beside_posts(part: str) -> list[str]:
    """Return what of a part is no post: all of it, or the names in full that follow the post."""
    if _POST_AT_START.match(part):
        return []
    pieces = PARTINGS.split(part)
    posts = [number for number, piece in enumerate(pieces) if _POST_AT_END.search(piece)]
    return [p for p in pieces[posts[-1] + 1 :] if " " in p] if posts else [part]


def _tells_who(piece: str, before: str) -> bool:
    """Say whether what follows a name is its bearer's title or degree, and no other name."""
    if AGENCIES.match(piece):
        return False
    if " " in before and not AGENCIES.match(before) and STAFF.search(piece):
        return True  # a person, then the desk
    return bool(_TITLE.search(piece) or (" " in before and _AFTER_NAME.fullmatch(piece)))


def clean_name(piece: str) -> str:
    """Strip a name of what is printed around it: marks, titles after it, an ending period."""
    bare = piece.strip(" \t,;:|/·•-–—()[]'’‘\"“”«»*@~")
    if "(" in bare and ")" not in bare:
        bare = bare.partition("(")[0]
    name = _TITLE_TAIL.sub("", bare)
    while (rest := opening_role(name)) and not _is_first_name(name, rest[1]):
        name = rest[1]
    if name.endswith(".") and not _SHORT_FORM.search(name):
        name = name[:-1]
    return name.strip(' \t,;:|/·•-–—()[]"“”«»*')


def _is_first_name(name: str, rest: str) -> bool:
    """Say whether what opens a byline elsewhere is a first name here ("Di Poe")."""
    first = name.split(" ", 1)[0]
    return first.istitle() and first.lower() in words.MAY_BE_NAMES and " " not in rest.strip()


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a person, agency or desk."""
    words = text.split()
    if not words or len(words) > MOST_WORDS or len(text) not in LENGTHS or _NOT_A_NAME.search(text):
        return False
    if any(len(word) > LONGEST_WORD for word in words) or _TITLE.fullmatch(text):
        return False
    if text.rstrip(".").count(".") > MOST_INITIALS or _MARKED.search(text):
        return False
    cased = [word for word in words if word[0].isalpha() and word.lower() not in _PARTICLES]
    return bool(cased) and all(_starts_as_name(word) for word in cased)


def _starts_as_name(word: str) -> bool:
    first = word[0]
    return (
        first.isupper() or first.lower() == first.upper() or any(ch.isupper() for ch in word[1:4])
    )


def _by_role(line: str, default: str) -> list[tuple[str, str]]:
    """Cut a line where a word gives the names after it another role."""
    opening = opening_role(line)
    role, rest = opening or (default, line)
    parts: list[tuple[str, str]] = []
    at = 0
    for found in _ROLE_INSIDE.finditer(rest):
        named = next((n for n, v in found.groupdict().items() if v is not None), "").rstrip(
            "0123456789"
        )
        word = found.group().strip(" ,;.|/(•·:：").lower()
        is_marked = found.group().rstrip().endswith((".", ":", "："))
        if len(word) < SHORT_WORD and word != "by" and not is_marked:
            continue
        parts.append((role, rest[at : found.start()]))
        role, at = named, found.end()
    parts.append((role, rest[at:]))
    return parts


_HANDLE = re.compile(r"[^\W\d_][\w.-]{1,22}\w")
_SIGNED = re.compile(
    rf"(?:^|[\d·•|:)]\s?|(?:{alternatives(words.DONE)})\s)(?:{alternatives(words.SIGNED_BY)})\s"
    r"(?P<who>[^\W\d_][\w.-]{1,22}\w)(?=$|\s*[·•|@(,–—-]|\s(?:am|on|at|in|le|el|um|\d))",
    re.IGNORECASE,
)
_NO_HANDLE = re.compile(alternatives(words.NO_HANDLES), re.IGNORECASE)


def is_handle(text: str) -> bool:
    """Say whether a word can be the name of an account ("freeman1984")."""
    if text.lower() == text.upper():
        return False  # of scripts without capitals a name is known as such, or it is a button
    return bool(_HANDLE.fullmatch(text)) and not _NO_HANDLE.fullmatch(text)


def signed_handle(line: str) -> str:
    """Return the account that signs a short line ("12.06.2017 von freeman1984"), or ""."""
    found = _SIGNED.search(line)
    who = found["who"] if found else ""
    # A capital begins a name, which other rules read whole ("Sabine von Hagen").
    return who if is_handle(who) and (who[0].islower() or not who.isalpha()) else ""
