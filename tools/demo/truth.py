"""Write what is true of each story, so that a test can compare what was recovered with it."""

import json
from typing import Any

from tools.demo.bare import byline_of, plain
from tools.demo.sources import Newsroom, Story, join_names
from tools.demo.wordpress import upload_path


def truth_of(newsroom: Newsroom) -> str:
    """Return one row a story, oldest first, the unpublished among them."""
    rows = (json.dumps(_row(newsroom, story), ensure_ascii=False) for story in newsroom.stories)
    return "\n".join(rows) + "\n"


def _row(newsroom: Newsroom, story: Story) -> dict[str, Any]:
    body = [plain(block) for block in story.blocks if block.kind not in {"figure", "table"}]
    return {
        "key": story.key,
        "public": story.is_public,
        "deposits": list(story.deposits),
        "item": story.get("item"),
        "address": newsroom.home + story.path,
        "old_addresses": _old_addresses(newsroom, story),
        "type": story.get("type", "news"),
        "headline": story.headline,
        "standfirst": story.get("standfirst"),
        "contributors": _contributors(newsroom, story),
        "names_in_english": [newsroom.people[login].name for login in story.get("authors", [])],
        "byline": join_names(newsroom.get_names(story), story.language),
        "published": f"{story.published:%Y-%m-%d}",
        "published_at": story.published.isoformat(),
        "section": newsroom.about["sections"][story.head["section"]],
        "tags": story.get("tags", []),
        "series": story.get("series"),
        "language": story.language,
        "direction": "rtl" if story.language == "ar" else "ltr",
        "read_minutes": story.minutes,
        "lead_image": _lead(newsroom, story),
        "disclaimer": story.get("type") == "opinion",
        "correction": story.get("correction"),
        "text_label_line": byline_of(newsroom, story) if "text" in story.deposits else None,
        "dateline": story.get("dateline"),
        "tables": sum(block.kind == "table" for block in story.blocks),
        "body_text": "\n\n".join(body),
    }


def _contributors(newsroom: Newsroom, story: Story) -> list[dict[str, str]]:
    roles = (
        ("authors", "author"),
        ("photographers", "photographer"),
        ("translators", "translator"),
    )
    return [
        {"name": name, "role": role}
        for what, role in roles
        for name in newsroom.get_names(story, what)
    ]


def _old_addresses(newsroom: Newsroom, story: Story) -> list[str]:
    moved = [newsroom.home + path for path in story.get("moved_from", [])]
    return moved + [
        newsroom.home + f"/{story.published:%Y/%m/%d}/{slug}/"
        for slug in story.get("old_slugs", [])
    ]


def _lead(newsroom: Newsroom, story: Story) -> dict[str, str | None] | None:
    if not story.lead:
        return None
    return {
        "address": newsroom.home + upload_path(story.lead.file, story),
        "caption": story.lead.caption,
        "credit": story.lead.credit,
        "alt": story.lead.alt,
    }
