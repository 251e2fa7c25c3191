"""Does every printed field of the page that started the project come back, and its date?"""

import json
from datetime import date

from material import SHARED, backfile, show

from backfile import edtf
from backfile.text import squeeze

PAGE = SHARED / "seed/page.txt"
ADDRESS = (
    "https://www.newsdeeply.com/syria/community/2016/03/17/"
    "russias-withdrawal-is-message-to-syrian-regime"
)
PUBLISHED = date(2016, 3, 17)  # as its address says


def recovered(*more: str) -> dict:
    cost = backfile("recover", PAGE, *more)
    return json.loads(cost.output.splitlines()[0])


def main() -> None:
    if not PAGE.is_file():
        raise SystemExit("the seed's page is not here")
    raw = PAGE.read_text(encoding="utf-8").split("\n\n")
    blocks = [squeeze(block) for block in raw if block.strip()]
    record = recovered()
    story = record["story"]
    labels, _, picture = blocks[5].partition(" Top image:")
    caption = picture.strip()
    image = story["lead_image"] or {}
    held = [edtf.bounds(story["published"]), story["published"]]
    first, last = held[0]
    body = [block for block in blocks[6:] if len(block) > 100][:-1]
    kinds = {notice["kind"]: notice["text"] for notice in story["notices"]}
    rows = {
        "headline": story["headline"] == blocks[3],
        "standfirst": story["standfirst"] == blocks[4],
        "byline": story["byline"] == labels.split(" Published on")[0],
        "contributor": [person["name"] for person in story["contributors"]],
        "read time": story["read_minutes"],
        "caption + credit": f"{image.get('caption')} {image.get('credit')}" == caption,
        "credit": image.get("credit"),
        "body": story["body"]["text"].split("\n\n") == body,
        "disclaimer": kinds.get("disclaimer") in blocks,
        "letter": " ".join(kinds.get("letter", "").split())
        == " ".join(" ".join(blocks[:3]).split()),
        "published": held[1],
        "days wide": (last - first).days + 1,
        "holds the true day": first <= PUBLISHED <= last,
        "findings": sorted({finding["code"] for finding in record["findings"]}),
        "with its address": recovered("--address", ADDRESS)["story"]["published"],
    }
    show("the seed", rows)
    for reason in record["evidence"].get("published", []):
        print("   ", reason)


if __name__ == "__main__":
    main()
