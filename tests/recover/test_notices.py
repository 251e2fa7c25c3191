"""What a newsroom says about itself is told by its wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.recover import notices

SAID = [
    ("letter", "Dear Harbour Readers,"),
    ("letter", "A letter to our readers"),
    ("letter", "Chers lecteurs, chères lectrices,"),
    ("letter", "Queridos lectores:"),
    ("letter", "Liebe Leserinnen und Leser,"),
    ("letter", "أعزاءنا القراء،"),
    ("letter", "Уважаемые читатели!"),
    ("letter", "亲爱的读者："),
    ("letter", "Welcome to the archives of the Harbour Light."),
    ("letter", "We paused regular publication on 3 June 2019 and thank all who wrote."),
    ("letter", "This site is no longer updated."),
    ("letter", "本站自2019年6月起停止更新。"),
    ("letter", "Мы приостановили публикацию новых материалов."),
    ("disclaimer", "The opinions expressed here are not those of the Light."),
    ("disclaimer", "The views expressed in this piece belong to its author."),
    ("disclaimer", "Les opinions exprimées dans ce texte n’engagent que leur auteur."),
    ("disclaimer", "Las opiniones vertidas en esta columna no reflejan la línea del diario."),
    ("disclaimer", "Dieser Kommentar gibt nicht unbedingt die Meinung der Redaktion wieder."),
    ("disclaimer", "الآراء الواردة في هذا المقال لا تعبّر بالضرورة عن رأي الصحيفة."),
    ("disclaimer", "Мнение автора может не совпадать с мнением редакции."),
    ("disclaimer", "本文仅代表作者个人观点，不代表本刊立场。"),
    ("correction", "Correction: the ferry carries 80 people, not 800."),
    ("correction", "An earlier version of this story gave the wrong name of the pier."),
    ("correction", "Rectificatif : le bac transporte 80 personnes."),
    ("correction", "Korrektur: Die Fähre fasst 80 Menschen."),
    ("correction", "تصحيح: تحمل العبّارة ثمانين راكبا."),
    ("correction", "Исправление: паром вмещает 80 человек."),
    ("correction", "更正：渡轮可载80人。"),
    ("update", "Update: the ferry is running again."),
    ("update", "This story has been updated with a comment of the harbour master."),
    ("update", "Mise à jour : le bac circule de nouveau."),
    ("furniture", "Suggest your story or issue."),
    ("furniture", "Share Your Story."),
    ("furniture", "Have a story idea? Interested in adding your voice to our growing community?"),
    ("furniture", "Learn more"),
    ("furniture", "Share on Facebook"),
    ("furniture", "Sign up for our weekly newsletter and never miss a ferry."),
    ("furniture", "Related stories"),
    ("furniture", "You may also like"),
    ("furniture", "شارك هذا المقال"),
    ("furniture", "اقرأ المزيد"),
    ("furniture", "Читайте также:"),
    ("furniture", "相关文章"),
    ("furniture", "Lire la suite"),
    ("furniture", "© 2019 Harbour Light. All rights reserved."),
    ("furniture", "This content is hosted by a third party. To view it, accept cookies."),
    ("furniture", "Personenbezogene Daten können an Drittplattformen übermittelt werden."),
    ("furniture", "Empfohlener redaktioneller Inhalt"),
    ("furniture", "Ce contenu est bloqué car vous n’avez pas accepté les cookies."),
    ("furniture", "Already a subscriber? Sign in"),
    ("furniture", "Il vous reste 40 % de cet article à lire."),
    ("furniture", "Bereits Abonnent? Hier anmelden"),
    (None, "The inspector said that the external content of the tank was sea water."),
    (None, "Already a member of the council, she did not stand again."),
    (None, "The mayor said the letter to readers of the old paper had moved her."),
    (None, "The newspaper ceased publication in 1921, and the presses were sold for scrap."),
    (None, "Thank you for reading closely. Please keep the chalk dry."),
    (None, "Correction officers went on strike at the county prison."),
    (None, "In her view the opinions expressed at the meeting were worth hearing."),
    (None, "Readers may share the boat with goats."),
    (None, "Updated on March 19, 2016"),
    (None, "Last updated: 19 March 2016 at 10:00"),
    ("update", "Update, March 19: the ferry is running again from the old pier."),
    (None, "Read also: How the pier was built"),
    (None, ""),
    (None, "x" * 100_000),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "block"), SAID)
def test_a_block_is_told_by_its_wording(kind: str | None, block: str) -> None:
    assert notices.classify(block) == kind


def test_a_letter_runs_from_its_salutation_as_long_as_it_speaks_of_itself() -> None:
    blocks = [
        "Menu",
        "Dear Light Readers,",
        "We have paused publication since June 3, 2019.",
        "If you’d like to reach us you can do so at",
        "Ferry Returns to the Bay",
        "The ferry came back on Monday.",
    ]
    assert notices.find_letter(blocks) == range(1, 4)


def test_thanks_to_readers_belong_to_a_letter_and_make_none() -> None:
    thanks = "Thank you for reading."
    letter = ["Dear Light Readers,", "We have paused publication since June 3, 2019.", thanks]
    assert notices.find_letter([*letter, "Ferry Returns"]) == range(3)
    assert len(notices.find_letter(["The ferry came back.", thanks])) == 0


def test_a_page_without_a_letter_has_an_empty_one() -> None:
    assert len(notices.find_letter(["Ferry Returns", "The ferry came back on Monday."])) == 0
    assert len(notices.find_letter(["Dear Readers,", "The ferry came back on Monday."])) == 0


@given(st.text(max_size=300))
def test_no_text_whatever_breaks_the_tables(block: str) -> None:
    notices.classify(block)
    notices.find_letter([block, block])
