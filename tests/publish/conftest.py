"""A small newspaper of our own making, as the site sees an archive."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Drawing

from backfile.archive.entries import StoryHead
from backfile.hashes import digest_of
from backfile.model.capture import Kind
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter, Publication
from backfile.model.remedy import LogLine, Tomb
from backfile.model.story import Body, Contributor, Image, Notice, Story, StoryType
from backfile.publish.holdings import UNTREATED, Earlier, Picture, Seen, Told, Treated
from backfile.record import Account, record_line

HOST = "https://www.harbourline.example"


@dataclass
class Paper:
    """An archive held in memory."""

    told_stories: list[Story]
    about: Publication
    evidence: dict[str, tuple[Evidence[object], ...]] = field(default_factory=dict)
    earlier: dict[str, tuple[Earlier, ...]] = field(default_factory=dict)
    pictured: dict[str, Picture] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    captures: dict[int, Seen] = field(default_factory=dict)
    treatments: dict[str, Treated] = field(default_factory=dict)
    buried: tuple[Tomb, ...] = ()
    logged: tuple[LogLine, ...] = ()
    deposits: frozenset[str] = frozenset({"harbour"})
    pairs: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def publication(self) -> Publication:
        return self.about

    def digests(self) -> Mapping[str, str]:
        own = {
            story.id: repr(
                (
                    *(story, self.evidence.get(story.id), self.earlier.get(story.id)),
                    self.treatments.get(story.id),
                )
            )
            for story in self.told_stories
        }
        beside = {i: [(o, own.get(o)) for o in others] for i, others in self.pairs.items()}
        return {i: f"{said} {beside.get(i)!r}" for i, said in own.items()}

    def translations(self) -> Mapping[str, Sequence[str]]:
        return self.pairs

    def stories(self, ids: Sequence[str]) -> Iterator[Story]:
        yield from (told.story for told in self.told(ids))

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
                series=story.series,
            )

    def told(self, ids: Sequence[str]) -> Iterator[Told]:
        by_id = {story.id: story for story in self.told_stories}
        for story_id in ids:
            yield Told(
                by_id[story_id], self.evidence.get(story_id, ()), self.earlier.get(story_id, ())
            )

    def records(self, ids: Sequence[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
        for story in self.stories(ids):
            account = Account(
                kind=Kind.STORY, story=story, evidence=self.evidence.get(story.id, ())
            )
            yield story.id, record_line(account)

    def seen(self, capture: int) -> Seen | None:
        return self.captures.get(capture)

    def picture_at(self, address: str) -> Picture | None:
        return self.pictured.get(address)

    def pictures(self) -> Iterator[Picture]:
        return iter(sorted(self.pictured.values(), key=lambda picture: picture.digest))

    def treated(self, story_id: str) -> Treated:
        return self.treatments.get(story_id, UNTREATED)

    def tombs(self) -> Sequence[Tomb]:
        return self.buried

    def log(self) -> Sequence[LogLine]:
        return self.logged

    def story_at(self, place: str) -> str | None:
        return self.places.get(place)

    def tally(self) -> Mapping[str, int]:
        return {"story": len(self.told_stories), "list": 12, "held-back": 3, "failed": 1}

    def mark(self) -> str:
        told = (self.told_stories, self.about, self.evidence, self.earlier, self.pictured)
        return repr((*told, self.pairs, self.treatments))

    def origin(self) -> frozenset[str]:
        return self.deposits

    def theme(self) -> Path | None:
        return None

    def change(self, story_id: str, **fields: Any) -> None:
        self.told_stories = [
            replace(s, **fields) if s.id == story_id else s for s in self.told_stories
        ]


def _picture(folder: Path, name: str, colours: tuple[str, str, str]) -> Picture:
    """Draw a harbour: sky, sea and a hull."""
    drawing = Drawing.new("RGB", (600, 400), colours[0])
    drawing.paste(colours[1], (0, 240, 600, 400))
    drawing.paste(colours[2], (190, 210, 410, 270))
    drawing.paste(colours[2], (295, 110, 300, 210))
    file = folder / f"{name}.png"
    drawing.save(file)
    return Picture(digest_of(file.read_bytes()), "image/png", file, 600, 400)


_ONE = (
    "The ferry Saint Brannoc made its last crossing on Friday with eleven passengers, two "
    "bicycles and a crate of hens, ninety-three years after the first boat left the same slip."
)
_TWO = (
    "“We knew it would come, but you never know it the way you know it when the ramp goes up,” "
    "said Hannah Oduya, who has sold tickets at the north landing since 1988."
)
_THREE = (
    "The company says the route lost 240,000 a year. The islanders’ own count, which they put "
    "before the harbour board in March, comes to less than half of that."
)
_FOUR = (
    "What happens to the slip is undecided. The board meets again on the second Tuesday of next "
    "month, and the school has asked for a boat of its own."
)
PARAGRAPHS = (_ONE, _TWO, _THREE, _FOUR)
_FIRST = (
    "قالت أم سليم إن القارب كان يصل كل صباح قبل أن تفتح المدرسة أبوابها، وإن الأطفال كانوا "
    "يعرفون صوته من بعيد."
)
_SECOND = (
    "أغلقت الشركة الخط يوم الجمعة بعد ثلاثة وتسعين عاماً من العمل، وتقول إن خسائره السنوية بلغت "
    "240,000، بينما يقدّرها أهل الجزيرة بأقل من نصف ذلك."
)
_THIRD = "ولم يتقرر بعد مصير الرصيف. يجتمع مجلس الميناء مجدداً في الثلاثاء الثاني من الشهر المقبل."
ARABIC = (_FIRST, _SECOND, _THIRD)
FERRY_REST = f"""
<h2>Two sets of books</h2>
<p>Both counts are printed below, as they were handed to the board.
An <a href="{HOST}/2015/11/02/night-boat/">earlier report</a> gave the first of them.</p>
<figure><img src="{HOST}/pictures/slip.png" alt="The slip">
<figcaption>The slip in November. <span>Photo: Ife Adeyemi</span></figcaption></figure>
<table><thead><tr><th>Year</th><th>Company</th><th>Islanders</th></tr></thead>
<tbody><tr><td>2014</td><td>228,000</td><td>97,500</td></tr>
<tr><td>2015</td><td>240,000</td><td>104,200</td></tr></tbody></table>
<blockquote><p>A boat is not a line in a ledger. It is how the doctor comes.</p></blockquote>
<ul><li>The board meets on 12 April.</li><li>Comments close a week before.</li></ul>
<p class="embed"><a href="https://video.example/watch?v=1">A film stood here</a></p>
<p>The hens were claimed on arrival.</p>
"""


def body(paragraphs: Sequence[str], extra: str = "") -> Body:
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + extra
    return Body(html, "\n\n".join(paragraphs))


def _stories() -> list[Story]:
    mara, jonas = Contributor("Mara Lindqvist"), Contributor("Jonas de Vries")
    lens = Contributor("Ife Adeyemi", "photographer")
    ferry = Story(
        id="ferryferry",
        headline="The Last Ferry Leaves the North Landing",
        standfirst=(
            "After ninety-three years the island’s only year-round crossing has "
            "ended. What it cost, and who was counting, is still in dispute."
        ),
        byline="By Mara Lindqvist and Jonas de Vries",
        contributors=(mara, jonas, lens),
        published="2016-03-18",
        modified="2016-03-20T09:00:00Z",
        section="Harbour",
        tags=("Ferries", "Transport", "Saint Brannoc"),
        language="en",
        read_minutes=4,
        lead_image=Image(
            f"{HOST}/pictures/ferry.png",
            (
                "The Saint Brannoc at the north landing on its last morning, with the "
                "ramp half raised."
            ),
            "Ife Adeyemi / Harbour Line",
            "A ferry at a slip",
        ),
        body=body(PARAGRAPHS, FERRY_REST),
        notices=(
            Notice(
                "correction",
                (
                    "An earlier version gave the age of the line as ninety-two years. It is "
                    "ninety-three."
                ),
            ),
        ),
        addresses=(
            f"{HOST}/2016/03/18/last-ferry/",
            f"{HOST}/?p=311",
            "https://harbourline.old.example/last-ferry.html",
        ),
    )
    lost = Story(
        id="lostdateaa",
        type=StoryType.OPINION,
        headline="Who Owns a Shoreline? Everyone Who Walks It",
        standfirst="The new fence at Carrow Point is about more than gulls.",
        byline="Written by Tomas al-Haddad",
        contributors=(Contributor("Tomas al-Haddad"),),
        published="2016-03-15/2016-03-20",
        section="Opinion",
        tags=("Shoreline", "Ferries"),
        language="en",
        read_minutes=3,
        lead_image=Image(
            f"{HOST}/pictures/gone.jpg",
            "The fence at Carrow Point, seen from the low path.",
            "Harbour Line",
        ),
        body=body(PARAGRAPHS[2:], "<p>Nobody asked the gulls.</p>"),
        notices=(
            Notice(
                "disclaimer",
                "The views expressed are the author’s own and not those of Harbour Line.",
            ),
        ),
        addresses=(f"{HOST}/opinion/shoreline.html",),
    )
    arabic = Story(
        id="arabicstry",
        headline="العبّارة الأخيرة تغادر الرصيف الشمالي",
        standfirst="بعد ثلاثة وتسعين عاماً انتهى الخط الوحيد الذي يصل الجزيرة طوال العام.",
        byline="كتبت ليلى منصور",
        contributors=(Contributor("ليلى منصور"), lens),
        published="2016-03-19",
        section="Harbour",
        tags=("عبّارات", "Ferries"),
        language="ar",
        direction="rtl",
        lead_image=Image(
            f"{HOST}/pictures/ferry.png",
            "العبّارة في صباحها الأخير عند الرصيف الشمالي.",
            "إيفي أديمي / هاربر لاين",
        ),
        body=body(
            ARABIC,
            (
                "<blockquote><p>القارب ليس رقماً في دفتر، بل هو الطريق الذي يأتي منه "
                "الطبيب.</p></blockquote>"
            ),
        ),
        addresses=(f"{HOST}/ar/2016/03/19/last-ferry/",),
    )
    night = Story(
        id="nightboatt",
        headline="The Night Boat, and Why It Runs Empty",
        standfirst="A winter timetable nobody asked for.",
        byline="By Mara Lindqvist",
        contributors=(mara,),
        published="2015-11-02",
        section="Harbour",
        tags=("Ferries", "Transport"),
        language="en",
        lead_image=Image(f"{HOST}/pictures/slip.png", "The slip in November.", "Ife Adeyemi"),
        body=body(PARAGRAPHS),
        addresses=(f"{HOST}/2015/11/02/night-boat/",),
    )
    undated = Story(
        id="undatedstr",
        headline="Letters From the Lighthouse",
        byline="Staff",
        section="Culture",
        language="en",
        body=body(PARAGRAPHS[:2]),
    )
    months = Story(
        id="monthonlyy",
        type=StoryType.DIGEST,
        headline="The Month in the Harbour",
        published="2014-06",
        section="Harbour",
        language="en",
        body=body(PARAGRAPHS[1:3]),
        addresses=(f"{HOST}/digest/2014-06",),
    )
    more = [
        Story(
            id=f"short{number:05}",
            headline=headline,
            standfirst=(
                "A short report from the board’s open session, with the vote and the reasons given."
            ),
            byline="By Jonas de Vries",
            contributors=(jonas,),
            published=f"{2013 + number % 4}-{1 + number % 12:02}-{3 + number:02}",
            section=section,
            tags=("Board",),
            language="en",
            body=body(PARAGRAPHS[:3]),
            addresses=(f"{HOST}/?p={500 + number}",),
        )
        for number, (headline, section) in enumerate(
            [
                ("Board Approves Dredging, With Conditions", "Harbour"),
                ("School Roof to Be Mended Before Winter", "Town"),
                ("Three Bakers, One Oven", "Culture"),
                ("Water Rates Rise Again", "Town"),
                ("The Choir That Sings for the Fog", "Culture"),
                ("Market Square Loses Its Lime Trees", "Town"),
                ("Harbour Master Retires After Thirty Years", "Harbour"),
                ("Library Hours Cut to Two Days", "Town"),
            ]
        )
    ]
    return [ferry, lost, arabic, night, undated, months, *more]


LETTER = """Dear Harbour Line readers,

