"""Is each remedy complete on every surface, and taken back without a trace?

    python bench/remedies.py

Builds the demo archive, publishes its site, and does each remedy to ten stories: notes,
corrections, de-listing, initials (of contributors, in all stories that name them), withdrawal.
After each it publishes into the same site and into a fresh folder, which must agree, and reads
every file of the site and of its state, answers of the server (pages at old addresses, API,
search), the exports in all formats and the archive's own search for what should be gone. Then all
is taken back, and every byte of the site must be what it was.
"""

import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import unquote

from material import show
from starlette.testclient import TestClient

from backfile import notebook
from backfile.accession.reading import Manner
from backfile.accession.remedies import Wish, apply
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.config import load, template
from backfile.model.remedy import Authority, Ground, RemedyKind, Surface
from backfile.model.story import Story
from backfile.preserve.formats import FORMATS
from backfile.publish.addresses import is_telling, old_way, story_path
from backfile.publish.output import STATE_FOLDER
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish
from backfile.query.language import parse
from backfile.text import fold
from backfile.web.app import application
from backfile.web.shown import Showing

STORIES = 10
SITE = "https://archive.example.org/"
WORDS = "Zinnober quittenmus: the archive was told that this needs a word."
TEXT = (".html", ".xml", ".json", ".rss", ".txt", ".tsv", ".conf", ".js", ".css", ".jsonl", ".csv")


@dataclass
class Work:
    """The archive, its site, and what is found wrong."""

    folder: Path
    archive: Path
    site: Path
    checks: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def check(self, name: str, is_right: object, what: str = "") -> None:
        self.checks[name] += 1
        if not is_right:
            self.wrong.append(f"{name}: {what}")


def built(folder: Path) -> Work:
    work = Work(folder, folder / "demo", folder / "site")
    settings = template().replace("[site]\n", f'[site]\naddress = "{SITE}"\ncomments = true\n')
    with (
        Archive.create(work.archive, settings) as archive,
        as_file(files("backfile").joinpath("demo")) as deposits,
    ):
        paths = sorted(p for p in deposits.iterdir() if p.name[0] not in "_." and p.suffix != ".md")
        add(archive, paths, Manner(options=load(work.archive).accession))
    return work


def publish_to(work: Work, site: Path) -> dict[str, bytes]:
    with Archive.open(work.archive) as archive:
        publish(holdings_of(archive), site, options=load(work.archive).site)
    return bytes_of(site)


def bytes_of(site: Path) -> dict[str, bytes]:
    found = (path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in found
        if STATE_FOLDER not in path.parts
    }


def stories_of(work: Work) -> list[Story]:
    with Archive.open(work.archive) as archive:
        return list(archive.inward().stories())


# --- everything that leaves the archive, as folded text ---------------------------------------


