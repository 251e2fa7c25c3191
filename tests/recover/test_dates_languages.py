# ruff: noqa: E501 - a row is one language's way of printing a day
"""The months of many languages are known by the names that newsrooms print, each in its own way."""

import pytest

from backfile import edtf
from backfile.recover.dates import read_date

MONTHS = {
    "en": ("17 {} 2016", "January February March April May June July August September October November December"),
    "fr": ("le 17 {} 2016", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "es": ("17 de {} de 2016", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "pt": ("17 de {} de 2016", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    "it": ("17 {} 2016", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    "de": ("17. {} 2016", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    "nl": ("17 {} 2016", "januari februari maart april mei juni juli augustus september oktober november december"),
    "sv": ("17 {} 2016", "januari februari mars april maj juni juli augusti september oktober november december"),
    "da": ("17. {} 2016", "januar februar marts april maj juni juli august september oktober november december"),
    "nb": ("17. {} 2016", "januar februar mars april mai juni juli august september oktober november desember"),
    "fi": ("17. {} 2016", "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"),
    "is": ("17. {} 2016", "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"),
    "ru": ("17 {} 2016 г.", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    "uk": ("17 {} 2016", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    "pl": ("17 {} 2016", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    "cs": ("17. {} 2016", "ledna února března dubna května června července srpna září října listopadu prosince"),
    "hu": ("2016. {} 17.", "január február március április május június július augusztus szeptember október november december"),
    "hu short": ("2016. {} 17.", "jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec."),
    "ro": ("17 {} 2016", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"),
    "tr": ("17 {} 2016", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    "el": ("17 {} 2016", "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου"),
    "ar Egypt": ("١٧ {} ٢٠١٦", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    "ar Levant": ("١٧ {} ٢٠١٦", "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول"),
    "ar Maghreb": ("17 {} 2016", "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
    "ar Morocco": ("17 {} 2016", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"),
    "fa": ("۱۷ {} ۲۰۱۶", "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"),
    "he": ("17 ב{} 2016", "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"),
    "hi": ("१७ {} २०१६", "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"),
    "ur": ("17 {} 2016", "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر"),
    "id": ("17 {} 2016", "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"),
    "id short": ("17 {} 2016", "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des"),
    "vi": ("ngày 17 tháng {} năm 2016", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "vi comma": ("Thứ Năm, 17 tháng {}, 2016", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "zh": ("2016年{}月17日", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "zh numerals": ("二〇一六年{}月十七日", "一 二 三 四 五 六 七 八 九 十 十一 十二"),
    "ja era": ("平成28年{}月17日", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "ko": ("2016년 {}월 17일", "1 2 3 4 5 6 7 8 9 10 11 12"),
}  # fmt: skip
"""Language → how a day is printed in it, and its months from January on ("_" for a space)."""

PRINTED = [
    pytest.param(pattern.format(name.replace("_", " ")), number, id=f"{language} {number}")
    for language, (pattern, names) in MONTHS.items()
    for number, name in enumerate(names.split(), 1)
]

JALALI = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
NEW_MONTH_DAYS = (
    "2016-03-20 2016-04-20 2016-05-21 2016-06-21 2016-07-22 2016-08-22 2016-09-22 2016-10-22 "
    "2016-11-21 2016-12-21 2017-01-20 2017-02-19"
)
"""The first days of the months of 1395, as Iran's calendar office gives them."""


@pytest.mark.parametrize(("printed", "month"), PRINTED)
def test_a_day_is_read_in_the_words_of_its_language(printed: str, month: int) -> None:
    reading = read_date(printed)
    assert reading is not None
    assert reading.edtf is not None
    held = edtf.bounds(reading.edtf)[0]
    assert held is not None
    assert (held.month, held.day, held.year) == (month, 17, 2016)
    assert reading.weekday is not None or edtf.is_day(reading.edtf)


@pytest.mark.parametrize(
    ("month", "day"), list(zip(JALALI.split(), NEW_MONTH_DAYS.split(), strict=True))
)
def test_iranian_days_are_told_in_days_of_ours(month: str, day: str) -> None:
    reading = read_date(f"۱ {month} ۱۳۹۵")
    assert reading is not None
    assert reading.edtf == day
