"""Names of other scripts in Latin letters: as publishing systems write them in addresses.

The law of the place: what a letter may become stands in LATIN and CONSONANTS, and only there.
Sounds of many transliterations are allowed at once (ISO 9, BGN/PCGN, passports, German and French
press): a pattern that finds too much asks a question too many, one that finds too little tells.
"""

import re

ARABIC = re.compile("[\u0621-\u064a]")
CYRILLIC = re.compile("[\u0430-\u0491]")

LATIN: dict[str, str] = {
    "а": "a",
    "б": "b",
    "в": "(?:v|w|ff?)",
    "г": "(?:g|gh|h)",
    "ґ": "g",
    "д": "d",
    "е": "(?:e|je|ye|ie|jo|yo)",
    "є": "(?:e|je|ye|ie)",
    "ж": "(?:zh|j|z|sch|sh)",
    "з": "(?:z|s)",
    "и": "(?:i|y|j)",
    "і": "(?:i|ji|yi)",
    "к": "(?:k|c)",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "ss?",
    "т": "t",
    "у": "(?:u|ou)",
    "ф": "(?:f|ph)",
    "х": "(?:kh|ch|h|x)",
    "ц": "(?:ts|tz|c|z)",
    "ч": "(?:tsch|tch|ch|c)",
    "ш": "(?:sch|sh|ch|s)",
    "щ": "(?:schtsch|shch|shh|sch|sc|sh)",
    "ъ": "['’]?",
    "ы": "(?:y|i)",
    "ь": "['’]?",
    "э": "e",
    "ю": "(?:yu|ju|iu|u)",
    "я": "(?:ya|ja|ia|a)",
}
"""What each folded Cyrillic letter may be in Latin ones (folded, ё is е, й is и, ї is і)."""
CONSONANTS: dict[str, str] = {
    "ا": "",
    "ء": "['’]?",
    "ب": "(?:b|p)",
    "ت": "t",
    "ث": "(?:th|t|s)",
    "ج": "(?:dj|j|g)",
    "ح": "(?:h|7)",
    "خ": "(?:kh|ch|x|5)",
    "د": "d",
    "ذ": "(?:dh|th|d|z)",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "(?:sch|sh|ch)",
    "ص": "s",
    "ض": "(?:dh|d|z)",
    "ط": "t",
    "ظ": "(?:dh|z|th)",
    "ع": "['’3]?",
    "غ": "(?:gh|g)",
    "ف": "(?:f|ph)",
    "ق": "(?:k|q|g)",
    "ك": "(?:k|c)",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h?",
    "و": "(?:w|v|ou|oo)?",
    "ي": "(?:y|j|i|e)?",
}
"""What each folded Arabic letter may be in Latin ones; vowels are not written."""
_VOWELS = "[aeiouy]{0,2}"


def romanised(word: str) -> str:
    """Return a pattern for a folded Cyrillic word in Latin letters."""
    return "".join(LATIN.get(letter, re.escape(letter)) for letter in word)


def skeleton(word: str) -> str:
    """Return a pattern for a folded Arabic word in Latin letters, whatever its vowels are.

    A consonant may be written twice, as its mark (shadda) asks; so "حداد" finds "haddad".
    """
    bare = word[2:] if word.startswith("ال") and len(word) > len("ال") + 1 else word
    parts = [_VOWELS]
    for letter in bare:
        sound = CONSONANTS.get(letter, re.escape(letter))
        if sound:
            parts.append(sound if sound.endswith("?") else f"{sound}{{1,2}}")
            parts.append(_VOWELS)
    return "".join(parts)
