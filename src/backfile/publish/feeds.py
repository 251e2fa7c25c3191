"""Which feeds the site has: of the whole, of sections, contributors, tags, series, and of queries.

The whole and the queries come as Atom, RSS and JSON Feed. As files, lists come as Atom alone,
which every reader of feeds takes, and only those that somebody may follow: each would be three
files more. `serve` answers any list in each of the three.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from itertools import islice
from pathlib import Path

from backfile.model.remedy import Surface
from backfile.model.story import Story
from backfile.publish.addresses import ROOT
from backfile.publish.build import Build, Draft, Output
from backfile.publish.cards import Card
from backfile.publish.catalogue import Group, Groups
from backfile.publish.feed_forms import Feed, atom, json_feed, rss
from backfile.publish.pages.lists import feed_path, has_feed
from backfile.publish.past import Noted
from backfile.publish.search.asking import answer_to
from backfile.publish.search.reading import Index
from backfile.query.language import parse

ENTRIES = 50
"""Stories in a feed, the newest."""
_IN_A_LIST = 20
"""Stories in the feed of a list."""
_WHOLE = 20
"""Of these so many with their whole text: 150 KB at news length."""
FORMS: dict[str, tuple[str, Callable[[Build, Feed], bytes]]] = {
    "xml": ("application/atom+xml", atom),
    "rss": ("application/rss+xml", rss),
    "json": ("application/feed+json", json_feed),
}
"""Ending of a feed's file, its media type, and what writes it."""


def feed_files(build: Build, index: Path) -> Iterator[Output]:
    """Yield the feeds of the whole archive, and of the queries that archive.toml names.

    Args:
        build: the site.
        index: folder of its search index, which answers the queries.
    """
    cards = build.catalogue.on(Surface.FEEDS)[:ENTRIES]
    whole = _bodies(build, cards[:_WHOLE])
    yield from _written(build, Feed(path="feed", title=build.site.title, cards=cards, whole=whole))
    for name, query in sorted(build.options.feeds.items()):
        yield from _written(build, query_feed(build, index, f"feeds/{name}", query))


def _written(build: Build, feed: Feed) -> Iterator[Output]:
    for ending, (_, write) in FORMS.items():
        if ending != "rss" or build.options.address:
            yield f"{feed.path}.{ending}", write(build, feed)


def query_feed(build: Build, index: Path, path: str, query: str) -> Feed:
    """Return the feed of what answers a query.

    Raises:
        BadValue: the query cannot be read.
    """
    title = f"{build.site.title} – {query}"
    asked = parse(query)
    if not (index / "manifest.json").is_file():  # a trial run, which writes nothing
        return Feed(path=path, title=title, cards=())
    shelf = Index(index)
    found = answer_to(shelf, asked).page("new", 0, ENTRIES)
    places = (shelf.shown(story).address for story in found)
    by_path = build.catalogue.by_path
    known = (by_path[place] for place in places if place in by_path)
    cards = [card for card in known if Surface.FEEDS not in card.kept_from]
    return Feed(path=path, title=title, cards=cards, home="search.html")


def list_feeds(build: Build) -> Iterator[Draft]:
    """Yield the feed of each list that has one."""
    catalogue = build.catalogue
    kinds: Sequence[Groups] = (
        *(catalogue.sections, catalogue.contributors),
        *(catalogue.tags, catalogue.series),
    )
    for groups in kinds:
        for group in groups.values():
            if has_feed(catalogue, group):
                yield _list_feed(build, group)


def _list_feed(build: Build, group: Group) -> Draft:
    path, feed = feed_path(group), _feed_of(build, group)
    return path, build.key(("feed", group.name, path), feed.cards), partial(atom, build, feed)


def _feed_of(build: Build, group: Group) -> Feed:
    told = (card for card in group.cards if Surface.FEEDS not in card.kept_from)
    return Feed(
        path=feed_path(group).removesuffix(".xml"),
        title=f"{build.site.title} – {group.name}",
        cards=list(islice(told, _IN_A_LIST)),
        home=group.path,
    )


def feed_at(build: Build, path: str) -> tuple[str, bytes] | None:
    """Return the media type and the feed of a list in any form ("section/town.rss"), if it is one.

    Files of all would be three for each contributor and subject: `serve` makes them when asked.
    """
    place, _, ending = path.rpartition(".")
    group = build.list_at(f"{place}.html")
    if group is None or ending not in FORMS or (ending == "rss" and not build.options.address):
        return None
    kind, write = FORMS[ending]
    return kind, write(build, _feed_of(build, group))


_ABOVE = frozenset({"note", "correction"})


def _said_above(story: Story) -> str:
    """Return what a reader must not miss, as it stands above the text."""
    said = (notice.text for notice in story.notices if notice.kind in _ABOVE)
    return "".join(f"<aside><p>{escape(text, quote=False)}</p></aside>" for text in said)


def _bodies(build: Build, cards: Sequence[Card]) -> dict[str, str]:
    """Return the text of some stories as HTML whose links are whole, by id.

    A feed is read far from the site: where the site's own address is not known, no link could be
    whole, and its readers have the first lines and the way to the page.
    """
    site = build.canonical("")
    if not site:
        return {}
    build.shelf.noted = Noted()
    return {
        story.id: (_said_above(story) + build.border.pass_through(story.body.html)).replace(
            ROOT, site
        )
        for story in build.holdings.stories([card.id for card in cards])
    }
