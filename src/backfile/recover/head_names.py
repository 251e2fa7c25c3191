"""Whom a page's head names as its authors, and by which names the house itself goes."""

import re

from backfile.model.story import Contributor
from backfile.recover.host import HostLayout
from backfile.recover.names import LENGTHS, MOST_WORDS, opening_role, read_names
from backfile.recover.page import Page
from backfile.recover.titles import house_of, last_parts
from backfile.text import print_of, squeeze

_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author_name",
    "og:article:author",
)
_NOBODY = frozenset(
    ["admin", "administrator", "root", "webmaster", "author", "user", "editor", "default"]
)
"""Accounts that every system has: nobody's name."""
_LAST_FIRST = re.compile(r"(?P<last>[^,;]{1,40}),\s+(?P<first>[^,;]{1,40})")
_IS_HOST = re.compile(
    r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20})?\.(?:[a-z]{2}|com|net|org|info|news)"
)
_NO_NAME = re.compile(r"[/@<>{}()\[\]|_:：]")
SHORTEST_LABEL = 3
"""Letters: shorter parts of a host name ("co", "tv") name no house."""


def named_in_head(page: Page, site: HostLayout) -> list[tuple[str, list[str]]]:
    """Return whom linked data and metas name as authors: (place, names)."""
    found: list[tuple[str, list[str]]] = []
    story = page.linked.story()
    if story:
        names = [n for key in ("author", "creator") for n in page.linked.words(story.get(key))]
        found.append(("ld+json:author", names))
    found += [(f"meta:{meta}", _forename_first(meta, page.head.all_of(meta))) for meta in _METAS]
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if opening_role(page.head.meta(label) + " "):
            found.append((f"meta:{data}", page.head.all_of(data)))
    house = {print_of(name) for name in (page.head.meta("og:site_name"), *site.title_affixes)}
    if not site.confirms:
        house = set()  # the house signs where nobody else does: it says so of this one page
    return [
        (place, kept)
        for place, names in found
        if (kept := [n for n in dict.fromkeys(names) if _is_person(n, house)])
    ]


def _forename_first(meta: str, names: list[str]) -> list[str]:
    """Return names as they are printed: libraries' metas give "Lee, Ann"."""
    if meta != "citation_author":
        return names
    return [
        f"{found['first']} {found['last']}" if (found := _LAST_FIRST.fullmatch(name)) else name
        for name in names
    ]


def _is_person(name: str, house: set[str]) -> bool:
    if "/" in name or "@" in name or not name.strip():
        return False
    own = print_of(name)
    return own not in house and own not in _NOBODY


def people_named(names: list[str], house: set[str]) -> tuple[Contributor, ...]:
    """Return the people whom a head's field for authors names.

    What stands there is a name by its place: where no rule for names knows it ("jancak"), it is
    taken as it is given.
    """
    people: dict[str, Contributor] = {}
    for name in names:
        if _is_placed_house(name, house):
            continue
        for person in read_names(name) or _as_given(name):
            people.setdefault(print_of(person.name), person)
    return without_house(tuple(people.values()), house)


def _is_placed_house(name: str, house: set[str]) -> bool:
    """Say whether a name is the house's own with its place or its owner ("example.com, Berlin")."""
    first, comma, _ = name.replace("，", ",").partition(",")
    return bool(comma) and (print_of(first) in house or bool(_IS_HOST.fullmatch(first.strip())))


def _as_given(name: str) -> tuple[Contributor, ...]:
    name = squeeze(name).strip(" ,;:.-–—|")
    if len(name) not in LENGTHS or len(name.split()) > MOST_WORDS or _NO_NAME.search(name):
        return ()
    return (Contributor(name),) if any(sign.isalpha() for sign in name) else ()


def without_house(people: tuple[Contributor, ...], house: set[str]) -> tuple[Contributor, ...]:
    """Return the people of a byline without the house's own name after theirs ("A. Lee, CNN")."""
    others = tuple(
        person
        for person in people
        if print_of(person.name) not in house and not _IS_HOST.fullmatch(person.name.lower())
    )
    return others if any(person.role == "author" for person in others) else people


def without_desks(
    people: tuple[Contributor, ...], house: set[str], names: list[str]
) -> tuple[Contributor, ...]:
    """Return the people of a byline without the house's own desks, unless the head names them."""
    known = {print_of(person.name) for name in names for person in read_names(name)}
    others = tuple(
        person
        for person in people
        if print_of(person.name) in known or not _is_desk_of(person.name, house)
    )
    return others or people


def _is_desk_of(name: str, house: set[str]) -> bool:
    """Say whether a name is the house's own, in capitals, with a place or desk ("BBC News")."""
    first, space, _ = name.partition(" ")
    return bool(space) and first.isupper() and print_of(first) in house


def are_house(people: tuple[Contributor, ...], house: set[str]) -> bool:
    """Say whether nobody but the house itself is named."""
    return all(
        print_of(person.name) in house or _IS_HOST.fullmatch(person.name) for person in people
    )


def are_accounts(people: tuple[Contributor, ...]) -> bool:
    """Say whether only accounts are named ("nquill"), and no person in full."""
    return all(person.name.islower() and " " not in person.name for person in people)


def in_full(people: tuple[Contributor, ...], names: list[str]) -> tuple[Contributor, ...]:
    """Return people with the full names for whom only initials are printed ("dpa")."""
    whole = [person for name in names for person in read_names(name)]
    known = {_initials(person.name): person for person in whole}
    longer = {_ends(person.name): person for person in whole if len(person.name.split()) > 2}  # noqa: PLR2004 - first, middle, last
    return tuple(
        known.get(person.name.casefold(), person)
        if " " not in person.name and len(person.name) > 1
        else _named_so(longer.get(_ends(person.name)), person)
        for person in people
    )


def _ends(name: str) -> tuple[str, str]:
    """Return the prints of the first and the last word of a name."""
    words = name.split()
    return print_of(words[0]), print_of(words[-1])


def _named_so(whole: Contributor | None, person: Contributor) -> Contributor:
    """Return a person with the whole name where two words of it are printed."""
    if whole is None or len(person.name.split()) != 2:  # noqa: PLR2004 - first, last
        return person
    return Contributor(whole.name, person.role)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word).casefold()


def is_account_of(account: str, name: str) -> bool:
    """Say whether an account may be a person's: "jrobison" is John Robison's."""
    own, *words = print_of(account), *(print_of(word) for word in name.split())
    if len(words) < 2 or not account.islower() or " " in account:  # noqa: PLR2004 - first, last
        return False
    first, last = words[0], words[-1]
    return own in {first + last, first[:1] + last, first + last[:1], last + first[:1], last}


def are_initials(people: tuple[Contributor, ...], names: list[str]) -> bool:
    """Say whether people are given by the initials of names that are known in full."""
    whole = [person.name for name in names for person in read_names(name)]
    initials = {_initials(name) for name in (*names, *whole)}
    return bool(people) and all(
        len(person.name) > 1 and person.name.casefold() in initials for person in people
    )


def house_names(page: Page, site: HostLayout) -> set[str]:
    """Return the prints of all names by which the house of a page goes.

    It says so itself, or it stands at the end of its titles, or in its address.
    """
    names = house_of(page, site)
    story = page.linked.story()
    if story:
        names.update(print_of(name) for name in page.linked.words(story.get("publisher")))
    names.update(print_of(part) for part in last_parts(page.head.title))
    labels = page.host.split(".")
    for label in labels[:-1]:
        if len(label) >= SHORTEST_LABEL:
            names.update((print_of(label), print_of(label + labels[-1])))
    names.add(print_of(page.host))
    return names - {""}
