"""Stories: what a newsroom published as one piece, and its printed parts."""

from dataclasses import dataclass
from enum import StrEnum

from backfile.model.occasion import Occasion
from backfile.model.series import Series


class StoryType(StrEnum):
    """What sort of piece it is (compare schema.org's subtypes of NewsArticle)."""

    NEWS = "news"
    OPINION = "opinion"
    INTERVIEW = "interview"
    EXPLAINER = "explainer"
    DIGEST = "digest"
    LETTER = "letter"
    GALLERY = "gallery"
    AUDIO = "audio"
    VIDEO = "video"
    EVENT = "event"
    PROJECT = "project"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who is credited, and for what."""

    name: str
    role: str = "author"
    """author, photographer, translator, editor, reporter, illustrator, agency, staff ...
    (MARC relator terms where there is one)."""


WITHHELD = "withheld:"
"""What stands for the address of a picture whose rights are another's: its words stay."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its printed words."""

    address: str
    """Absolute where the deposit allows; "" where only its words are left (bare text)."""
    caption: str | None = None
    credit: str | None = None
    """Without its label word ("Photo:", "Credit:")."""
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What the newsroom says about itself or the story: it stands in no body."""

    kind: str
    """disclaimer, correction, update, letter, other; note where the archive says it."""
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """The running text, as clean semantic HTML and as plain text."""

    html: str = ""
    text: str = ""
    """One block a paragraph, blocks parted by a blank line."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment that the newsroom had approved; without e-mail or network address."""

    name: str
    written: str | None
    """RFC 3339 time."""
    text: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The same story in another language: a story of its own."""

    address: str
    """Where the newsroom had it."""
    language: str | None = None
    """BCP 47."""
    story: str | None = None
    """Its id, where the archive has it."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story, settled from all evidence: ../shared RECORD, `story`."""

    id: str
    """Lasting name, the same on every run."""
    type: StoryType = StoryType.NEWS
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    contributors: tuple[Contributor, ...] = ()
    published: str | None = None
    """EDTF (ISO 8601-2): an exact day, or as wide as the evidence leaves it."""
    published_at: str | None = None
    """RFC 3339, only where a time was printed or exported."""
    modified: str | None = None
    """RFC 3339 time, or EDTF where only a day is known."""
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    """BCP 47."""
    direction: str = "ltr"
    read_minutes: int | None = None
    lead_image: Image | None = None
    body: Body = Body()
    notices: tuple[Notice, ...] = ()
    addresses: tuple[str, ...] = ()
    """Every address by which it is known, the main one first."""
    comments: tuple[Comment, ...] = ()
    translations: tuple[Translation, ...] = ()
    """The same in other languages (schema.org `workTranslation`, `translationOfWork`)."""
    occasion: Occasion | None = None
    """Of an event: when and where it was to take place."""
    gathers: tuple[str, ...] = ()
    """Of a special project: what it brings together, each an id, address or slug of a story, or a
    query for several (docs/search.md)."""
    series: Series | None = None
    """What it is a part of, told as one over several stories."""


STORY_FIELDS: dict[str, str] = {
    "type": "StoryType",
    "headline": "str",
    "standfirst": "str",
    "byline": "str",
    "contributors": "tuple[Contributor, ...]",
    "published": "str (EDTF)",
    "published_at": "str (RFC 3339)",
    "modified": "str (RFC 3339 or EDTF)",
    "section": "str",
    "tags": "tuple[str, ...]",
    "language": "str (BCP 47)",
    "direction": "str",
    "read_minutes": "int",
    "lead_image": "Image",
    "body": "Body",
    "notices": "tuple[Notice, ...]",
    "comments": "tuple[Comment, ...]",
    "translations": "tuple[Translation, ...]",
    "occasion": "Occasion",
    "gathers": "tuple[str, ...]",
    "series": "Series",
}
"""The fields that evidence may speak of, and the type of a claim's value."""

PICTURE_PARTS: dict[str, str] = {
    "lead_image.address": "str",
    "lead_image.caption": "str",
    "lead_image.credit": "str",
    "lead_image.alt": "str",
}
"""Parts of the lead picture that a person may correct alone, and their types."""
NOTICE_KINDS = frozenset({"disclaimer", "correction", "update", "letter", "other"})
"""What a notice can be."""
