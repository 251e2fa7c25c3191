"""Reads people and their parts out of a printed line of credits, in many languages.

The law of the place: what a word before a name makes of its bearer stands in ROLE_WORDS, and what
parts one name from the next in PARTINGS, and only there.
"""

import re

from backfile.model.story import Contributor
from backfile.text import squeeze

ROLE_WORDS: tuple[tuple[str, str], ...] = (
    (
        "translator",
        r"translat(?:ed|ion)(?: \w+)? by|translator|übersetz(?:t von|ung|er(?:in)?)|aus dem \w+en von|tradu(?:it|ction)(?: \w+)? par|traduction|"
        r"traducido por|traducción(?: de)?|traduzido por|tradução(?: de)?|tradotto da|перев(?:од|[её]л[аи]?)|переводчик|ترجم(?:ة|ها|ه)|المترجم|翻译|译者|翻譯|訳",
    ),
    (
        "photographer",
        r"phot(?:os?|ographs?|ography|ographer)(?: and video)?(?: by)?|pictures by|fotos?(?:graf(?:ie|ía|in)?)?(?: von| de)?|bilder?(?: von)?|"
        r"photographies? (?:de|par)|crédit photo|фото(?:графии|граф)?|تصوير|عدسة|المصور|摄影|攝影|撮影|写真",
    ),
    (
        "illustrator",
        r"illustrat(?:ions?|ed|or)(?: by)?|graphics? by|art by|illustrationen?(?: von)?|иллюстрации|رسوم|插图",
    ),
    (
        "editor",
        r"edit(?:ed|ing) by|editors?(?=:)|bearbeitet von|redigiert von|édité par|editado por|редактор|تحرير|编辑|責任編輯|责任编辑|编\s?辑",
    ),
    (
        "reporter",
        r"(?:with )?additional (?:reporting|work|research) by|with reporting (?:by|from)|with (?:contributions?|files|research) (?:by|from)|"
        r"mitarbeit|unter mitarbeit von|avec (?:la collaboration de|les contributions? de)|con (?:la colaboración|información) de|при участии|بمشاركة|شارك في (?:التغطية|الإعداد)",
    ),
    (
        "interviewer",
        r"interview(?:ed)? (?:by|conducted by|von|par)|propos recueillis par|entretien (?:mené|réalisé) par|das (?:interview|gespräch) führte(?:n)?|entrevista de|"
        r"беседовал[аи]?|интервью|حوار|حاور(?:ه|ها|ته)|أجر(?:ى|ت) الحوار|采访",
    ),
    (
        "author",
        r"(?:(?:a|an) )?(?:story|stories|text|words|report(?:ed|ing)?|analysis|opinion|commentary|column|essay|review|article|posted|published|written|compiled|authored|"
        r"filed|created|submitted|contributed|produced|presented)(?: (?:and|&) \w+)? by|by(?: (?:our|special) correspondents?)?(?=[\s:])|written by|authors?\s?:|author\b|writer\s?:|"
        r"(?:ein(?:e)? (?:artikel|bericht|analyse|kommentar|gastbeitrag|reportage|beitrag) |geschrieben |verfasst |veröffentlicht )?von|text(?: von)?|autor(?:in|en|es|a)?(?= ?[:\s])|"
        r"(?:(?:écrit|rédigé|publié|posté|article|enquête|analyse|reportage|texte) )?par|auteure?s?\s?:|"
        r"(?:(?:escrito|publicado|redactado|texto|informe|análisis|reportaje) )?por|texto(?: de)?|(?:scritto |pubblicato )?da|di|a cura di|"
        r"door|tekst|av|af|skrevet av|text av|przez|autorzy?\s?:|napisał[ao]?|yazan|yazar|"
        r"автор(?:ы|а)?|текст|подготовил[аи]?|написал[аи]?|корреспондент|"
        r"بقلم|كتب(?:ت|ه|ها)?|إعداد|الكاتب(?:ة)?|بواسطة|المؤلف|تقرير|نوشته|نویسنده|توسط|"
        r"(?:本报|本刊|特约|实习|见习|通讯)?记者|記者|作者|撰文|撰稿|文\s?[/／:：＝=|]|来源|文字|מאת|כתב(?:ה)?",
    ),
)
"""What a word before a name makes of its bearer: role (MARC relators), wording."""
AGENCIES = re.compile(
    r"^(?:(?:the )?associated press|ap|a\.p\.|afp|agence france[- ]presse|reuters|dpa(?:-\w+)?|deutsche presse-agentur|epd|kna|sid|apa|efe|europa press|ansa|lusa|anp|belga|"
    r"itar-tass|tass|тасс|interfax|интерфакс|риа новости|ria novosti|xinhua|新华社|新華社|中新社|kyodo|共同通信|時事通信|yonhap|연합뉴스|upi|u\.p\.i\.|bloomberg(?: news)?|"
    r"pti|ians|ani|pa(?: media)?|press association|canadian press|the canadian press|aap|رويترز|أ ?ف ?ب|أ\.?ف\.?ب|فرانس برس|وكالات|وام|سانا|أسوشيتد برس|انسا|agencies|"
    r"agencias|agenturen|agences?|wire (?:reports|services?)|news agency|ria|unian|ukrinform|anadolu(?: agency| ajansı)?|aa|irna|isna|inter press service|ips|getty images)$",
    re.IGNORECASE,
)
"""News agencies that sign stories as people do."""
STAFF = re.compile(
    r"\b(?:staff|newsroom|news desk|editors?|editorial board|the editors|redaktion|redacci[óo]n|rédaction|redazione|редакция|هيئة التحرير|فريق التحرير|编辑部|team|correspondents?)\b|"
    r"(?:التحرير|编辑部)$",
    re.IGNORECASE,
)
_AFTER = (
    r"\s+(?:in|dans|im|unter|under|filed under|en|в рубрике|في قسم)\s+(?=[\[«\"\w])|\s*\|\s|\s*[•·●▪◆»]\s|\s[-–—]+\s(?=\d)|\s*[–—-]\s*$|\s*\n|,?\s+(?:on|am|le|el|il|em|op|den|vom|at|в)\s+(?=\S*\s?\d)|"
    r"(?:published|posted|updated|last (?:updated|modified)|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|опубликовано|обновлено|نشر|نُشر|تم النشر|发布|更新)\b|"
    r"\b(?:follow|seguir|suivre|folgen|view all|all posts|see all|read more|email|e-mail|@\w|https?:|www\.|twitter|facebook|contact)|"
    r"\d{1,4}\s?(?:[./年-]|st |nd |rd |th |de |th|min|мин|دقيق)|\b\d{4}\b|(?:19|20)\d\d|"
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s|\b(?:january|february|march|april|june|july|august|september|october|november|december)\s+\d|"
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s+\d"
)
"""Where a line of names ends: dates, doings, marks."""
_END = re.compile(_AFTER, re.IGNORECASE)
_ROLE = re.compile(
    "|".join(rf"(?P<{role}{i}>{words})" for i, (role, words) in enumerate(ROLE_WORDS)),
    re.IGNORECASE,
)
_ROLE_AT_START = re.compile(
    rf"^\W*(?:{_ROLE.pattern})(?=[\s:：/／|＝=]|$)\s*[:：/／|＝=]?\s*(?:\b(?:by|von|par|por|de)\b\s*:?\s*)?",
    re.IGNORECASE,
)
_ROLE_INSIDE = re.compile(
    r"(?:^|[\s,;.|/(•·])(?:"
    + _ROLE.pattern.replace("|author\\b", "")
    + r")(?:\s*[:：]\s*|\s+(?=\w))",
    re.IGNORECASE,
)
PARTINGS = re.compile(
    r"\s*[,;、，؛،|/／•·]\s*(?:(?:and|und|et|y|e|и|и|و|&|with|mit|avec|con)\s+)?|\s+(?:and|und|et|y|&|\+|и|та|og|och|en|ve|und|with|mit|avec|con|و)\s+|\s*&\s*|\s*和\s*|\s*与\s*",
    re.IGNORECASE,
)
"""What parts one name from the next."""
_ARABIC_AND = re.compile(r"(?<=[\u0621-\u064a]) و(?=[\u0621-\u064a]{3,} [\u0621-\u064a]{2,})")
_NOT_A_NAME = re.compile(
    r"[@<>{}\[\]=#%$€£*_\\?!…“”\"]|\d|https?:|\b(?:read (?:more|time|on)|min(?:ute)?s? read|min|minutes?|comments?|share|home|news|views?|categor\w+|tags?|menu|subscribe|login|photo|image|updated|published|edited|"
    r"posts?|all|more|follow|twitter|facebook|copyright|rights|archive|video|click|continue|reading|about|contact|search|story|stories|article|articles|print|email)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*,\s*(?=(?:jr|sr|ph\.?\s?d|m\.?d|esq|ii|iii|iv)\b)", re.IGNORECASE)
