"""Which address a file of a mirror stood at: from its path, where the pages agree on a host.

Mirrors are learnt from the deposit at hand: a page at `site/2016/03/story/index.html` that names
its address `https://www.example.org/2016/03/story/` shows that `site/` stands for that host.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urljoin

from backfile import urls
from backfile.errors import DepositError
from backfile.intake.media_types import PAGE_ENDINGS, TYPE_OF_ENDING
from backfile.intake.reader import Item, Mirror, Surroundings
from backfile.intake.sniff import HEAD_BYTES, kind_of
from backfile.intake.whereabouts import Whereabouts, whereabouts_of
from backfile.model.deposit import DepositKind

_SAMPLE = 64
"""Pages that are asked for the host of a mirror: on the newsroom's mirror one is enough; more are
asked because single pages name syndication partners as their address."""
_LONE_VOICES = 10
"""A host that fewer than a tenth as many pages name as the foremost one is a partner's."""
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}([a-z]{2,24})(?:[:+]\d{2,5})?", re.IGNORECASE)
_NO_HOSTS = frozenset({ending[1:] for ending in TYPE_OF_ENDING}) | {
    "zip", "tar", "gz", "tgz", "bz2", "xz", "wacz", "warc", "php", "asp", "aspx", "bak", "old"
}  # fmt: skip
_INDEX = re.compile(r"(?:^|(?<=/))(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_PAGE_ENDING = re.compile(r"\.(?:html?|xhtml)$", re.IGNORECASE)
_QUERY = re.compile(r"\?|@(?=[\w%.-]{1,60}=)")
_COPY = re.compile(r"\.orig$|(?<=\.html)\.\d{1,2}$|(?<=\.htm)\.\d{1,2}$")
"""wget's copies: "x.html.orig" before its links were rewritten, "x.html.1" fetched anew."""
_ENDING_AFTER_QUERY = re.compile(r"\.(?:html?|css|js)$", re.IGNORECASE)
_SAVED_FOLDER = re.compile(r"(?:_files|\.files|-Dateien|_archivos|_fichiers|_bestanden|_file)$")
"""What browsers call the folder beside a saved page, in the languages met."""


def surroundings_of(items: Sequence[Item], address: str | None) -> Surroundings:
    """Return what readers may know of the deposit around each of its items.

    Args:
        items: all items of the deposit.
        address: where it stood, if the depositor said so.
    """
    paths = frozenset(item.path for item in items)
    mirrors: list[Mirror] = []
    if len(items) > 1:
        mirrors = [*_saved_folders(items), *_mirrors_of(items, paths)]
        if address is not None and not any(mirror.root == "" for mirror in mirrors):
            mirrors.append(Mirror("", address if address.endswith("/") else f"{address}/"))
    mirrors.sort(key=lambda mirror: -len(mirror.root))
    return Surroundings(address=address, paths=paths, mirrors=tuple(mirrors))


def address_of_path(path: str, around: Surroundings) -> str | None:
    """Return the address that a mirror's path stands for, or None where no host is agreed on."""
    for mirror in around.mirrors:
        if path.startswith(mirror.root):
            place, query = _without_disguise(path.removeprefix(mirror.root))
            return mirror.base + quote(place, safe=urls.SAFE_IN_PATH) + (query and f"?{query}")
    return None


def _without_disguise(path: str) -> tuple[str, str]:
    """Undo what wget does to a path: index files, queries in names, endings that it added.

    Returns the path and the query.
    """
    folder, slash, name = _COPY.sub("", path).rpartition("/")
    query = ""
    cut = _QUERY.search(name)
    if cut:
        name, query = name[: cut.start()], _ENDING_AFTER_QUERY.sub("", name[cut.end() :])
    return folder + slash + _INDEX.sub("", name), query.replace(" ", "%20")


def _mirrors_of(items: Sequence[Item], paths: frozenset[str]) -> list[Mirror]:
    """Return the folders that stand for hosts, by what a sample of the pages says."""
    sure, likely = _votes(items, paths)
    mirrors: dict[str, str] = {}
    for root, home in _ranked(sure):
        if not _is_under(root, mirrors):
            mirrors[root] = home
    for root, home in _ranked(likely):
        # What is merely likely never spans folders that are sure.
        if not _is_under(root, mirrors) and not any(
            sure_one.startswith(root) for sure_one in mirrors
        ):
            mirrors[root] = home
    for root, name in _host_folders(paths):
        if not _is_under(root, mirrors):
            mirrors[root] = f"{_scheme_of(mirrors)}://{name}"
    return [Mirror(root, f"{home}/") for root, home in mirrors.items()]


def _votes(
    items: Sequence[Item], paths: frozenset[str]
) -> tuple["Counter[tuple[str, str]]", "Counter[tuple[str, str]]"]:
    """Ask a sample of pages which folder stands for which host: what is sure, what is likely."""
    sure: Counter[tuple[str, str]] = Counter()
    likely: Counter[tuple[str, str]] = Counter()
    for item, where in _sampled(items):
        said = where.named + ((where.noted,) if where.noted else ())
        for address in said:
            root = _root_of(item.path, address)
            if root is not None:
                sure[root, _home_of(address)] += 1
                break
        # A page that names an address which is not its path was saved by hand: no mirror.
        for home in () if said else where.homes[:1]:
            likely[_top_of(item.path, paths), home] += 1
    return sure, likely


def _is_under(root: str, mirrors: dict[str, str]) -> bool:
    return any(root.startswith(taken) for taken in mirrors)


def _ranked(votes: "Counter[tuple[str, str]]") -> list[tuple[str, str]]:
    """Return what was voted for, most first; of equals the folder nearest to the top."""
    homes: Counter[str] = Counter()
    for (_, home), number in votes.items():
        homes[home] += number
    least = max(homes.values(), default=0) / _LONE_VOICES
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], len(vote[0][0]), vote[0]))
    return [(root, home) for (root, home), _ in ranked if homes[home] >= least]


