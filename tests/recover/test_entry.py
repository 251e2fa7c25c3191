"""What entries of exports and feeds say of themselves."""

from collections.abc import Iterable

import pytest

from backfile.model.capture import Capture, Form, Kind
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.story import Body, Comment, Contributor, Image, Notice, StoryType
from backfile.model.testimony import Link, Testimony
from backfile.recover import entry as witness
from backfile.recover.entry_body import names_of_byline
from backfile.recover.layout import Layout

ADDRESS = "https://quay.example/2016/03/15/ferry/"
PROSE = "The ferry did not sail on Monday, and nobody on the island was told why it stayed in."


def said(field: str, value: object, confidence: float = 0.95) -> Evidence[object]:
    return Evidence(field, value, f"rss:{field}", confidence)


def entry(
    body: str = "",
    claims: Iterable[Evidence[object]] = (),
    *,
    address: str | None = ADDRESS,
    key: str | None = None,
    held_back: str | None = None,
) -> Testimony:
    capture = Capture(
        form=Form.ENTRY,
        address=address,
        key=key,
        body=body.encode(),
        claims=tuple(claims),
        held_back=held_back,
        findings=(Finding("dead-shortcode", "holds [tide]"),),
    )
    return witness.testify_entry(capture, Layout())


def best(testimony: Testimony, field: str) -> object:
    claims = [claim for claim in testimony.evidence if claim.field == field]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


def text(testimony: Testimony) -> str:
    body = best(testimony, "body")
    assert isinstance(body, Body)
    return body.text


def test_an_entry_hands_on_what_it_claims() -> None:
    story = entry(f"<p>{PROSE}</p>", [said("headline", "Ferry stays in")], key="wp:12@quay.example")
    assert story.kind is Kind.STORY
    assert best(story, "headline") == "Ferry stays in"
    assert text(story) == PROSE
    assert story.addresses == (ADDRESS,)
    assert story.keys == ("id:wp:12@quay.example", "url:quay.example/2016/03/15/ferry")
    assert story.order == ("quay.example:id", 12)


def test_what_was_held_back_says_nothing_of_its_story() -> None:
    story = entry(f"<p>{PROSE}</p>", [said("headline", "Secret tide")], held_back="draft")
    assert story.kind is Kind.HELD_BACK
    assert "draft" in story.why
    assert story.evidence == ()
    assert "Secret" not in repr(story)
    assert "ferry did" not in repr(story)
    assert [finding.code for finding in story.findings] == ["held-back"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [("standing", Kind.STANDING), ("asset", Kind.ASSET), ("other", Kind.OTHER)],
)
def test_an_entry_that_is_no_story_says_so(value: str, kind: Kind) -> None:
    assert entry("<p>a</p>", [said("kind", value)]).kind is kind


def test_a_byline_in_the_text_outranks_the_account() -> None:
    account = said("contributors", (Contributor("Ann Poe"),), 0.93)
    story = entry(f"<p><em>By Ann Poe and Bo Roe</em></p><p>{PROSE}</p>", [account])
    assert best(story, "contributors") == (Contributor("Ann Poe"), Contributor("Bo Roe"))
    assert best(story, "byline") == "By Ann Poe and Bo Roe"
    assert text(story) == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "By noon the ferry had not come, and by night nobody waited",
        "Photo by Ann Poe",
        "Ann Poe and Bo Roe were there",
    ],
)
def test_a_sentence_that_begins_like_a_byline_is_none(line: str) -> None:
    assert names_of_byline(line) == ()


@pytest.mark.parametrize("line", ["By Ann Poe", "Von Ann Poe", "Por Ana Ríos", "بقلم: سامر الخطيب"])
def test_bylines_of_many_languages_are_known(line: str) -> None:
    assert len(names_of_byline(line)) == 1


def test_a_correction_is_a_notice_and_not_the_story() -> None:
    correction = "Correction (March 17, 2016): An earlier version misspelled the ferry's name."
    story = entry(f"<p>{PROSE}</p><p><em>{correction}</em></p>")
    assert best(story, "notices") == (Notice("correction", correction),)
    assert text(story) == PROSE


