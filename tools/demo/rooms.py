"""Render the pages of the newsroom's last site, in its own theme."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.demo.sources import HERE, Newsroom, Story, join_names
from tools.demo.wordpress import html_of, slug_of, upload_path

ON_HOME = 9
TAG_LIST_FROM = 4
"""A tag had a list page of its own once it had so many stories."""
LINKED = frozenset({"water", "fish-boats", "explainers", "interviews", "projects-events"})
"""The sections whose template gave linked data; the others' never did."""
_MONTHS_AR = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
_DIGITS_AR = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def day_in_words(moment: datetime, language: str = "en") -> str:
    """Return a day as the site printed it."""
    if language == "ar":
        words = f"{moment.day} {_MONTHS_AR[moment.month - 1]} {moment.year}"
        return words.translate(_DIGITS_AR)
    return f"{moment:%B} {moment.day}, {moment.year}"


def hide(address: str, key: int = 0x5A) -> str:
    """Hide an e-mail address as a well-known proxy does: a key, then each byte crossed with it."""
    return f"{key:02x}" + "".join(f"{byte ^ key:02x}" for byte in address.encode())


class Rooms:
    """All pages of the site."""

    def __init__(self, newsroom: Newsroom) -> None:
        """Take the newsroom whose pages are wanted."""
        self.newsroom = newsroom
        self.public = [story for story in newsroom.stories if story.is_public]
        self.listed = [story for story in self.public if set(story.deposits) != {"text"}]
        environment = Environment(
            loader=FileSystemLoader(HERE / "theme"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            day=day_in_words,
            html_of=html_of,
            hide=hide,
            join_names=join_names,
            names=newsroom.get_names,
            person=newsroom.people.get,
            picture_path=upload_path,
            sections=newsroom.about["sections"],
            site=newsroom.about,
            slug_of=slug_of,
        )
        self.templates = environment

    def render(self, name: str, **values: Any) -> str:
        """Fill one template."""
        return self.templates.get_template(name).render(**values)

    def home(self) -> str:
        """Return the home page."""
        newest = self.listed[::-1][:ON_HOME]
        return self.render("home.html", stories=newest, letter="plain")

    def standing(self, page: dict[str, Any]) -> str:
        """Return a page that stands for ever: about, contact."""
        return self.render("standing.html", page=page, letter="plain")

    def apart(self, headline: str, words: str) -> str:
        """Return a page that says that something went wrong."""
        return self.render("apart.html", headline=headline, words=words)

    def lists(self) -> Iterator[tuple[str, str]]:
        """Yield each list page with its path: sections, tags, people."""
        by_section, by_tag, by_person = _group(self.listed)
        for slug, name in self.newsroom.about["sections"].items():
            stories = by_section[slug]
            yield f"/section/{slug}/", self.list_page(name, stories, f"/section/{slug}/")
        for tag, stories in sorted(by_tag.items()):
            if len(stories) >= TAG_LIST_FROM:
                path = f"/tag/{slug_of(tag)}/"
                yield path, self.list_page(f"Tagged: {tag}", stories, path)
        for login, person in self.newsroom.people.items():
            stories = by_person[login]
            if stories:
                path = f"/people/{login}/"
                yield path, self.list_page(person.name, stories, path, person.about)

    def list_page(self, title: str, stories: list[Story], path: str, about: str = "") -> str:
        """Return one list page, newest story first."""
        return self.render(
            "list.html", title=title, stories=stories[::-1], path=path, about=about, letter="blank"
        )

    def story(self, story: Story, *, earlier: bool = False) -> str:
        """Return a story's page: as it last stood, or as it stood half a year before."""
        changes = story.get("earlier") or []
        linked = story.head["section"] in LINKED
        html = self.render(
            "story.html",
            story=story,
            linked=json.dumps(self.linked_data(story), ensure_ascii=False, indent=1),
            is_linked=linked,
            letter="none" if earlier else ("hidden" if linked else "blank"),
            correction=None if earlier else story.get("correction"),
            more=self.more(story, earlier=earlier),
        )
        for change in changes if earlier else []:
            if change["now"] not in html:
                raise ValueError(change["now"])
            html = html.replace(change["now"], change["then"])
        return html

    def more(self, story: Story, *, earlier: bool = False) -> list[Story]:
        """Return three other stories of the section, the newest first."""
        same = [
            other
            for other in self.listed
            if other.head["section"] == story.head["section"] and other.key != story.key
        ]
        if earlier:
            same = [other for other in same if other.published < story.published]
        return same[::-1][:3]

    def linked_data(self, story: Story) -> dict[str, Any]:
        """Return what the page says of itself to machines (schema.org)."""
        people = [self.newsroom.people[login] for login in story.get("authors", [])]
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.headline,
            "description": story.get("standfirst") or "",
            "datePublished": story.published.isoformat(),
            "author": [{"@type": "Person", "name": person.name} for person in people],
            "articleSection": self.newsroom.about["sections"][story.head["section"]],
            "mainEntityOfPage": self.newsroom.home + story.path,
            "publisher": {"@type": "Organization", "name": self.newsroom.about["title"]},
        }
        if story.lead:
            data["image"] = self.newsroom.home + upload_path(story.lead.file, story)
        return data


def _group(
    stories: list[Story],
) -> tuple[dict[str, list[Story]], dict[str, list[Story]], dict[str, list[Story]]]:
    by_section: dict[str, list[Story]] = defaultdict(list)
    by_tag: dict[str, list[Story]] = defaultdict(list)
    by_person: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_section[story.head["section"]].append(story)
        for slug in story.get("also_in", []):
            by_section[slug].append(story)
        for tag in story.get("tags", []):
            by_tag[tag].append(story)
        for login in story.get("authors", []):
            by_person[login].append(story)
    return by_section, by_tag, by_person
