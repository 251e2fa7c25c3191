"""WordPress exports: what was public, who wrote it, and what the rest of the export knows of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.intake.items import items_of
from backfile.intake.read import read_items
from backfile.intake.reader import Item, Read, Surroundings
from backfile.intake.wordpress_shortcodes import Picture
from backfile.intake.wxr import WxrReader
from backfile.intake.wxr_index import Shelf
from backfile.model.capture import Capture
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.occasion import Occasion
from backfile.model.story import Comment, Contributor, Image, StoryType, Translation

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="{wp}excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="{wp}"><channel>
<title>The Quay</title><link>https://www.quay.example</link><description>Tides</description>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://www.quay.example</wp:base_blog_url>
"""
WP = "http://wordpress.org/export/1.2/"
TAIL = "</channel></rss>"
AUTHOR = (
    "<wp:author><wp:author_id>1</wp:author_id><wp:author_login>apoe</wp:author_login>"
    "<wp:author_email>ann@quay.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[Ann Poe]]></wp:author_display_name></wp:author>"
)
PHOTO = (
    "<item><title>pier</title><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type>"
    "<wp:status>inherit</wp:status><excerpt:encoded>The pier at dawn.    </excerpt:encoded>"
    "<wp:attachment_url>https://www.quay.example/u/pier.jpg</wp:attachment_url>"
    "<wp:postmeta><wp:meta_key>_media_credit</wp:meta_key><wp:meta_value>Cy Doe</wp:meta_value>"
    "</wp:postmeta><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
    "<wp:meta_value>pier</wp:meta_value></wp:postmeta></item>"
)


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def post(more: str = "", **fields: str) -> str:
    plain = {
        "post_id": "12",
        "post_date": "2016-03-15 22:30:00",
        "post_date_gmt": "2016-03-16 02:30:00",
        "post_name": "ferry",
        "status": "publish",
        "post_type": "post",
    } | fields
    inside = "".join(f"<wp:{name}><![CDATA[{text}]]></wp:{name}>" for name, text in plain.items())
    return (
        "<item><title><![CDATA[Ferry stays in]]></title>"
        "<link>https://www.quay.example/2016/03/15/ferry/</link>"
        "<dc:creator><![CDATA[apoe]]></dc:creator>"
        "<content:encoded><![CDATA[One\n\nTwo]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded>{inside}{more}</item>"
    )


def export(*items: str, namespace: str = WP, tail: str = TAIL) -> bytes:
    return (HEAD.format(wp=namespace) + "".join(items) + tail).encode()


Reader = Callable[[bytes], list[Read]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def read_bytes(body: bytes) -> list[Read]:
        path = tmp_path / "export.xml"
        path.write_bytes(body)
        item = Item(path.name, len(body), lambda: path.open("rb"))
        return list(WxrReader().read(item, Surroundings()))

    return read_bytes


@pytest.fixture
def captures(read: Reader) -> Callable[[bytes], list[Capture]]:
    return lambda body: [found for found in read(body) if isinstance(found, Capture)]


Captures = Callable[[bytes], list[Capture]]


def best(capture: Capture, field: str) -> object:
    claims = [claim for claim in capture.claims if claim.field == field]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


@pytest.mark.parametrize(
    "namespace",
    [WP, "https://wordpress.org/export/1.2/", "http://wordpress.org/export/1.0/"],
)
def test_every_spelling_of_the_namespace_is_understood(captures: Captures, namespace: str) -> None:
    (story,) = captures(export(AUTHOR, post(), namespace=namespace))
    assert best(story, "headline") == "Ferry stays in"
    assert best(story, "contributors") == (Contributor("Ann Poe"),)
    assert story.body.decode() == "<p>One</p>\n<p>Two</p>"
    assert story.key == "wp:12@quay.example"


def test_a_story_is_dated_in_the_newsrooms_own_time(captures: Captures) -> None:
    (story,) = captures(export(post()))
    assert best(story, "published") == "2016-03-15"
    assert best(story, "published_at") == "2016-03-15T22:30:00-04:00"


def test_a_missing_utc_date_leaves_the_day(captures: Captures) -> None:
    (story,) = captures(export(post(post_date_gmt="0000-00-00 00:00:00")))
    assert best(story, "published") == "2016-03-15"
    assert best(story, "published_at") is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "private"}, "private"),
        ({"status": "trash"}, "trash"),
        ({"status": "pending"}, "pending"),
        ({"status": "future"}, "scheduled"),
        ({"status": "auto-draft"}, "draft"),
        ({"status": "in-review"}, "status in-review"),
        ({"post_password": "tide"}, "password"),
        ({}, None),
    ],
)
def test_what_was_not_public_is_held_back(
    captures: Captures, fields: dict[str, str], why: str | None
) -> None:
    (story,) = captures(export(post(**fields)))
    assert story.held_back == why


