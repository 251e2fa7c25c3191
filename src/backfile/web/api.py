"""The API: stories as records, search, the publication. Read only, open to any page."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from backfile.archive.accounts import account_of
from backfile.archive.archive import Archive
from backfile.archive.entries import StoryHead
from backfile.archive.outward import Outward
from backfile.config import load, with_said
from backfile.errors import BackfileError, BadValue, NotFound, Withdrawn
from backfile.model.remedy import RemedyKind, Surface
from backfile.model.story import Translation
from backfile.publish.addresses import story_path
from backfile.publish.api import head_said
from backfile.publish.harmless import harmless
from backfile.publish.headers import DATA
from backfile.publish.search.snippets import Snippet
from backfile.query.language import hint
from backfile.record import encode, record_line
from backfile.web.readers import Readers
from backfile.web.searching import FARTHEST, NARROWING, find, number
from backfile.web.shown import Shown

MOST_AT_ONCE = 100
"""Stories in one answer."""
_PARAMETERS = frozenset({"q", *NARROWING, "sort", "offset", "limit"})
_API_HEADERS = {
    **DATA,
    "Cache-Control": "public, max-age=60",
}


def answer(what: Callable[[], object]) -> Response:
    """Answer with JSON; what the caller did wrong, or what is not there, is said in JSON too."""
    try:
        return _said(200, what())
    except BackfileError as problem:
        return problem_said(problem)


def _answer_from(readers: Readers, what: Callable[[Archive, Outward], object]) -> Response:
    """Answer with what the archive says, and with its stories as the API may give them, as of now.

    All is read before the archive is given back.
    """

    def told() -> object:
        with readers.reading() as archive:
            return what(archive, archive.outward(Surface.API))

    return answer(told)


def problem_said(problem: BackfileError) -> Response:
    """Answer with what went wrong, and what to do next."""
    said = {"error": problem.code, "met": problem.met, "next_step": problem.next_step}
    return _said(_status_of(problem), said)


def _status_of(problem: BackfileError) -> int:
    """Return the status that says whose fault it is (RFC 9110 section 15.5)."""
    if isinstance(problem, Withdrawn):
        return 410
    return 404 if isinstance(problem, NotFound) else 400


def _said(status: int, said: object) -> Response:
    headers = _API_HEADERS
    if _is_unindexed(said):
        headers = {**headers, "X-Robots-Tag": "noindex"}
    return Response(harmless(encode(said)) + b"\n", status, headers, "application/json")


def _is_unindexed(said: object) -> bool:
    done = said.get("remedies", ()) if isinstance(said, dict) and "record" in said else ()
    return any(remedy["kind"] == RemedyKind.DELIST for remedy in done)


def remedies(_request: Request, readers: Readers) -> Response:
    """Answer `/api/remedies` with the public log: counts, no story and no person."""
    return _answer_from(readers, lambda _, outward: {"remedies": outward.log()})


def search(request: Request, readers: Readers, shown: Shown) -> Response:
    """Answer `/api/search?q=…` and, without words, `/api/stories`."""
    return answer(lambda: _search(request, readers, shown))


def _search(request: Request, readers: Readers, shown: Shown) -> dict[str, object]:
    asked = _asked(request)
    with readers.reading() as archive:
        # The index is the site's, perhaps of before a remedy: the API's own rules come on top.
        outward = archive.outward(Surface.API)
        limit = number(asked, "limit", 20, MOST_AT_ONCE)
        found = find(shown, asked, limit, outward.named_in)
        snippets = [_cited(outward, *told) for told in zip(found.ids, found.snippets, strict=True)]
        heads = {head.id: head for head in outward.heads(found.ids)}
        others = outward.translations(found.ids)
    offset = number(asked, "offset", 0, FARTHEST)
    end = offset + len(found.ids)
    following = urlencode({**asked, "offset": end}) if end < found.total and found.ids else None
    return {
        "total": found.total,
        "total_is_exact": found.is_exact,
        "offset": offset,
        "hint": hint(found.query) or None,
        "stories": [
            {**_head(heads[story], others.get(story, ())), "snippet": snippet}
            for story, snippet in zip(found.ids, snippets, strict=True)
            if story in heads
        ],
        "counts": found.counts(),
        "next": f"{request.scope['path']}?{following}" if following else None,
    }


def _cited(outward: Outward, story: str, snippet: Snippet) -> Snippet:
    """Return the line under a hit as the API may print it."""
    words = outward.words_of(story, snippet.text)
    return snippet if words == snippet.text else Snippet(words)


def _asked(request: Request) -> dict[str, str]:
    """Return what is asked for; what we would pass over would change the answer without a word."""
    given = request.query_params.multi_items()
    asked = dict(given)
    if asked.keys() - _PARAMETERS:
        raise BadValue(
            "A search has no such parameter.", f"It has: {', '.join(sorted(_PARAMETERS))}."
        )
    if len(asked) < len(given):
        raise BadValue("A parameter is given twice.", "Give each once.")
    if "" in {asked.get("sort"), asked.get("year")}:
        raise BadValue("An order or a year is empty.", "Leave out what you do not ask for.")
    return asked


def _head(head: StoryHead, translations: Sequence[Translation]) -> dict[str, object]:
    here = [other.story for other in translations if other.story]
    return head_said(head, f"/{story_path(head.id)}", f"/api/stories/{head.id}", here)


def story(request: Request, readers: Readers) -> Response:
    """Answer `/api/stories/ID` with the story's record (RECORD, as `export` prints it)."""
    name = request.path_params["story_id"]
    return _answer_from(
        readers, lambda _, outward: record_line(account_of(outward, outward.entry(name)))
    )


def publication(_request: Request, readers: Readers) -> Response:
    """Answer `/api/publication`."""
    said = load(readers.path).publication
    return _answer_from(
        readers,
        lambda archive, outward: outward.publication(with_said(archive.publication.get(), said)),
    )
