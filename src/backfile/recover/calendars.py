"""Other calendars, told in days of ours: Jalali (exact), Hijri (within two days), eras."""

from datetime import date, timedelta

_JALALI_ANCHOR = (1395, date(2016, 3, 20))
"""1 Farvardin 1395."""
_JALALI_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Places in the cycle of 33 years that have 366 days; true of the years 1178 to 1633."""
_JALALI_YEARS = range(1178, 1634)
_HIJRI_EPOCH = date(622, 7, 19)
"""1 Muharram 1 of the tabular calendar, proleptic Gregorian."""
_HIJRI_YEARS = range(1200, 1600)
HIJRI_DOUBT = 2
"""Days by which a printed Hijri date may lie off the tables: months begin when the moon is seen.
The tables differ from Umm al-Qura by at most two days in 1356 to 1500."""
BUDDHIST_AHEAD = 543
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each East Asian era."""


def jalali_to_date(year: int, month: int, day: int) -> date | None:
    """Return the day of a Jalali (solar Hijri) date, or None where there is none such."""
    if year not in _JALALI_YEARS:
        return None
    longest = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29  # noqa: PLR2004
    if not 1 <= day <= longest:
        return None
    anchor_year, start = _JALALI_ANCHOR
    span = range(anchor_year, year) if year >= anchor_year else range(year, anchor_year)
    days = sum(366 if _is_leap(y) else 365 for y in span)
    first = start + timedelta(days if year >= anchor_year else -days)
    passed = 31 * (month - 1) - max(0, month - 7)
    return first + timedelta(passed + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _JALALI_LEAP


def hijri_to_date(year: int, month: int, day: int) -> date | None:
    """Return the tabular day of a lunar Hijri date (30-year cycle); it may be HIJRI_DOUBT off."""
    if year not in _HIJRI_YEARS or not 1 <= day <= 30:  # noqa: PLR2004 - the longest month
        return None
    passed = (year - 1) * 354 + (11 * year + 3) // 30 + (59 * (month - 1) + 1) // 2
    return _HIJRI_EPOCH + timedelta(passed + day - 1)
