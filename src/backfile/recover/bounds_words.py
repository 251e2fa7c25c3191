# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""Words by which news says when it happened, over folded text. Tables only."""

import re

from backfile.text import fold


def _any(*rows: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fold(row)})" for row in rows))


THIS_WEEK = _any(
    r"\b(?:earlier )?this week\b",
    r"\bcette semaine\b|\besta semana\b|\bnesta semana\b|\bquesta settimana\b|\b(?:in )?dieser woche\b|\bdeze week\b",
    r"\bна этой неделе\b|\bцього тижня\b|\bw tym tygodniu\b|\bbu hafta\b",
    r"هذا الاسبوع|الاسبوع الحالي|الاسبوع الجاري|اين هفته|השבוע",
    r"本周|這週|这周|本週|今週|이번 주",
)
"""The week in which the story is written."""
WEEKDAY_SAID = _any(
    r"\b(?:on|late|early|since)\s$|\bthis\s$",
    r"\b(?:ce|le|el|este|na|nesta|am|dem|op|в|во|у|w|we|questo)\s$",
    r"(?:يوم|اليوم|يومي|روز|ביום|ב)\s?$",
)
"""What stands before a weekday of the days just past."""
FILE_PICTURE = _any(
    r"\bfile (?:photo|picture|image|pic)\b|\bfile\b\s?[-–:)]|\barchiv\w*\b|\bundated\b|\bhistoric\w*\b",
    r"ارشيف|архив|档案|檔案|资料图|資料圖|資料写真|ארכיון|\barsiv\b",
)
"""A picture that the caption itself calls old."""
FUTURE = _any(
    r"\b(?:by|until|till|through|to|in time for|for|next|late|early|end of|before|after|than|fiscal|beyond)\s(?:\w+\s){0,2}$",
    r"\b(?:bis|jusqu'en|d'ici|hasta|para|ate|entro|до|к|قبل|بحلول|حتي)\s(?:\w+\s)?$|[-/–]$",
)
"""What stands before a year or day that may lie ahead."""
