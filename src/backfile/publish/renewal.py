"""Which stories' pages are filled anew, and which stand as the last run left them.

A page is filled anew where its story changed, where what it shows of others did (the stories beside
it, the names of its lists), where one of its links now leads elsewhere, or where somebody touched
its file. The search index is made anew where the words of any story changed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import Stemmer

from backfile.hashes import digest_of
from backfile.model.story import Story
from backfile.publish.build import Build
from backfile.publish.cards import Card
from backfile.publish.holdings import Told
from backfile.publish.output import Output
from backfile.publish.pages.finding import search_row
from backfile.publish.pages.story import story_page
from backfile.publish.past import Noted, Remembered, Remembering, leads_to, link_to, links_of, short
from backfile.publish.pictures import Progress
from backfile.publish.search import index
from backfile.publish.search.memory import KEPT, Keeper
from backfile.publish.search.mending import Mending, Wanted, find_mending
from backfile.publish.search.packing import File
from backfile.publish.search.patches import Kept
from backfile.publish.search.row import Row

_AT_ONCE = 200
"""Stories that are read together, as the archive itself reads them."""
_SEARCH = "search/"


class Stories:
    """The stories of one run: puts their pages, and gives search their words."""

    def __init__(
        self,
        build: Build,
        output: Output,
        remembering: Remembering,
        progress: Progress | None = None,
    ) -> None:
        self._build = build
        self._output = output
        self._progress = progress
        self._digests = build.holdings.digests()
        self._led = _changed_ways(build)
        self._remembering = remembering

    def put(self) -> None:
        """Put each story's page."""
        for _ in self._put_some():
            pass

    def put_and_read(self) -> Iterator[Row]:
        """Put each story's page, and yield what search must know of it, newest first."""
        searched = {card.path for card in self._build.catalogue.searched()}
        for some, told in self._put_some():
            rest = [card.id for card in some if card.id not in told]
            told |= {story.id: story for story in self._build.holdings.stories(rest)}
            found = (c for c in some if c.id in told and c.path in searched)
            yield from (search_row(self._build, told[card.id]) for card in found)

    def _put_some(self) -> Iterator[tuple[list[Card], dict[str, Story]]]:
        """Put the pages of some stories at a time; yield their cards, and those that were read."""
        cards = self._build.catalogue.all_cards()
        for start in range(0, len(cards), _AT_ONCE):
            some = cards[start : start + _AT_ONCE]
            anew = [card.id for card in some if not self._keep(card)]
            yield some, {told.story.id: told.story for told in self._filled(anew)}
            if self._progress:
                self._progress("publishing stories", start + len(some), len(cards))

    def _filled(self, ids: list[str]) -> Iterator[Told]:
        for told in self._build.holdings.told(ids):
            noted = self._build.shelf.noted = Noted()
            self._output.put(*story_page(self._build, told))
            card = self._build.catalogue.card(told.story.id)
            remembered = Remembered(
                digest=self._digests[card.id],
                listing=self._build.catalogue.listings[card.id],
                around=self._around(card),
                beside=self._related(card),
                links=links_of(noted.links),
                used=noted.used,
                missing=tuple(noted.missing),
            )
            self._remembering.add(remembered)
            yield told

    def _keep(self, card: Card) -> bool:
        before = self._build.past.stories.get(card.id)
        if (
            before is None
            or before.digest != self._digests[card.id]
            or leads_to(before.links, self._led)
            or (self._build.touched.holds_page(card) and self._differs(before, card))
            or not self._output.keep(card.path, *before.used)
        ):
            return False
        self._build.shelf.missing.update(before.missing)
        self._remembering.keep(card.id)
        return True

    def _differs(self, before: Remembered, card: Card) -> bool:
        """Say whether a page shows something else of other stories than it did."""
        return before.around != self._around(card) or before.beside != self._related(card)

    def _around(self, card: Card) -> str:
        catalogue = self._build.catalogue
        around = [(near.path, near.headline) if near else None for near in self._beside(card)]
        section = catalogue.sections.get(card.section)
        people = [
            who.path for key, _ in card.contributors if (who := catalogue.contributors.get(key))
        ]
        groups = [group for key in card.tags if (group := catalogue.tags.get(key))]
        tags = [(group.name, len(group) > 1) for group in groups]
        named = (section.name, section.path) if section else None
        own = card.id in self._build.calendars
        return short(repr((around, named, people, tags, own, self._build.site.nav)))

    def _related(self, card: Card) -> str:
        return short(self._build.beside(card).said())

    def _beside(self, card: Card) -> tuple[Card | None, Card | None]:
        return self._build.catalogue.neighbours(card.id)


