"""Lines after the end of a story: what is none of it, and what only sounds alike."""

import pytest

from backfile.recover.endings_words import ENDINGS


@pytest.mark.parametrize(
    "line",
    [
        "Salma Nour and Idris Vale contributed to this report.",
        "Rana Aziz in Port Marrow contributed additional reporting.",
        "Salma Nour reported from Port Marrow, and Idris Vale from the dam.",
        "Quay Times reporters Salma Nour and Idris Vale reported from Port Marrow.",
        "Salma Nour is a reporter at the Quay Times.",
        "Edited by Idris Vale",
        "Enjoyed this story? Tell a friend.",
        "Subscribe to our newsletter",
        "Sign up!",
        "Want more stories like this?",
        "See more of our coverage of the dam",
        "Get in touch with us at desk@quay.example.",
        "For more stories like this, see our front page.",
        "Check out our latest films.",
        "Listen to the Quay Hour live at noon on weekdays.",
        "Our standards: how the Quay Times works",
        "Hat Ihnen dieser Beitrag gefallen?",
        "Mehr zum Thema: Wie der Pier gebaut wurde",
        "Abonnez-vous à notre lettre du soir",
        "Síguenos en las redes",
        "Подписывайтесь на наш канал",
        "تابعونا على القنوات",
        "関連記事：桟橋のできるまで",
    ],
)
def test_a_line_that_thanks_credits_or_offers_ends_a_story(line: str) -> None:
    assert ENDINGS.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "No injuries were reported from the scene, the harbour master said.",
        "Clashes were reported from three villages, but the road stayed open.",
        "Heavy rain contributed to this year’s flood.",
        "Human error also contributed to this, she said.",
        "The missing man is a journalist.",
        "Like the story of the ferry, it ends well.",
        "Want more proof? Ask the crews.",
        "See more of the same next year, he warned.",
        "Edited by her sister, the diary came out in May.",
        "Subscribe or perish, the mayor told them.",
        "For more than a year the boat lay still.",
        "Get in or stay out, the captain called.",
        "More boats came on Tuesday.",
        "Our standards fell with the price of rope.",
    ],
)
def test_a_last_sentence_that_begins_alike_is_told(line: str) -> None:
    assert not ENDINGS.match(line)


def test_a_long_line_of_capitals_is_looked_through_at_once() -> None:
    assert not ENDINGS.match("A. " * 140)
    assert not ENDINGS.match("and " * 100 + "x")
