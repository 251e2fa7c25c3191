# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""Addresses and words by which pages give away what kind they are: tables only."""

import re

from backfile.text import alternatives

LIST_PATH = re.compile(
    alternatives(
        r"""
        /(?:tags?|categor(?:y|ies|ie|ia|ias)|authors?|search|feeds?|kategorie\w*|schlagwort\w*|etiquetas?|auteurs?|autor(?:en|es)?|mots?-cles?|users?)(?:/|\.|$)
        /(?:archives?|archiv)(?:\.\w+|(?:/(?:19|20)\d\d(?:/\d{1,2}){0,2})?/?$)
        /(?:19|20)\d\d/(?:\d{1,2}/(?:\d{1,2}/)?)?$|/page/?\d+/?|/index\d*\.\w+$
        [?&](?:paged?|s|q|cat|tag|author)=
        """
    ),
    re.IGNORECASE,
)
"""Addresses of lists."""
SHELF_PATH = re.compile(
    alternatives(
        r"""
        /(?:topics?|sections?|series|rubri\w+|themen?|temas?|seccion\w*|labels?|issues?|collections?)(?:/|\.|$)
        """
    ),
    re.IGNORECASE,
)
"""Folders that hold lists on some sites and stories on others."""
STANDING_PATH = re.compile(
    alternatives(
        r"""
        /(?:about(?:-?us)?|contacts?(?:-?us)?|kontakt|impressum|imprint|datenschutz\w*|privacy(?:-policy)?|terms(?:-of-(?:use|service))?|legal|mentions-legales|agb|faq|help|advertis\w+|subscribe|newsletters?|donate|support(?:-us)?|jobs|careers|masthead|staff|team|editorial-?(?:policy|guidelines|standards)|cookies?(?:-policy)?|submissions?|submit|letter|letter-to-(?:our-)?readers|dear-readers|share-your-story|sitemap|404|uber-uns|ueber-uns|a-propos|qui-sommes-nous|quienes-somos|sobre(?:-nosotros)?|contacto|aviso-legal|thank-?you|login|register|account|accessibility)(?:[-_.][a-z]+)?(?:/|\.html?|\.php|$)
        """
    ),
    re.IGNORECASE,
)
"""Addresses of standing pages."""
STANDING_WORDS = re.compile(
    alternatives(
        r"""
        ^(?:about(?: us)?|contact(?: us)?|who we are|privacy(?: policy)?|terms(?: of (?:use|service)| (?:&|and) conditions)?|a?\s?letter to (?:our )?readers|dear readers|share your story|imprint|über uns|kontakt|impressum|datenschutz(?:erklärung)?|nutzungsbedingungen|brief an unsere leser\w*|teilen sie ihre geschichte|à propos|contactez-nous|mentions légales|lettre à nos lecteurs|conditions d.utilisation|partagez votre histoire|acerca de|quiénes somos|sobre nosotros|contacto|aviso legal|carta a (?:nuestros )?lectores|términos de uso|comparta su historia|о нас|о проекте|контакты|письмо читателям|условия использования|ваша история|من نحن|اتصل بنا|رسالة إلى (?:قرائنا|القراء)|شروط الاستخدام|سياسة الخصوصية|شارك(?:نا)? قصتك|关于我们|联系我们|致读者|使用条款|分享你的故事)\W*$
        """
    ),
    re.IGNORECASE,
)
"""Headings of standing pages."""
LIST_WORDS = re.compile(
    alternatives(
        r"""
        ^(?:(?:tag|category|topic|author|archives?|search results?|posts? (?:tagged|by|in)|articles? (?:tagged|by|in)|all (?:posts|stories|articles|tags|authors|categories)|kategorie|schlagwort|archiv|catégorie|étiquette|auteur|categoría|etiqueta|autor|тег|рубрика|категория|автор|архив|وسم|تصنيف|كاتب|الأرشيف|أرشيف|标签|分类|作者|归档|存档)s?\s*[:：]|(?:tags|categories|authors|archives?|sitemap|blog|index|home|page \d+|seite \d+|страница \d+|página \d+|第 ?\d+ ?页|الصفحة \d+)$)
        """
    ),
    re.IGNORECASE,
)
"""Headings of lists."""
ERROR_WORDS = re.compile(
    alternatives(
        r"""
        \b404\b
        (?:page|file|seite|página|страница|الصفحة|页面).{0,20}(?:not (?:be )?found|nicht gefunden|introuvable|no encontrada|не найдена|غير موجودة|不存在|未找到)
        not found$|nothing found
        ^(?:50[023] |bad gateway|service unavailable|internal server error|forbidden|access denied)
        """
    ),
    re.IGNORECASE,
)
"""What pages say that stand in for others."""
GATE_WORDS = re.compile(
    alternatives(
        r"""
        checking your browser|verify (?:that )?you are (?:a )?human
        enable (?:javascript|cookies) (?:and cookies )?to continue|just a moment
        attention required|this (?:content|post|page) is (?:password )?protected
        enter (?:your|the) password|before you continue|are you a robot|captcha
        subscribe to (?:read|continue)|log in to continue|access to this page has been denied
        """
    ),
    re.IGNORECASE,
)
"""What pages say that ask before they show anything."""
LOCK_FIELD = 'name="post_password"'
"""The field in which WordPress asks for the password of a protected story."""
