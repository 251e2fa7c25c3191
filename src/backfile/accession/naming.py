"""Names of stories and captures that survive every re-run: corrections hold on to them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.errors import NotFound
from backfile.model.capture import Kind
from backfile.model.story import Story
from backfile.recover.revisions import REDIRECT
from backfile.urls import key_of

MERGE, SPLIT = "merge", "split"
"""Corrections of what is one story: it belongs to another one; a capture stands alone."""


Named = Mapping[str, str]
"""Ids of stories by the places of their captures."""
NOBODY: Named = MappingProxyType({})
PLACE = "at:"
"""How the lasting name of a story begins that has no address: it is the place of its capture."""


def lasting_name(archive: Archive, story: Story) -> str:
    """Return the name of a story that survives every re-run: its main address, else its place.

    An id alone would not do: where nothing but words is left, it is made of the words as they were
    read, and a later Backfile may read them better.
    """
    if story.addresses:
        return "url:" + key_of(story.addresses[0])
    members = archive.stories.members([story.id]).get(story.id, [])
    if not members:
        return story.id
    return PLACE + place_of(archive.captures.get(members[0].capture))


def names_of_story(archive: Archive, story: Story) -> frozenset[str]:
    """Return every name under which a correction may speak of a story."""
    members = archive.stories.members([story.id]).get(story.id, [])
    places = {PLACE + place_of(archive.captures.get(member.capture)) for member in members}
    return frozenset({story.id} | places | {"url:" + key_of(a) for a in story.addresses})


def captures_named(archive: Archive, name: str) -> list[int]:
    """Return the captures of the story that has a lasting name; none where there is none."""
    if name.startswith("url:"):
        return archive.keys.sharing([name]).get(name, [])
    if name.startswith(PLACE):
        return [row.number for row in captures_at(archive, name.removeprefix(PLACE))]
    try:
        return [member.capture for member in archive.stories.entry(name).members]
    except NotFound:
        return []


def place_of(row: CaptureRow) -> str:
    """Return the place of a capture that survives every re-run: deposit, item and offset."""
    return f"{row.deposit}:{row.item or ''}:{'' if row.offset is None else row.offset}"


def named_by_words(archive: Archive, deposit: str) -> Named:
    """Return the ids of a deposit's stories that may rest on words alone, by place.

    Whoever reads the deposit again may read other words, and the ids stay. An address or number
    gives a story the same id every time.
    """
    rows = archive.captures.all(deposit, Kind.STORY)
    return {place_of(row): row.story for row in rows if row.story and not row.address}


def captures_at(archive: Archive, place: str) -> Iterator[CaptureRow]:
    """Yield the captures that have a place."""
    deposit = place.split(":", 1)[0]
    return (row for row in archive.captures.all(deposit) if place_of(row) == place)


def merges_of(archive: Archive) -> list[list[int]]:
    """Return the captures that persons said are of one story, for each time that they did."""
    return [
        [*captures_named(archive, said.target), *captures_named(archive, str(said.value))]
        for said in archive.corrections.standing("story")
        if said.field == MERGE
    ]


def apart_of(archive: Archive) -> frozenset[int]:
    """Return the captures that persons said stand alone."""
    places = [c.target for c in archive.corrections.standing("capture") if c.field == SPLIT]
    return frozenset(row.number for place in places for row in captures_at(archive, place))


def hold_on(archive: Archive, deposit: str) -> None:
    """Tie corrections of stories to what stays of them when a deposit is about to be withdrawn.

    A name that only the deposit gave would be lost with it, though other deposits hold the story.
    Where nothing stays, the name does: it holds again once the deposit is handed over again.
    """
    archive.remedies.hold_on()
    for said in archive.corrections.standing("story"):
        value = said.value
        if said.field == MERGE:
            value = _name_without(archive, str(value), deposit)
        held = replace(said, target=_name_without(archive, said.target, deposit), value=value)
        if held != said:
            archive.corrections.tie(held)
            archive.journal.write("correction tied", held.target, f"{said.field}: {said.target}")


def _name_without(archive: Archive, name: str, deposit: str) -> str:
    """Return a name that a story still has without a deposit: the same one, if it can be."""
    stories = archive.stories.of_captures(captures_named(archive, name)).values()
    members = archive.stories.members(sorted(set(stories)))
    shown = sorted(m.capture for some in members.values() for m in some if m.why != REDIRECT)
    staying = [(row, t) for row, t in archive.captures.testimonies(shown) if row.deposit != deposit]
    names = ["url:" + key_of(address) for _, t in staying for address in t.addresses]
    names += [PLACE + place_of(row) for row, _ in staying]
    return name if name in names or not names else names[0]
