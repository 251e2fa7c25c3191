"""All that the pages of one run of `publish` are made from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from backfile.hashes import digest_of
from backfile.model.publication import Publication
from backfile.model.story import StoryType
from backfile.publish import addresses, when
from backfile.publish.addresses import absolute, root_of
from backfile.publish.body import Border, Shelf
from backfile.publish.cards import Card, digest_in_few
from backfile.publish.catalogue import Catalogue, Group
from backfile.publish.holdings import Holdings, Picture
from backfile.publish.how import Known
from backfile.publish.linked import Setting
from backfile.publish.livery import logo_path
from backfile.publish.occasions import events_of, with_calendars
from backfile.publish.options import Options
from backfile.publish.past import Past, PastList, PastLists
from backfile.publish.related import Beside, beside
from backfile.publish.render import Renderer, Site
from backfile.publish.touched import Touched, touched_since
from backfile.publish.ways import WRITE, Ways, policy_for, ways_of
from backfile.publish.words import Words, words_in
from backfile.text import squeeze
from backfile.urls import host_of

_MOST_REMEMBERED = 10_000
"""Fields of evidence that are remembered as HTML: about 4 MB."""
_MOST_ENTRIES = 30_000
"""Entries in lists that are remembered as HTML: about 20 MB. Each stands in seven lists or so; with
room for fewer than there are stories most would be rendered for each list anew."""
Output = tuple[str, bytes]
"""A file of the site: its path and its bytes."""
LATECOMERS = frozenset({StoryType.LETTER.value, StoryType.EVENT.value, StoryType.PROJECT.value})
"""Types of what an archive takes in after its newsroom stopped."""
Draft = tuple[str, str, Callable[[], bytes]]
"""A page that need not be made again: path, digest of what it is made from, and what makes it."""


@dataclass(slots=True)
class Build:
    """Everything a page may ask for."""

    holdings: Holdings
    publication: Publication
    catalogue: Catalogue
    options: Options
    words: Words
    site: Site
    renderer: Renderer
    border: Border
    ways: Ways | None = None
    """How readers can write to the newsroom; None where nobody would get it."""
    frame: str = ""
    """Digest of all that every page is made from: settings, theme, publication, Backfile."""
    past: Past = field(default_factory=Past)
    """What the last run, within the same frame, knew of each story."""
    touched: Touched = field(default_factory=Touched)
    """What differs from then."""
    lists: dict[str, PastList] = field(default_factory=dict)
    """What the next run is to know of each list that has pages, by the path of the first."""
    calendars: frozenset[str] = frozenset()
    """Ids of the events that have a calendar file of their own."""
    _marks: dict[str, str] = field(default_factory=dict)
    _known: dict[Known, str] = field(default_factory=dict)
    _entries: dict[str, str] = field(default_factory=dict)
    _lists: dict[str, Group] = field(default_factory=dict)
    _beside: tuple[str, Beside] = ("", Beside())
    """The last story asked for: its page asks, and then what is remembered of the page."""

    def known(self, known: Known) -> str:
        """Return a field's evidence as it stands on a page.

        Stories of one deposit know most of their fields from the same places: it is remembered.
        """
        found = self._known.get(known)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            piece = self.renderer.piece("known.html", field=known)
            found = self._known[known] = piece
        return found

    def list_at(self, path: str) -> Group | None:
        """Return the section, contributor, subject or series whose page stands there, if any."""
        if not self._lists:
            held = self.catalogue
            for groups in (held.sections, held.contributors, held.tags, held.series):
                self._lists |= {group.path: group for group in groups.values()}
        return self._lists.get(path)

    @property
    def policy(self) -> str:
        """What all pages together may load and reach, as a server says it; pages say less."""
        return policy_for(self.ways.endpoint or "" if self.ways else "")

    @property
    def setting(self) -> Setting:
        """Return what each story's page is a part of."""
        return Setting(
            publication=self.publication,
            title=self.site.title,
            site=self.options.address,
            keeper=self.options.keeper,
            licence=self.options.licence,
        )

    @property
    def uid_host(self) -> str:
        """Return the host by which lasting names (UID, tag:) are told from those of others."""
        return host_of(self.options.address or "") or "backfile.invalid"

    @property
    def shelf(self) -> Shelf:
        """Return where pictures are looked up."""
        return self.border.shelf

    def entry(self, card: Card) -> str:
        """Return a story's entry in a list, rendered once for most of its lists."""
        found = self._entries.get(card.id)
        if found is None:
            if len(self._entries) >= _MOST_ENTRIES:
                self._entries.clear()
            found = self._entries[card.id] = self.renderer.piece("entry.html", card=card, level=2)
        return found

    def beside(self, card: Card) -> Beside:
        """Return the stories that a story leads to, its neighbours in time apart."""
        if self._beside[0] != card.id:
            self._beside = (card.id, beside(self.catalogue, card))
        return self._beside[1]

    def mark(self, card: Card) -> str:
        """Return a text that differs as soon as what a list shows of a story does."""
        found = self._marks.get(card.id)
        if found is None:
            group = self.catalogue.sections.get(card.section)
            others = [(o.path, o.language) for o in self.catalogue.translations(card.id)]
            found = self.catalogue.listings[card.id].mark
            if group:
                found = f"{found} {group.path} {group.name}"
            if others:
                found = f"{found} {others!r}"
            self._marks[card.id] = found
        return found

    def key(self, about: object, cards: Iterable[Card]) -> str:
        """Return a digest of a list: what is said about it, and its stories in order."""
        said = f"{self.frame} {self.site.nav!r} {about!r} {' '.join(map(self.mark, cards))}"
        return digest_of(said.encode("utf-8", "surrogatepass"))

    @property
    def nav_key(self) -> str:
        """Return a digest of what leads from every page."""
        return digest_in_few(repr(self.site.nav))

    def past_lists(self) -> PastLists:
        """Return what the next run is to know of all lists."""
        catalogue = self.catalogue
        groups = [g for some in catalogue.kinds_of_lists().values() for g in some.values()]
        lists = {group.path: PastList(group.name, len(group)) for group in groups} | self.lists
        return PastLists(self.frame, self.nav_key, len(catalogue.cards), lists)

    def drawn(
        self, template: str, path: str, context: Mapping[str, object], root: str | None = None
    ) -> Draft:
        """Return a page that is filled only where what it shows is not as it was.

        Args:
            template: its template.
            path: where it stands.
            context: all that it shows besides what every page does: values that say what they are
                when they are printed (`repr`), and show no more than that.
            root: how its links begin, where its path does not tell.
        """
        sections = [(group.path, group.name) for group in self.site.sections.values()]
        key = self.key((template, path, root, sections, context), ())
        begin = root_of(path) if root is None else root
        return path, key, partial(self.renderer.page_from, template, begin, context)

    def lead_picture(self, card: Card) -> Picture | None:
        """Return a story's lead picture, where the archive has it."""
        if not card.is_pictured:
            return None
        images = [story.lead_image for story in self.holdings.stories([card.id])]
        return self.holdings.picture_at(images[0].address) if images and images[0] else None

    def canonical(self, path: str) -> str | None:
        """Return a page's whole address, where the site's own is known."""
        return absolute(self.options.address, path)


