"""Write the newsroom's feed as it last stood: RSS 2.0, a few stories whole, the rest announced."""

from datetime import UTC, datetime
from html import escape

from tools.demo.sources import Newsroom, Story
from tools.demo.wordpress import html_of, upload_path
from tools.demo.wxr import cdata, stamp

BUILT = datetime(2019, 3, 29, 16, 0, 0, tzinfo=UTC)


def feed_of(newsroom: Newsroom) -> str:
    """Return the whole feed, newest story first."""
    about = newsroom.about
    items = "".join(_item(newsroom, story) for story in reversed(newsroom.in_deposit("feed")))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        '  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"\n'
        '  xmlns:media="http://search.yahoo.com/mrss/">\n<channel>\n'
        f"<title>{escape(about['title'])}</title>\n<link>{newsroom.home}/</link>\n"
        f'<atom:link href="{newsroom.home}/feed/" rel="self" type="application/rss+xml"/>\n'
        f"<description>{escape(about['tagline'])}</description>\n<language>en</language>\n"
        f"<lastBuildDate>{stamp(BUILT)}</lastBuildDate>\n{items}</channel>\n</rss>\n"
    )


def _item(newsroom: Newsroom, story: Story) -> str:
    creators = "".join(
        f"<dc:creator>{cdata(name)}</dc:creator>\n" for name in newsroom.get_names(story)
    )
    section = newsroom.about["sections"][story.head["section"]]
    names = [section, *story.get("tags", [])]
    categories = "".join(f"<category>{cdata(name)}</category>\n" for name in names)
    return (
        f"<item>\n<title>{escape(story.headline)}</title>\n"
        f"<link>{newsroom.home}{story.path}</link>\n"
        f'<guid isPermaLink="true">{newsroom.home}{story.path}</guid>\n'
        f"<pubDate>{stamp(story.published)}</pubDate>\n{creators}{categories}"
        f"<description>{cdata(story.get('standfirst') or '')}</description>\n"
        f"{_media(newsroom, story)}{_content(newsroom, story)}</item>\n"
    )


def _media(newsroom: Newsroom, story: Story) -> str:
    if not story.lead:
        return ""
    address = newsroom.home + upload_path(story.lead.file, story)
    return (
        f'<media:content url="{address}" medium="image" type="image/jpeg">\n'
        f'<media:description type="plain">{escape(story.lead.caption or "")}</media:description>\n'
        f'<media:credit role="photographer">{escape(story.lead.credit or "")}</media:credit>\n'
        "</media:content>\n"
    )


def _content(newsroom: Newsroom, story: Story) -> str:
    if not story.get("feed_full"):
        return ""
    parts = []
    for block in story.blocks:
        if block.picture:
            address = newsroom.home + upload_path(block.picture.file, story)
            caption = escape(block.picture.caption or "")
            alt = escape(block.picture.alt)
            parts.append(
                f'<figure><img src="{address}" alt="{alt}"/>'
                f"<figcaption>{caption} Photo: {block.picture.credit}</figcaption></figure>"
            )
        else:
            parts.append(html_of(block))
    return f"<content:encoded>{cdata(chr(10).join(parts))}</content:encoded>\n"
