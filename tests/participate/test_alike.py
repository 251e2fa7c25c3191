"""Letters that say the same are found; letters about the same matter are left alone."""

from backfile.participate.alike import COMMON, find_alike

MATTER = (
    "I write to you about the quay at the northern landing, which was mended with sand and not"
    " with stone, as everybody who walks there at low water can see with their own eyes."
)
OTHER = (
    "The quay is a disgrace. My grandfather built boats beside it, and in his day nobody would"
    " have dared to pour sand where stone was paid for; please ask the council who signed."
)


def test_a_form_letter_with_another_name_is_found() -> None:
    texts = {"a": f"Dear editors,\n{MATTER}\nIda", "b": f"To whom it may concern\n{MATTER}\nBo"}
    found = find_alike(texts)
    assert found.keys() == {"b"}
    assert found["b"].id == "a"
    assert found["b"].share > 0.7


def test_letters_about_the_same_matter_are_not_alike() -> None:
    assert find_alike({"a": MATTER, "b": OTHER}) == {}


def test_capitals_accents_and_line_breaks_make_no_difference() -> None:
    changed = MATTER.upper().replace(" ", "\n").replace("E", "É")
    assert find_alike({"a": MATTER, "b": changed})["b"].share == 1


def test_short_texts_are_alike_only_where_they_are_the_same() -> None:
    texts = {"a": "Well done!", "b": "well done", "c": "Well done, all", "d": "", "e": ""}
    assert find_alike(texts).keys() == {"b"}


def test_chinese_is_compared_by_its_signs() -> None:
    text = "码头用沙子修补而不是用石头每个在退潮时走过的人都看得见"
    assert find_alike({"a": text, "b": "你好" + text})["b"].share > 0.8


def test_a_flood_of_one_letter_is_found_to_its_end() -> None:
    texts = {str(number): f"{MATTER} {number}" for number in range(COMMON * 2)}
    found = find_alike(texts)
    assert len(found) == COMMON * 2 - 1
    assert {like.id for like in found.values()} == {"0"}
