"""How many stories a CPU second does `publish` write, and in how much memory?

    python bench/publish_speed.py [STORIES]

Synthetic stories of news length (700 words, 8 links, evidence for each field, four addresses);
no pictures. Prints the first run, a second one in which nothing changed, one after a single story
changed (its read time, then its headline, which search must know), and the profile on demand
(--profile).
"""

import cProfile
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from backfile.archive.entries import StoryHead
from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter, Publication
from backfile.model.remedy import LogLine, Tomb
from backfile.model.story import Body, Contributor, Story
from backfile.publish.holdings import UNTREATED, Picture, Seen, Told, Treated
from backfile.publish.options import Options
from backfile.publish.site import publish
from backfile.record import Account, record_line

HOST = "https://www.example.org"
_LETTERS = "etaoinshrdlucmfwypvbgk"
CHANGED = 700
RUNS: tuple[tuple[str, dict[str, object]], ...] = (
    ("first", {}),
    ("nothing changed", {}),
    ("one story's read time", {"read_minutes": 9}),
    ("one story's headline", {"headline": "Another one"}),
)
_PLACES = ("ld+json:x", "meta:x", "visible:x")


class Mill:
    """An archive that makes its stories up as it is read."""

    def __init__(self, count: int) -> None:
        chance = Random(7)  # noqa: S311 - made-up words, not secrets
        self.count = count
        self.changed: dict[str, object] = {}
        self.words = ["".join(chance.choices(_LETTERS, k=2 + n % 9)) for n in range(30_000)]
        self.weights = [1 / (n + 5) for n in range(len(self.words))]
        self.bags = [
            chance.choices(self.words, self.weights, k=70) for _ in range(min(4000, count * 4))
        ]
        self.names = [
            f"{w.title()} {v.title()}"
            for w, v in zip(self.words[5000:5300], self.words[6000:], strict=False)
        ]

    def publication(self) -> Publication:
        return Publication(
            title="The Mill",
            status="ceased",
            paused_on="2018-05-15",
            letters=(Letter("Dear readers,\n\nGoodbye."),),
        )

    def story(self, number: int) -> Story:
        chance = Random(number)  # noqa: S311 - made-up words, not secrets
        blocks = [" ".join(chance.choice(self.bags)) + "." for _ in range(10)]
        linked = [
            f'{block[:40]}<a href="{HOST}/story-{other}/">{block[40:60]}</a>{block[60:]}'
            for block, other in zip(blocks, chance.choices(range(self.count), k=10), strict=True)
        ]
        headline = " ".join(chance.choice(self.bags)[:9]).capitalize()
        story = Story(
            id=f"s{number:09}",
            headline=headline,
            standfirst=" ".join(chance.choice(self.bags)[:25]),
            byline=f"By {(name := chance.choice(self.names))}",
            contributors=(Contributor(name),),
            published=f"{2008 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
            section=f"Section {number % 12}",
            tags=tuple(f"Tag {chance.randrange(400)}" for _ in range(4)),
            language="en",
            read_minutes=4,
            body=Body("".join(f"<p>{block}</p>" for block in linked), "\n\n".join(blocks)),
            addresses=(
                f"{HOST}/story-{number}/",
                f"{HOST}/?p={number}",
                f"https://old.example.org/{number}.html",
            ),
        )
        return replace(story, **self.changed) if number == CHANGED else story  # type: ignore[arg-type] # names of fields

    def digests(self) -> Mapping[str, str]:
        digests = {f"s{number:09}": str(number) for number in range(self.count)}
        return digests | {f"s{CHANGED:09}": repr(self.changed)}

    def stories(self, ids: Sequence[str]) -> Iterator[Story]:
        return (self.story(int(story_id[1:])) for story_id in ids)

    def heads(self, ids: Sequence[str]) -> Iterator[StoryHead]:
        for number, story in enumerate(self.stories(ids)):
            yield StoryHead(
                number=number,
                id=story.id,
                type=story.type.value,
                headline=story.headline,
                standfirst=story.standfirst,
                byline=story.byline,
                published=story.published,
                published_from=None,
                published_to=None,
                section=story.section,
                language=story.language,
                direction=story.direction,
                address=next(iter(story.addresses), None),
                slug=None,
                words=0,
                digest="",
            )

    def told(self, ids: Sequence[str]) -> Iterator[Told]:
        for story_id in ids:
            story = self.story(int(story_id[1:]))
            evidence = tuple(
                Evidence(
                    name, getattr(story, name), place, 0.98, capture=1, stands=place == _PLACES[0]
                )
                for name in (
                    "headline",
                    "standfirst",
                    "byline",
                    "contributors",
                    "published",
                    "section",
                    "tags",
                    "body",
                )
                for place in _PLACES
            )
            yield Told(story, evidence)

    def records(self, ids: Sequence[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
        for told in self.told(ids):
            account = Account(kind=Kind.STORY, story=told.story, evidence=tuple(told.evidence))
            yield told.story.id, record_line(account)

    def seen(self, capture: int) -> Seen | None:
        return Seen(f"{HOST}/{capture}", "2018-06-01T10:00:00Z", "warc")

    def picture_at(self, address: str) -> Picture | None:
        del address
        return None

    def pictures(self) -> Iterator[Picture]:
        return iter(())

    def story_at(self, place: str) -> str | None:
        del place
        return None

    def translations(self) -> Mapping[str, Sequence[str]]:
        return {}

    def treated(self, story_id: str) -> Treated:
        del story_id
        return UNTREATED

    def tombs(self) -> Sequence[Tomb]:
        return ()

    def log(self) -> Sequence[LogLine]:
        return ()

    def tally(self) -> Mapping[str, int]:
        return {"story": self.count}

    def mark(self) -> str:
        return f"{self.count} {self.changed}"

    def origin(self) -> frozenset[str]:
        return frozenset({"mill"})

    def theme(self) -> Path | None:
        return None


def main() -> None:
    count = next((int(a) for a in sys.argv[1:] if a.isdigit()), 2000)
    mill = Mill(count)
    start = time.process_time()
    for _ in mill.told([f"s{n:09}" for n in range(count)]):
        pass
    made = 2 * (time.process_time() - start)  # stories are made twice: once for their cards
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        for run, changed in RUNS:
            mill.changed |= changed
            profile = cProfile.Profile()
            if "--profile" in sys.argv:
                profile.enable()
            start = time.process_time()
            report = publish(mill, out, options=Options(address="https://a.example.org/"))
            spent = time.process_time() - start - (made if run == "first" else 0)
            profile.disable()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{run}: {spent:.2f} CPU s, "
                f"{count / max(spent, 0.001):.0f} stories per CPU second, "
                f"{report.pages} files, {report.written} written, "
                f"{report.size / 1e6:.1f} MB, {memory:.0f} MB of memory"
            )
            if "--profile" in sys.argv:
                pstats.Stats(profile).sort_stats(
                    sys.argv[-1] if sys.argv[-1] in {"cumtime", "tottime"} else "tottime"
                ).print_stats(45)


if __name__ == "__main__":
    main()