def test_joint_authors_are_found_among_the_labels(captures: Captures) -> None:
    labels = (
        '<category domain="author" nicename="cap-apoe"><![CDATA[apoe]]></category>'
        '<category domain="author" nicename="cap-bo-roe"><![CDATA[bo-roe]]></category>'
    )
    guest = post(post_type="guest-author", post_name="cap-bo-roe", post_id="3").replace(
        "Ferry stays in", "Bo Roe-Lund"
    )
    defined, *_ = captures(export(AUTHOR, post(labels), guest))
    assert best(defined, "contributors") == (Contributor("Ann Poe"), Contributor("Bo Roe-Lund"))
    (unknown,) = captures(export(AUTHOR, post(labels)))
    assert best(unknown, "contributors") == (Contributor("Ann Poe"), Contributor("Bo Roe"))
    assert any("login" in claim.reason for claim in unknown.claims)


def test_a_term_of_an_author_gives_the_printed_name(captures: Captures) -> None:
    term = (
        "<wp:term><wp:term_taxonomy>author</wp:term_taxonomy><wp:term_slug>cap-dmd</wp:term_slug>"
        "<wp:term_name>dmd</wp:term_name><wp:term_description>"
        "Di McDoe Di McDoe dmd 4 di@quay.example</wp:term_description></wp:term>"
    )
    label = '<category domain="author" nicename="cap-dmd"><![CDATA[dmd]]></category>'
    (story,) = captures(export(term, post(label)))
    assert best(story, "contributors") == (Contributor("Di McDoe"),)


def test_old_names_and_numbers_lead_to_the_story(captures: Captures) -> None:
    more = meta("_wp_old_slug", "boat") + meta("_wp_old_date", "2016-03-14")
    (story,) = captures(export(post(more)))
    assert story.address == "https://www.quay.example/2016/03/15/ferry/"
    assert story.also == (
        "https://www.quay.example/?p=12",
        "https://www.quay.example/2016/03/15/boat/",
        "https://www.quay.example/2016/03/14/ferry/",
    )


def test_a_number_kept_from_an_earlier_system_is_not_the_storys(captures: Captures) -> None:
    moved = "<guid>https://www.quay.example/?p=99</guid>"
    (story,) = captures(export(post(moved)))
    assert all("99" not in address for address in story.also)


def test_the_lead_picture_has_its_words(captures: Captures) -> None:
    story, photo = captures(export(post(meta("_thumbnail_id", "7")), PHOTO))
    assert best(story, "lead_image") == Image(
        "https://www.quay.example/u/pier.jpg", "The pier at dawn.", "Cy Doe", "pier"
    )
    assert best(photo, "kind") == "asset"


def test_an_old_gallery_shows_what_was_uploaded_for_its_story(captures: Captures) -> None:
    photo = PHOTO.replace("<wp:post_id>", "<wp:post_parent>12</wp:post_parent><wp:post_id>")
    story, _ = captures(export(post().replace("Two", "[gallery]"), photo))
    assert 'src="https://www.quay.example/u/pier.jpg"' in story.body.decode()


def test_a_picture_that_the_export_does_not_define_is_a_finding(captures: Captures) -> None:
    (story,) = captures(export(post(meta("_thumbnail_id", "8"))))
    assert [finding.code for finding in story.findings] == ["schedule-missing"]