def test_a_headline_or_standfirst_repeated_in_the_text_is_dropped() -> None:
    claims = [said("headline", "Ferry stays in"), said("standfirst", "Nobody says why")]
    story = entry(f"<h2>Ferry stays in</h2><p>Nobody says why</p><p>{PROSE}</p>", claims)
    assert text(story) == PROSE


def test_the_day_in_an_address_is_the_newsrooms_own() -> None:
    story = entry(f"<p>{PROSE}</p>", [said("published", "2016-03-15/2016-03-16")])
    assert best(story, "published") == "2016-03-15"


def test_a_summary_keeps_its_low_trust() -> None:
    summary: Evidence[object] = Evidence(
        "body", Body(html="<p>Cut …</p>"), "rss:description", 0.2, "a summary"
    )
    story = entry("", [summary])
    (found,) = (claim for claim in story.evidence if claim.field == "body")
    assert found.confidence == summary.confidence
    assert found.value == Body("<p>Cut …</p>", "Cut …")


def test_a_claim_on_the_body_lends_its_trust_to_the_bytes() -> None:
    story = entry(f"<p>{PROSE}</p>", [said("body", Body(), 0.98)])
    (found,) = (claim for claim in story.evidence if claim.field == "body")
    assert found.confidence == 0.98
    assert text(story) == PROSE


def test_the_first_picture_leads_where_no_other_does() -> None:
    figure = (
        '<figure><img src="/pier.jpg" alt="pier">'
        "<figcaption>The pier at dawn. Photo: Cy Doe</figcaption></figure>"
    )
    picture = Image("https://quay.example/pier.jpg", "The pier at dawn.", "Cy Doe", "pier")
    story = entry(f"{figure}<p>{PROSE}</p>")
    assert best(story, "lead_image") == picture
    body = best(story, "body")
    assert isinstance(body, Body)
    assert "pier" not in body.html


def test_another_lead_picture_leaves_the_first_figure_in_the_text() -> None:
    lead = said("lead_image", Image("https://quay.example/sea.jpg"))
    story = entry(f'<figure><img src="/pier.jpg"></figure><p>{PROSE}</p>', [lead])
    body = best(story, "body")
    assert isinstance(body, Body)
    assert "pier.jpg" in body.html


def test_what_belongs_to_a_story_is_linked() -> None:
    story = entry(
        f'<p>{PROSE} <a href="/report.pdf">Report</a> <a href="/2016/03/14/tide/">Tide</a></p>'
        '<figure><img src="/a.jpg"></figure><iframe src="https://player.example/1"></iframe>'
        '<iframe src="/a.mp3"></iframe>',
        [said("lead_image", Image("https://quay.example/lead.jpg"))],
    )
    assert set(story.links) == {
        Link("https://quay.example/lead.jpg", "lead"),
        Link("https://quay.example/a.jpg", "picture"),
        Link("https://player.example/1", "embed"),
        Link("https://quay.example/a.mp3", "audio"),
        Link("https://quay.example/report.pdf", "file"),
    }
    assert "https://quay.example/2016/03/14/tide/" in story.mentions_addresses


def test_names_in_one_line_are_people_where_each_is_a_full_name() -> None:
    joint = said("contributors", (Contributor("Ann Poe and Bo Roe"),))
    assert best(entry("", [joint]), "contributors") == (
        Contributor("Ann Poe"),
        Contributor("Bo Roe"),
    )
    office = Contributor("Department of Trade and Industry")
    assert best(entry("", [said("contributors", (office,))]), "contributors") == (office,)


HELPERS = [
    ("Translated from the Arabic by Ann Potter.", "translator"),
    ("Photographs by Ann Potter", "photographer"),
    ("Traduit de l’anglais par Ann Potter", "translator"), ("Photos: Ann Potter", "photographer"),
    ("Illustrations by Ann Potter", "illustrator"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "role"), HELPERS)
def test_whoever_helped_has_a_line_that_is_no_part_of_the_text(line: str, role: str) -> None:
    story = entry(f"<p>{PROSE}</p><p>{PROSE} So it was.</p><p>{line}</p>")
    assert best(story, "contributors") == (Contributor("Ann Potter", role),)
    body = best(story, "body")
    assert isinstance(body, Body)
    assert "Ann Potter" not in body.html + body.text


