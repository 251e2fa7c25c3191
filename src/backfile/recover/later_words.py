# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""Words by which the pages of one story are counted and turned: tables only."""

import re

from backfile.text import alternatives

PAGE_WORDS = (
    r"pages?|pagina|página|pag|pg|seite|sida|side|sivu|sayfa|strona|stranka|strana|halaman"
    r"|stranitsa|teil|part|p|s"
)
"""What stands in an address before the number of a page."""
PAGE_PARAMETERS = re.compile(
    r"(?:pages?|page_?(?:no|num|nr|number|id)|pagina|seite|sida|sivu|sayfa|strona|halaman|pag|pg|pn"
    r"|p|paged|cpage)",
    re.IGNORECASE,
)
"""Parameters of a query whose value is the number of a page."""
_WORD = (
    r"pages?|p\.|seite|página|pagina|pág\.|pag\.|sida|side|sivu|sayfa|strona|strana|stránka|oldal"
    r"|страница|стр\.|сторінка|σελίδα|עמוד|صفحه|صفحة|الصفحة|halaman|trang|पृष्ठ|পৃষ্ঠা|หน้า|페이지|ページ|第"
)
_OF = r"of|von|de|di|sur|aus|av|af|fra|z|van|din|из|із|από|מתוך|من|از|dari|trên|/|／|∕|⁄|\|"
MARKED = re.compile(
    rf"\s?[-–—|:,·]?\s?(?:[(\[]\s?|(?=\b(?:{_WORD})))(?:(?P<word>{_WORD})\s?)?(?P<page>[1-9]\d?)"
    rf"(?P<sign>\s?[页頁ページ]{{1,3}})?(?:\s?(?:{_OF})\s?(?P<all>\d{{1,2}})(?:\s?[页頁ページ]{{1,3}})?)?(?:\s?[)\]])?(?=\s?(?:$|[-–—|]))",
    re.IGNORECASE,
)
"""What a title ends in on a later page: "– page 2 of 3", "(2)", "| Seite 2". A bare "(2)" may as well
be the second part of a series: it alone does not count pages."""
OF_SEVERAL = re.compile(
    rf"^\W{{0,4}}(?:(?:{_WORD})\s?)?(?P<page>[1-9]\d?)\s?(?:{_OF})\s?(?P<all>[1-9]\d?)(?!\s?[/.]?\d)",
    re.IGNORECASE,
)
"""A line that counts pages: "2 / 3", "Seite 2 von 3"."""
EARLIER = re.compile(
    alternatives(
        r"""
        (?:previous|prev|first|earlier) page|(?:back )?to page \d+|page \d+
        (?:vorherige|vorige|erste)\s?seite|seite \d+|zur seite \d+
        page précédente|première page|página anterior|primera página|primeira página|pagina precedente|prima pagina
        vorige pagina|pagina \d+|página \d+|föregående sida|forrige side|edellinen sivu|poprzednia strona
        předchozí stran[ay]|előző oldal|pagina anterioară|предыдущая страница|страница \d+|попередня сторінка
        προηγούμενη σελίδα|önceki sayfa|לעמוד הקודם|الصفحة السابقة|صفحه قبل|上一页|上一頁|前のページ|이전 페이지
        पिछला पृष्ठ|halaman sebelumnya|trang trước
        """
    ),
    re.IGNORECASE,
)
"""Words of a link to the page before, and not to the story before."""
