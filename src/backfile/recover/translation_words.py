"""The words by which a link calls to the same story in another language.

The law of the place: names of languages stand in NAMES, and what may stand before and after them in
CALL, and only there. Compared folded (see text.fold).
"""

import re

from backfile.text import fold

NAMES: dict[str, str] = {
    "ar": "arabic arabe árabe arabisch арабском арабский العربية بالعربية عربي عربية",
    "en": "english anglais inglés inglês englisch английском английский الإنجليزية بالإنجليزية",
    "fr": "french français francés francês französisch французском французский الفرنسية بالفرنسية",
    "es": "spanish espagnol español espanhol spanisch испанском испанский الإسبانية بالإسبانية",
    "de": "german allemand alemán alemão deutsch немецком немецкий الألمانية بالألمانية",
    "ru": "russian russe ruso russo russisch русском русский الروسية بالروسية",
    "uk": "ukrainian ukrainien ucraniano ukrainisch украинском українською українська",
    "pt": "portuguese portugais portugués português portugiesisch португальском",
    "it": "italian italien italiano italienisch итальянском",
    "tr": "turkish turc turco türkisch türkçe турецком التركية بالتركية",
    "fa": "persian farsi persan persa persisch فارسی الفارسية بالفارسية",
    "ku": "kurdish kurde kurdo kurdisch kurdî kurmancî کوردی الكردية بالكردية",
    "he": "hebrew hébreu hebreo hebräisch עברית العبرية بالعبرية",
    "zh": "chinese chinois chino chinesisch 中文 китайском",
    "hi": "hindi हिन्दी हिंदी",
    "ur": "urdu اردو",
    "id": "indonesian indonesia",
    "sw": "swahili kiswahili",
    "vi": "vietnamese việt",
    "el": "greek grec griego griechisch ελληνικά",
    "pl": "polish polonais polaco polnisch polski польском",
    "nl": "dutch néerlandais neerlandés niederländisch nederlands",
}
"""How each language is called, in its own words and in those of its neighbours."""
LANGUAGES: dict[str, str] = {
    fold(name): code for code, names in NAMES.items() for name in names.split()
}
"""Code of a language by each of its names, folded."""
_BEFORE = (
    "read|view|see|also|available|version|in|en|em|auf|lire|leer|leia|ler|lesen|hier|aqui|ici|here"
    "|this|the|story|article|report|piece|page|it|cet|cette|ce|la|le|el|esta|este|los|o|a|der|die"
    "|das|den|diesen|dieser|artikel|bericht|text|texte|texto|nota|articulo|articolo|noticia|noticias"
    "|reportage|reportaje|historia|materia|aussi|auch|tambien|tambem|читать|читайте|на|эту|этот"
    "|статью|материал|текст|اقرأ|اقراوا|لقراءه|قراءه|هذا|هذه|التقرير|المقال|الماده|النص|القصه|باللغه"
    "|اللغه|ب|في|okuyun|oku|leggi|questo|l|阅读|閱讀"
)
_AFTER = "version|edition|translation|here|hier|aqui|ici|text|language|idioma|langue|sprache|языке"
_OPENING = "|".join(sorted({fold(word) for word in _BEFORE.split("|")}))
CALL = re.compile(
    rf"\W{{0,4}}(?:(?:{_OPENING})[\W_]{{1,3}}){{0,8}}"
    rf"(?P<language>{'|'.join(sorted(map(re.escape, LANGUAGES), key=len, reverse=True))})"
    rf"(?:[\W_]{{1,3}}(?:{_AFTER})){{0,2}}\W{{0,4}}"
)
"""The whole of a link's words: nothing but a call to read, and the name of a language."""