Welcome to our archive. We paused regular publication on 15 May 2016, and some of our coverage
moved to Coastal Review. We are glad to keep these pages open as a public record of the islands
and the people on them.

We still hold events and special projects while we think about what comes next. If you would like
to reach us with corrections or ideas, write to us at"""
PUBLICATION = Publication(
    title="Harbour Line",
    status="paused",
    paused_on="2016-05-15",
    runs="2013-01-03/2016-03-19",
    successor="Coastal Review",
    letters=(Letter(LETTER, "2016-05-16", "2018-01-02"),),
    contact="",
    languages=("en", "ar"),
    hosts=("www.harbourline.example",),
    evidence=(Evidence("publication.contact", "", "label:reach us", 0.9, stands=True),),
)


def _evidence() -> dict[str, tuple[Evidence[object], ...]]:
    return {
        "lostdateaa": (
            Evidence(
                "headline",
                "Who Owns a Shoreline? Everyone Who Walks It",
                "visible:h1",
                0.99,
                capture=1,
                stands=True,
            ),
            Evidence(
                "published",
                "2016-03-15/2016-03-20",
                "text:dateline",
                0.93,
                (
                    "The caption speaks of Tuesday, 15 March 2016; the next story in the "
                    "series ran on 20 March."
                ),
                1,
                stands=True,
            ),
            Evidence("published", "2018-05-15", "label:paused", 0.1, capture=1),
            Evidence(
                "contributors",
                (Contributor("Tomas al-Haddad"),),
                "label:Written by",
                0.98,
                capture=1,
                stands=True,
            ),
            Evidence("body", Body("<p>x</p>", "x"), "layout:main", 0.9, capture=1, stands=True),
        ),
        "ferryferry": (
            Evidence(
                "headline",
                "The Last Ferry Leaves the North Landing",
                "wxr:title",
                0.99,
                capture=2,
                stands=True,
            ),
            Evidence("published", "2016-03-18", "wxr:pubDate", 0.99, capture=2, stands=True),
            Evidence(
                "published", "2016-03-18", "ld+json:datePublished", 0.98, capture=1, stands=True
            ),
        ),
    }


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """The Harbour Line, fourteen stories of it."""
    folder = tmp_path / "assets"
    folder.mkdir()
    seen = Seen(f"{HOST}/2016/03/18/last-ferry/", "2018-01-02T10:00:00Z", "warc")
    before = (PARAGRAPHS[0].replace("ninety-three", "ninety-two"), *PARAGRAPHS[1:])
    return Paper(
        told_stories=_stories(),
        about=PUBLICATION,
        evidence=_evidence(),
        earlier={"ferryferry": (Earlier(seen, "Last Ferry Leaves North Landing", body(before)),)},
        pictured={
            f"{HOST}/pictures/ferry.png": _picture(
                folder, "ferry", ("#c9d6df", "#5d7f94", "#8c2f23")
            ),
            f"{HOST}/pictures/slip.png": _picture(
                folder, "slip", ("#e3d9c6", "#7d8a7a", "#3a3f45")
            ),
        },
        captures={1: seen, 2: Seen(None, None, "wxr")},
    )