def _sampled(items: Sequence[Item]) -> Iterator[tuple[Item, Whereabouts]]:
    pages = [item for item in items if _may_be_page(item.path)]
    step = max(len(pages) // _SAMPLE, 1)
    for item in pages[::step][: _SAMPLE * 2]:
        where = _whereabouts(item)
        if where is not None:
            yield item, where


def _whereabouts(item: Item) -> Whereabouts | None:
    try:
        with item.open() as stream:
            head = stream.read(HEAD_BYTES)
    except (DepositError, OSError, EOFError):
        return None
    return whereabouts_of(head) if kind_of(head, item.path) is DepositKind.HTML else None


def _may_be_page(path: str) -> bool:
    name = PurePosixPath(path).name
    ending = PurePosixPath(_QUERY.split(name)[0]).suffix.lower()
    return ending in PAGE_ENDINGS or ending not in TYPE_OF_ENDING


def _root_of(path: str, address: str) -> str | None:
    """Return the folder that stands for the host, where path and address agree; else None."""
    parts = urls.split(address)
    if parts is None:
        return None
    wanted = _bare(unquote(parts.path).lstrip("/"))
    place, query = _without_disguise(path)
    if bool(query) != bool(parts.query):
        return None
    if not wanted:
        is_index = _INDEX.search(path) is not None
        return place if is_index and (place == "" or place.endswith("/")) else None
    found = _bare(unquote(place))
    if found != wanted and not found.endswith(f"/{wanted}"):
        return None
    return found[: len(found) - len(wanted)]


def _bare(path: str) -> str:
    """Return a path without index file, page ending and final slash."""
    return _PAGE_ENDING.sub("", _INDEX.sub("", path).rstrip("/"))


def _home_of(address: str) -> str:
    parts = urls.split(address)
    return f"{parts.scheme}://{parts.netloc}" if parts else ""


def _top_of(path: str, paths: frozenset[str]) -> str:
    """Return the topmost folder above a page that has an index page of its own."""
    folders = path.split("/")[:-1]
    for depth in range(len(folders) + 1):
        root = "".join(f"{folder}/" for folder in folders[:depth])
        if f"{root}index.html" in paths or f"{root}index.htm" in paths:
            return root
    return ""


def _host_folders(paths: frozenset[str]) -> list[tuple[str, str]]:
    """Return folders, at most one deep, that are named like a host, as wget and HTTrack do."""
    found: set[tuple[str, str]] = set()
    for path in paths:
        parts = path.split("/")[:-1][:2]
        for depth, name in enumerate(parts):
            match = _HOST.fullmatch(name)
            if match and match[1].lower() not in _NO_HOSTS:
                found.add(("/".join([*parts[:depth], name, ""]), name.replace("+", ":")))
                break
    return sorted(found)


def _scheme_of(mirrors: dict[str, str]) -> str:
    """Return the scheme that other folders' pages use: hosts of one publication share it."""
    schemes = Counter(base.partition(":")[0] for base in mirrors.values())
    return schemes.most_common(1)[0][0] if schemes else "http"


def _saved_folders(items: Sequence[Item]) -> list[Mirror]:
    """Return the folders of browser-saved pages: their files stood as the page's links say."""
    folders = {
        str(folder)
        for item in items
        for folder in PurePosixPath(item.path).parents
        if _SAVED_FOLDER.search(folder.name)
    }
    by_page = {_SAVED_FOLDER.sub("", folder): folder for folder in sorted(folders)}
    found: list[Mirror] = []
    for item in items if folders else ():
        page = PurePosixPath(item.path)
        folder = by_page.get(str(page.with_suffix("")))
        if folder is None or page.suffix.lower() not in PAGE_ENDINGS:
            continue
        where = _whereabouts(item)
        if where is not None and where.address is not None:
            name = quote(PurePosixPath(folder).name)
            found.append(Mirror(f"{folder}/", urljoin(where.address, f"{name}/")))
    return found
