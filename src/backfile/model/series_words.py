# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""Words by which newsrooms say that a story is a part of a series, and which: tables only."""

import re

from backfile.text import alternatives, fold

_COUNTS = (
    "one|first|eins|erste[rs]?|ersten|premier|premiere|primera?|primero|один|первая|первый|первой|первую|الاول|الاولى|prima|primo|primeir[ao]|eerste|forsta|forste|pierwsz[ay]|birinci|перша|一|i",
    "two|second|zwei|zweite[rs]?|zweiten|deux|deuxieme|second|seconde|dos|segund[ao]|два|вторая|второй|вторую|الثاني|الثانية|second[ao]|due|dois|twee|tweede|tva|andra|anden|andre|drug[ai]|iki|ikinci|друга|二|ii",
    "three|third|drei|dritte[rs]?|dritten|trois|troisieme|tres|tercera?|tercero|три|третья|третий|третьей|третью|الثالث|الثالثة|terz[ao]|tre|terceir[ao]|drie|derde|tredje|trzeci[a]?|uc|ucuncu|третя|三|iii",
    "four|fourth|vier|vierte[rs]?|vierten|quatre|quatrieme|cuatro|cuart[ao]|четыре|четвертая|четвертый|четвертой|четвертую|الرابع|الرابعة|quart[ao]|quattro|quatro|vierde|fyra|fire|fjarde|fjerde|czwart[ay]|dort|dorduncu|четверта|四|iv",
    "five|fifth|funf|funfte[rs]?|funften|cinq|cinquieme|cinco|quint[ao]|пять|пятая|пятый|пятой|пятую|الخامس|الخامسة|cinque|vijf|vijfde|femte|piat[ay]|besinci|п'ята|五|v",
    "six|sixth|sechs|sechste[rs]?|sechsten|sixieme|seis|sext[ao]|шесть|шестая|шестой|шестую|السادس|السادسة|sest[ao]|zes|zesde|seks|sjatte|szost[ay]|alti|altinci|шоста|六|vi",
    "seven|seventh|sieben|siebte[rs]?|siebten|sept|septieme|siete|septim[ao]|семь|седьмая|седьмой|седьмую|السابع|السابعة|settim[ao]|sette|sete|setim[ao]|zeven|zevende|sju|syv|sjunde|siodm[ay]|yedi|yedinci|сьома|七|vii",
    "eight|eighth|acht|achte[rs]?|achten|huit|huitieme|ocho|octav[ao]|восемь|восьмая|восьмой|восьмую|الثامن|الثامنة|ottav[ao]|otto|oito|oitav[ao]|achtste|atta|otte|attonde|osm[ay]|sekiz|sekizinci|восьма|八|viii",
    "nine|ninth|neun|neunte[rs]?|neunten|neuf|neuvieme|nueve|noven[ao]|девять|девятая|девятый|девятой|девятую|التاسع|التاسعة|non[ao]|negen|negende|nio|nionde|dziewiat[ay]|dokuz|dokuzuncu|дев'ята|九|ix",
    "ten|tenth|zehn|zehnte[rs]?|zehnten|dix|dixieme|diez|decim[ao]|десять|десятая|десятый|десятой|десятую|العاشر|العاشرة|dieci|dez|tien|tiende|tionde|dziesiat[ay]|onuncu|десята|十|x",
)
"""From one to ten, as they are counted and as they are numbered, folded; a row a number."""
COUNTED = tuple(re.compile(fold(row)) for row in _COUNTS)
_NUMBER = r"\d{1,3}|[^\W\d_]{1,14}(?:'[^\W\d_]{1,4})?"
_PART = fold(
    "part|pt\\.?|instal+ment|teil|folge|partie|volet|episode|parte|entrega|capitulo|الجزء|الحلقه|الحلقة|القسم|часть|части|выпуск|puntata|deel|aflevering|del|czesc|cz\\.?|bolum|частина"
)
_OF = fold(r"of|in|von|de|sur|aus|av|af|di|da|van|z|ze|из|із|من|/")
NUMBERED = re.compile(
    alternatives(
        rf"""
        \b(?:{_PART})(?![^\W\d_])\s?[#:]?\s?(?P<after>{_NUMBER})(?:\s(?:{_OF})\s(?:une?\s|einer\s|an?\s|una\s)?(?P<all_after>\d{{1,3}}|[^\W\d_]{{2,14}}))?(?!\w)
        \b(?P<before>{_NUMBER})\.?\s(?:{_PART})(?![^\W\d_])(?:\s(?:{_OF})\s(?P<all_before>\d{{1,3}}|[^\W\d_]{{2,14}}))?(?!\w)
        \b(?P<nth>{_NUMBER})\s(?:of|in|von|de|di)\s(?:an?\s)?(?P<parts>{_NUMBER})[-\s](?:parts?|teilen|partes|parties|volets)\b
        第\s?(?P<counted>\d{{1,3}}|[一二三四五六七八九十])\s?(?:部分|部|篇|回|集)
        """
    )
)
"""Which part of how many, in a folded line: "part 2 of 5", "teil 3", "الجزء الثاني", "second of three parts". What stands for the number is looked up in COUNTED."""
_SERIES = fold(
    "series|serie|serien|artikelserie|beitragsreihe|artikelreihe|reihe|سلسلة|السلسلة|سلسله|السلسله|серия|серии|цикл|цикла|цикле|reeks|seria|serii|cykl|cyklu|dizisi|dizi|серія|серії|系列|連載"
)
_OWN = fold(
    "our|the|a|an|this|unserer|unsere|der|einer|dieser|die|notre|la|une|cette|de la|nuestra|una|esta|nossa|da|nostra|della|onze|de|een|var|vores|naszego|naszej|нашей|нашего|этой|этого|нашої"
)
_ARABIC = fold("جزء|الجزء|حلقة|الحلقة|مقال|المقال|تقرير|التقرير|قصة|القصة|هذه|هذا|ضمن|من")
SAID = re.compile(
    alternatives(
        rf"""
        \b(?:part|instal+ment|teil|folge|partie|volet|parte|entrega|часть|части|частина|deel|del|czesc|часть)\b[^.!?]{{0,30}}?\b(?:(?:{_OWN})\s)?(?:[\w-]{{1,24}}\s){{0,2}}?(?:{_SERIES})\b(?!\s(?:of|von|de)\s(?!stor|art|rep|piec|inter|essa))
        ^\W{{0,3}}(?:from|in|aus|fait partie de|dans|de|en|da|uit|från|fra|из|в|من|з)\s(?:{_OWN})\s(?:[\w-]{{1,24}}\s){{0,2}}?(?:{_SERIES})\b
        \b(?:{_ARABIC})\b[^.!?؟]{{0,40}}?\b(?:{_SERIES})\b
        ^\W{{0,3}}(?:{_SERIES})\s?[:：–—|]
        """
    )
)
"""What says in a folded line that a story belongs to a series; its name mostly follows. "A series of protests" is none."""
LABEL = re.compile(rf"^\W{{0,3}}(?:{_SERIES})\s?[:：–—|]\s?")
"""How a label or tag says that it names a series, folded: "Series: The drying wells"."""
JOINTS = re.compile(
    r"^[\s:：,–—|-]{0,5}(?:(?:on|about|called|entitled|titled|named|über|uber|zum thema|zu|mit dem titel|sur|intitulee|consacree a|sobre|titulada|llamada|su|intitolata|over|genaamd|om|kallad|o|о|об|под названием|про|عن|حول|بعنوان|of (?:stories|articles|reports|pieces|interviews|essays) (?:on|about))\s)?[\s:：]{0,3}"
)
"""What stands between the word for a series and its name, folded."""
NAMELESS = re.compile(
    alternatives(
        rf"""
        (?:{_SERIES})
        (?:more|read|see|view|all|show|browse|other|rest)\b.{{0,40}}
        (?:the|this|full|whole|entire|complete)(?:\s(?:full|whole|entire))?\s(?:{_SERIES})
        (?:part|teil|partie|parte|часть|الجزء)\s?(?:{_NUMBER})
        (?:mehr|alle|zur|lire|voir|toute|tous|ver|todas?|mas|leer|все|читать|еще|المزيد|كل|اقرا)\b.{{0,40}}
        (?:here|hier|ici|aqui|здесь|тут|هنا)
        """
    )
)
"""Folded words of links that lead to a series and do not name it."""
QUOTED = re.compile(r"[“„«‹‘\"]\s?([^“”„«»‹›\"]{2,120}?)\s?[”“»›’\"]")
"""What stands between quotation marks."""
TAXONOMY = re.compile(
    r"(?:[a-z0-9]{1,20}[-_])?(?:series|serie|serien|artikelserie|artikelreihe|beitragsreihe|reihe|reeks|seria|cykl|dizi)(?:[-_][a-z0-9]{1,20})?"
)
"""Names of the groups of labels in which publishing systems keep series."""
PART_SETTING = re.compile(
    r"_?(?:[a-z0-9]{1,20}_)?(?:series|serie|reihe)_?(?:part|order|number|position|teil|parte|partie)(?:_\d{1,9})?"
)
"""Names of the settings in which plug-ins keep which part of a series a story is."""
IN_HEADLINE = re.compile(
    rf"^(?P<stem>.{{3,150}}?)[\s,:–—|-]{{0,4}}\s?(?:\((?:(?:{_PART})\s)?(?P<bare>\d{{1,2}}|[ivx]{{1,4}})(?:\s?(?:{_OF})\s?(?P<all>\d{{1,2}}))?\)|[,:–—|-]\s(?:{_PART})\s(?P<worded>\d{{1,2}}|[ivx]{{1,4}}))$"
)
"""How a headline, folded, ends in the number of a part: "The drying wells (2)", ": part 2"."""
