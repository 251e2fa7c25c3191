"""Who did what, in the largest languages of newspapers."""

import pytest

from backfile.model.capture import Capture, Form
from backfile.recover import html_page
from backfile.recover.layout import Layout
from backfile.recover.names import read_names
from backfile.recover.settle import settle

A, P, T, N, D, R, G = (
    "author",
    "photographer",
    "translator",
    "interviewer",
    "illustrator",
    "reporter",
    "agency",
)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("文・山田太郎、写真・鈴木花子", {"山田太郎": A, "鈴木花子": P}),
        ("文/王小明 图/李四", {"王小明": A, "李四": P}),
        ("글·사진 김철수 기자", {"김철수": A}),
        ("홍길동 기자, 사진 김영희 기자", {"홍길동": A, "김영희": P}),
        ("Της Μαρίας Παπαδοπούλου", {"Μαρίας Παπαδοπούλου": A}),
        ("Του Νίκου Γεωργίου", {"Νίκου Γεωργίου": A}),
        (
            "By Ann Lee and Bob Roe; additional reporting by Cy Doe. Photographs by Di Poe. ",
            {"Ann Lee": A, "Bob Roe": A, "Cy Doe": R, "Di Poe": P},
        ),
        ("By Sam Roe Jr. and Di Poe", {"Sam Roe Jr.": A, "Di Poe": A}),
        ("di Ugo Poe", {"Ugo Poe": A}),
        ("عکس: مریم کریمی", {"مریم کریمی": P}),
        ("گزارش: علی رضایی", {"علی رضایی": A}),
        ("مترجم: سارا احمدی", {"سارا احمدی": T}),
        ("צילום: דנה לוי", {"דנה לוי": P}),
        ("תרגום: יעל כהן", {"יעל כהן": T}),
        ("Por Ana Ruiz. Fotografías de Luis Paz", {"Ana Ruiz": A, "Luis Paz": P}),
        ("Ilustraciones de Eva Mora", {"Eva Mora": D}),
        ("Texto: Rui Melo; fotografia: Inês Faria", {"Rui Melo": A, "Inês Faria": P}),
        ("Tradução: Rui Melo", {"Rui Melo": T}),
        ("Jan Nowak, fot. Ewa Lis", {"Jan Nowak": A, "Ewa Lis": P}),
        ("Rozmawiała Ewa Lis", {"Ewa Lis": N}),
        ("Tłumaczenie: Ewa Lis", {"Ewa Lis": T}),
        ("Fotoğraf: Ayşe Kaya", {"Ayşe Kaya": P}),
        ("Çeviren: Ayşe Kaya", {"Ayşe Kaya": T}),
        ("Röportaj: Ayşe Kaya", {"Ayşe Kaya": N}),
        ("Door Jan Smit, foto's Piet Kok", {"Jan Smit": A, "Piet Kok": P}),
        ("Vertaling: Piet Kok", {"Piet Kok": T}),
        ("di Ugo Poe, foto di Ida Neri", {"Ugo Poe": A, "Ida Neri": P}),
        ("Traduzione di Ida Neri", {"Ida Neri": T}),
        ("Text: Åsa Berg Foto: Nils Ek", {"Åsa Berg": A, "Nils Ek": P}),
        ("Tekst: Kari Vik, foto: Ola Moe", {"Kari Vik": A, "Ola Moe": P}),
        ("Teksti: Aino Salo, kuvat: Eero Maa", {"Aino Salo": A, "Eero Maa": P}),
        ("Фото: Анна Белова", {"Анна Белова": P}),
        ("Беседовала Анна Белова", {"Анна Белова": N}),
        ("Автор: Олена Шевчук, фото: Іван Бойко", {"Олена Шевчук": A, "Іван Бойко": P}),
        ("Переклад: Олена Шевчук", {"Олена Шевчук": T}),
        ("Foto: Jana Nová", {"Jana Nová": P}),
        ("Překlad: Jana Nová", {"Jana Nová": T}),
        ("Foto: Ion Pop", {"Ion Pop": P}),
        ("Traducerea: Ion Pop", {"Ion Pop": T}),
        ("Fotó: Nagy Anna", {"Nagy Anna": P}),
        ("Fordította: Nagy Anna", {"Nagy Anna": T}),
        ("फ़ोटो: राम कुमार", {"राम कुमार": P}),
        ("संवाददाता: सीता देवी", {"सीता देवी": A}),
        ("ছবি: রহিম উদ্দিন", {"রহিম উদ্দিন": P}),
        ("Penulis: Budi Santoso", {"Budi Santoso": A}),
        ("Φωτογραφίες: Άννα Νίκου", {"Άννα Νίκου": P}),
        ("Снимки: Иван Петров", {"Иван Петров": P}),
        ("Interview: Anna Schmidt", {"Anna Schmidt": N}),
        ("Mitarbeit: Anna Schmidt", {"Anna Schmidt": R}),
        ("Propos recueillis par Léa Roux", {"Léa Roux": N}),
        ("حوار: منى حداد", {"منى حداد": N}),
        ("Par Léa Roux (avec AFP)", {"Léa Roux": A, "AFP": G}),
        ("منى حداد - رويترز", {"منى حداد": A, "رويترز": G}),
        ("Por Rui Melo com Lusa", {"Rui Melo": A, "Lusa": G}),
        ("Von Anna Schmidt, mit Material von dpa", {"Anna Schmidt": A, "dpa": G}),
        ("Jan Nowak, z agencji PAP", {"Jan Nowak": A, "PAP": G}),
        ("By Ann Lee and Reuters", {"Ann Lee": A, "Reuters": G}),
        ("By Ann Lee (Reuters)", {"Ann Lee": A, "Reuters": G}),
    ],
)
def test_each_person_gets_the_part_that_the_line_gives(line: str, people: dict[str, str]) -> None:
    assert {person.name: person.role for person in read_names(line)} == people