def build_of(
    holdings: Holdings, catalogue: Catalogue, options: Options, frame: str, past: Past
) -> Build:
    """Bring together what the pages need."""
    publication = holdings.publication()
    words = words_in(options.language or (publication.languages or ("en",))[0])
    ways = ways_of(options, publication)
    site = _site(publication, catalogue, options, words)
    if ways is not None:
        site = replace(site, nav=(*site.nav, (WRITE, "forms.write")), write=WRITE)
    build = Build(
        holdings=holdings,
        publication=publication,
        catalogue=catalogue,
        options=options,
        words=words,
        site=site,
        renderer=Renderer(words, site, options.theme),
        border=Border(
            Shelf(holdings.picture_at),
            catalogue.by_address,
            words("story.lead_lost"),
            words("story.picture_kept"),
            words("story.full_picture"),
            holdings.story_at,
            has_seals=any(key.startswith(addresses.SEALED) for key in catalogue.by_address),
        ),
        ways=ways,
        frame=frame,
        past=past,
        calendars=with_calendars(catalogue),
    )
    build.touched = touched_since(past, catalogue, holdings.digests(), build.nav_key)
    return build


def _site(publication: Publication, catalogue: Catalogue, options: Options, words: Words) -> Site:
    title = squeeze(publication.title or "") or words("home.untitled")
    contact = options.keeper_contact or ""
    return Site(
        title=title,
        state=state_of(publication, title, words),
        folio=folio(catalogue, words, publication.paused_on),
        nav=tuple(_nav(publication, catalogue)),
        sections=catalogue.sections,
        successor=publication.successor,
        letters=has_letters(publication),
        address=options.address,
        accent=options.accent,
        logo=logo_path(options.logo) if options.logo else "",
        keeper=options.keeper,
        keeper_contact=contact if contact.startswith(("https:", "http:", "mailto:")) else None,
        keeper_contact_said=contact.removeprefix("mailto:"),
    )


