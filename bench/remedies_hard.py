"""Do remedies hold where a name hides, on every single surface, and when they are made final?

    python bench/remedies_hard.py

Ten stories name ten people in every form that `remedies_material` could think of: initials on all
ten, then each kind of remedy on each surface alone (`--only`), then withdrawal and final erasure
of all ten. Everything that leaves the archive, the bytes of pictures among it, and at last every
file of the archive is read for what should be gone.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import remedies as usual
from material import show
from remedies import SITE, WORDS, Work, leaving, publish_to, unescaped, wish
from remedies_material import STORIES, Hard, write
from starlette.testclient import TestClient

from backfile import notebook
from backfile.accession.erasing import Reach, make_final
from backfile.accession.reading import Manner
from backfile.accession.remedies import apply
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.config import load, template
from backfile.errors import BadValue
from backfile.model.remedy import DUTIES, Duty, RemedyKind, Surface
from backfile.publish.addresses import story_path
from backfile.text import print_of
from backfile.web.app import application
from backfile.web.shown import Showing

PICTURES = (".woff2", ".jpg", ".webp", ".png")
"""Endings of files that hold no words; their bytes are looked through for the name itself."""


def built(folder: Path) -> Work:
    work = Work(folder, folder / "archive", folder / "site")
    settings = template().replace("[site]\n", f'[site]\naddress = "{SITE}"\n')
    with Archive.create(work.archive, settings) as archive:
        add(archive, [write(folder)], Manner(options=load(work.archive).accession))
    return work


def ids(work: Work) -> dict[int, str]:
    """Return the ids of the stories by their numbers."""
    with Archive.open(work.archive) as archive:
        told = {story.headline: story.id for story in archive.inward().stories()}
    return {story.number: told[story.headline] for story in STORIES}


def initials(work: Work) -> None:
    known, refused = ids(work), 0
    numbers = []
    with Archive.open(work.archive, write=True) as archive:
        for story in STORIES:
            asked = {"names": (story.name, *story.more)}
            try:
                apply(archive, wish(known[story.number], RemedyKind.INITIALS, names=(story.name,)))
            except BadValue:
                refused += 1  # something that looks like the name would stay: somebody must look
            else:
                archive.remedies.take_back(archive.remedies.all()[-1].number or 0)
            one = wish(known[story.number], RemedyKind.INITIALS, leaves_rests=True, **asked)
            numbers.append(apply(archive, one).remedy.number or 0)
    show("initials", {"stories": len(STORIES), "refused before all forms were given": refused})
    site = publish_to(work, work.site)
    told = ((place, text) for place, text in leaving(work, site) if not place.endswith(PICTURES))
    whole = [(place, print_of(unescaped(text))) for place, text in told]
    for story in STORIES:
        for place, text in whole:
            for hidden in story.hidden:
                work.check("initials", hidden not in text, f"“{hidden}” in {place}")
        for path, data in site.items():
            is_told = story.name.encode() in data
            work.check("initials: bytes", not is_told, f"{story.name} in {path}")
    usual.after(work, numbers, site, "initials")


def scopes(work: Work) -> None:
    known = ids(work)
    every = list(product(RemedyKind, Surface))
    for start in range(0, len(every), len(STORIES)):
        done: list[tuple[Hard, RemedyKind, frozenset[Surface]]] = []
        numbers = []
        with Archive.open(work.archive, write=True) as archive:
            for story, (kind, surface) in zip(STORIES, every[start:], strict=False):
                more = {"names": (story.name, *story.more)} if kind is RemedyKind.INITIALS else {}
                asked = wish(
                    known[story.number], kind, scope=(surface,), words=WORDS,
                    leaves_rests=True, **more,
                )  # fmt: skip
                try:
                    remedy = apply(archive, asked).remedy
                except BadValue:
                    work.check("scope: refused", surface in {Surface.FEEDS, Surface.SEARCH}, kind)
                    continue
                numbers.append(remedy.number or 0)
                done.append((story, kind, remedy.reach))
        look(work, known, done)
        with Archive.open(work.archive, write=True) as archive:
            for number in numbers:
                archive.remedies.take_back(number)


def look(
    work: Work, known: dict[int, str], done: list[tuple[Hard, RemedyKind, frozenset[Surface]]]
) -> None:
    """Check each surface of each story for just what was asked of it."""
    site = publish_to(work, work.site)
    client = TestClient(application(Showing(work.archive, work.site)))
    with notebook.open_archive(work.archive) as book:
        packed = {record["story"]["id"]: repr(record) for record in book.records()}
    feed = site["feed.xml"].decode()
    for story, kind, reach in done:
        name = known[story.number]
        found = client.get("/api/search", params={"q": f'"{story.headline}"'}).json()["stories"]
        texts = {
            Surface.SITE: site[story_path(name)].decode(),
            Surface.API: client.get(f"/api/stories/{name}").text,
            Surface.FEEDS: feed if name in feed else "",
            Surface.SEARCH: repr([one for one in found if one["id"] == name] or ""),
            Surface.PACKAGES: packed.get(name, ""),
        }
        for surface, text in texts.items():
            duty = DUTIES[kind][surface] if surface in reach else None
            what = f"{kind} on {surface} of {name}"
            is_there = story.headline in text
            # Searching a server is asking its API.
            asked = [surface, *([Surface.API] if surface is Surface.SEARCH else [])]
            duties = {DUTIES[kind][one] for one in asked if one in reach}
            gone = bool(duties & {Duty.OMIT, Duty.TOMB})
            work.check("scope", is_there is not gone, f"{what}: there {is_there}, duty {duty}")
            if duty is Duty.SAY and surface not in {Surface.FEEDS, Surface.SEARCH}:
                work.check("scope", WORDS in text, f"{what} does not say")
            if duty is not Duty.SAY and surface is not Surface.FEEDS:
                work.check("scope", WORDS not in text, f"{what} says too much")
            if duty is Duty.RENAME:
                plain = print_of(unescaped(text))
                work.check("scope", not any(h in plain for h in story.hidden), f"{what} names")
        listed = f"{name}.html" in site["stories.html"].decode()
        hidden = DUTIES[kind][Surface.SITE] in {Duty.UNLIST, Duty.OMIT, Duty.TOMB}
        is_kept = hidden and Surface.SITE in reach
        work.check("scope: lists", listed is not is_kept, f"{kind} of {name}: listed {listed}")


def final(work: Work) -> None:
    known = ids(work)
    with Archive.open(work.archive, write=True) as archive:
        archive.packages.note("csv", "before.csv", len(known))
        for story in STORIES:
            number = apply(archive, wish(known[story.number], RemedyKind.WITHDRAWAL)).remedy.number
            make_final(archive, number or 0, Manner(), Reach(with_traces=True))
        work.check("final: verify", not list(archive.verify()))
        work.check("final: stories", archive.stories.count() == 0)
        superseded = archive.packages.superseded(archive.remedies.all())
        names = [package.name for package in superseded]
        work.check("final: packages", "before.csv" in names, f"{names}")
    # The examples of the settings name somebody.
    files = (f for f in work.archive.rglob("*") if f.is_file() and f.name != "archive.toml")
    left = b"".join(file.read_bytes() for file in files)
    for story in STORIES:
        said_there = (f"Lanterns of ward {story.number} will burn", story.headline, story.name)
        # Its address stays: by it the tombstone answers.
        for said in (words for words in said_there if words not in unquote(story.address)):
            work.check("final", said.encode() not in left, f"“{said}” in the archive")
    site = publish_to(work, work.site)
    log = site["api/remedies.json"].decode() + site["remedies.html"].decode()
    for story in STORIES:
        told = [said for said in (story.name, story.headline, "geheim") if said in log]
        work.check("final: log", not told, f"the log tells {told}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = built(Path(folder))
        usual.FIRST.update(publish_to(work, work.site))
        for way in (initials, scopes, final):
            if way.__name__ in (sys.argv[1:] or {"initials", "scopes", "final"}):
                way(work)
        usual.tell_checks(work)
    sys.exit(bool(work.wrong))


if __name__ == "__main__":
    main()
