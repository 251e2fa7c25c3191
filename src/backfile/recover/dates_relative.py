# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""Reads "3 hours ago" and "yesterday" against the day on which the words were seen.

The law of the place: such words tell a stretch of days, never one day; how the clocks of reader,
server and newsroom stood to each other is not known.
"""

import re
from datetime import date, timedelta

from backfile import edtf
from backfile.text import fold

_MINUTE, _HOUR = "minute", "hour"
_DAY, _WEEK, _MONTH, _YEAR = "day", "week", "month", "year"
_UNITS: tuple[tuple[str, str], ...] = (
    (_MINUTE, "seconds|second|sec|secs|minutes|minute|mins|min|sekunden|sekunde|minuten|secondes|segundos|minutos|minuto|minuti|minuut|минут|минуты|минуту|мин|хвилин|minut|minuty|dakika|دقائق|دقيقة|دقيقتين|دقیقه|דקות|דקה|分钟|分鐘|分|분"),
    (_HOUR, "hours|hour|hrs|hr|h|stunden|stunde|std|heures|heure|horas|hora|ore|ora|uur|uren|tim|timmar|timme|timer|time|tuntia|tunti|часов|часа|час|годин|години|годину|godzin|godziny|godzine|saat|ساعات|ساعة|ساعتين|ساعت|שעות|שעה|שעתיים|小时|小時|時間|시간"),
    (_DAY, "days|day|tagen|tag|tage|jours|jour|dias|dia|giorni|giorno|dagen|dag|dagar|dage|paivaa|paiva|дней|дня|день|днів|дні|dni|dzien|gun|ايام|يوم|يوما|يومين|روز|ימים|יום|יומיים|天|日|일"),
    (_WEEK, "weeks|week|wochen|woche|semaines|semaine|semanas|semana|settimane|settimana|weken|veckor|vecka|uger|uge|viikkoa|недель|недели|неделю|тижнів|тижні|tygodni|tygodnie|hafta|اسابيع|اسبوع|اسبوعين|هفته|שבועות|שבוע|שבועיים|周|週|週間|주"),
    (_MONTH, "months|month|monaten|monat|monate|mois|meses|mes|mesi|mese|maanden|maand|manader|manad|maneder|kuukautta|месяцев|месяца|месяц|місяців|місяці|miesiecy|miesiace|ay|اشهر|شهور|شهر|شهرين|ماه|חודשים|חודש|חודשיים|个月|個月|か月|ヶ月|개월"),
    (_YEAR, "years|year|jahren|jahr|jahre|ans|an|anos|ano|anni|anno|jaar|ar|vuotta|лет|года|год|років|роки|lat|lata|yil|سنوات|سنة|سنتين|عام|اعوام|عامين|سال|שנים|שנה|שנתיים|年|년"),
)  # fmt: skip
_DUALS = frozenset(
    fold(word)
    for word in "ساعتين دقيقتين يومين اسبوعين شهرين سنتين عامين שעתיים יומיים שבועיים חודשיים שנתיים".split()  # noqa: SIM905 - a row of words
)
"""Words that say two of a unit by their form."""
_BEFORE = "vor|il y a|hace|ha|há|منذ|قبل|לפני|acum|for|fa uns"
_AFTER = "ago|fa|geleden|atras|назад|тому|temu|once|sitten|sedan|siden|پیش|قبل|前|전"
_TODAY: dict[str, int] = {
    fold(word): days
    for days, words in (
        (0, "today|aujourd'hui|hoy|hoje|oggi|heute|vandaag|idag|сегодня|сьогодні|dzisiaj|bugün|اليوم|امروز|היום|今天|今日|오늘"),
        (1, "yesterday|hier|ayer|ontem|ieri|gestern|gisteren|igår|вчера|вчора|wczoraj|dün|أمس|دیروز|אתמול|昨天|昨日|어제"),
    )
    for word in words.split("|")
}  # fmt: skip
_ALONE = re.compile(
    r"\W*(?P<word>"
    + "|".join(sorted(map(re.escape, _TODAY), key=len, reverse=True))
    + r")(?:[\W\d]{0,9}[^\W\d_]{0,4}){0,3}"
)
"""Such a word with a time of day at most; "Read today" tells no day."""
_OF_UNIT = {fold(word): unit for unit, words in _UNITS for word in words.split("|")}
_WORDS = "|".join(sorted(map(re.escape, _OF_UNIT), key=len, reverse=True))
_NUMBER = r"(?P<number>\d{1,3}|an?|one|einem|einer|une?|uma?|un[ao]?|een|en|et|один|одну)"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\w)(?:{fold(_BEFORE)})\s+(?:{_NUMBER}\s+)?(?P<unit>{_WORDS})(?!\w)",
        rf"(?<!\w){_NUMBER}\s*(?P<unit>{_WORDS})\s*(?:{fold(_AFTER)})(?!\w)",
    )
)
_SHORTEST_DAYS = {_DAY: 1, _WEEK: 7, _MONTH: 28, _YEAR: 365}
_LONGEST_DAYS = {_DAY: 1, _WEEK: 7, _MONTH: 31, _YEAR: 366}
_HOURS_OF_DAY = 24
_LONGEST = 60
"""Characters of a line that says little besides when; a tale has more."""


def read_relative(line: str, seen: date) -> str | None:
    """Return the days that "3 hours ago" or "yesterday" leave open, as an EDTF interval, or None.

    Args:
        line: a short line.
        seen: the day on which it was there to be read. There is no other way to read such words.
    """
    if len(line) > _LONGEST:
        return None
    plain = fold(line)
    match = next((found for form in _FORMS if (found := form.search(plain))), None)
    if match is None:
        alone = _ALONE.fullmatch(plain)
        ago = _TODAY.get(alone["word"]) if alone else None
        return None if ago is None else _between(seen, ago, ago + 1)
    said = match["number"] or ("2" if match["unit"] in _DUALS else "1")
    number = int(said) if said.isdecimal() else 1
    unit = _OF_UNIT[match["unit"]]
    if unit in {_MINUTE, _HOUR}:
        days = number // _HOURS_OF_DAY if unit == _HOUR else 0
        return _between(seen, days, days + 1)
    return _between(seen, number * _SHORTEST_DAYS[unit], (number + 1) * _LONGEST_DAYS[unit])


def _between(seen: date, fewest: int, most: int) -> str | None:
    if most >= seen.toordinal():
        return None
    return edtf.interval(seen - timedelta(most), seen - timedelta(fewest))
