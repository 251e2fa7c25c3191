"""Submissions: what readers send to the newsroom, and what each form asks them.

What a form asks stands in QUESTIONS, and only there: pages, the server and the desk walk it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """What a reader wants of the newsroom."""

    SUGGEST = "suggest"
    SHARE = "share"
    FEEDBACK = "feedback"
    ERROR = "error"
    REMOVAL = "removal"
    ADDED = "added"
    """More to what was sent before, under the same receipt phrase."""


class Agreement(StrEnum):
    """What a sender allowed. What was not allowed stays at the desk."""

    NAME = "name"
    """Their name may be printed."""
    CONTACT = "contact"
    """The newsroom may write back to them."""
    PUBLICATION = "publication"
    """Their words may be published, whole or in part."""


class Control(StrEnum):
    """How a question is answered on a page."""

    LINE = "line"
    TEXT = "text"
    MAIL = "mail"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a form asks."""

    name: str
    """Key in `Submission.said`; the phrase for it is "forms.ask_NAME"."""
    control: Control
    longest: int
    """Most characters of an answer."""
    is_required: bool = False


LONGEST_LINE, LONGEST_TEXT = 300, 40_000
"""Characters. A long read has 30,000; whoever writes more attaches a file."""

_NAME = Question("name", Control.LINE, LONGEST_LINE)
_CONTACT = Question("contact", Control.LINE, LONGEST_LINE)
_STORY = Question("story", Control.ADDRESS, 2000)
_NEEDED_STORY = Question("story", Control.ADDRESS, 2000, is_required=True)


def _text(name: str, *, is_required: bool = True) -> Question:
    return Question(name, Control.TEXT, LONGEST_TEXT, is_required)


QUESTIONS: dict[Form, tuple[Question, ...]] = {
    Form.SUGGEST: (_text("suggestion"), _text("known", is_required=False), _NAME, _CONTACT),
    Form.SHARE: (Question("headline", Control.LINE, LONGEST_LINE), _text("text"), _NAME, _CONTACT),
    Form.FEEDBACK: (_text("text"), _STORY, _NAME, _CONTACT),
    Form.ERROR: (_NEEDED_STORY, _text("wrong"), _text("right", is_required=False), _NAME, _CONTACT),
    Form.REMOVAL: (_NEEDED_STORY, _text("wish"), _text("reason", is_required=False), _CONTACT),
    Form.ADDED: (_text("text"),),
}
"""What each form asks, in the order of its page. Nobody must give a name or a way to be reached."""

AGREEMENTS: dict[Form, tuple[Agreement, ...]] = {
    Form.SUGGEST: (Agreement.CONTACT,),
    Form.SHARE: (Agreement.PUBLICATION, Agreement.NAME, Agreement.CONTACT),
    Form.FEEDBACK: (Agreement.PUBLICATION, Agreement.NAME, Agreement.CONTACT),
    Form.ERROR: (Agreement.NAME, Agreement.CONTACT),
    Form.REMOVAL: (Agreement.CONTACT,),
    Form.ADDED: (),
}
"""What each form asks leave for; all are off until the sender turns them on."""

ATTACHING = frozenset({Form.SUGGEST, Form.SHARE, Form.ERROR, Form.REMOVAL, Form.ADDED})
"""Forms that take files."""

MOST_ATTACHMENTS, LARGEST_ATTACHMENTS = 8, 12 << 20
"""Files of one submission, and their bytes together: a dozen photographs of a telephone."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody sent along: never run, shown or trusted."""

    name: str
    type: str
    """What the sender's machine called it (media type)."""
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a reader sent, in clear: it exists like this only at the sender's and at the desk."""

    form: Form
    said: Mapping[str, str]
    """Answers by the name of the question."""
    language: str = ""
    """Of the form that was filled in (BCP 47)."""
    story: str | None = None
    """Id or address of the story that it is about."""
    agreed: tuple[Agreement, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())
