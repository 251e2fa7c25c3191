"""The API as files: all stories in brief, the publication, and what describes both (OpenAPI 3.1).

The same shapes as `serve` answers with. Stories stand 500 to a file, so that 10,000 are 20 files.
Records, with the evidence for each field, stand in bunches: which one has a story follows from its
id alone, so that a story more or less rewrites one bunch and not all.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from zlib import crc32

from msgspec import to_builtins

from backfile.archive.entries import StoryHead
from backfile.model.remedy import Surface
from backfile.publish import when
from backfile.publish.build import Build, Draft, Output
from backfile.publish.cards import Card
from backfile.publish.harmless import harmless
from backfile.record import encode, record_schema

FOLDER = "api"
_A_FILE = 500
"""Stories in one file: 300 KB, 40 as hosts compress it."""
_RECORDS_UP_TO = 5_000
"""Stories up to which a site has records unless its keeper says otherwise: records are about as
large as the pages, and one changed story makes its bunch anew."""
_A_BUNCH = 100
"""Records that a file has on average, as long as there are fewer than the most files."""
_MOST_BUNCHES = 32
"""So a site of 10,000 stories stays under 12,000 files."""
_PROBLEM = "#/components/schemas/Problem"


def head_said(
    head: StoryHead,
    page: str,
    record: str | None,
    translations: Sequence[str] = (),
) -> dict[str, object]:
    """Return a story in brief, as the API gives it.

    Args:
        head: the story.
        page: where its page stands.
        record: where its record stands.
        translations: ids of the same in other languages.
    """
    of_series = {"series": to_builtins(head.series)} if head.series else {}
    return {
        "id": head.id,
        "type": head.type,
        "headline": head.headline,
        "standfirst": head.standfirst,
        "byline": head.byline,
        "published": head.published,
        "section": head.section,
        "language": head.language,
        "direction": head.direction,
        "address": head.address,
        "page": page,
        "record": record,
        "translations": list(translations),
        **of_series,
    }


def api_lists(build: Build) -> Iterator[Draft]:
    """Yield all stories in brief, newest first, in files that lead to the next."""
    cards, digests = build.catalogue.on(Surface.API), build.holdings.digests()
    bunches = _bunches(build)
    for start in range(0, max(len(cards), 1), _A_FILE):
        some = cards[start : start + _A_FILE]
        about = (start, len(cards), [digests[card.id] for card in some])
        key = build.key(("api", about), some)
        yield _path(start), key, partial(_list, build, cards, start, bunches)


def _path(start: int) -> str:
    number = start // _A_FILE + 1
    return f"{FOLDER}/stories.json" if number == 1 else f"{FOLDER}/stories.{number}.json"


def _list(build: Build, cards: Sequence[Card], start: int, bunches: int) -> bytes:
    some = cards[start : start + _A_FILE]
    heads = {head.id: head for head in build.holdings.heads([card.id for card in some])}
    end = start + len(some)
    said = {
        "total": len(cards),
        "total_is_exact": True,
        "offset": start,
        "hint": None,
        "stories": [
            {**_head(build, card, heads[card.id], bunches), "snippet": None}
            for card in some
            if card.id in heads
        ],
        "counts": _counts(build, cards) if start == 0 else {},
        "next": _way(build, _path(end)) if end < len(cards) else None,
    }
    return encode(said) + b"\n"


def _head(build: Build, card: Card, head: StoryHead, bunches: int) -> dict[str, object]:
    others = [other.id for other in build.catalogue.translations(card.id)]
    bunch = _bunch_path(_bunch_of(card.id, bunches)) if bunches else None
    record = f"{_way(build, bunch)}#/records/{card.id}" if bunch else None
    return head_said(head, _way(build, card.path), record, others)


def _bunches(build: Build) -> int:
    """Return in how many files the records stand; 0 where the site has none."""
    count, wanted = len(build.catalogue.on(Surface.API)), build.options.records
    if not count or wanted is False or (wanted is None and count > _RECORDS_UP_TO):
        return 0
    return min(_MOST_BUNCHES, 1 << (-(-count // _A_BUNCH) - 1).bit_length())


def _bunch_of(story_id: str, bunches: int) -> int:
    return crc32(story_id.encode("utf-8", "replace")) % bunches


def _bunch_path(number: int) -> str:
    return f"{FOLDER}/records/{number}.json"


def record_files(build: Build) -> Iterator[Draft]:
    """Yield the records of all stories, in bunches: `record` of a story in brief leads to its own.

    The way ends in a JSON Pointer (RFC 6901 section 6): "records/7.json#/records/rq4k2vny3d".
    """
    bunches, digests = _bunches(build), build.holdings.digests()
    held: list[list[Card]] = [[] for _ in range(bunches)]
    for card in build.catalogue.on(Surface.API) if bunches else ():
        held[_bunch_of(card.id, bunches)].append(card)
    for number, cards in enumerate(held):
        ids = sorted(card.id for card in cards)
        about = ("records", number, [(story, digests[story]) for story in ids])
        yield _bunch_path(number), build.key(about, ()), partial(_bunch, build, ids)


def _bunch(build: Build, ids: Sequence[str]) -> bytes:
    return encode({"records": dict(build.holdings.records(ids))}) + b"\n"


def _way(build: Build, path: str) -> str:
    """Return a file's address: whole where that is known, else from where the list stands."""
    return build.canonical(path) or f"../{path}"