_PARTICLES = frozenset(
    "van von der den de del della da das dos du di la le el al bin ibn ben abu bint ter ten zu zur af av y e i und d' o' st st. al- ul ur ad-din jr jr. sr. ii iii mc".split()
)
_TITLE_TAIL = re.compile(
    r"\s*[(（].*?[)）]\s*$|\s+[-–—]\s+.*$|,\s*(?:staff|special|senior|contributing|correspondent|reporter|editor|contributor|columnist|bbc|cnn)\b.*$",
    re.IGNORECASE,
)
MAX_LINE = 400
"""A longer "byline" is prose."""
MAX_NAMES = 12


def read_names(line: str, default: str = "author") -> tuple[Contributor, ...]:
    """Read a printed line of credits into people with roles.

    Args:
        line: as printed, with or without its opening word ("By", "بقلم").
        default: the role of names before which no word says another.
    """
    line = squeeze(line)[:MAX_LINE]
    people: list[Contributor] = []
    for role, part in _by_role(line, default):
        for name in names_in(part):
            kind = role_of(name, role)
            if name.casefold() not in {person.name.casefold() for person in people}:
                people.append(Contributor(name, kind))
    return tuple(people[:MAX_NAMES])


def role_of(name: str, role: str) -> str:
    """Return the role of a name: agencies and the house's own staff sign as such."""
    if role != "author":
        return role
    if AGENCIES.match(name):
        return "agency"
    return role


