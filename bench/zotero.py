"""Does Zotero take a newspaper article with every field from the stories' pages?

    python bench/zotero.py [STORIES]

Publishes the newsroom's archive, serves it, and gives 200 of its stories to Zotero's own
translation-server (github.com/zotero/translation-server, started as its README says; nothing of it
comes with Backfile). ZOTERO names where it listens, http://127.0.0.1:1969 unless said otherwise.
Where none answers, this bench says so and is skipped. Prints for each field how many stories show
it and of how many Zotero took it as the archive has it; ends with 1 where under 99 % are whole.

Tags are not counted: Zotero's translator for pages of any site throws away all that it finds
("automatic tags"), also those of Highwire.
"""

import json
import os
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from material import COMMAND, measure
from served import EXPORT, make_newsroom, served

SERVER = os.environ.get("ZOTERO", "http://127.0.0.1:1969")
STORIES = 200
WANTED = 0.99
KEEPER = "The Trade Library"
_PEOPLE = {"author": "author", "reporter": "author", "editor": "editor"}

Story = dict[str, Any]
FIELDS: dict[str, Callable[[Story], object]] = {
    "itemType": lambda _: "newspaperArticle",
    "title": lambda story: story["headline"],
    "creators": lambda story: [
        (person["name"], _PEOPLE[person["role"]])
        for person in story["contributors"]
        if person["role"] in _PEOPLE
    ],
    "date": lambda story: (story["published"] or "").replace("-", "/"),
    "publicationTitle": lambda _: "Trade Ledger",
    "language": lambda story: story["language"],
    "section": lambda story: story["section"],
    "url": lambda story: story["page"],
    "archive": lambda _: KEEPER,
    "archiveLocation": lambda story: story["id"],
}
"""What Zotero is to have in each field, from a story's record."""


def asked(page: str) -> Story:
    """Return what Zotero makes of a page."""
    request = urllib.request.Request(
        f"{SERVER}/web", page.encode(), {"Content-Type": "text/plain"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            items: list[Story] = json.load(answer)
    except urllib.error.HTTPError:
        return {}
    item = items[0] if items else {}
    item["creators"] = [
        (_name(person), person["creatorType"]) for person in item.get("creators", [])
    ]
    return item


def _name(person: dict[str, str]) -> str:
    return person.get("name") or f"{person.get('firstName', '')} {person['lastName']}".strip()


def stories_of(archive: Path, address: str, count: int) -> Iterator[Story]:
    """Yield the records of some stories, one in so many of all, each with its page's address."""
    lines = measure(*COMMAND, "export", archive).output.splitlines()
    for line in lines[:: max(1, len(lines) // count)][:count]:
        story: Story = json.loads(line)["story"]
        yield {**story, "page": f"{address}story/{story['id'][0]}/{story['id']}.html"}


def is_there() -> bool:
    """Say whether a translation-server answers."""
    try:
        urllib.request.urlopen(SERVER, timeout=5)
    except urllib.error.HTTPError:
        return True  # it knows no such page, so it is there
    except (urllib.error.URLError, TimeoutError):
        return False
    return True


def main() -> int:
    """Publish, serve, ask and compare."""
    if not EXPORT.is_file() or not is_there():
        print(f"skipped: no translation-server at {SERVER}, or no data set in .data/newsroom")
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    shown, right = Counter[str](), Counter[str]()
    whole = total = 0
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "archive"
        make_newsroom(archive)
        with served(archive, Path(name) / "site", keeper=KEEPER) as site:
            for story in stories_of(archive, site.address, count):
                item = asked(story["page"])
                wanted = {field: value for field, get in FIELDS.items() if (value := get(story))}
                wrong = [field for field, value in wanted.items() if item.get(field) != value]
                for field in wrong:
                    print(f"{story['id']} {field}: {wanted[field]!r}, Zotero {item.get(field)!r}")
                shown.update(wanted.keys())
                right.update(wanted.keys() - set(wrong))
                whole, total = whole + (not wrong), total + 1
    for field in FIELDS:
        print(f"{field:20} shown {shown[field]:4}, taken as it is {right[field]:4}")
    print(f"stories taken whole: {whole} of {total}")
    return int(whole < WANTED * total)


if __name__ == "__main__":
    sys.exit(main())