def _counts(build: Build, cards: Sequence[Card]) -> dict[str, dict[str, int]]:
    years, languages, types = Counter[str](), Counter[str](), Counter[str]()
    for card in cards:
        years[(when.certain_part(card.published) or "0")[:4]] += 1
        types[card.type] += 1
        languages[(card.language or "").split("-")[0]] += 1
    sections = {group.name: len(group) for group in build.catalogue.sections.values()}
    found: dict[str, Mapping[str, int]] = {
        "year": years,
        "language": languages,
        "type": types,
        "section": sections,
    }
    return {
        name: {value: told[value] for value in sorted(told) if value}
        for name, told in found.items()
    }


def api_files(build: Build) -> Iterator[Output]:
    """Yield the publication, the shape of a record, and the description of all."""
    yield f"{FOLDER}/publication.json", encode(build.publication) + b"\n"
    yield f"{FOLDER}/record.schema.json", record_schema().encode()
    paths = {way: told for way, told in _STATIC.items() if _bunches(build) or way != _RECORDS}
    yield f"{FOLDER}/openapi.json", openapi(build, paths, _OF_FILES)


def openapi(build: Build, paths: Mapping[str, object], about: str = "") -> bytes:
    """Return the description of an API (OpenAPI 3.1).

    Args:
        build: the site.
        paths: what may be asked.
        about: what else a program should know.
    """
    info: dict[str, object] = {
        "title": f"{build.site.title}: stories of the archive",
        "description": f"{build.site.state} {about}".strip(),
        "version": "1",
    }
    if build.options.licence:
        info["license"] = {"name": "Terms of use", "url": build.options.licence}
    said = {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": build.canonical("") or "../"}],
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    return harmless(text.encode("utf-8", "replace"))


def operation(
    name: str, summary: str, schema: str, *parameters: Mapping[str, object]
) -> dict[str, object]:
    """Return one question that may be asked, and the shape of its answer."""
    said: dict[str, object] = {
        "operationId": name,
        "summary": summary,
        "responses": {
            "200": _answer("The answer.", schema),
            "default": _answer("What went wrong, and what to do.", _PROBLEM),
        },
    }
    return {"get": {**said, "parameters": list(parameters)} if parameters else said}


def _answer(description: str, schema: str) -> dict[str, object]:
    content = {"application/json": {"schema": {"$ref": schema}}}
    return {"description": description, "content": content}


def parameter(name: str, about: str, kind: Mapping[str, object]) -> dict[str, object]:
    """Return what may be said in a query string."""
    return {"name": name, "in": "query", "description": about, "schema": kind}


STORIES = "#/components/schemas/Stories"
PUBLICATION = "#/components/schemas/Publication"
RECORD = "record.schema.json"
_RECORDS = "/api/records/{bunch}.json"
_OF_FILES = (
    "These are files on a host that answers no questions. Search is done by whoever asks: "
    "/search/manifest.json and the packs beside it are an index that is read by byte ranges, "
    "described at docs/search-index.md of Backfile; search.html?q=… is its page for people. "
    "`backfile serve` answers the same stories, records and searches at /api/stories, "
    "/api/stories/{id} and /api/search?q=…."
)
_STATIC: Mapping[str, object] = {
    "/api/stories.json": operation("stories", "All stories in brief, newest first", STORIES),
    "/api/stories.{number}.json": operation(
        "stories_on",
        "The next 500 of them, from 2 on, as long as `next` says so",
        STORIES,
        {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}},
    ),
    _RECORDS: operation(
        "records",
        "Some stories whole, with the evidence for each field; `record` of a story in brief says "
        "which file has it, and where in the file (JSON Pointer)",
        "#/components/schemas/Records",
        {"name": "bunch", "in": "path", "required": True, "schema": {"type": "integer"}},
    ),
    "/api/publication.json": operation("publication", "The publication", PUBLICATION),
    "/search/manifest.json": operation(
        "search_index",
        "Where the search index begins: sizes of its packs and their stamp",
        "#/components/schemas/SearchIndex",
    ),
    "/feed.json": operation(
        "feed", "The newest stories (JSON Feed 1.1)", "#/components/schemas/JsonFeed"
    ),
}
_MAYBE = {"type": ["string", "null"]}
_COUNTS = {
    "type": "object",
    "additionalProperties": {"type": "object", "additionalProperties": {"type": "integer"}},
}
_BRIEF = (
    *("headline", "standfirst", "byline", "published", "section", "language", "address", "record"),
)
_SCHEMAS: dict[str, object] = {
    "Story": {
        "type": "object",
        "description": "A story in brief. `published` is EDTF: as wide as what is known.",
        "required": ["id", "type", "page"],
        "properties": {
            "id": {"type": "string"},
            "type": {"type": "string"},
            "direction": {"enum": ["ltr", "rtl"]},
            "page": {"type": "string"},
            **dict.fromkeys(_BRIEF, _MAYBE),
            "series": {
                "type": "object",
                "description": "What it is a part of; only where there is one.",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string"},
                    **{key: {"type": ["integer", "null"]} for key in ("part", "of")},
                },
            },
            "translations": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Ids of the same story in other languages.",
            },
        },
    },
    "Stories": {
        "type": "object",
        "required": ["total", "total_is_exact", "offset", "stories", "counts", "next"],
        "properties": {
            "total": {"type": "integer", "minimum": 0},
            "total_is_exact": {"type": "boolean"},
            "offset": {"type": "integer", "minimum": 0},
            "hint": _MAYBE,
            "stories": {"type": "array", "items": {"$ref": "#/components/schemas/Story"}},
            "counts": _COUNTS,
            "next": {**_MAYBE, "description": "Where the answer goes on; null at its end."},
        },
    },
    "Publication": {"type": "object", "properties": {"title": _MAYBE, "status": _MAYBE}},
    "Record": {"$ref": RECORD},
    "Records": {
        "type": "object",
        "required": ["records"],
        "properties": {
            "records": {
                "type": "object",
                "additionalProperties": {"$ref": "#/components/schemas/Record"},
            }
        },
    },
    "SearchIndex": {
        "type": "object",
        "required": ["stories", "sizes", "stamp"],
        "properties": {"stories": {"type": "integer"}, "stamp": {"type": "string"}},
    },
    "JsonFeed": {
        "type": "object",
        "required": ["version", "title", "items"],
        "properties": {"version": {"const": "https://jsonfeed.org/version/1.1"}},
    },
    "Problem": {
        "type": "object",
        "required": ["error", "met", "next_step"],
        "properties": {name: {"type": "string"} for name in ("error", "met", "next_step")},
    },
}
