# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""The reading time as printed ("Approx. 4 minutes", "3 min read", "تُقرأ خلال 2 دقائق")."""

import re

from backfile.text import western_digits

_MINUTES = r"(?:min(?:ute|uto|uut|uten|uti)?(?:s|n|en|i)?\.?|мин(?:ут[аыу]?)?\.?|دقيقة|دقائق|دقيقه|분|分钟|分鐘|分|λεπτά|dakika|perc)"
_PATTERNS = (
    re.compile(
        rf"(\d{{1,3}})\s*[-–]?\s*{_MINUTES}\s*(?:de\s+|di\s+)?(?:read|reading|to read|lesezeit|lesedauer|zu lesen|lecture|lectura|leitura|lettura|leestijd|"
        r"lästid|чтения|на чтение|للقراءة|قراءة|القراءة|閱讀|阅读|okuma|lecture)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:read(?:ing)? time|time to read|lesezeit|lesedauer|temps de lecture|durée de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd|"
        rf"время чтения|время на чтение|читать|وقت القراءة|مدة القراءة|زمن القراءة|تُ?قرأ خلال|قراءة في|阅读时间|預計閱讀|阅读时长|预计阅读|読了時間|okuma süresi)"
        rf"[^\d]{{0,24}}(\d{{1,3}})\s*{_MINUTES}?",
        re.IGNORECASE,
    ),
)
_DIGIT = re.compile(r"\d")
LONGEST = 80
_LONGEST_TIME = 180
"""Minutes: more is no reading time."""


def find_read_time(text: str) -> int | None:
    """Return the minutes that a short line gives as reading time, or None."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return None
    plain = western_digits(text)
    for pattern in _PATTERNS:
        found = pattern.search(plain)
        if found and 0 < int(found[1]) <= _LONGEST_TIME:
            return int(found[1])
    return None


def is_read_time(text: str) -> bool:
    """Say whether a short line gives nothing but a reading time."""
    return find_read_time(text) is not None and len(text) < LONGEST / 2
