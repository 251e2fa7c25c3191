"""Which pictures come back with a story, and which words with each."""

from backfile.model.capture import Capture, Form
from backfile.model.evidence import Evidence
from backfile.model.story import Body, Image
from backfile.recover import html_page
from backfile.recover.layout import NO_LAYOUT

FIRST = (
    "The ferry to Outer Holm was taken out of service on Monday, after an inspector found water."
)
SECOND = "About two hundred people live on the island all year, and the boat is their only way out."
THIRD = "The council will meet on Thursday to decide whether to rent a second boat for the summer."
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
ADDRESS = "https://www.holm-courier.example/2019/05/06/outer-holm-waits-for-its-ferry"


def read(inside: str, head: str = "", above: str = "") -> tuple[Body, Image]:
    """Return body and lead picture of a story with some markup above and in its body."""
    html = (
        f"<html><head><title>Outer Holm waits</title>{head}</head><body><article>"
        f"<h1>Outer Holm waits</h1>{above}<div class='text'>{inside}</div></article></body></html>"
    )
    capture = Capture(form=Form.PAGE, address=ADDRESS, body=html.encode())
    told: dict[str, Evidence[object]] = {}
    for claim in html_page.testify_page(capture, NO_LAYOUT).evidence:
        if claim.field not in told or claim.confidence > told[claim.field].confidence:
            told[claim.field] = claim
    body, image = told["body"].value, told["lead_image"].value if "lead_image" in told else None
    assert isinstance(body, Body)
    return body, image if isinstance(image, Image) else Image("")


def test_a_caption_after_all_that_is_the_pictures_own_stands_in_its_figure() -> None:
    shown = (
        "<div class='zoomed'><div><img src='/quay.jpg'></div></div>"
        "<div class='data'><p class='caption'>The quay at dawn.</p></div>"
    )
    body, _ = read(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{shown}<p>{THIRD} Again.</p>")
    figure = body.html.partition("<figure>")[2].partition("</figure>")[0]
    assert "quay.jpg" in figure
    assert "The quay at dawn." in figure
    assert "The quay at dawn." not in body.text


def test_what_buttons_over_a_picture_say_is_no_caption() -> None:
    shown = (
        "<div class='pic'><div><img src='/quay.jpg'><button>이미지 확대보기</button></div>"
        "<div class='caption'><p>The quay at dawn.</p></div></div>"
    )
    _, image = read(PARAGRAPHS, above=shown)
    assert (image.address.rpartition("/")[2], image.caption) == ("quay.jpg", "The quay at dawn.")


def test_a_word_for_making_large_is_taken_off_a_caption() -> None:
    words = "<figcaption>Bild vergrößern: The quay at dawn.</figcaption>"
    shown = f"<figure><img src='/quay.jpg'>{words}</figure>"
    _, image = read(PARAGRAPHS, above=shown)
    assert image.caption == "The quay at dawn."


def test_a_credit_above_the_picture_is_parted_from_the_caption_below() -> None:
    shown = (
        "<div><span class='small' style='display:block'>\n Foto: Ines Varga\n</span>\n"
        "<img src='/quay.jpg'>\n<div>The quay at dawn, seen from the school</div></div>"
    )
    _, image = read(PARAGRAPHS, above=shown)
    assert image.credit == "Ines Varga"
    assert image.caption == "The quay at dawn, seen from the school"


def test_a_row_of_pictures_above_the_text_comes_with_the_body() -> None:
    slides = "".join(
        f"<div class='slide'><div><img src='/quay-{n}.jpg'></div><div><span>{n} of 3</span>"
        f"<p>The quay at {n} in the morning.</p></div></div>"
        for n in (1, 2, 3)
    )
    body, image = read(PARAGRAPHS, above=f"<div class='slides'>{slides}</div>")
    assert image.caption == "The quay at 1 in the morning."
    assert body.html.index("quay-2.jpg") < body.html.index("quay-3.jpg") < body.html.index(FIRST)
    assert "The quay at 3 in the morning." in body.html
    assert body.text.startswith(FIRST)


def test_a_caption_whose_picture_only_a_script_shows_goes_with_the_one_that_the_head_names() -> (
    None
):
    head = "<meta property='og:image' content='https://www.holm-courier.example/quay.jpg'>"
    above = "<div class='lead'><figcaption>The quay at dawn.</figcaption></div>"
    _, image = read(PARAGRAPHS, head, above)
    assert (image.address.rpartition("/")[2], image.caption) == ("quay.jpg", "The quay at dawn.")


def test_a_picture_further_down_leads_no_story_whose_head_names_another() -> None:
    head = "<meta property='og:image' content='https://www.holm-courier.example/quay.jpg'>"
    body, image = read(f"<p>{FIRST}</p><img src='/map.png'><p>{SECOND}</p><p>{THIRD}</p>", head)
    assert image.address.endswith("quay.jpg")
    assert "map.png" in body.html


def test_a_figure_that_is_called_a_widget_is_shown() -> None:
    widget = (
        "<div class='widget widget--image'><div class='widget__in'><figure class='widget__figure'>"
        "<img src='/deck.jpg'><figcaption class='widget__caption'>On deck.</figcaption></figure>"
        "</div></div>"
    )
    body, _ = read(f"{PARAGRAPHS}<p>{SECOND} Twice.</p>{widget}<p>{THIRD} Twice.</p>")
    assert "deck.jpg" in body.html
    assert "On deck." in body.html
    assert "On deck." not in body.text


def test_pictures_for_readers_without_scripts_are_shown_once_each() -> None:
    waiting = (
        "<figure><div class='lazy' data-src='/deck.jpg'><noscript><img src='/deck.jpg' width='900'>"
        "</noscript></div><figcaption>On deck.</figcaption></figure>"
    )
    tiny = (
        "<p><img src='data:image/gif;base64,R0lGOD'><noscript><img src='/bow.jpg'></noscript></p>"
    )
    counter = "<p><noscript><img src='https://count.example/p.gif' width='1'></noscript></p>"
    body, _ = read(
        f"{PARAGRAPHS}<p>{SECOND} Twice.</p>{waiting}<p>{THIRD} Twice.</p>{tiny}{counter}"
    )
    assert body.html.count("deck.jpg") == body.html.count("bow.jpg") == 1
    assert "On deck." in body.html
    assert "count.example" not in body.html


def test_a_page_whose_only_paragraph_is_its_standfirst_is_read() -> None:
    head = "<meta property='og:image' content='https://www.holm-courier.example/quay.jpg'>"
    html = (
        f"<html><head><title>Outer Holm waits</title>{head}</head><body><article>"
        f"<h1>Outer Holm waits</h1><p class='standfirst'>{FIRST}</p></article></body></html>"
    )
    capture = Capture(form=Form.PAGE, address=ADDRESS, body=html.encode())
    assert html_page.testify_page(capture, NO_LAYOUT).kind