def opening_role(line: str) -> tuple[str, str] | None:
    """Return the role that a line's opening word gives, and the rest of the line; None without."""
    found = _ROLE_AT_START.match(line)
    if not found:
        return None
    role = next(name for name, value in found.groupdict().items() if value is not None)
    return role.rstrip("0123456789"), line[found.end() :]


def names_in(part: str) -> list[str]:
    """Return the names in a part of a line that holds nothing but names, up to where they end."""
    ending = _END.search(part)
    part = part[: ending.start()] if ending else part
    part = _ARABIC_AND.sub(" و ", _SUFFIX.sub(" ", part))
    names = []
    for piece in PARTINGS.split(part):
        name = clean_name(piece)
        if name and is_name(name):
            names.append(name)
        elif name and names and len(name.split()) > 3:  # noqa: PLR2004 - words after the names
            break
    return names


def clean_name(piece: str) -> str:
    """Strip a name of what is printed around it: marks, titles after it, an ending period."""
    name = _TITLE_TAIL.sub("", piece.strip(" \t,;:|/·•-–—()[]'’‘\"“”«»*@~"))
    while (rest := opening_role(name)) and rest[1]:
        name = rest[1]
    if name.endswith(".") and not re.search(r"(?:^|[\s.])\w{1,3}\.$", name):
        name = name[:-1]
    return name.strip(' \t,;:|/·•-–—()[]"“”«»*')


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a person, agency or desk."""
    words = text.split()
    if not words or len(words) > 6 or not 2 <= len(text) <= 60 or _NOT_A_NAME.search(text):  # noqa: PLR2004
        return False
    if any(len(word) > 24 for word in words):  # noqa: PLR2004 - the longest name word of the sets has 19
        return False
    if text.rstrip(".").count(".") > 4 or ":" in text or ";" in text:  # noqa: PLR2004 - initials
        return False
    cased = [word for word in words if word[0].isalpha() and word.lower() not in _PARTICLES]
    return bool(cased) and all(_starts_as_name(word) for word in cased)


def _starts_as_name(word: str) -> bool:
    first = word[0]
    return (
        first.isupper() or first.lower() == first.upper() or any(ch.isupper() for ch in word[1:4])
    )


def _by_role(line: str, default: str) -> list[tuple[str, str]]:
    """Cut a line where a word gives the names after it another role."""
    opening = opening_role(line)
    role, rest = opening if opening else (default, line)
    parts: list[tuple[str, str]] = []
    at = 0
    for found in _ROLE_INSIDE.finditer(rest):
        named = next((n for n, v in found.groupdict().items() if v is not None), "").rstrip(
            "0123456789"
        )
        word = found.group().strip(" ,;.|/(•·:：").lower()
        if len(word) < 4 and word != "by":  # noqa: PLR2004 - "di", "av", "da" are parts of names too
            continue
        parts.append((role, rest[at : found.start()]))
        role, at = named, found.end()
    parts.append((role, rest[at:]))
    return parts