def leaving(work: Work, site: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the name of each thing that leaves the archive, and all of its text."""
    for path, data in site.items():
        yield f"site:{path}", path + "\n" + data.decode("utf-8", "replace")
    for path in (work.site / STATE_FOLDER).glob("*"):
        if path.is_file():
            yield f"state:{path.name}", path.read_bytes().decode("utf-8", "replace")
    with Archive.open(work.archive) as archive:
        for name, read in (("entries", "entries"), ("heads", "heads"), ("stories", "stories")):
            for surface in (Surface.API, Surface.PACKAGES, Surface.SEARCH):
                told = getattr(archive.outward(surface), read)()
                yield f"{surface}:{name}", repr(list(told))
    with notebook.open_archive(work.archive) as book:
        for form in FORMATS:
            target = book.export(work.folder / f"all.{form}", form)  # type: ignore[arg-type]
            if form == "parquet":
                yield "export:parquet", repr(notebook_rows(target))
            else:
                yield f"export:{form}", target.read_text("utf-8")
    yield from served(work)


def notebook_rows(target: Path) -> object:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    return pq.read_table(target).to_pylist()


def served(work: Work) -> Iterator[tuple[str, str]]:
    client = TestClient(application(Showing(work.archive, work.site)), follow_redirects=True)
    for way in ("/api/stories?limit=100", "/api/publication", "/api/remedies", "/api/openapi.json"):
        yield f"served:{way}", client.get(way).text
    for story in stories_of(work):
        # The id itself is in no answer where nothing may be told: only what is told counts.
        yield f"served:record:{story.id}", client.get(f"/api/stories/{story.id}").text


def unescaped(text: str) -> str:
    plain = unquote(text) if "%" in text else text
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), plain)
    return fold(plain.replace("&#39;", "'").replace("&amp;", "&").replace("&quot;", '"'))


def grep(work: Work, site: dict[str, bytes], needles: dict[str, str], name: str) -> None:
    """Check that no needle (folded text: whose it is) is in anything that leaves the archive."""
    for place, text in leaving(work, site):
        plain = unescaped(text)
        for needle, whose in needles.items():
            work.check(name, needle not in plain, f"“{needle[:60]}” of {whose} in {place}")


# --- what tells a story from all others --------------------------------------------------------


def needles_of(story: Story, others: str) -> dict[str, str]:
    """Return texts that only this story has: headline, blocks, old addresses that say something."""
    parts = [story.headline or "", story.standfirst or ""]
    parts += [block[:70] for block in story.body.text.split("\n\n")]
    parts += [c.text[:70] for c in story.comments]
    parts += [w for a in story.addresses if (w := old_way(a)) and is_telling(w)]
    if story.lead_image:
        parts += [story.lead_image.caption or "", story.lead_image.address]
    folded = {fold(unquote(part)) for part in parts if len(part) > 20}
    return {part: story.id for part in folded if part not in others}


def answers(work: Work, story: Story) -> Iterator[tuple[str, int]]:
    """Yield the status with which the server answers at a story's page and its old addresses."""
    client = TestClient(application(Showing(work.archive, work.site)), follow_redirects=True)
    yield story_path(story.id), client.get(f"/{story_path(story.id)}").status_code
    for address in story.addresses:
        if way := old_way(address):
            yield way, client.get(way).status_code


# --- the remedies ------------------------------------------------------------------------------


def wish(story: str, kind: RemedyKind, **more: object) -> Wish:
    return Wish(
        story=story,
        kind=kind,
        ground=Ground.PRIVACY,
        authority=Authority.PERSON,
        reason="geheimgrund",
        who="geheimer mensch",
        **more,  # type: ignore[arg-type]
    )


def do(work: Work, wishes: list[Wish]) -> list[int]:
    with Archive.open(work.archive, write=True) as archive:
        return [apply(archive, one).remedy.number or 0 for one in wishes]


def take_back(work: Work, numbers: list[int]) -> None:
    with Archive.open(work.archive, write=True) as archive:
        for number in numbers:
            archive.remedies.take_back(number)


def said(work: Work, kind: RemedyKind) -> None:
    chosen = stories_of(work)[:STORIES]
    numbers = do(work, [wish(story.id, kind, words=WORDS) for story in chosen])
    site = publish_to(work, work.site)
    with notebook.open_archive(work.archive) as book:
        records = {record["story"]["id"]: json.dumps(record) for record in book.records()}
    client = TestClient(application(Showing(work.archive, work.site)))
    for story in chosen:
        page = site[story_path(story.id)].decode()
        work.check(kind, WORDS in page, f"page of {story.id}")
        work.check(kind, WORDS in records[story.id], f"record of {story.id}")
        work.check(kind, WORDS in client.get(f"/api/stories/{story.id}").text, f"API {story.id}")
    after(work, numbers, site, kind)


def withdrawn(work: Work) -> None:
    every = stories_of(work)
    chosen = every[::4][:STORIES]
    rest = [story for story in every if story not in chosen]
    others = fold("\n".join(repr(story) for story in rest))
    needles: dict[str, str] = {}
    for story in chosen:
        needles |= needles_of(story, others)
    show("withdrawal: texts that must be gone", {"texts": len(needles)})
    numbers = do(work, [wish(story.id, RemedyKind.WITHDRAWAL) for story in chosen])
    site = publish_to(work, work.site)
    grep(work, site, needles, "withdrawal")
    for story in chosen:
        work.check("withdrawal", story_path(story.id) in site, f"tombstone of {story.id}")
        for way, status in answers(work, story):
            work.check("withdrawal: 410", status == 410, f"{way} answers {status}")
    with Archive.open(work.archive) as archive:
        for story in chosen:
            found = archive.outward(Surface.SEARCH).find(parse(f'"{story.headline}"'))
            ids = {hit.head.id for hit in found.hits}
            work.check("withdrawal", story.id not in ids, f"search finds {story.id}")
    after(work, numbers, site, "withdrawal")


def delisted(work: Work) -> None:
    chosen = stories_of(work)[1::4][:STORIES]
    numbers = do(work, [wish(story.id, RemedyKind.DELIST) for story in chosen])
    site = publish_to(work, work.site)
    client = TestClient(application(Showing(work.archive, work.site)))
    rules = ("moved/", "_redirects", ".htaccess", "_headers", "manifest-sha256.txt", ".backfile")
    for story in chosen:
        own = story_path(story.id)
        page = client.get(f"/{own}")
        work.check("delist", 'name="robots" content="noindex"' in page.text, f"{own} meta")
        work.check("delist", page.headers.get("x-robots-tag") == "noindex", f"{own} header")
        work.check("delist", f"/{own}\n  X-Robots-Tag" in site["_headers"].decode(), "_headers")
        for path, data in site.items():
            small = b'http-equiv="refresh"' in data[:600]
            if path == own or path.startswith(rules) or small or not path.endswith(TEXT):
                continue
            leads = f"{story.id}.html".encode() in data
            # A newsroom's own link in a text still leads home.
            linked = path.startswith("story/") and b'<div class="body"' in data
            work.check("delist", not leads or linked, f"{path} leads to {story.id}")
        found = client.get("/api/search", params={"q": f'"{story.headline}"'}).json()
        ids = {one["id"] for one in found["stories"]}
        work.check("delist", story.id not in ids, f"served search finds {story.id}")
        for way, status in answers(work, story):
            work.check("delist: old addresses", status == 200, f"{way} answers {status}")
    after(work, numbers, site, "delist")


def renamed(work: Work) -> None:
    every = stories_of(work)
    chosen = people(every)
    numbers = do(
        work,
        [
            wish(story_id, RemedyKind.INITIALS, names=(name,), leaves_rests=True)
            for name, ids in chosen.items()
            for story_id in ids
        ],
    )
    site = publish_to(work, work.site)
    needles = {
        joint.join(fold(name).split()): name
        for name in chosen
        for joint in (" ", "-", "_", "+", "")
    }
    treated = {story_id for ids in chosen.values() for story_id in ids}
    show("initials", {"names": len(chosen), "stories": len(treated), "forms": len(needles)})
    grep(work, site, needles, "initials")
    for name, ids in chosen.items():
        check_search(work, name, set(ids))
    for story in every:
        for way, status in answers(work, story) if story.id in treated else ():
            work.check("initials: old addresses", status == 200, f"{way} answers {status}")
    after(work, numbers, site, "initials")


def people(every: list[Story]) -> dict[str, list[str]]:
    """Return contributors until ten stories credit them, each with all stories that name them."""
    by_name: dict[str, set[str]] = {}
    for story in every:
        for who in story.contributors:
            if " " in who.name and who.role not in {"agency", "staff"}:
                by_name.setdefault(who.name, set()).add(story.id)
    chosen: dict[str, list[str]] = {}
    credited = set[str]()
    for name, ids in sorted(by_name.items(), key=lambda pair: (len(pair[1]), pair[0])):
        if len(credited) < STORIES:
            credited |= ids
            chosen[name] = [s.id for s in every if fold(name) in fold(repr(s)) or s.id in ids]
    return chosen


def check_search(work: Work, name: str, ids: set[str]) -> None:
    client = TestClient(application(Showing(work.archive, work.site)))
    with Archive.open(work.archive) as archive:
        for query in (f'"{name}"', f'by:"{name}"', name):
            hits = archive.outward(Surface.SEARCH).find(parse(query), limit=50).hits
            found = {hit.head.id for hit in hits} & ids
            work.check("initials", not found, f"search for {query} finds {found}")
            answer = client.get("/api/search", params={"q": query, "limit": "50"}).json()
            got = {one["id"] for one in answer["stories"]} & ids
            is_loose = query == name  # words alone may stand elsewhere in a story
            work.check("initials", is_loose or not got, f"served search for {query} finds {got}")


def after(work: Work, numbers: list[int], site: dict[str, bytes], name: str) -> None:
    """Compare with a fresh build; look for secrets; take back and compare with the first one."""
    fresh = work.folder / "fresh"
    compare(work, site, publish_to(work, fresh), f"{name}: renewed site is a fresh one")
    shutil.rmtree(fresh)
    whole = "".join(data.decode("utf-8", "replace") for data in site.values())
    work.check(f"{name}: nothing private", "geheim" not in whole, "a reason or a person is public")
    take_back(work, numbers)
    back = publish_to(work, work.site)
    compare(work, FIRST, back, f"{name}: taken back")


def compare(work: Work, first: dict[str, bytes], other: dict[str, bytes], name: str) -> None:
    for path in sorted(first.keys() | other.keys()):
        work.check(name, first.get(path) == other.get(path), path)


FIRST: dict[str, bytes] = {}


def tell_checks(work: Work) -> None:
    """Print what was checked, and what was wrong."""
    show("checks", dict(work.checks))
    for line in work.wrong[:60]:
        print("WRONG", line)
    print(len(work.wrong), "wrong of", sum(work.checks.values()))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = built(Path(folder))
        FIRST.update(publish_to(work, work.site))
        ways: list[tuple[str, Callable[[Work], None]]] = [
            ("note", lambda w: said(w, RemedyKind.NOTE)),
            ("correction", lambda w: said(w, RemedyKind.CORRECTION)),
            ("delist", delisted),
            ("initials", renamed),
            ("withdrawal", withdrawn),
        ]
        asked = sys.argv[1:]
        for name, way in ways:
            if not asked or name in asked:
                way(work)
        tell_checks(work)
    sys.exit(bool(work.wrong))


if __name__ == "__main__":
    main()
