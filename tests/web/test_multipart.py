import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BadValue
from backfile.web.multipart import MOST_PARTS, Part, read_form

KIND = "multipart/form-data; boundary=----edge7"


def body(*parts: str, end: str = "------edge7--\r\n") -> bytes:
    return ("".join(f"------edge7\r\n{part}\r\n" for part in parts) + end).encode()


def test_fields_and_files_come_as_they_were_sent() -> None:
    sent = body(
        'Content-Disposition: form-data; name="text"\r\n\r\nTwo\r\nlines',
        'Content-Disposition: form-data; name="file"; filename="C:\\docs\\bill %22one%22.pdf"\r\n'
        "Content-Type: application/PDF\r\n\r\n%PDF\r\n--\r\n",
    )
    text, file = read_form(sent, KIND)
    assert text == Part("text", b"Two\r\nlines")
    assert text.text == "Two\nlines"
    assert file == Part("file", b"%PDF\r\n--\r\n", 'bill "one".pdf', "application/pdf")


def test_a_name_in_another_script_is_read() -> None:
    sent = body('Content-Disposition: form-data; name="file"; filename="فاتورة.pdf"\r\n\r\nx')
    assert read_form(sent, KIND)[0].file == "فاتورة.pdf"


def test_a_plain_form_is_read_too() -> None:
    read = read_form(
        b"text=a+b%0D%0A%D9%86&token=", "application/x-www-form-urlencoded;charset=utf-8"
    )
    assert [(part.name, part.text) for part in read] == [("text", "a b\nن"), ("token", "")]


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"{}", "application/json"),
        (b"", ""),
        (b"x", "multipart/form-data"),
        (b"x", KIND),
        (body(*(f'Content-Disposition: form-data; name="{n}"\r\n\r\n' for n in range(99))), KIND),
        (b"&".join(b"a=b" for _ in range(99)), "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_form_or_far_too_much_is_refused(sent: bytes, kind: str) -> None:
    with pytest.raises(BadValue):
        read_form(sent, kind)


def test_a_part_without_a_name_is_passed_over() -> None:
    sent = body("no head", "Content-Disposition: form-data\r\n\r\nx", "X: y\r\n\r\nz")
    assert read_form(sent, KIND) == []


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parts = read_form(b"------edge7\r\n" + data + b"\r\n------edge7--\r\n", KIND)
    except BadValue:
        return
    assert len(parts) <= MOST_PARTS