def _nav(publication: Publication, catalogue: Catalogue) -> list[tuple[str, str]]:
    ways = [
        ("dates.html", "nav.dates", bool(catalogue.cards)),
        ("sections.html", "nav.sections", bool(catalogue.sections)),
        ("type/digest.html", "kinds.digest", StoryType.DIGEST.value in catalogue.kinds),
        ("events.html", "nav.events", bool(events_of(catalogue))),
        ("projects.html", "nav.projects", StoryType.PROJECT.value in catalogue.kinds),
        ("series.html", "nav.series", bool(catalogue.series)),
        ("contributors.html", "nav.contributors", bool(catalogue.contributors)),
        ("tags.html", "nav.tags", bool(catalogue.tags)),
        ("letters.html", "nav.letters", has_letters(publication)),
        ("contents.html", "nav.contents", bool(catalogue.cards)),
        ("about.html", "nav.about", True),
    ]
    return [(path, key) for path, key, there in ways if there]


def has_letters(publication: Publication) -> bool:
    """Say whether the newsroom left a letter to its readers that has words."""
    return any(squeeze(letter.text) for letter in publication.letters)


def state_of(publication: Publication, title: str, words: Words) -> str:
    """Return in one sentence what the publication's state is."""
    status = publication.status if publication.status in {"paused", "ceased"} else None
    if status is None:
        return words("state.active", title=title)
    if when.span(publication.paused_on) is None:
        return words(f"state.{status}_undated", title=title)
    said = when.say(words, publication.paused_on)
    return words(f"state.{status}", title=title, date=_placed(publication.paused_on, said, words))


def _placed(text: str | None, said: str, words: Words) -> str:
    span = when.span(text)
    if span is None or not when.machine(text):
        return said
    wide = "state.in_year" if said.isdecimal() else "state.in_month"
    return words("state.on_day" if span[0] == span[1] else wide, date=said)


def folio(catalogue: Catalogue, words: Words, ended: str | None = None) -> str:
    """Return how many stories there are, from when to when.

    Args:
        catalogue: all of them.
        words: phrases of the language.
        ended: when the newsroom stopped (EDTF). What came to the archive later, readers' letters
            and what is announced, is no part of its run.
    """
    count = words.count("count.stories", len(catalogue.cards))
    span = when.span(ended)
    last = span[1].toordinal() if span else 0
    own = [c for c in catalogue.cards if not last or c.day <= last or c.type not in LATECOMERS]
    runs = runs_of(own or catalogue.cards, words)
    return words("home.runs", count=count, runs=runs) if runs else count


def runs_of(cards: Sequence[Card], words: Words) -> str:
    """Return from which month to which month some stories ran, in words; "" where unknown."""
    days = [card.day for card in cards if card.day]
    if not days:
        return ""
    first, last = (date.fromordinal(day) for day in (min(days), max(days)))
    named = [when.month(words, day.year, day.month) for day in (first, last)]
    return (
        named[0] if named[0] == named[1] else words("home.from_to", first=named[0], last=named[1])
    )
