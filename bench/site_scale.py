"""From an archive of many stories to its site: time, memory, files; and one story changed.

    python bench/site_scale.py [STORIES]

Made stories of natural length (median 450 words) are put straight into an archive, with captures
and evidence for each field; `publish` runs as a command of its own. Then one story's text is
changed, one is withdrawn, and one comes: each should be published in less than a second at 10,000.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import msgspec
from material import DATA, Cost, backfile, measure, show

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Member, Reading, StoryEntry
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit, DepositKind
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Contributor, Story
from backfile.model.testimony import Testimony

STORIES = 10_000
ENOUGH, MOST_MB, SECOND, A_STORY = 600, 500, 1.0, 1.2
"""Stories a CPU second, memory, seconds for one changed story, files a story (issue 4)."""
HOST = "https://archive.example.org"
_AT_ONCE = 500
_PLACES = ("ld+json:x", "meta:x", "visible:x")
_FIELDS = ("headline", "standfirst", "byline", "contributors", "published", "section", "tags")
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def made(stories: Path) -> Iterator[Story]:
    """Yield the made stories as an archive holds them."""
    with stories.open("rb") as lines:
        for number, line in enumerate(lines):
            said = msgspec.json.decode(line)
            body = said["body"]
            yield Story(
                id=_id(number),
                headline=said["headline"],
                standfirst=said["dek"],
                byline=f"By {said['byline']}",
                contributors=(Contributor(said["byline"]),),
                published=said["edtf"] or None,
                section=said["section"],
                tags=tuple(said["tags"]),
                language=said["lang"],
                read_minutes=max(1, said["words"] // 230),
                body=Body("".join(f"<p>{_quoted(p)}</p>" for p in body), "\n\n".join(body)),
                addresses=(f"{HOST}/{said['date'][:4]}/{said['slug']}", f"{HOST}/?p={number}"),
            )


def _id(number: int) -> str:
    """Return an id as archives give them: letters that say nothing."""
    mixed, letters = number * 0x9E3779B97F4A7C15 % (1 << 50), ""
    for _ in range(10):
        mixed, rest = divmod(mixed, 32)
        letters += _LETTERS[rest]
    return letters


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def evidence(story: Story, capture: int) -> tuple[Evidence[object], ...]:
    """Return what the pages said of a story: each field in three places."""
    plain = [
        Evidence(
            field, getattr(story, field), place, 0.97, capture=capture, stands=place == _PLACES[0]
        )
        for field in _FIELDS
        for place in _PLACES
        if getattr(story, field)
    ]
    body = Evidence("body", story.body, "visible:x", 0.97, capture=capture, stands=True)
    return (*plain, body)


def entry(story: Story, number: int) -> StoryEntry:
    """Return a story with all that the archive keeps of it."""
    return StoryEntry(story=story, evidence=evidence(story, number), members=(Member(number),))


def fill(folder: Path, stories: Path) -> None:
    """Put the made stories into a new archive."""
    archive = Archive.create(folder, '[site]\naddress = "https://a.example.org/"\n')
    deposit = Deposit(id="d", name="a.warc", kind=DepositKind.WARC, digest="0" * 64, size=1)
    archive.deposits.register(deposit, ())
    number = 0
    said = made(stories)
    while some := list(islice(said, _AT_ONCE)):
        archive.captures.put("d", Batch(readings=tuple(map(_reading, some)), reads=len(some)))
        archive.stories.put([entry(story, number + n) for n, story in enumerate(some, 1)])
        number += len(some)
    archive.close()


def _reading(story: Story) -> Reading:
    capture = Capture(form=Form.PAGE, item="a.warc", offset=1, address=story.addresses[0])
    keys = (f"url:{story.addresses[0]}", f"text:{story.id}")
    testimony = Testimony(kind=Kind.STORY, keys=keys, addresses=story.addresses)
    return Reading(capture, testimony, "0" * 64, 125_000)


def changed(folder: Path, act: Callable[[Archive, list[str]], None]) -> None:
    """Do something to a story of the archive."""
    archive = Archive.open(folder, write=True)
    ids = [head.id for head in archive.stories.heads()]
    act(archive, ids)
    archive.close()


def rewrite(archive: Archive, ids: list[str]) -> None:
    """Change a story's text."""
    kept = archive.stories.entry(ids[len(ids) // 2])
    text = kept.story.body.text.replace("said", "told us", 3) + "\n\nThis was corrected."
    html = "".join(f"<p>{_quoted(block)}</p>" for block in text.split("\n\n"))
    story = replace(kept.story, body=Body(html, text), headline="A headline that was mended")
    archive.stories.put([replace(kept, story=story)])


def withdraw(archive: Archive, ids: list[str]) -> None:
    """Take a story out."""
    archive.stories.remove([ids[len(ids) // 3]])


def come(archive: Archive, ids: list[str]) -> None:
    """Put one story more in."""
    kept = archive.stories.entry(ids[len(ids) // 4])
    text = kept.story.body.text[::-1]
    fresh = replace(
        kept.story,
        id="zzzzzzzzz9",
        headline="One story more",
        published="2016-03-04",
        addresses=(f"{HOST}/one-more",),
        body=Body(f"<p>{_quoted(text)}</p>", text),
    )
    archive.stories.put([StoryEntry(story=fresh, evidence=evidence(fresh, 1))])


ACTS = {"one story's words changed": rewrite, "one withdrawn": withdraw, "one came": come}


def published(archive: Path, site: Path) -> tuple[Cost, dict[str, int], float]:
    """Publish; return what it took, what the command says, and the seconds until it was done."""
    begun = time.perf_counter()
    cost = backfile("publish", archive, "--to", site, "--json")
    if cost.status:
        raise SystemExit(f"publish: {cost.complaint[-300:]}")
    return cost, json.loads(cost.output), time.perf_counter() - begun


def as_installed(work: Path) -> None:
    """Let Backfile run as pip installs it: compiled, wherever it is measured from."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "compiled")
    backfile("publish", "--help")


def figures(count: int, site: Path, cost: Cost, said: dict[str, int]) -> dict[str, object]:
    """Return the figures of a first run."""
    files = sum(1 for file in (site / "search").rglob("*") if file.is_file())
    searched = sum(file.stat().st_size for file in (site / "search").rglob("*") if file.is_file())
    return {
        "CPU seconds": cost.cpu_seconds,
        f"stories a CPU second (at least {ENOUGH})": count / cost.cpu_seconds,
        f"peak MB (at most {MOST_MB})": cost.peak_mb,
        f"files (at most {A_STORY * count:,.0f})": said["pages"],
        "  files of search": files,
        "MB of the site": said["size"] / 1e6,
        "  MB of search": searched / 1e6,
    }


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] == "--fill":
        fill(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    if not DATA.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        stories, archive, site = work / "stories.jsonl", work / "archive", work / "site"
        as_installed(work)
        measure(sys.executable, DATA / "perf/scale.py", count, stories)
        filled = measure(sys.executable, __file__, "--fill", archive, stories)
        if filled.status:
            raise SystemExit(filled.complaint[-500:])
        cost, said, _ = published(archive, site)
        show(f"the site of {count:,} stories", figures(count, site, cost, said))
        cost, said, seconds = published(archive, site)
        show("nothing changed", {"CPU seconds": cost.cpu_seconds, "seconds": seconds})
        for what, act in ACTS.items():
            changed(archive, act)
            cost, said, seconds = published(archive, site)
            rows = {"written": said["written"], "seconds": seconds, "peak MB": cost.peak_mb}
            show(what, {f"CPU seconds (at most {SECOND:.0f})": cost.cpu_seconds, **rows})


if __name__ == "__main__":
    main()
