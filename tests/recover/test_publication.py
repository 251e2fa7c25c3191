# ruff: noqa: E501 - letters are quoted as they were printed
"""What a publication says of itself, in its letters and all captures together."""

import pytest

from backfile.model.evidence import Evidence
from backfile.recover.publication import (
    contact_finding,
    read_issn,
    read_letter,
    settle_publication,
)

LETTERS = [
    (
        (
            "Dear readers, welcome to the archives of Harbour Light. We paused regular publication on "
            "June 3, 2019 and moved some of our coverage to Coast Light. Reach us at hello@light.example."
        ),
        ("Harbour Light", "paused", "2019-06-03", "Coast Light", "hello@light.example"),
    ),
    (
        "Dear readers, Harbour Light ceased publication in June 2019. You can reach us at",
        (None, "ceased", "2019-06", None, ""),
    ),
    (
        (
            "Chers lecteurs,\nBienvenue dans les archives du Phare du Port. Nous avons suspendu la "
            "publication régulière le 3 juin 2019 et transféré une partie de nos reportages à La Rade."
        ),
        ("Phare du Port", "paused", "2019-06-03", "La Rade", None),
    ),
    (
        (
            "Queridos lectores: Bienvenidos a los archivos de Puerto Claro. Hemos suspendido la "
            "publicación el 3 de junio de 2019 y trasladado parte de la cobertura a Bahía Norte."
        ),
        ("Puerto Claro", "paused", "2019-06-03", "Bahía Norte", None),
    ),
    (
        (
            "Liebe Leserinnen und Leser, willkommen im Archiv von Hafenlicht. Am 3. Juni 2019 haben wir "
            "die Veröffentlichung eingestellt."
        ),
        ("Hafenlicht", "ceased", "2019-06-03", None, None),
    ),
    (
        (
            "أعزاءنا القراء، أهلا بكم في أرشيف صحيفة الميناء. أوقفنا النشر في 3 حزيران 2019 ونقلنا جزءا "
            "من تغطيتنا إلى موقع المرسى."
        ),
        ("الميناء", "ceased", "2019-06-03", "المرسى", None),
    ),
    (
        (
            "Дорогие читатели! Добро пожаловать в архив издания «Маяк». Мы приостановили публикацию "
            "3 июня 2019 года и перенесли часть материалов в проект «Гавань»."
        ),
        ("Маяк", "paused", "2019-06-03", "Гавань", None),
    ),
    (
        "亲爱的读者：欢迎访问港口之光的档案。我们于2019年6月3日暂停更新，部分报道转移到海湾周报。",
        ("港口之光", "paused", "2019-06-03", "海湾周报", None),
    ),
]
FIELDS = ("title", "status", "paused_on", "successor", "contact")


@pytest.mark.parametrize(
    ("text", "said"), LETTERS, ids=["en", "en2", "fr", "es", "de", "ar", "ru", "zh"]
)
def test_a_letter_is_read_in_its_language(text: str, said: tuple[str | None, ...]) -> None:
    claims = {claim.field.split(".")[1]: claim.value for claim in read_letter(text)}
    assert tuple(claims.get(field) for field in FIELDS) == said
    assert claims["letter"] == text


def test_a_letter_of_news_says_nothing_of_the_title() -> None:
    claims = read_letter("The company ended its ferry service on June 3, 2019.")
    assert [claim.field for claim in claims] == ["publication.letter"]


def test_a_contact_that_is_named_but_blank_is_a_finding() -> None:
    blank = contact_finding(read_letter("You can reach us at"))
    assert blank is not None
    assert blank.code == "contact-blank"
    assert contact_finding(read_letter("You can reach us at hello@light.example")) is None


def _claim(name: str, value: str, trust: float = 0.9, place: str = "letter") -> Evidence[object]:
    return Evidence(f"publication.{name}", value, place, trust)


def test_the_most_trusted_claim_stands_and_a_person_above_all() -> None:
    claims = [
        ("2020-01-01", _claim("title", "Harbour Light", 0.9)),
        ("2020-01-02", _claim("title", "HARBOUR LIGHT", 0.8)),
        ("2020-01-03", _claim("title", "Home", 0.85)),
        ("2020-01-03", _claim("title", "Home", 0.85)),
    ]
    assert settle_publication(claims).title == "Harbour Light"
    corrected = settle_publication(
        [*claims, (None, _claim("title", "The Harbour Light", 1.0, "person"))]
    )
    assert corrected.title == "The Harbour Light"
    assert [c.value for c in corrected.evidence if c.stands] == ["The Harbour Light"]


def test_each_version_of_the_letter_keeps_when_it_stood() -> None:
    first, second = _claim("letter", "We paused."), _claim("letter", "We ceased.")
    settled = settle_publication(
        [("2019-07-01", first), ("2021-01-01", second), ("2019-09-01", first), (None, first)]
    )
    assert [(x.text, x.seen_from, x.seen_to) for x in settled.letters] == [
        ("We paused.", "2019-07-01", "2019-09-01"),
        ("We ceased.", "2021-01-01", "2021-01-01"),
    ]


def test_a_contact_given_once_stands_before_many_blanks() -> None:
    blank, given = _claim("contact", ""), _claim("contact", "hello@light.example", 0.8)
    assert settle_publication([(None, blank), (None, blank)]).contact == ""
    assert settle_publication([(None, blank), (None, given)]).contact == "hello@light.example"
    assert settle_publication([]).contact is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("ISSN 2049-3630", "2049-3630"), ("ISSN: 20493630", "2049-3630"), ("ISSN 2049-3631", None),
     ("eISSN (online) 0317-847x", None), ("ISSN (online) 2434-561X", "2434-561X")],
)  # fmt: skip
def test_an_issn_is_believed_where_its_check_digit_is_right(text: str, number: str | None) -> None:
    assert next((claim.value for claim in read_issn(text, "visible")), None) == number


def test_a_language_is_named_once_though_some_add_a_region() -> None:
    claims = [(None, _claim("language", tag)) for tag in ("en-US", "en", "pt-BR")]
    assert settle_publication(claims).languages == ("en", "pt-BR")


def test_all_hosts_and_languages_are_kept_most_used_first() -> None:
    claims = [(None, _claim("language", tag)) for tag in ("ar", "en", "en")]
    assert settle_publication(claims).languages == ("en", "ar")
