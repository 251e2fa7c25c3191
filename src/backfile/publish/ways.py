"""Ways to write to the newsroom: what this publication can keep of what its pages would promise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import msgspec

from backfile.model.publication import Publication
from backfile.model.submission import (
    AGREEMENTS,
    ATTACHING,
    LARGEST_ATTACHMENTS,
    MOST_ATTACHMENTS,
    QUESTIONS,
    Form,
    Question,
)
from backfile.publish.addresses import ROOT
from backfile.publish.options import EMAIL, Options
from backfile.publish.render import CSP
from backfile.publish.words import Words

OFFERED = tuple(form for form in Form if form is not Form.ADDED)
WRITE = "write.html"
"""The page that leads to all forms."""
SEND = "send/"
"""Where `serve` takes in what forms send, from the site's root."""
_KEEPER = "archive.toml"
_MEGABYTE = 1 << 20
_SPOKEN = (
    "working", "sending", "received", "received_text", "received_use", "receipt_phrase", "receipt",
    "problem", "saved", "added_title", "added_text", "added_many", "receipt_gone", "said_missing",
    "said_long", "said_files", "said_stale", "said_busy", "said_full", "said_failed", "said_unread",
    "said_nobody", "saved_apart",
)  # fmt: skip
"""Phrases that the script of a form says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How readers can write: to a desk, by a file locked for it, or by e-mail."""

    forms: tuple[Form, ...]
    endpoint: str | None = None
    """Where the desk takes in what is sent, with a slash at its end; may begin with ROOT."""
    key: str | None = None
    """The desk's public keys, with spaces between them: any of them opens what is locked."""
    email: str | None = None
    readers: str = ""
    safer: tuple[str, ...] = ()

    @property
    def policy(self) -> str:
        """What a page with a form may load and reach (Content-Security-Policy)."""
        return policy_for(self.endpoint or "")


def policy_for(endpoint: str) -> str:
    """Return the policy of pages whose forms send to an address; the site's own for the site."""
    parts = urlsplit(endpoint)
    if not parts.netloc:
        return CSP
    origin = f"{parts.scheme}://{parts.netloc}"
    return re.sub(r"(connect-src|form-action) 'self'", rf"\1 'self' {origin}", CSP)


def ways_of(options: Options, publication: Publication) -> Ways | None:
    """Return how readers can write to the newsroom; None where nobody would get it."""
    desk = options.desk
    endpoint = None
    if desk.address:
        endpoint = desk.address.rstrip("/") + "/"
    elif desk.folder is not None:
        endpoint = ROOT + SEND
    email = desk.email or _email_of(options, publication)
    if endpoint is None and email is None:
        return None
    return Ways(
        forms=desk.forms or OFFERED,
        endpoint=endpoint,
        key=" ".join((desk.key, *desk.colleagues)) if desk.key else None,
        email=email,
        readers=desk.readers or "",
        safer=desk.safer,
    )


def form_about(
    ways: Ways, form: Form, story: tuple[str, str], language: str, ending: str
) -> tuple[str, str]:
    """Return the way to a form that knows which story it is about, and the one with a script.

    The site's own page learns the story by its script; a desk elsewhere reads it from the address
    itself, so whoever has no script is led there. Without such a desk both are one: the second
    is "".

    Args:
        ways: how readers can write.
        form: the form.
        story: its page's path, and its address as far as it is known.
        language: in which the desk answers.
        ending: of the site's own page in that language (see `form_path`).
    """
    path, address = story
    here = f"{ROOT}{form_path(form, ending)}?story={quote(path)}"
    if not ways.endpoint or ways.endpoint.startswith(ROOT):
        return here, ""
    about = f"language={language}&story={quote(address, safe='')}"
    return f"{ways.endpoint}{form}?{about}", here


def form_path(name: str, ending: str = "") -> str:
    """Return where a page for those who write stands ("write/error.ar.html")."""
    return f"write/{name}{ending}.html"


def _email_of(options: Options, publication: Publication) -> str | None:
    """Return where e-mail reaches somebody.

    That is what the keeper said, else what a newsroom that has not ended printed last.
    """
    said = [options.keeper_contact or ""]
    is_alive = publication.status != "ceased"
    if is_alive or any(_is_keepers(claim.field, claim.place) for claim in publication.evidence):
        said.append(publication.contact or "")
    return next((found[0] for text in said if (found := EMAIL.search(text))), None)


def _is_keepers(field: str, place: str) -> bool:
    return field == "publication.contact" and place == _KEEPER


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands on a page."""

    question: Question
    label: str
    hint: str = ""
    value: str = ""
    problem: str = ""


def asked(
    words: Words, form: Form, said: Mapping[str, str], problems: Mapping[str, str]
) -> list[Asked]:
    """Return a form's questions in the words of a language.

    Args:
        words: phrases of the language.
        form: the form.
        said: what was answered already, by the name of the question.
        problems: what is wrong with an answer, in words.
    """
    return [
        Asked(
            question,
            words(_phrase(words, f"ask_{question.name}", form)),
            words(hint) if words.has(hint := f"forms.hint_{question.name}") else "",
            said.get(question.name, ""),
            problems.get(question.name, ""),
        )
        for question in QUESTIONS[form]
    ]


def _phrase(words: Words, key: str, form: Form) -> str:
    own = f"forms.{key}_{form}"
    return own if words.has(own) else f"forms.{key}"


def form_context(words: Words, form: Form) -> dict[str, object]:
    """Return what the template of a form needs of every page that shows it."""
    limits = {"n": MOST_ATTACHMENTS, "size": LARGEST_ATTACHMENTS // _MEGABYTE}
    spoken = {key: words(f"forms.{key}") for key in _SPOKEN}
    spoken["said_files"] = words("forms.said_files", **limits)
    return {
        "form": form,
        "title": words(f"forms.{form}"),
        "lead": words(f"forms.{form}_lead"),
        "allow": AGREEMENTS[form],
        "takes_files": form in ATTACHING,
        "files_hint": words("forms.files_hint", **limits),
        "most_files": MOST_ATTACHMENTS,
        "most_bytes": LARGEST_ATTACHMENTS,
        "spoken": msgspec.json.encode(spoken).decode(),
    }


def mail_link(words: Words, form: Form, email: str, title: str) -> str:
    """Return a link that begins an e-mail with a form's questions (RFC 6068)."""
    lines = [f"{one.label}\r\n\r\n" for one in asked(words, form, {}, {})]
    subject = f"{title}: {words(f'forms.{form}')}"
    return f"mailto:{quote(email)}?subject={quote(subject)}&body={quote(chr(10).join(lines))}"
