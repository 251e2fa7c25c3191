# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""How letters to readers say what became of a title. Tables only; text as printed, spaces squeezed.

NAME stands for the name of a title: what begins with capitals, or stands in quotes.
"""

import re

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢİĪĶŁĽŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽΑ-ΩА-ЯЁЂІЇЄҐЈЉЊЋЏ]"
_NAME_WORD = rf"(?:{_CAPITAL}(?:[\w'’&-]|\.(?=\w))*|\d+|of|the|and|de|del|la|le|les|du|des|der|die|das|und|von|y|e)"
NAME = rf"(?:[“\"«»„‘「《]([^“”\"«»„‘’「」《》]{{2,60}})[”\"«»“’」》]|({_CAPITAL}[\w'’&-]*(?:\s{_NAME_WORD}){{0,6}}))"


def _rows(*rows: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.replace("NAME", NAME)) for row in rows)


TITLE = _rows(
    r"\b[Aa]rchived? (?:site |version |pages? )?of (?:the )?NAME|\b[Aa]rchives of (?:the )?NAME",
    r"\b[Ll]es archives (?:de la |de l[’']|de |du |d[’'])NAME",
    r"\b(?:los archivos|el archivo|os arquivos|o arquivo|gli archivi|l[’']archivio) (?:de la |del |de |da |do |di |della )NAME",
    r"\bArchiv (?:von |der |des )NAME",
    r"(?:أرشيف|محفوظات) (?:موقع |صحيفة |مجلة )?([^.،,؛]{2,40})",
    r"\bархив\w* (?:издания |сайта |журнала |газеты )?NAME",
    r"欢迎(?:来到|访问|阅读|浏览)?([^，。的]{2,20})的?(?:档案|存档)",
)
PAUSED = re.compile(
    r"\b(?:paus(?:e|ed|ing)|suspend(?:ed|ing)?|on hiatus|taking a break)\b|\b(?:suspendu|interrompu|en pause)\b|\b(?:suspendi[mt]\w+|suspendido|pausado|pausamos|interrumpid\w+|sospes\w+)\b|"
    r"\b(?:ausgesetzt|pausiert|unterbrochen|pausieren)\b|(?:علّ?قنا|أوقفنا مؤقت\w*|توقفنا مؤقت\w*|تعليق|إيقاف مؤقت)|\bприостанов\w+|暂停|暫停|休刊|\bara ver\w+",
    re.IGNORECASE,
)
CEASED = re.compile(
    r"\b(?:ceas(?:e|ed|ing)|stopp(?:ed|ing)|discontinu(?:ed|ing)|end(?:ed|ing)|clos(?:ed|ing)|shut(?:ting)? down|wound (?:up|down)|folded|no longer (?:publish\w*|being updated|updated))\b|"
    r"\b(?:cessé|arrêté|mis fin|fermé)\b|\b(?:cesad\w+|cesamos|cerrad\w+|cerramos|dejado de|encerr\w+|cessat\w+|chius\w+)\b|\b(?:eingestellt|beendet|geschlossen)\b|"
    r"(?:توقّ?فنا|أوقفنا|أغلقنا|توقف|إغلاق)|\b(?:прекрат\w+|закры\w+|остановил\w+)|停止|终止|終止|停刊|关闭|關閉|\b(?:son verdi\w*|kapat\w+|durdur\w+)",
    re.IGNORECASE,
)
PUBLISHING = re.compile(
    r"\b(?:publi[cs]\w+|updat\w+|operation\w*|reporting|production|site|coverage|activit\w+|parution|veröffentlich\w+|erschein\w+|betrieb|redaktion|publikation|ausgabe|"
    r"публикаци\w+|издани\w+|работу|выпуск|yayın\w*)\b|النشر|الصدور|الموقع|الإصدار|نشر|更新|出版|发布|發布|刊|运营",
    re.IGNORECASE,
)
SUCCESSOR = _rows(
    r"\b(?:transition(?:ed|ing)|mov(?:ed|ing)|migrat(?:ed|ing)|transferr(?:ed|ing)|shift(?:ed|ing)) (?:(?:some|all|most|much|part) of )?(?:our |its |the )?(?:\w+ ){0,3}?(?:to|into|over to) (?:our (?:sister|new) (?:site|publication|title),? )?(?:the )?NAME",
    r"\b(?:continues?|lives on|continuing) (?:at|on|as|under the name|in) (?:the )?NAME",
    r"\b(?:merged (?:with|into)|succeeded by|replaced by|became|has become) (?:the )?NAME",
    r"\b(?:transféré|déplacé|confié) (?:\w+ ){0,6}?(?:à|vers|au) NAME",
    r"\b(?:trasladad\w+|trasladamos|trasladado|pasado|transferi\w+|trasferit\w+) (?:\w+ ){0,6}?(?:a|para|ao) NAME",
    r"\b(?:an|auf|zu|bei|von) NAME (?:übertragen|übergeben|verlagert|fortgeführt|weitergeführt|fortgesetzt)",
    r"(?:نقلنا|انتقل\w{0,12}|حوّلنا)(?: \S+){0,5}? إلى (?:موقع |صحيفة |مجلة )?([^.،,؛]{2,40})",
    r"\b(?:перенесли|перенесена|передали|переш\w+)(?: \S+){0,5}? (?:в|на|к) (?:издание |проект |сайт )?NAME",
    r"(?:转移|移至|转至|迁移|搬到)(?:到|至)?([^，。、]{2,20})",
)
PREDECESSOR = _rows(
    r"\b(?:formerly|previously)(?: known as| called)? (?:the )?NAME",
    r"\bsuccessor (?:to|of) (?:the )?NAME",
    r"\b(?:anciennement|autrefois) NAME|\b(?:antes|anteriormente)(?: conocido como)? NAME|\bvormals NAME|\bранее NAME",
)
CONTACT = re.compile(
    r"(?:reach us|contact us|write to us|e-?mail us|get in touch|feedback|nous (?:contacter|écrire|joindre)|contactarnos|escríbanos|contáctenos|escribirnos|contattarci|"
    r"erreichen sie uns|schreiben sie uns|kontaktieren|التواصل معنا|مراسلتنا|راسلونا|تواصلوا معنا|связаться с нами|свяжитесь с нами|напишите нам|联系我们|聯絡我們|bize ulaş\w*)"
    r"[^.!?。؟]{0,160}?(?:\b(?:at|via|by|on|à|sur|a|en|unter|an|по адресу|на)|:|：|على|عبر|إلى)\s*(?P<value>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?:https?://|www\.)\S{3,200})?(?P<rest>[^\n]{0,40})",
    re.IGNORECASE,
)
