"""From bytes to characters."""

import pytest

from backfile.markup.encoding import decode


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("\ufeffHafen".encode(), None, "Hafen"),
        ("Größe".encode(), "iso-8859-1", "Größe"),
        ("Größe".encode("cp1252"), "ISO-8859-1", "Größe"),
        ("“Größe”".encode("cp1252"), "latin1", "“Größe”"),
        (
            b"<meta charset=windows-1256>" + "مرفأ".encode("cp1256"),
            None,
            "<meta charset=windows-1256>مرفأ",
        ),
        ("Größe".encode("utf-16"), None, "Größe"),
        ("港口".encode("gbk"), "gb2312", "港口"),
    ],
)
def test_bytes_are_read_as_they_were_meant(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, declared)[0] == text


def test_a_page_with_one_damaged_byte_stays_what_it_is() -> None:
    data = ("Größe, Maß und Übermut. " * 20).encode() + b"\xff"
    text, how = decode(data, "iso-8859-1")
    assert text.startswith("Größe, Maß und Übermut.")
    assert how == "utf-8 (bytes)"


@pytest.mark.parametrize("label", ["no-such-thing", "utf-8", "utf-16", "\x00"])
def test_a_label_that_lies_does_no_harm(label: str) -> None:
    assert "caf" in decode(b"caf\xe9 " * 60, label)[0]
