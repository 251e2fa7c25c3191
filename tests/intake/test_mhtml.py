import base64
import io

from hypothesis import given
from hypothesis import strategies as st

from backfile.intake.mhtml import MhtmlReader
from backfile.intake.reader import Item, Surroundings
from backfile.model.capture import Capture, Form

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
SAVED = (
    b"From: <Saved by a browser>\r\n"
    b"Snapshot-Content-Location: http://www.example.org/2016/03/story/\r\n"
    b"Subject: Harbour reopens\r\n"
    b"Date: Thu, 17 Mar 2016 09:15:21 -0000\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    b'\tboundary="--edge"\r\n\r\n\r\n'
    b"----edge\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: http://www.example.org/2016/03/story/\r\n\r\n"
    b'<!DOCTYPE html><html><p class=3D"a">Boats=2E</p></html>\r\n'
    b"----edge\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Location: http://www.example.org/boat.jpg\r\n\r\n"
    + base64.b64encode(JPEG)
    + b"\r\n----edge\r\nContent-Type: text/css\r\nContent-Location: cid:css-1@mhtml\r\n\r\np{}\r\n"
    b"----edge--\r\n"
)


def captures_of(data: bytes) -> list[Capture]:
    item = Item("a.mhtml", len(data), lambda: io.BytesIO(data))
    found = MhtmlReader().read(item, Surroundings())
    return [one for one in found if isinstance(one, Capture)]


def test_a_page_saved_with_its_pictures_gives_both() -> None:
    assert MhtmlReader().knows(SAVED, "a.mhtml")
    page, picture = captures_of(SAVED)
    assert (page.form, page.address) == (Form.PAGE, "http://www.example.org/2016/03/story/")
    assert (page.captured, page.charset) == ("2016-03-17T09:15:21Z", "utf-8")
    assert b'class="a">Boats.' in page.body
    assert (picture.form, picture.address) == (Form.FILE, "http://www.example.org/boat.jpg")
    assert picture.body == JPEG
    assert (page.offset, picture.offset) == (0, 1)


def test_labelled_text_is_no_saved_page() -> None:
    assert not MhtmlReader().knows(b"Written by: A. B.\nPublished: 2016\n\nWords.\n", "a.txt")


@given(st.binary(max_size=300), st.integers(0, len(SAVED)))
def test_a_damaged_saved_page_breaks_nothing(rubbish: bytes, at: int) -> None:
    captures_of(SAVED[:at] + rubbish + SAVED[at:])
