"""A small archive, and what goes into one."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backfile.archive.archive import Archive
from backfile.archive.entries import Batch, Item, Member, Reading, StoryEntry
from backfile.clock import stopped_clock
from backfile.model.capture import Capture, Form, Kind
from backfile.model.deposit import Deposit, DepositKind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.revision import Revision
from backfile.model.story import Body, Comment, Contributor, Image, Notice, Story, StoryType
from backfile.model.testimony import Link, Testimony

CLOCK = stopped_clock("2026-11-22T08:00:00Z")

Hand = Callable[[str, bytes], Deposit]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the archive is."""
    return tmp_path / "archive"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    """A new archive, open for writing."""
    with Archive.create(path, "# settings\n", CLOCK) as made:
        yield made


@pytest.fixture
def hand(archive: Archive) -> Hand:
    """Hands over a deposit of one file."""

    def hand_over(name: str, data: bytes) -> Deposit:
        digest, size = archive.originals.put(io.BytesIO(data))
        deposit = Deposit(
            id=f"d-{name}", name=name, kind=DepositKind.WARC, digest=digest, size=size
        )
        archive.deposits.register(deposit, [Item(name, digest, size)])
        return deposit

    return hand_over


@pytest.fixture
def well() -> Story:
    """A story with something in every field."""
    return Story(
        id="well",
        type=StoryType.OPINION,
        headline="The refugees walked to the well",
        standfirst="It ran dry in March.",
        byline="Written by Ann Lee",
        contributors=(Contributor("Ann Lee"), Contributor("Sami Aziz", "photographer")),
        published="2016-03-15/2016-03-20",
        published_at=None,
        modified="2016-04",
        section="Water",
        tags=("wells", "Drought"),
        language="en",
        read_minutes=4,
        lead_image=Image("https://a.example/w.png", "The well", "Sami Aziz", None),
        body=Body("<p>It ran dry.</p><p>They left.</p>", "It ran dry.\n\nThey left."),
        notices=(Notice("disclaimer", "Views are the author's own."),),
        addresses=("https://www.a.example/2016/03/17/well/", "https://a.example/?p=7"),
        comments=(Comment("Reader", "2016-03-18T10:00:00Z", "Sad."),),
    )


@pytest.fixture
def mudun() -> Story:
    """A story in Arabic."""
    return Story(
        id="mudun",
        headline="المعارضة واللاجئون في المدينة",
        published="2014-05-02",
        section="سوريا",
        language="ar",
        direction="rtl",
        contributors=(Contributor("سامي عزيز"),),
        body=Body("<p>وصل اللاجئون إلى مدينةٍ جديدة.</p>", "وصل اللاجئون إلى مدينةٍ جديدة."),
        addresses=("https://a.example/ar/mudun.html",),
    )


@pytest.fixture
def entry(well: Story) -> StoryEntry:
    """The story of the well with all that belongs to it; shown by captures 1 and 2."""
    return StoryEntry(
        story=well,
        evidence=(
            Evidence("headline", well.headline, "visible:h1", 0.97, capture=1, stands=True),
            Evidence("body", well.body, "visible", 0.9, capture=1, stands=True),
            Evidence("body", Body("<p>Other.</p>", "Other."), "visible", 0.8, capture=2),
            Evidence("notices", well.notices, "visible", 0.9, capture=1, stands=True),
        ),
        findings=(Finding("date-lost", "The label has no date.", "a.html", "https://a.example/"),),
        revisions=(
            Revision(2, "2016-05-01T00:00:00Z", "The well", Body("<p>Other.</p>", "Other.")),
        ),
        links=(Link("https://a.example/w.png", "lead"), Link("https://a.example/x.pdf", "file")),
        members=(Member(1), Member(2, "revision")),
    )


@pytest.fixture
def page() -> Callable[..., Reading]:
    """Makes what a page said."""

    def make(address: str, offset: int = 0) -> Reading:
        capture = Capture(
            form=Form.PAGE,
            item="a.warc",
            offset=offset,
            address=address,
            captured="2016-04-01T00:00:00Z",
            media_type="text/html",
        )
        testimony = Testimony(
            kind=Kind.STORY,
            why="it has a headline and a text",
            evidence=(Evidence("headline", "The well", "visible:h1", 0.97),),
            publication=(Evidence("publication.title", "The Daily Well", "meta", 0.9),),
            keys=(f"url:{address}",),
        )
        return Reading(capture, testimony, "0" * 64, 1200)

    return make


@pytest.fixture
def two_pages(archive: Archive, hand: Hand, page: Callable[..., Reading]) -> Deposit:
    """A deposit of two captures, numbers 1 and 2."""
    deposit = hand("a.warc", b"two pages")
    pages = (page("https://a.example/one", 0), page("https://a.example/two", 9))
    archive.captures.put(deposit.id, Batch(readings=pages, reads=2))
    return deposit