TEXT = "".join(
    f"<p>The mason counted {n * 17 + 400} slates on the roof of the old quay, and wrote to the "
    f"council of ward {n} that {n + 3} more would be needed before the winter came.</p>"
    for n in range(6)
)


@pytest.mark.parametrize(
    ("byline", "beside", "people"),
    [
        ("نوشته علی رضایی", "عکس: مریم کریمی", {"علی رضایی": A, "مریم کریمی": P}),
        ("מאת דנה לוי", "צילום: יעל כהן", {"דנה לוי": A, "יעל כהן": P}),
        ("Jan Nowak", "fot. Ewa Lis", {"Jan Nowak": A, "Ewa Lis": P}),
        ("Автор: Иван Петров", "Фото: Анна Белова", {"Иван Петров": A, "Анна Белова": P}),
        ("संवाददाता: सीता देवी", "फ़ोटो: राम कुमार", {"सीता देवी": A, "राम कुमार": P}),
        ("홍길동 기자", "사진: 김영희", {"홍길동": A, "김영희": P}),
        ("Interview: Anna Schmidt", "", {"Anna Schmidt": N}),
        ("گزارش: علی رضایی", "", {"علی رضایی": A}),
    ],
)
def test_who_took_the_pictures_is_kept_beside_who_wrote(
    byline: str, beside: str, people: dict[str, str]
) -> None:
    html = (
        "<html><head><title>T</title></head><body><h1>The roof of the quay is mended</h1>"
        f"<p>{byline}</p><p>{beside}</p><div class='text'>{TEXT}</div></body></html>"
    )
    address = "https://www.harbour.example/2016/03/03/the-roof-of-the-quay"
    capture = Capture(form=Form.PAGE, address=address, body=html.encode())
    story = settle([(1, html_page.testify_page(capture, Layout()))], []).story
    assert {person.name: person.role for person in story.contributors} == people