@pytest.mark.parametrize(
    "line", ["Photographs of the quay by night hung in the hall.", "Translated by nobody yet."]
)
def test_a_sentence_about_pictures_credits_nobody(line: str) -> None:
    story = entry(f"<p>{PROSE}</p><p>{line}</p>")
    body = best(story, "body")
    assert isinstance(body, Body)
    assert line in body.text


def test_an_agency_signs_as_one() -> None:
    claim = said("contributors", (Contributor("Reuters"),))
    assert best(entry("", [claim]), "contributors") == (Contributor("Reuters", "agency"),)


def test_the_words_of_a_text_outrank_the_language_of_the_site() -> None:
    arabic = "لم تبحر العبارة يوم الاثنين، ولم يقل أحد لأهل الجزيرة لماذا بقيت في الميناء. " * 4
    story = entry(f"<p>{arabic}</p>", [said("language", "en-US", 0.5)])
    assert best(story, "language") == "ar"
    assert best(story, "direction") == "rtl"


def test_a_first_comment_bounds_a_story_that_nothing_dates() -> None:
    comments = tuple(Comment("Ed", f"2016-03-{day}T08:00:00Z", "So?") for day in (18, 17))
    undated = entry(f"<p>{PROSE}</p>", [said("comments", comments)])
    assert [(b.field, b.value) for b in undated.bounds] == [("bound.not-after", "2016-03-17")]
    dated = entry("", [said("comments", comments), said("published", "2016-03-15")])
    assert dated.bounds == ()


@pytest.mark.parametrize(("trust", "language"), [(0.5, "en"), (0.98, "en-US")])
def test_a_region_is_kept_where_the_story_itself_names_it(trust: float, language: str) -> None:
    story = entry(f"<p>{PROSE * 4}</p>", [said("language", "en-US", trust)])
    assert best(story, "language") == language


def test_a_page_of_an_export_that_is_a_letter_tells_what_became_of_the_title() -> None:
    letter = (
        "<p>Welcome to the archives of Harbour Light. We paused regular publication of this site on"
        " June 3, 2019, and moved some of our coverage to Coast Light.</p>"
        "<p>If you’d like to reach us you can do so at</p><p>ISSN 2049-3630</p>"
    )
    page = entry(letter, [said("kind", "standing"), said("headline", "Dear readers")])
    found = {claim.field.removeprefix("publication."): claim.value for claim in page.publication}
    assert found["title"] == "Harbour Light"
    assert (found["status"], found["paused_on"]) == ("paused", "2019-06-03")
    assert found["successor"] == "Coast Light"
    assert found["contact"] == ""
    assert found["issn"] == "2049-3630"


def test_a_letter_to_readers_that_an_editor_wrote_is_the_publications() -> None:
    claims = [said("kind", "standing"), said("type", StoryType.LETTER)]
    letter = entry("<p>Dear readers,</p><p>We pause today.</p>", claims)
    assert letter.kind is Kind.STANDING
    assert [(e.field, e.value) for e in letter.publication] == [
        ("publication.letter", "Dear readers,\n\nWe pause today.")
    ]


def test_fifty_words_tell_their_language_where_nothing_else_does() -> None:
    words = (
        "The ferry to the island left an hour late on Sunday because the tide had brought so much "
        "weed into the harbour that two of the men had to clear the steps by hand before anybody "
        "could go aboard, and those who had waited since the morning were given soup in the hall."
    )
    story = entry(f"<p>{words}</p>")
    assert best(story, "language") == "en"
    assert best(entry(claims=[said("standfirst", words)]), "language") == "en"
    assert best(entry(f"<p>{words}</p>", [said("language", "en-GB", 0.98)]), "language") == "en-GB"


def test_a_byline_that_is_all_there_is_names_its_people() -> None:
    told = entry(PROSE, [said("byline", "By Ann Lee and Omar Saab")])
    assert values_of(told, "contributors") == [(Contributor("Ann Lee"), Contributor("Omar Saab"))]
    people = (Contributor("Mona Haddad"),)
    told = entry(PROSE, [said("byline", "By Ann Lee"), said("contributors", people)])
    assert values_of(told, "contributors") == [people]


def values_of(told: Testimony, field: str) -> list[object]:
    return [claim.value for claim in told.evidence if claim.field == field]
