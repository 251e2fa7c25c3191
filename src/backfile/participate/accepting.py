"""Making a deposit of a submission: what an editor hands to the archive through the front door.

The law of the place: nothing of the sender goes along unless they agreed. Their words, and files,
only where they agreed to publication; their name only where they agreed to that. Else the editor
writes what is to stand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from backfile.errors import BadValue
from backfile.hashes import short_name
from backfile.model.submission import Agreement, Submission
from backfile.participate.files import drawn_anew, kind_of
from backfile.participate.opened import Opened, answers, harmless
from backfile.text import squeeze

WORDS = ("text", "suggestion", "wrong", "right", "known", "wish", "reason")
"""Answers that may be a story's text, in the order in which they would be taken."""
TOLD: dict[str, str] = {
    "ar": "أرسله أحد القراء؛ وقبله مكتب {title}.",
    "de": "Aus der Leserschaft; angenommen von {title}.",
    "en": "Sent by a reader; accepted by the desk of {title}.",
    "es": "Enviado por un lector o una lectora; aceptado por {title}.",
    "fr": "Envoyé par un lecteur ou une lectrice ; accepté par {title}.",
    "ru": "Прислано читателем; принято редакцией «{title}».",
}
"""The last line of what came from a reader, by language: where it came from, and nothing more.

The day of acceptance stands in the head.

It stands only where the sender agreed to publication. An editor's own text, which a confidential
tip led to, does not tell that there was one.
"""
LETTER = "letter"
_SPECIAL = re.compile(r"([\\`*_\[\]<>&!|~{}$#+=-])")
"""Signs that Markdown, the HTML in it, or a site generator's code could take for an order."""
_NUMBERED = re.compile(r"^(\d{1,9})([.)])", re.MULTILINE)
_BREAKS = re.compile(r"\n[ \t]*\n\s*")
_MAIL = re.compile(r"[^\s@<>]@[^\s@<>]{1,255}\.\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How an editor wants a submission to stand in the archive."""

    headline: str = ""
    """Else the sender's own, where they agreed to publication."""
    text: str = ""
    """Markdown, written by the editor; else the sender's words, where they agreed."""
    type: str = ""
    """news, event, project, letter, opinion …: see docs/how-to/write-something-new.md."""
    date: str = ""
    """On which it counts as published; else the day of acceptance."""
    byline: str = ""
    """Else the sender's name, where they agreed to that."""
    language: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    """More lines for its head: ("place", "Town hall")."""
    pictures: tuple[int, ...] = ()
    """Numbers of the attached pictures that go along, drawn anew; the first is the lead picture."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A deposit that is to be handed over: a folder with a text and its pictures."""

    name: str
    files: Mapping[str, bytes]
    """What lies in it, by name."""

    @property
    def text(self) -> str:
        """The text as it is handed over."""
        [text] = (data for name, data in self.files.items() if name.endswith(".md"))
        return text.decode()


def deposit_of(opened: Opened, wish: Wish, title: str, day: str) -> Folder:
    """Return the deposit that a submission makes; the same wish on the same day, the same bytes.

    Args:
        opened: the submission.
        wish: what the editor wants.
        title: the publication's name, whose desk it is.
        day: of acceptance ("2026-11-22").

    Raises:
        BadValue: it would need what its sender did not agree to, or a picture that is none.
    """
    if not opened.parts:
        raise BadValue("Nothing of this submission can be read.", "Decline it.")
    sent = opened.parts[0]
    is_agreed = Agreement.PUBLICATION in opened.agreed
    text = _checked_text(wish.text) if wish.text.strip() else _senders_text(sent, is_agreed)
    pictures = dict(_pictures(opened, wish, is_agreed=is_agreed))
    language = wish.language or sent.language
    head = {
        "title": _headline(opened, wish),
        "date": wish.date or day,
        # A reader's own words are a letter; what kind of story they are else, an editor says.
        "type": wish.type or (LETTER if is_agreed and not wish.text.strip() else ""),
        "byline": wish.byline or agreed_name(opened),
        "lang": language,
        **dict(wish.lines),
        "image": next(iter(pictures), ""),
        "desk": title,
        "accepted": day,
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in head.items() if value]
    more = [f"![]({name})" for name in [*pictures][1:]]
    told = TOLD.get(language.partition("-")[0], TOLD["en"])
    last = f"*{_escaped(told.format(title=title or '–'))}*"
    body = "\n\n".join([text, *more, *([last] if is_agreed else [])])
    whole = "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"
    mark = short_name(whole)
    # The text's own name: of two letters with one name and day, the second stands for the first.
    return Folder(f"desk-{day}-{mark}", {f"text-{mark}.md": whole.encode()} | pictures)


def _checked_text(text: str) -> str:
    if text.lstrip().startswith(("---", "+++")):
        raise BadValue("The text begins with a head of its own.", "Give the text alone.")
    return harmless(text).strip()


def agreed_text(opened: Opened) -> str:
    """Return the sender's words as a text for the archive; "" where they did not agree to it."""
    if not opened.parts or Agreement.PUBLICATION not in opened.agreed:
        return ""
    return _words_of(opened.parts[0])


def agreed_headline(opened: Opened) -> str:
    """Return the sender's headline; "" where they gave none, or did not agree to publication."""
    if not opened.parts or Agreement.PUBLICATION not in opened.agreed:
        return ""
    return squeeze(dict(answers(opened.parts[0])).get("headline", ""))


def _senders_text(sent: Submission, is_agreed: bool) -> str:  # noqa: FBT001 - a fact, no switch
    if not is_agreed:
        raise BadValue(
            "The sender did not agree that their words are published.",
            "Write a text of your own, and give it with --text.",
        )
    text = _words_of(sent)
    if not text:
        raise BadValue("There is no text in this submission.", "Give one with --text.")
    return text


def _words_of(sent: Submission) -> str:
    said = dict(answers(sent))
    text = "\n\n".join(said[name] for name in WORDS if name in said)
    return "\n\n".join(_escaped(block) for block in _BREAKS.split(text)) if text else ""


def _headline(opened: Opened, wish: Wish) -> str:
    headline = squeeze(wish.headline) or agreed_headline(opened)
    if not headline:
        raise BadValue("It has no headline.", "Give one with --headline.")
    return headline


def agreed_name(opened: Opened) -> str:
    """Return the sender's name where it may be printed; an address for letters is none."""
    if Agreement.NAME not in opened.agreed:
        return ""
    names = (squeeze(dict(answers(part)).get("name", "")) for part in opened.parts)
    return next((name for name in names if name and not _MAIL.search(name)), "")


def _pictures(opened: Opened, wish: Wish, *, is_agreed: bool) -> Iterator[tuple[str, bytes]]:
    if wish.pictures and not is_agreed:
        raise BadValue("The sender did not agree that their pictures are published.", "Leave them.")
    for place, number in enumerate(wish.pictures, 1):
        found = opened.files[number - 1 : number] if number > 0 else ()
        fresh = drawn_anew(found[0].data) if found else None
        if fresh is None:
            raise BadValue(f"File {number} is no picture that can be drawn anew.", "Leave it out.")
        # Named by us: what a camera or a person called it may tell who sent it.
        yield f"picture-{place}.{kind_of(fresh).ending}", fresh


def _escaped(text: str) -> str:
    """Return plain text as Markdown that reads the same, and orders nothing."""
    lines = (line.strip() for line in text.split("\n"))
    plain = "\n".join(_SPECIAL.sub(r"\\\1", line) for line in lines)
    # Poems and addresses keep their lines.
    return _NUMBERED.sub(r"\1\\\2", plain).replace("\n", "  \n")


def _quoted(value: str) -> str:
    # A JSON string is a YAML string in double quotes (YAML 1.2, section 10.2).
    return msgspec.json.encode(squeeze(harmless(value))).decode()