def test_names_of_sections_are_read_through_their_entities(captures: Captures) -> None:
    labels = (
        '<category domain="category" nicename="qa"><![CDATA[Q&amp;A]]></category>'
        '<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>'
        '<category domain="post_tag" nicename="sea"><![CDATA[Sea &amp; sky]]></category>'
    )
    (story,) = captures(export(post(labels)))
    assert best(story, "section") == "Q&A"
    assert best(story, "tags") == ("Sea & sky",)


def test_the_main_of_several_sections_is_the_one_that_was_marked(captures: Captures) -> None:
    section = (
        "<wp:category><wp:term_id>5</wp:term_id><wp:cat_name>Tides</wp:cat_name></wp:category>"
    )
    labels = "".join(
        f'<category domain="category" nicename="{name}">{name}</category>'
        for name in ("Port", "Tides")
    )
    (story,) = captures(export(section, post(labels + meta("_yoast_wpseo_primary_category", "5"))))
    assert best(story, "section") == "Tides"


def test_a_subtitle_outranks_the_excerpt(captures: Captures) -> None:
    (story,) = captures(export(post(meta("newspack_post_subtitle", "Nobody <em>says</em> why"))))
    assert best(story, "standfirst") == "Nobody says why"


def comment(approved: str, kind: str = "comment") -> str:
    return (
        "<wp:comment><wp:comment_author>Ed</wp:comment_author>"
        "<wp:comment_author_email>ed@home.example</wp:comment_author_email>"
        "<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>"
        "<wp:comment_date>2016-03-16 08:00:00</wp:comment_date>"
        "<wp:comment_date_gmt>2016-03-16 12:00:00</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[Word {approved}{kind}]]></wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_type>{kind}</wp:comment_type></wp:comment>"
    )


def test_only_approved_comments_are_kept_and_nobodys_address(captures: Captures) -> None:
    more = (
        comment("1") + comment("0") + comment("spam") + comment("trash") + comment("1", "pingback")
    )
    (story,) = captures(export(AUTHOR, post(more)))
    assert best(story, "comments") == (Comment("Ed", "2016-03-16T08:00:00-04:00", "Word 1comment"),)
    assert "192.0.2.7" not in repr(story)
    assert "@home" not in repr(story)
    assert "ann@" not in repr(story)


def test_pages_stand_and_furniture_is_only_accounted_for(captures: Captures) -> None:
    page, menu, form = captures(
        export(
            post(post_type="page"),
            post(post_type="nav_menu_item"),
            post(post_type="feedback"),
        )
    )
    assert best(page, "kind") == "standing"
    for other in (menu, form):
        assert best(other, "kind") == "other"
        assert other.body == b""
        assert best(other, "headline") is None


def test_a_kind_of_post_that_readers_could_open_is_a_story(captures: Captures) -> None:
    event, hidden = captures(
        export(
            post(post_type="event"),
            post(post_type="slide").replace("2016/03/15/ferry/", "?post_type=slide&amp;p=1"),
        )
    )
    assert best(event, "type") == "event"
    assert best(event, "kind") is None
    assert best(hidden, "kind") == "other"


def translated(name: str, language: str, **fields: str) -> str:
    group = '<category domain="post_translations" nicename="pll_57"/>'
    more = f'{group}<category domain="language" nicename="{language}"/>'
    return post(more, **fields).replace("/ferry/", f"/{name}/")


def test_a_story_names_the_translations_that_stand_in_its_group_and_were_public(
    captures: Captures,
) -> None:
    english, arabic, draft = captures(
        export(
            translated("ferry", "en"),
            translated("abbara", "ar", post_id="13"),
            translated("bac", "fr", post_id="14", status="draft"),
        )
    )
    home = "https://www.quay.example/2016/03/15"
    assert best(english, "translations") == (Translation(f"{home}/abbara/", "ar"),)
    assert best(arabic, "translations") == (Translation(f"{home}/ferry/", "en"),)
    assert draft.held_back == "draft"


def test_another_plug_in_keeps_its_groups_among_the_settings(captures: Captures) -> None:
    def setting(language: str) -> str:
        group = meta("_wpml_import_translation_group", "88")
        return group + meta("_wpml_import_language_code", language)

    english, french = captures(
        export(
            post(setting("en")),
            post(setting("fr"), post_id="13").replace("/ferry/", "/fr/bac/"),
        )
    )
    address = "https://www.quay.example/2016/03/15/fr/bac/"
    assert best(english, "translations") == (Translation(address, "fr"),)
    assert best(french, "translations") == (
        Translation("https://www.quay.example/2016/03/15/ferry/", "en"),
    )


