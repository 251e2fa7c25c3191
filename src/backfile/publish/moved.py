"""Old addresses: every address that a story ever had leads to its page here.

Hosts differ in what they understand, so the same list is written for each: `_redirects` (Netlify,
Cloudflare Pages), an nginx map, Apache rules, the configuration of an S3 bucket, plain tables (TSV,
JSON), and small pages at the old places for hosts that know no rules at all. What even these do not
answer (a query alone, more places than pages) the front page and the page for what is not here look
up in the table by themselves.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote, unquote

from backfile.publish import addresses, headers, rules, rules_of_remedies
from backfile.publish.build import Build, Output
from backfile.publish.catalogue import Catalogue
from backfile.publish.machines import guards_of, unindexed
from backfile.publish.output import STATE_FOLDER
from backfile.publish.rules import Move


def _moves(catalogue: Catalogue) -> dict[str, Move]:
    """Return where each old way leads: to the newest story that had it."""
    moves: dict[str, Move] = {}
    for card in catalogue.all_cards():
        for way in catalogue.listings[card.id].ways:
            moves.setdefault(way, Move(way, card.path))
    return moves


def _gone(build: Build) -> list[Move]:
    """Return the ways to withdrawn stories that rules may write out."""
    is_plain = build.options.withdrawn_addresses == "plain"
    moves: dict[str, Move] = {}
    for path, tomb in build.catalogue.tombs.items():
        for way in filter(None, map(addresses.old_way, tomb.addresses)):
            if is_plain or not addresses.is_telling(way):
                moves.setdefault(way, Move(way, path, is_gone=True))
    return [moves[way] for way in sorted(moves)]


def _sealed(catalogue: Catalogue) -> list[Move]:
    """Return where each way leads that is known by its seal alone."""
    seals = [key for key in catalogue.by_address if key.startswith(addresses.SEALED)]
    return [Move(seal, catalogue.by_address[seal]) for seal in sorted(seals)]


def parts_of(catalogue: Catalogue) -> int:
    """Return into how many parts the table for browsers is cut; 0 where nothing ever moved."""
    ways = sum(len(told.ways) + len(told.seals) for told in catalogue.listings.values())
    return rules.parts_of(ways + sum(len(tomb.addresses) for tomb in catalogue.tombs.values()))


def moves_key(build: Build, paths: Iterable[str]) -> str:
    """Return a digest of all that the rules and small pages are made of.

    Args:
        build: the site.
        paths: its own files, from which no old address may lead away.
    """
    listings = build.catalogue.listings
    catalogue = build.catalogue
    told = ((card, listings[card.id]) for card in catalogue.all_cards())
    # Small pages alone name the stories that they lead to.
    is_named = _has_pages(build)
    ways = [(card.path, is_named and card.headline, listing.ways) for card, listing in told]
    remedied = (_gone(build), _sealed(catalogue), unindexed(build))
    if any(remedied):
        return build.key(("moved", ways, remedied, sorted(paths)), ())
    return build.key(("moved", ways, sorted(paths)), ())


def _has_pages(build: Build) -> bool:
    """Say whether small pages stand at old places: not where the stories are too many for them."""
    return len(build.catalogue.all_cards()) <= build.options.moved_pages


def move_files(build: Build, taken: Callable[[str], bool]) -> Iterator[Output]:
    """Yield the rules for each kind of host, then the small pages. `taken` knows our own files."""
    moves = _moves(build.catalogue)
    ordered = [moves[way] for way in sorted(moves) if not taken(_file_asked(way))]
    tombs = [Move(f"/{path}", path, is_gone=True) for path in build.catalogue.tombs]
    gone = [*tombs, *(m for m in _gone(build) if m.way not in moves and not taken(m.way[1:]))]
    known = [*ordered, *(m for m in gone if m.way != f"/{m.path}"), *_sealed(build.catalogue)]
    base, hidden = addresses.base_of(build.options.address), unindexed(build)
    led = _below(base, ordered)
    # .htaccess speaks of ways below its own folder; hosts, of ways below their root.
    buried = [replace(m, way=f"{base}{m.way}") if m.way == f"/{m.path}" else m for m in gone]
    buried = _below(base, buried)
    yield "moved/addresses.tsv", "".join(f"{m.way}\t{m.path}\n" for m in known).encode()
    yield "moved/nginx.conf", rules.nginx(led) + rules_of_remedies.nginx(buried, hidden, base)
    yield "moved/apache-map.txt", rules.apache_map(led)
    asked = rules.htaccess(led, base) + rules_of_remedies.htaccess(gone, hidden, base)
    yield ".htaccess", asked + headers.htaccess(*guards_of(build), base)
    yield "_redirects", rules_of_remedies.netlify(buried) + rules.netlify(led, taken)
    yield "moved/s3.json", rules.s3(led, base)
    yield "moved/addresses.json", rules.table(known)
    for number, part in enumerate(rules.parts(known, parts_of(build.catalogue))):
        yield f"moved/part.{number}.json", part
    yield from _pages(build, ordered, taken)


def _below(base: str, moves: Iterable[Move]) -> list[Move]:
    """Return moves whose pages stand in a folder of their host."""
    return [replace(move, path=f"{base}/{move.path}".lstrip("/")) for move in moves]


def _file_asked(way: str) -> str:
    """Return the file of ours that a host would answer an old way with, were there one.

    An old address that is now a page of the archive's own (/index.html, however spelled: hosts
    undo escapes, and nginx's map forgets case) cannot lead elsewhere.
    """
    return unquote(way.partition("?")[0]).strip("/").lower()


def _pages(build: Build, moves: list[Move], taken: Callable[[str], bool]) -> Iterator[Output]:
    """Yield a small page at each old place that a disk can hold, up to the bound of the options."""
    if not _has_pages(build):
        return
    files: set[str] = set()
    parents: set[str] = set()
    for move in moves:
        file = addresses.old_file(move.way)
        if file is None or len(files) >= build.options.moved_pages:
            continue
        folded = file.lower()
        above = {folded[:i] for i, letter in enumerate(folded) if letter == "/"}
        if folded in files or folded in parents or above & files:
            continue
        if _is_ours(folded) or any(map(taken, [file, *above])):
            continue
        files.add(folded)
        parents |= above
        yield file, _moved_page(build, file, move)


_OURS = frozenset(
    {
        *("story", "section", "contributor", "tag", "date", "media", "theme"),
        *("moved", "search", "api", STATE_FOLDER),
    }
)


def _is_ours(file: str) -> bool:
    """Say whether a file would stand in a folder, or in place of a page, of our own."""
    first, slash, _ = file.partition("/")
    return not slash or first in _OURS


def _moved_page(build: Build, file: str, move: Move) -> bytes:
    place = build.catalogue.by_path.get(move.path)
    headline = place.headline if place else None
    context: dict[str, object] = {
        "path": quote(move.path),
        "canonical": build.canonical(move.path),
        "headline": headline or build.words("story.untitled"),
    }
    return build.renderer.page("moved.html", file, context)
