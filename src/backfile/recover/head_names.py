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
    found += [(f"meta:{meta}", page.head.all_of(meta)) for meta in _METAS]
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if opening_role(page.head.meta(label) + " "):
            found.append((f"meta:{data}", page.head.all_of(data)))
    house = {print_of(name) for name in (page.head.meta("og:site_name"), *site.title_affixes)}
    return [
        (place, kept)
        for place, names in found
        if (kept := [n for n in dict.fromkeys(names) if _is_person(n, house)])
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
        for person in read_names(name) or _as_given(name):
            people.setdefault(print_of(person.name), person)
    return without_house(tuple(people.values()), house)


def _as_given(name: str) -> tuple[Contributor, ...]:
    name = squeeze(name).strip(" ,;:.-–—|")
    if len(name) not in LENGTHS or len(name.split()) > MOST_WORDS or _NO_NAME.search(name):
        return ()
    return (Contributor(name),) if any(sign.isalpha() for sign in name) else ()


def without_house(people: tuple[Contributor, ...], house: set[str]) -> tuple[Contributor, ...]:
    """Return the people of a byline without the house's own name after theirs ("A. Lee, CNN")."""
    others = tuple(person for person in people if print_of(person.name) not in house)
    return others if any(person.role == "author" for person in others) else people


def are_house(people: tuple[Contributor, ...], house: set[str]) -> bool:
    """Say whether nobody but the house itself is named."""
    return all(print_of(person.name) in house for person in people)


def are_accounts(people: tuple[Contributor, ...]) -> bool:
    """Say whether only accounts are named ("nquill"), and no person in full."""
    return all(person.name.islower() and " " not in person.name for person in people)


def are_initials(people: tuple[Contributor, ...], names: list[str]) -> bool:
    """Say whether people are given by the initials of names that are known in full."""
    initials = {"".join(word[0] for word in name.split()).casefold() for name in names}
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
