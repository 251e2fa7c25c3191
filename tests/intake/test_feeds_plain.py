import io

import pytest

from backfile.intake import feeds_xml
from backfile.intake.feeds_plain import plain_feed_of
from backfile.intake.feeds_xml import xml_feed_of
from backfile.intake.reader import Read

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">'
    "<channel><title>The Quay</title>"
    '<atom:link href="https://quay.example/feed/" rel="self" type="application/rss+xml"/>'
    "<link>https://quay.example</link><description>News of the harbour</description>"
    "<language>en-GB</language><generator>our own</generator>"
)
ITEM = (
    "<item><title>Ferry’s last run &#8211; again</title>"
    "<link>https://quay.example/2014/03/02/ferry/?a=1&amp;b=2</link>"
    "<dc:creator><![CDATA[Ana Díaz]]></dc:creator><dc:creator>Jo Li</dc:creator>"
    "<pubDate>Sun, 02 Mar 2014 10:15:00 +0000</pubDate>"
    "<category><![CDATA[Harbour]]></category><category>Harbour</category>"
    '<category domain="https://quay.example/tags">ferries</category>'
    '<guid isPermaLink="false">https://quay.example/?p=41</guid>'
    "<description><![CDATA[<p>The boat is <em>tired</em>.</p>]]></description>"
    '<content:encoded><![CDATA[<p>The <a href="https://quay.example/boat">boat</a> is tired.</p>]]>'
    "</content:encoded>"
    '<enclosure url="https://quay.example/horn.mp3" length="12" type="audio/mpeg"/></item>'
)
END = "</channel></rss>"


def reads_of(feed: str) -> list[Read]:
    return list(xml_feed_of(io.BytesIO(feed.encode()), "https://quay.example/feed/"))


@pytest.mark.parametrize(
    "items",
    [
        "",
        ITEM,
        "<item><guid>https://quay.example/a</guid><description>R &amp;amp; D</description></item>",
        "<item><title/><link/><description/></item>",
        "<item><title>A</title><content:encoded>&lt;p>All of it&lt;/p></content:encoded></item>",
        "<item><title>Ã©tÃ©</title><link>http://quay.example/%C3%A9</link></item>",
    ],
)
def test_plain_feeds_say_what_feedparser_hears_in_them(
    monkeypatch: pytest.MonkeyPatch, items: str
) -> None:
    feed = HEAD + items + END
    assert plain_feed_of(feed.encode()) is not None
    read = reads_of(feed)
    monkeypatch.setattr(feeds_xml, "plain_feed_of", lambda _body: None)
    assert read == reads_of(feed)


@pytest.mark.parametrize(
    "feed",
    [
        (HEAD + ITEM + END).replace("UTF-8", "windows-1252"),
        (HEAD + ITEM + END).replace('version="2.0"', 'version="0.91"'),
        HEAD + ITEM,
        HEAD + '<item><description>&lt;img src="/boat.jpg"></description></item>' + END,
        HEAD + "<item><link>/2014/ferry</link></item>" + END,
        HEAD + "<item><title>R&amp;amp;D</title></item>" + END,
        HEAD + "<item><title>One</title><title>Two</title></item>" + END,
        HEAD + "<item><author>ana@quay.example (Ana)</author></item>" + END,
        HEAD + '<item xml:base="https://other.example/"><title>A</title></item>' + END,
        HEAD + "<item><description><p>Markup itself</p></description></item>" + END,
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>',
    ],
)
def test_what_is_not_plain_is_left_to_feedparser(feed: str) -> None:
    assert plain_feed_of(feed.encode()) is None


def test_words_in_angle_brackets_stay_as_the_newsroom_wrote_them() -> None:
    words = "Ships of Baltic Lines Corp <BLC> sail."
    item = f"<item><title>A</title><description><![CDATA[{words}]]></description></item>"
    entry = reads_of(HEAD + item + END)[-1]
    assert words in [claim.value for claim in getattr(entry, "claims", ())]
