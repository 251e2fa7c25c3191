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
    ],
)
def test_a_last_sentence_that_begins_alike_is_told(line: str) -> None:
    assert not ENDINGS.match(line)


def test_a_long_line_of_capitals_is_looked_through_at_once() -> None:
    assert not ENDINGS.match("A. " * 140)
    assert not ENDINGS.match("and " * 100 + "x")