def _changed_ways(build: Build) -> frozenset[str]:
    """Return the addresses, in few letters, that lead to another page than in the last run."""
    before, listings = build.past.stories, build.catalogue.listings
    led: set[str] = set()
    for story_id in build.touched.stories if before else ():
        was = before[story_id].listing.keys if story_id in before else ()
        now = listings[story_id].keys if story_id in listings else ()
        led.update(() if was == now else (*was, *now))
        # Which capture shows which story is no part of an address: there any change counts.
        led.add(link_to(story_id if story_id in before else None))
    return frozenset(map(short, led))


def put_search(build: Build, output: Output, stories: Stories) -> None:
    """Put the search index, and the stories' pages, which are put as it asks for their words.

    The index stands as it was where no story's words changed and all of its files are there. Where
    few changed it is mended.
    """
    key = _search_key(build)
    keeper = Keeper(output.state / KEPT)
    kept = [path for path in output.made_of(key) if path.startswith(_SEARCH)]
    if kept and keeper.read() and output.keep(*kept):
        stories.put()
        return
    mending = _mending(build, output, keeper)
    if mending is not None:
        stories.put()
        _put_index(output, key, mending.files())
        if not output.is_dry:
            mending.remember()
        return
    rows = stories.put_and_read()
    pieces = build.options.search_pieces
    kept_by = None if output.is_dry else keeper
    _put_index(output, key, index.build(rows, pieces=pieces, keeper=kept_by, key=_frame_key(build)))


def _put_index(output: Output, key: str, files: Iterable[File | Kept]) -> None:
    for name, data in files:
        path = f"{_SEARCH}{name}"
        if data is None:
            output.keep(path)
        else:
            output.put(path, data)
        output.made(path, key)


def _mending(build: Build, output: Output, keeper: Keeper) -> Mending | None:
    """Return how the index is mended, where all of it stands as the last run left it."""
    listings = build.catalogue.listings
    if not output.stands(_SEARCH):
        return None

    def read(addresses: Sequence[str]) -> Iterator[Row]:
        ids = [build.catalogue.by_path[address].id for address in addresses]
        return (search_row(build, story) for story in build.holdings.stories(ids))

    wanted = Wanted(
        stories=[(c.path, listings[c.id].row) for c in build.catalogue.searched()],
        read=read,
        key=_frame_key(build),
        pieces=build.options.search_pieces,
    )
    return find_mending(output.folder / "search", keeper, wanted)


def put_together(output: Output, key: str, make: Callable[[], Iterator[tuple[str, bytes]]]) -> None:
    """Put files that are made of the same things, or keep all of them where these are as before."""
    kept = output.made_of(key)
    if kept and output.keep(*kept):
        return
    for path, data in make():
        output.put(path, data)
        output.made(path, key)


def _search_key(build: Build) -> str:
    listings = build.catalogue.listings
    cards = build.catalogue.searched()
    rows = " ".join(f"{card.id} {listings[card.id].row}" for card in cards)
    return digest_of(f"{rows} {_frame_key(build)}".encode())


def _frame_key(build: Build) -> str:
    """Return a digest of all that the index is made from besides the stories."""
    said = ("search", index.FORMAT, build.options.search_pieces, Stemmer.version())
    return digest_of(f"{build.frame} {said!r}".encode())
