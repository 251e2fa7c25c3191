"""Feeds: what a feed keeps of each story, and what it shortens."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.intake.feeds import FeedReader, entries_of
from backfile.intake.reader import Item, Surroundings
from backfile.model.capture import Capture, Form
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Body, Contributor, Image

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)
STORY = "<p>" + "The ferry did not sail on Monday, and nobody said why. " * 40 + "</p>"


def rss(*items: str, head: str = "<title>The Quay</title>") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES}><channel>{head}{body}</channel></rss>'.encode()


def full(text: str) -> str:
    return f"<content:encoded><![CDATA[{text}]]></content:encoded>"


def entries(body: bytes, address: str | None = "https://quay.example/feed/") -> list[Capture]:
    return [read for read in entries_of(body, address) if isinstance(read, Capture)]


def claim(capture: Capture, field: str) -> Evidence[object] | None:
    return next((claim for claim in capture.claims if claim.field == field), None)


def value(capture: Capture, field: str) -> object:
    found = claim(capture, field)
    return found.value if found else None


def test_an_entry_keeps_headline_text_names_and_address() -> None:
    (entry,) = entries(
        rss(
            "<title>Ferry &amp;amp; harbour</title><link>/2016/03/15/ferry/</link>"
            "<dc:creator>Ann Poe</dc:creator><dc:creator>Bo Roe</dc:creator>"
            "<pubDate>Tue, 15 Mar 2016 09:30:00 +0200</pubDate>" + full(STORY)
        )
    )
    assert entry.form is Form.ENTRY
    assert entry.address == "https://quay.example/2016/03/15/ferry/"
    assert value(entry, "headline") == "Ferry & harbour"
    assert value(entry, "contributors") == (Contributor("Ann Poe"), Contributor("Bo Roe"))
    assert value(entry, "published") == "2016-03-15"
    assert value(entry, "published_at") == "2016-03-15T09:30:00+02:00"
    assert entry.body.decode().startswith("<p>The ferry")


def test_a_time_in_utc_near_midnight_leaves_two_days_open() -> None:
    late, noon = entries(
        rss(
            "<pubDate>Tue, 15 Mar 2016 02:30:00 +0000</pubDate>" + full(STORY),
            "<pubDate>Tue, 15 Mar 2016 12:30:00 GMT</pubDate>" + full(STORY),
        )
    )
    assert value(late, "published") == "2016-03-14/2016-03-15"
    assert value(noon, "published") == "2016-03-15"


def test_a_summary_never_passes_for_the_whole_story() -> None:
    (entry,) = entries(rss("<description>Short, and cut off here […]</description>"))
    found = claim(entry, "body")
    assert entry.body == b""
    assert found is not None
    assert found.confidence < 0.5
    assert found.reason
    assert value(entry, "standfirst") is None


def test_an_excerpt_that_points_to_its_source_is_no_full_text() -> None:
    link = "https://quay.example/ferry/"
    pointer = f'<p><a href="{link}" rel="nofollow">Source</a></p>'
    (entry,) = entries(
        rss(f"<link>{link}</link>" + full("<p>The ferry did not sail.</p>" + pointer))
    )
    assert entry.body == b""
    found = value(entry, "body")
    assert isinstance(found, Body)
    assert "Source" not in found.html


def test_the_line_that_wordpress_adds_is_no_part_of_the_story() -> None:
    link = "https://quay.example/ferry/"
    footer = (
        f'<p>The post <a href="{link}">Ferry</a> appeared first on '
        '<a href="https://quay.example">The Quay</a>.</p>'
    )
    (entry,) = entries(rss(f"<link>{link}</link>" + full(STORY + footer)))
    assert "appeared first" not in entry.body.decode()
    assert "ferry did not sail" in entry.body.decode()


def test_a_description_beside_the_full_text_is_a_standfirst_unless_it_is_the_beginning() -> None:
    written, cut = entries(
        rss(
            "<description>Islanders wait for answers.</description>" + full(STORY),
            "<description>The ferry did not sail on Monday, and nobody</description>" + full(STORY),
        )
    )
    assert value(written, "standfirst") == "Islanders wait for answers."
    assert value(cut, "standfirst") is None


def test_a_picture_keeps_its_own_words() -> None:
    (entry,) = entries(
        rss(
            '<media:content url="https://quay.example/a.jpg" medium="image">'
            "<media:description>The ferry at dawn</media:description>"
            "<media:credit>Cy Doe</media:credit></media:content>" + full(STORY)
        )
    )
    picture = Image("https://quay.example/a.jpg", "The ferry at dawn", "Cy Doe")
    assert value(entry, "lead_image") == picture


def test_a_pictures_words_keep_to_it_whatever_attributes_they_carry() -> None:
    (entry,) = entries(
        rss(
            '<media:content url="https://quay.example/a.jpg" medium="image" type="image/jpeg">'
            '<media:title type="plain">A ferry at a pier</media:title>'
            '<media:description type="plain">The ferry at dawn</media:description>'
            '<media:credit role="photographer">Cy Doe</media:credit></media:content>' + full(STORY)
        )
    )
    words = ("The ferry at dawn", "Cy Doe", "A ferry at a pier")
    assert value(entry, "lead_image") == Image("https://quay.example/a.jpg", *words)


def test_words_of_one_of_several_pictures_are_given_to_none() -> None:
    (entry,) = entries(
        rss(
            '<media:content url="https://1.gravatar.com/avatar/aa" medium="image">'
            "<media:title>Ann Doe</media:title></media:content>"
            '<media:content url="https://quay.example/a.jpg" medium="image"/>' + full(STORY)
        )
    )
    assert value(entry, "lead_image") == Image("https://quay.example/a.jpg")


def test_a_sound_that_a_feed_encloses_stays_as_a_link() -> None:
    (entry,) = entries(
        rss('<enclosure url="https://quay.example/a.mp3" type="audio/mpeg"/>' + full(STORY))
    )
    assert "https://quay.example/a.mp3" in entry.body.decode()
    assert value(entry, "type") == "audio"


def test_email_addresses_in_place_of_names_are_not_kept() -> None:
    (entry,) = entries(rss("<author>ann@quay.example</author>" + full(STORY)))
    assert "ann@" not in repr(entry)


def test_what_stood_behind_a_password_is_held_back() -> None:
    said = "There is no excerpt because this is a protected post."
    shut, open_to_all = entries(rss(f"<description>{said}</description>", full(STORY)))
    assert shut.held_back == "password"
    assert open_to_all.held_back is None


def test_what_readers_wrote_is_no_story() -> None:
    link = "<link>https://quay.example/ferry/#comment-{}</link>"
    assert entries(rss(*(link.format(number) + full(STORY) for number in range(3)))) == []


def test_atom_and_json_feeds_say_the_same() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><entry>'
        '<title>Ferry</title><link href="https://quay.example/ferry/"/>'
        "<published>2016-03-15T09:30:00+02:00</published><author><name>Ann Poe</name></author>"
        f'<content type="html"><![CDATA[{STORY}]]></content></entry></feed>'
    )
    as_json = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Quay",
        "items": [
            {
                "id": "1",
                "title": "Ferry",
                "url": "https://quay.example/ferry/",
                "date_published": "2016-03-15T09:30:00+02:00",
                "authors": [{"name": "Ann Poe"}],
                "content_html": STORY,
            }
        ],
    }
    (one,), (other,) = entries(atom.encode()), entries(json.dumps(as_json).encode())
    for field in ("headline", "published", "published_at", "contributors"):
        assert value(one, field) == value(other, field)
    assert one.body == other.body
    assert one.address == other.address


def test_a_feed_tells_of_its_publication() -> None:
    head = "<title>The Quay</title><language>en</language><link>https://www.quay.example</link>"
    said = {r.field: r.value for r in entries_of(rss(head=head), None) if isinstance(r, Evidence)}
    assert said == {
        "publication.title": "The Quay",
        "publication.language": "en",
        "publication.host": "quay.example",
    }


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE r [<!ENTITY a "AAAAAAAAAA"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!-- <r> --><?x <r>?><!DOCTYPE r [<!ENTITY a "AAAA">]>',
    ],
)
def test_nothing_that_a_feed_defines_is_expanded(bomb: str) -> None:
    body = bomb.encode() + rss("<title>x &a; y</title>" + full(STORY))
    found = list(entries_of(body, None))
    assert [f.code for f in found if isinstance(f, Finding)] == ["entity-refused"]
    assert "AAAA" not in repr(found)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp037", "cp037"),
        ("iso-8859-1", "iso-8859-1"),
    ],
)
def test_no_encoding_hides_what_a_feed_defines(declared: str, codec: str) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "AAAAAAAAAA"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    text = rss("<title>Caf\xe9 &b;</title>" + full(STORY)).decode()
    body = f'<?xml version="1.0" encoding="{declared}"?>{bomb}{text}'.encode(codec)
    found = list(entries_of(body, None))
    assert [f.code for f in found if isinstance(f, Finding)] == ["entity-refused"]
    assert "AAAA" not in repr(found)
    assert "Caf\xe9" in repr(found)


@pytest.mark.parametrize(
    "first",
    [
        '<?xml version="1.0" encoding="utf-7"?>',
        '<?xml version="1.0"?><?x encoding="utf-7" ?>',
        '<?xml version="1.0" encoding="utf-8"?><?x encoding="utf-7" ?>',
        '<?xml version="1.0" encoding="utf-16"?><?x encoding="utf-7" ?>',
    ],
)
def test_a_feed_is_decoded_once(first: str) -> None:
    bomb = '+ADwAIQ-DOCTYPE r [+ADwAIQ-ENTITY a "AAAAAAAAAA"+AD4]+AD4-'
    body = first.encode() + bomb.encode() + rss("<title>x &a;</title>" + full(STORY))
    for written in (body, body.decode().encode("utf-16")):
        assert "x AAAA" not in repr(list(entries_of(written, None)))


def test_a_story_that_shows_a_definition_costs_no_other_its_place() -> None:
    shows = "<title>On XML</title>" + full(
        "<p>Write <![CDATA[<!DOCTYPE x[<!ENTITY y SYSTEM ''>]>]]>"
    )
    found = list(entries_of(rss("<title>First</title>" + full(STORY), shows), None))
    assert not [one for one in found if isinstance(one, Finding)]
    assert sum(isinstance(one, Capture) for one in found) == 2


def test_the_feed_itself_is_accounted_for_and_its_entries_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(full(STORY), full(STORY)))
    item = Item(path.name, path.stat().st_size, lambda: path.open("rb"))
    assert FeedReader().knows(path.read_bytes(), path.name)
    reads = list(FeedReader().read(item, Surroundings()))
    forms = [(r.form, r.offset) for r in reads if isinstance(r, Capture)]
    assert forms == [(Form.FEED, 0), (Form.ENTRY, 1), (Form.ENTRY, 2)]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 300))
def test_damaged_feeds_are_read_as_far_as_they_go(noise: bytes, at: int) -> None:
    body = rss("<title>Ferry</title>" + full("<p>x</p>"))
    list(entries_of(body[:at] + noise + body[at:], None))
    list(entries_of(noise, None))


@pytest.mark.slow
def test_every_feed_of_the_conformance_sets_is_read(data_dir: Path) -> None:
    paths = [p for p in (data_dir / "conformance" / "feeds").rglob("*") if p.is_file()]
    assert len(paths) > 4000
    for path in paths:
        list(entries_of(path.read_bytes(), "https://quay.example/feed"))