def test_a_block_in_another_language_says_so(captures: Captures) -> None:
    text = '<div lang="ar" dir="rtl">\n<p>نص</p></div>'
    (story,) = captures(export(post().replace("One\n\nTwo", text)))
    assert best(story, "language") == "ar"


def test_the_publication_is_named(read: Reader) -> None:
    said = {(r.field, r.value) for r in read(export(post())) if isinstance(r, Evidence)}
    assert said == {
        ("publication.title", "The Quay"),
        ("publication.tagline", "Tides"),
        ("publication.language", "en-GB"),
        ("publication.host", "quay.example"),
    }


def findings(reads: list[Read]) -> list[str]:
    return [found.code for found in reads if isinstance(found, Finding)]


def test_an_export_that_breaks_off_keeps_what_came_before(read: Reader) -> None:
    reads = read(export(post(), post(post_id="13"), tail="")[:-10])
    assert findings(reads) == ["item-truncated"]
    whole, broken = (r for r in reads if isinstance(r, Capture))
    assert whole.held_back is None
    assert broken.held_back is not None


def test_an_export_that_lost_only_its_end_keeps_all_stories(read: Reader) -> None:
    reads = read(export(post(), post(post_id="13"), tail="\n"))
    assert findings(reads) == ["item-truncated"]
    assert [r.held_back for r in reads if isinstance(r, Capture)] == [None, None]


def test_a_story_that_lost_its_status_is_not_taken_for_public(captures: Captures) -> None:
    (story,) = captures(export(post(status="")))
    assert story.held_back is not None


def test_stray_control_characters_and_bytes_cost_nothing_else(read: Reader) -> None:
    reads = read(export(post()).replace(b"Two", b"Tw\x0bo \xe9nd"))
    assert findings(reads) == ["encoding-guessed"]
    (story,) = (r for r in reads if isinstance(r, Capture))
    assert story.body.decode() == "<p>One</p>\n<p>Tw o \ufffdnd</p>"


def test_an_export_in_another_encoding_is_read(captures: Captures) -> None:
    body = export(post()).decode().replace("Ferry", "Fähre").replace("UTF-8", "ISO-8859-1")
    (story,) = captures(body.encode("latin-1"))
    assert best(story, "headline") == "Fähre stays in"


def test_nothing_that_an_export_defines_is_expanded(read: Reader) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "AAAA"><!ENTITY b SYSTEM "file:///etc/hostname">]><rss'
    body = export(post().replace("<![CDATA[Ferry stays in]]>", "x &a; &b; y"))
    reads = read(body.replace(b"<rss", bomb.encode(), 1))
    assert "entity-refused" in findings(reads)
    (story,) = (r for r in reads if isinstance(r, Capture))
    assert best(story, "headline") == "x &a; &b; y"


def test_the_media_library_finds_pictures_in_any_order() -> None:
    with Shelf() as shelf:
        for number in (5, 3, 9):
            shelf.put(number, Picture(f"{number}.jpg"))
        found = [shelf.get(number) for number in (3, 4, 5, 9)]
    assert found == [Picture("3.jpg"), None, Picture("5.jpg"), Picture("9.jpg")]


def of_folder(folder: Path, **files: bytes) -> list[Capture]:
    for name, body in files.items():
        (folder / f"{name}.xml").write_bytes(body)
    return [read for read in read_items(items_of(folder)) if isinstance(read, Capture)]


def test_what_stands_in_another_file_of_a_split_export_is_found(tmp_path: Path) -> None:
    photo = PHOTO.replace("<wp:post_id>", "<wp:post_parent>12</wp:post_parent><wp:post_id>")
    told = post(meta("_thumbnail_id", "7")).replace("Two", "[gallery]")
    story, _ = of_folder(tmp_path, one=export(told), two=export(AUTHOR, photo))
    lead = Image("https://www.quay.example/u/pier.jpg", "The pier at dawn.", "Cy Doe", "pier")
    assert best(story, "lead_image") == lead
    assert best(story, "contributors") == (Contributor("Ann Poe"),)
    assert 'src="https://www.quay.example/u/pier.jpg"' in story.body.decode()
    assert not story.findings


