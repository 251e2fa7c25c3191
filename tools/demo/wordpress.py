"""Write the export of the newsroom's old CMS: WXR 1.2, as WordPress writes it.

Four of five of WordPress's own exports say `https://` in their namespaces; so does this one.
Disclaimers and the letter to readers were made by the theme: they are not in an export.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape

from tools.demo.sources import ZONE, Block, Newsroom, Picture, Story, join_names
from tools.demo.wxr import HEAD, Entry, category, cdata, comment, item_of, meta, stamp

EXPORTED = datetime(2019, 1, 8, 9, 12, 40, tzinfo=UTC)
FIRST_POST, STEP = 61, 17
FIRST_PICTURE = 4000
FIRST_GUEST = 3901
GUESTS_CAME = datetime(2016, 11, 2, 10, 0, 0, tzinfo=ZONE)
SIZE = (1200, 800)


def export_of(newsroom: Newsroom) -> str:
    """Return the whole export."""
    return "".join(_Export(newsroom).parts())


class _Export:
    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.stories = newsroom.in_deposit("export")
        counted = [story for story in self.stories if not story.get("number")]
        self.ids = {story.key: FIRST_POST + STEP * n for n, story in enumerate(counted)}
        self.ids |= {s.key: s.get("number") for s in self.stories if s not in counted}
        self.pictures: dict[str, tuple[int, Picture, Story]] = {}
        for story in self.stories:
            for picture in pictures_of(story):
                entry = (FIRST_PICTURE + len(self.pictures), picture, story)
                self.pictures.setdefault(picture.file, entry)

    def parts(self) -> Iterator[str]:
        about = self.newsroom.about
        yield HEAD.format(
            created=f"{EXPORTED:%Y-%m-%d %H:%M}",
            date=stamp(EXPORTED),
            title=escape(about["title"]),
            tagline=escape(about["tagline"]),
            home=self.newsroom.home,
        )
        yield from self.authors()
        yield from self.terms()
        yield "\n\t<generator>https://wordpress.org/?v=5.0.3</generator>\n"
        for page in about["pages"]:
            yield self.page(page)
        yield from self.guests()
        yield from self.venues()
        for number, picture, story in self.pictures.values():
            yield self.attachment(number, picture, story)
        for story in self.stories:
            yield self.post(story)
        yield "</channel>\n</rss>\n"

    def authors(self) -> Iterator[str]:
        for number, person in enumerate(self.newsroom.people.values(), 2):
            if person.guest:
                continue
            first, _, last = person.name.partition(" ")
            yield (
                f"\t<wp:author><wp:author_id>{number}</wp:author_id>"
                f"<wp:author_login>{cdata(person.login)}</wp:author_login>"
                f"<wp:author_email>{cdata(person.login + '@staff.saltline.example')}"
                f"</wp:author_email>"
                f"<wp:author_display_name>{cdata(person.name)}</wp:author_display_name>"
                f"<wp:author_first_name>{cdata(first)}</wp:author_first_name>"
                f"<wp:author_last_name>{cdata(last)}</wp:author_last_name></wp:author>\n"
            )

    def terms(self) -> Iterator[str]:
        for number, (slug, name) in enumerate(self.newsroom.about["sections"].items(), 3):
            yield (
                f"\t<wp:category><wp:term_id>{number}</wp:term_id>"
                f"<wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
                f"<wp:category_parent>{cdata('')}</wp:category_parent>"
                f"<wp:cat_name>{cdata(escape(name))}</wp:cat_name></wp:category>\n"
            )
        tags = sorted({tag for story in self.stories for tag in story.get("tags", [])})
        for number, tag in enumerate(tags, 40):
            yield (
                f"\t<wp:tag><wp:term_id>{number}</wp:term_id>"
                f"<wp:tag_slug>{cdata(slug_of(tag))}</wp:tag_slug>"
                f"<wp:tag_name>{cdata(escape(tag))}</wp:tag_name></wp:tag>\n"
            )

    def page(self, page: dict[str, str]) -> str:
        return item_of(
            Entry(
                number=int(page["id"]),
                title=page["headline"],
                link=f"{self.newsroom.home}/{page['slug']}/",
                guid=f"{self.newsroom.home}/?page_id={page['id']}",
                creator="leila-marchetti",
                moment=datetime.fromisoformat(page["published"]),
                slug=page["slug"],
                kind="page",
                content="\n\n".join(page["paragraphs"]),
            )
        )

    def guests(self) -> Iterator[str]:
        guests = (person for person in self.newsroom.people.values() if person.guest)
        for number, person in enumerate(guests, FIRST_GUEST):
            address = f"{self.newsroom.home}/?post_type=guest-author&amp;p={number}"
            yield item_of(
                Entry(
                    number=number,
                    title=person.name,
                    link=address,
                    guid=address,
                    creator="leila-marchetti",
                    moment=GUESTS_CAME,
                    slug=f"cap-{person.login}",
                    kind="guest-author",
                    inner=meta("cap-display_name", person.name)
                    + meta("cap-user_login", person.login),
                )
            )

    def attachment(self, number: int, picture: Picture, story: Story) -> str:
        path = upload_path(picture.file, story)
        name = picture.file.rsplit(".", 1)[0]
        inner = f"\t\t<wp:attachment_url>{cdata(self.newsroom.home + path)}</wp:attachment_url>\n"
        inner += meta("_wp_attached_file", path.split("uploads/")[1])
        inner += meta("_wp_attachment_image_alt", picture.alt)
        if picture.credit:
            inner += meta("_media_credit", picture.credit)
        return item_of(
            Entry(
                number=number,
                title=name,
                link=f"{self.newsroom.home}/{name}/",
                guid=self.newsroom.home + path,
                creator=story.get("authors", ["staff"])[0],
                moment=story.published - timedelta(hours=2, minutes=5),
                slug=name,
                kind="attachment",
                status="inherit",
                parent=self.ids[story.key],
                excerpt=picture.caption or "",
                inner=inner,
            )
        )

    def post(self, story: Story) -> str:
        number = self.ids[story.key]
        author = story.get("authors", ["staff"])[0]
        short = f"{self.newsroom.home}/?p={number}"
        modified = story.get("modified")
        inner = "".join(self.categories(story)) + "".join(self.metas(story))
        inner += "".join(comment(n, row) for n, row in enumerate(story.get("comments", []), 1))
        status = story.get("status", "publish")
        return item_of(
            Entry(
                number=number,
                title=story.headline,
                link=short if status == "draft" else self.newsroom.home + story.path,
                guid=short,
                creator="leila-marchetti" if self.newsroom.people[author].guest else author,
                moment=story.published,
                modified=modified.replace(tzinfo=ZONE) if modified else None,
                slug=story.head["slug"],
                kind="post",
                status=status,
                password=story.get("password", ""),
                content=self.content(story),
                excerpt=story.get("standfirst") or "",
                inner=inner,
            )
        )

    def categories(self, story: Story) -> Iterator[str]:
        sections = self.newsroom.about["sections"]
        names = [story.head["section"], *story.get("also_in", [])]
        for slug in names:
            yield category("category", slug, escape(sections[slug]))
        for tag in story.get("tags", []):
            yield category("post_tag", slug_of(tag), escape(tag))
        if story.get("series"):
            name = story.head["series"]["name"]
            yield category("series", slug_of(name), escape(name))
        if story.get("translation_group"):
            yield category("language", story.language, _TONGUES[story.language])
            group = story.get("translation_group")
            yield category("post_translations", group, group)
        authors = story.get("authors", [])
        guest = any(self.newsroom.people[login].guest for login in authors)
        if len(authors) > 1 or guest:
            for login in authors:
                yield category("author", f"cap-{login}", login)

    def metas(self, story: Story) -> Iterator[str]:
        yield meta("_edit_last", "2")
        if story.lead:
            yield meta("_thumbnail_id", str(self.pictures[story.lead.file][0]))
        if story.get("series"):
            yield meta("_series_part", str(story.head["series"]["part"]))
        for slug in story.get("old_slugs", []):
            yield meta("_wp_old_slug", slug)
        if event := story.get("event"):
            for name, moment in (("Start", event["starts"]), ("End", event["ends"])):
                local = moment.replace(tzinfo=ZONE)
                yield meta(f"_Event{name}Date", f"{local:%Y-%m-%d %H:%M:%S}")
                yield meta(f"_Event{name}DateUTC", f"{local.astimezone(UTC):%Y-%m-%d %H:%M:%S}")
            yield meta("_EventVenueID", str(event["venue_id"]))

    def venues(self) -> Iterator[str]:
        """The calendar plug-in keeps each place of an event as a post of its own."""
        for event in (story.get("event") for story in self.stories if story.get("event")):
            address = f"{self.newsroom.home}/?post_type=tribe_venue&amp;p={event['venue_id']}"
            yield item_of(
                Entry(
                    number=event["venue_id"],
                    title=event["venue"],
                    link=address,
                    guid=address,
                    creator="leila-marchetti",
                    moment=GUESTS_CAME,
                    slug=slug_of(event["venue"]),
                    kind="tribe_venue",
                    inner=meta("_VenueCity", event["venue_city"]),
                )
            )

    def content(self, story: Story) -> str:
        write = self.classic if story.get("editor", "blocks") == "classic" else self.block
        parts = [write(block) for block in self.body(story)]
        gallery = story.get("gallery")
        if gallery:
            parts.append(self.gallery([Picture(**row) for row in gallery]))
        return "\n\n".join(parts)

    def body(self, story: Story) -> Iterator[Block]:
        if story.language == "ar":
            # the old CMS knew one name of each author: Arabic stories print theirs themselves
            yield Block("p", "بقلم " + join_names(self.newsroom.get_names(story), "ar"))
        yield from story.blocks
        if story.get("translators"):
            names = " and ".join(self.newsroom.get_names(story, "translators"))
            yield Block("p", f"<em>Translated from the Arabic by {names}.</em>")
        if story.get("correction"):
            yield Block("p", f"<em>{story.get('correction')}</em>")

    def image(self, picture: Picture) -> tuple[int, str]:
        number, _, story = self.pictures[picture.file]
        source = self.newsroom.home + upload_path(picture.file, story)
        alt = escape(picture.alt)
        return number, f'<img src="{source}" alt="{alt}" class="wp-image-{number}"'

    def classic(self, block: Block) -> str:
        """Write a block as the classic editor kept it: no paragraph tags, caption shortcodes."""
        if block.kind == "p":
            return block.html
        if block.kind == "figure" and block.picture:
            number, image = self.image(block.picture)
            words = words_under(block.picture)
            return (
                f'[caption id="attachment_{number}" align="alignnone" width="{SIZE[0]}"]'
                f'{image} width="{SIZE[0]}" height="{SIZE[1]}" /> {words}[/caption]'
            )
        return html_of(block)

    def block(self, block: Block) -> str:
        """Write a block as the block editor keeps it."""
        if block.kind == "figure" and block.picture:
            number, image = self.image(block.picture)
            words = words_under(block.picture)
            return (
                f'<!-- wp:image {{"id":{number},"sizeSlug":"large"}} -->\n'
                f'<figure class="wp-block-image size-large">{image}/>'
                f"<figcaption>{words}</figcaption></figure>\n<!-- /wp:image -->"
            )
        name, html = _BLOCKS[block.kind], html_of(block)
        if block.kind == "ol":
            name = 'list {"ordered":true}'
        if block.kind == "quote":
            html = html.replace("<blockquote>", '<blockquote class="wp-block-quote">')
        if block.kind == "table":
            html = html.replace("<table>", '<table class="wp-block-table">')
        return f"<!-- wp:{name} -->\n{html}\n<!-- /wp:{name.split()[0]} -->"

    def gallery(self, pictures: list[Picture]) -> str:
        numbers = ",".join(str(self.pictures[picture.file][0]) for picture in pictures)
        rows = "".join(
            f'<li class="blocks-gallery-item"><figure>{self.image(picture)[1]}/>'
            f"<figcaption>{words_under(picture)}</figcaption></figure></li>"
            for picture in pictures
        )
        return (
            f'<!-- wp:gallery {{"ids":[{numbers}]}} -->\n<ul class="wp-block-gallery columns-2 '
            f'is-cropped">{rows}</ul>\n<!-- /wp:gallery -->'
        )


_TONGUES = {"en": "English", "ar": "العربية"}
_BLOCKS = {
    "p": "paragraph",
    "h2": "heading",
    "quote": "quote",
    "ul": "list",
    "ol": "list",
    "table": "table",
}


def html_of(block: Block) -> str:
    """Return a block without pictures as plain HTML."""
    if block.kind in {"ul", "ol"}:
        rows = "".join(f"<li>{item}</li>" for item in block.items)
        return f"<{block.kind}>{rows}</{block.kind}>"
    if block.kind == "quote":
        return f"<blockquote><p>{block.html}</p></blockquote>"
    if block.kind == "table":
        return f"<table>{block.html}</table>"
    return f"<{block.kind}>{block.html}</{block.kind}>"


def words_under(picture: Picture) -> str:
    """Return what is printed under a picture in the text: caption, then credit."""
    caption = escape(picture.caption or "", quote=False)
    if not picture.credit:
        return caption
    return f"{caption} <em>Photo: {escape(picture.credit, quote=False)}</em>".strip()


def pictures_of(story: Story) -> list[Picture]:
    """Return all pictures of a story, the lead first."""
    found = [story.lead] if story.lead else []
    found += [block.picture for block in story.blocks if block.picture]
    return found + [Picture(**row) for row in story.get("gallery", [])]


def upload_path(file: str, story: Story) -> str:
    """Return where a picture stands on the site."""
    return f"/wp-content/uploads/{story.published:%Y/%m}/{file}"


def slug_of(words: str) -> str:
    """Return words as the CMS puts them into addresses."""
    kept = "".join(ch if ch.isalnum() else "-" for ch in words.lower().replace("'", ""))
    return "-".join(part for part in kept.split("-") if part)
