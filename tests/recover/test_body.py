"""What of a page that stands alone is its story: where the body begins, ends and goes on."""

from backfile.model.capture import Capture, Form
from backfile.model.story import Body
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT

FIRST = (
    "The ferry to Outer Holm was taken out of service on Monday, after an inspector found water."
)
SECOND = "About two hundred people live on the island all year, and the boat is their only way out."
THIRD = "The council will meet on Thursday to decide whether to rent a second boat for the summer."
FOURTH = "Shopkeepers said they had ordered twice as much flour as usual, to be on the safe side."
TELLS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p>"
TOLD = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{FOURTH}"
OTHER = "A new bakery opens on the quay, and the baker will work at night as her father did."


def read(inside: str) -> Body:
    """Return the body of a page."""
    html = f"<html><head><title>Outer Holm waits</title></head><body>{inside}</body></html>"
    address = "https://www.holm-courier.example/2019/05/06/outer-holm-waits-for-its-ferry"
    capture = Capture(form=Form.PAGE, address=address, body=html.encode())
    claims = html_page.testify_page(capture, NO_LAYOUT).evidence
    body = max((c for c in claims if c.field == "body"), key=lambda c: c.confidence).value
    assert isinstance(body, Body)
    return body


def test_what_comes_after_the_element_of_headline_and_text_is_of_other_stories() -> None:
    story = f"<div class='a'><h1>Outer Holm waits</h1><div class='t'>{TELLS}</div></div>"
    cards = "".join(f"<div class='c'><h3>Bread {n}</h3><p>{OTHER} {n}</p></div>" for n in range(3))
    assert read(f"<div>{story}</div><div class='b'>{cards}</div>").text == TOLD


def test_what_comes_after_an_element_named_as_the_body_is_of_other_stories() -> None:
    story = f"<h1>Outer Holm waits</h1><div class='article-body'>{TELLS}</div>"
    forms = "".join(f"<div class='pop'><p class='q'>{OTHER} {n}</p></div>" for n in range(4))
    assert read(f"<div>{story}{forms}</div>").text == TOLD


def test_names_that_lie_within_each_other_are_all_seen_through() -> None:
    story = f"<h1>Outer Holm waits</h1><div class='txt'>{TELLS}</div>"
    page = f"<div class='widget'><div class='sidebar widget-area'>{story}</div></div>"
    assert read(f"<div class='nav'><p>{OTHER}</p></div>{page}").text == TOLD


def test_a_body_in_parts_is_joined_by_the_name_of_its_paragraphs() -> None:
    parts = [
        f"<div class='row{n}'><div><p class='story-par'>{words}</p></div></div>"
        for n, words in enumerate((FIRST, f"{SECOND} {THIRD} {FOURTH}", THIRD + " " + FIRST))
    ]
    inside = (
        f"<section><h1>Outer Holm waits</h1>{parts[0]}<div class='ad'></div>{parts[1]}</section>"
    )
    assert read(inside).text == f"{FIRST}\n\n{SECOND} {THIRD} {FOURTH}"


def test_a_paragraph_that_only_subscribers_saw_is_told() -> None:
    inside = f"<p>{FIRST}</p><p>{SECOND}</p><p class='paywall'>{THIRD}</p><p>{FOURTH}</p>"
    assert read(f"<article><h1>Outer Holm waits</h1><div>{inside}</div></article>").text == TOLD


def test_short_lines_in_bold_letters_before_running_text_are_subheads() -> None:
    inside = (
        f"<p>{FIRST}</p><p><b>A smaller boat</b></p><p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p>"
    )
    body = read(f"<article><h1>Outer Holm waits</h1><div>{inside}</div></article>")
    assert "<h3><strong>A smaller boat</strong></h3>" in body.html
    assert "A smaller boat" in body.text


def test_where_every_other_line_is_bold_none_is_a_subhead() -> None:
    inside = "".join(f"<p><b>Voice {n}</b></p><p>{OTHER} {n}</p>" for n in range(5))
    body = read(f"<article><h1>Outer Holm waits</h1><div>{inside}</div></article>")
    assert "<h3>" not in body.html


def test_a_subhead_in_the_box_of_its_own_paragraphs_stays() -> None:
    boxes = "".join(
        f"<div class='part'><h2>{n}. A boat</h2><p><a href='https://shop.example/{n}'>£{n}0</a></p>"
        f"<p>We like: it floats and is cheap</p><p>We do not like: it is slow</p></div>"
        f"<div class='part'><p>{OTHER} {n}</p><p>{FIRST} {n}</p></div>"
        for n in (1, 2, 3)
    )
    boxes = f"<div class='part'><p>{FIRST}</p><p>{SECOND}</p></div>{boxes}"
    text = read(f"<article><h1>Outer Holm waits</h1><div>{boxes}</div></article>").text
    assert [f"{n}. A boat" in text for n in (1, 2, 3)] == [True, True, True]


def test_links_under_one_label_between_paragraphs_lead_to_other_stories() -> None:
    first = "<p>Okunye | <a href='/1'>Umkhumbi omusha ufikile</a></p>"
    second = "<p>Okunye | <a href='/2'>Isikole sivulwe kabusha</a></p>"
    once = "<p>The timetable is <a href='/3'>on the board</a></p>"
    inside = f"<p>{FIRST}</p>{first}<p>{SECOND}</p>{second}<p>{THIRD}</p>{once}<p>{FOURTH}</p>"
    text = read(f"<article><h1>Outer Holm waits</h1><div>{inside}</div></article>").text
    assert "Okunye" not in text
    assert "The timetable is on the board" in text


def test_a_list_of_labels_with_links_leads_to_other_stories() -> None:
    items = "".join(
        f"<li>Boats: <a href='/{n}'>What the crews found in {n}</a></li>" for n in range(4)
    )
    inside = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><ul>{items}</ul><p>{FOURTH}</p>"
    assert read(f"<article><h1>Outer Holm waits</h1><div>{inside}</div></article>").text == TOLD


def test_a_sentence_set_large_beside_its_own_paragraph_is_told_once() -> None:
    quote = f"<blockquote class='large'>{SECOND.partition(',')[0]}</blockquote>"
    other = (
        "<blockquote class='large'>“We will wait as long as it takes,” the baker said.</blockquote>"
    )
    inside = f"<p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p>{other}<p>{FOURTH}</p>"
    text = read(f"<article><h1>Outer Holm waits</h1><div>{inside}</div></article>").text
    assert text.count("About two hundred people live on the island all year") == 1
    assert "We will wait" in text


def test_counters_of_pictures_and_labels_of_lists_that_were_taken_out_are_not_told() -> None:
    label = "<p>Read this too:</p><p><a href='/1'>The bakery on the quay opens at night</a></p>"
    inside = f"<p>{FIRST}</p><div>1/3</div><p>{SECOND}</p>{label}<p>{THIRD}</p><p>{FOURTH}</p>"
    assert read(f"<article><h1>Outer Holm waits</h1><div>{inside}</div></article>").text == TOLD


def test_a_lead_picture_takes_its_words_with_it_wherever_they_stand() -> None:
    shown = (
        "<div><img src='/quay.jpg'></div><div><p class='caption'>The quay at dawn today.</p></div>"
    )
    body = read(f"<article><h1>Outer Holm waits</h1><div>{shown}{TELLS}</div></article>")
    assert "The quay at dawn" not in body.text + body.html