def test_numbers_of_another_sites_export_mean_nothing_here(tmp_path: Path) -> None:
    other = export(AUTHOR, PHOTO).replace(b"www.quay", b"www.hill")
    story, _ = of_folder(tmp_path, one=export(post(meta("_thumbnail_id", "7"))), two=other)
    assert best(story, "lead_image") is None
    assert [finding.code for finding in story.findings] == ["schedule-missing"]


def test_each_of_two_exports_of_one_site_says_first_what_it_knows_itself(tmp_path: Path) -> None:
    later = PHOTO.replace("at dawn", "at night")
    told = post(meta("_thumbnail_id", "7"))
    first, _, second, _ = of_folder(tmp_path, one=export(told, PHOTO), two=export(told, later))
    captions = [image.caption for story in (first, second)
                if isinstance(image := best(story, "lead_image"), Image)]  # fmt: skip
    assert captions == ["The pier at dawn.", "The pier at night."]


VENUE = (
    "<item><title>Seamen&amp;#8217;s hall</title><link>https://www.quay.example/venue/hall/</link>"
    "<content:encoded>Old.</content:encoded><wp:post_id>40</wp:post_id>"
    "<wp:post_type>tribe_venue</wp:post_type><wp:status>publish</wp:status>"
    f"{meta('_VenueAddress', '1 Quay Road')}{meta('_VenueCity', 'Saltby')}"
    f"{meta('_VenuePhone', '555')}</item>"
)


def test_an_event_of_the_calendar_has_its_days_its_place_and_its_link(captures: Captures) -> None:
    told = (
        meta("_EventStartDate", "2016-05-17 18:30:00")
        + meta("_EventStartDateUTC", "2016-05-17 22:30:00")
        + meta("_EventEndDate", "2016-05-17 20:00:00")
        + meta("_EventVenueID", "40")
        + meta("_EventURL", "https://quay.example/in")
    )
    event, venue = captures(export(post(told, post_type="tribe_events"), VENUE))
    assert best(event, "type") == StoryType.EVENT
    assert best(event, "occasion") == Occasion(
        starts="2016-05-17T18:30:00-04:00",
        ends="2016-05-17T20:00:00",
        venue="Seamen’s hall",
        venue_address="1 Quay Road, Saltby",
        registration="https://quay.example/in",
    )
    assert best(venue, "kind") == "other"


def test_an_event_of_a_whole_day_has_no_time(captures: Captures) -> None:
    told = meta("_EventStartDate", "2016-05-17 00:00:00") + meta("_EventAllDay", "yes")
    (event,) = captures(export(post(told, post_type="tribe_events")))
    assert best(event, "occasion") == Occasion(starts="2016-05-17")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 1400), st.integers(0, 40))
def test_damaged_exports_are_read_as_far_as_they_go(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, lost: int
) -> None:
    body = export(AUTHOR, post(), PHOTO)
    path = tmp_path_factory.mktemp("wxr") / "export.xml"
    path.write_bytes(body[:at] + noise + body[at + lost :])
    item = Item(path.name, path.stat().st_size, lambda: path.open("rb"))
    list(WxrReader().read(item, Surroundings()))


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("theme-test-data/64-block-test-data.xml", 72),
        ("theme-test-data/theme-preview.xml", 7),
        ("theme-test-data/themeunittestdata.wordpress.xml", 186),
        ("theme-unit-test/theme-preview.xml", 7),
        ("theme-unit-test/themeunittestdata.wordpress.xml", 180),
    ],
)
def test_every_item_of_wordpresss_own_exports_is_accounted_for(
    data_dir: Path, name: str, count: int
) -> None:
    path = data_dir / "conformance" / "wxr" / name
    item = Item(path.name, path.stat().st_size, lambda: path.open("rb"))
    reads = list(WxrReader().read(item, Surroundings()))
    assert len([r for r in reads if isinstance(r, Capture)]) == count
