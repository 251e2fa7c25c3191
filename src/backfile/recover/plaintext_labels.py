# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""Labels that stand on a story's page before a value, or alone where the value was lost.

The law of the place: what a label says stands in LABELS, and only there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BYLINE, DATE, UPDATED, READ_TIME = "byline", "date", "updated", "read-time"
IMAGE, SECTION, TAGS, CREDIT = "image", "section", "tags", "credit"

LABELS: tuple[tuple[str, str], ...] = (
    (BYLINE, (r"written by|story by|reported by|words by|text by|report by|posted by|published by|reporting by|authors?(?=\s*:)|by(?=\s*:)|"
             r"écrit par|rédigé par|publié par|auteure?s?(?=\s*:)|escrito por|publicado por|autor(?:es|a)?(?=\s*:)|scritto da|autore(?=\s*:)|geschrieben von|verfasst von|autor(?:in)?(?=\s*:)|geschreven door|"
             r"автор(?:ы)?(?=\s*:)|текст(?=\s*:)|بقلم|كتب(?:ها|ه|ت)?(?=\s*:)|الكاتبة?(?=\s*:)|إعداد(?=\s*:)|نویسنده(?=\s*:)|yazan|yazar(?=\s*:)|מאת|作者(?=\s*[:：])|撰文(?=\s*[:：])|记者(?=\s*[:：])")),
    (UPDATED, r"last (?:updated|modified)(?: on| at)?|updated(?: on| at)?|mis à jour le|dernière mise à jour|actualizado(?: el)?|atualizado(?: em)?|aggiornato il|aktualisiert(?: am)?|zuletzt aktualisiert|обновлено|آخر تحديث|تم التحديث|تحديث|به‌روزرسانی|güncelleme|עודכן|更新(?:时间|于|日時?)?(?=\s*[:：\d])|(?:수정|최종수정)(?=\s*[:：]?\s*\d)|(?:uppdaterad|oppdatert|opdateret|päivitetty|bijgewerkt|zaktualizowano|aktualizováno|frissítve|actualizat|ažurirano|обновен[ао]?|cập nhật|diperbarui|ενημερώθηκε)(?=\s*:|\s+\d|\s+den\s|\s+lúc)"),
    (DATE, (r"published(?: on| at)?|posted(?: on| at)?|publication date|date published|date(?=\s*:|\s+\d)|publié(?:e)? le|date de publication|publicado(?: el| em)?|fecha(?: de publicación)?(?=\s*:|\s+\d)|data(?: de publicação)?(?=\s*:|\s+\d)|pubblicato il|"
           r"veröffentlicht(?: am)?|erschienen am|datum(?=\s*:|\s+\d)|gepubliceerd op|опубликовано|дата(?: публикации)?(?=\s*:)|опубліковано|نُشر(?:ت)? في|نشر(?:ت)? في|تم النشر(?: في)?|تاريخ النشر|تاریخ انتشار|yayınlanma(?: tarihi)?|yayın tarihi|פורסם(?: ב)?|发布(?:时间|于|日期)|发表(?:时间|于|日期)|日期(?=\s*[:：])|公開日|掲載日|게시일|"
           r"(?:written|created|uploaded|submitted|date posted|posted date|publish date)(?: on)?(?=\s*[:：])|veröffentlichung(?:sdatum)?(?=\s*:)|(?:erstellt|eingestellt|geschrieben|online seit|pressemitteilung vom|meldung vom|nachricht vom)(?: am)?(?=\s*:|\s+\d|\s+(?:den|vom)\s)|"
           r"mis en ligne(?: le)?|paru(?:e)? le|publication(?=\s*:)|subido el|creado el|postado em|inserito il|data di pubblicazione|geplaatst(?: op)?(?=\s*:|\s+\d)|"
           r"publicerad(?:es|t)?(?=\s*:|\s+\d|\s+den\s)|publisert(?=\s*:|\s+\d)|offentliggjort(?=\s*:|\s+\d)|udgivet(?=\s*:|\s+\d)|julkaistu(?=\s*:|\s+\d)|birt(?=\s*:|\s+\d)|"
           r"opublikowan[oy](?=\s*:|\s+\d)|data publikacji|dodano(?=\s*:|\s+\d)|zveřejněno|vydáno(?=\s*:|\s+\d)|publikované|zverejnené|megjelent(?=\s*:|\s+\d)|közzétéve|publicat(?:ă)? (?:la|pe|în)|data publicării|objavljeno(?=\s*:|\s+\d)|"
           r"публикуван[оа]?(?: на)?(?=\s*:|\s+\d)|размещено(?=\s*:|\s+\d)|дата выхода(?=\s*:)|δημοσιε(?:ύθηκε|υση|ύτηκε)(?=\s*:|\s+\d|\s+στις)|"
           r"ngày đăng|đăng (?:ngày|lúc)|xuất bản(?=\s*:)|diterbitkan(?=\s*:|\s+\d)|dipublikasikan|เผยแพร่(?:เมื่อ)?|प्रकाशित(?=\s*:|\s+\d)|"
           r"(?:公開|掲載|投稿|配信|登録)(?:日時?)?(?=\s*[:：])|(?:입력|등록|작성일?|기사입력|승인)(?=\s*[:：]?\s*\d)|(?:來源時間|刊登(?:日期)?|上载(?:时间)?|创建时间|時間|时间)(?=\s*[:：])")),
    (READ_TIME, r"(?:read(?:ing)? time|time to read|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|lesezeit|leestijd|время чтения|час читання|مدة القراءة|وقت القراءة|زمان مطالعه|okuma süresi|זמן קריאה|阅读时间|閱讀時間|読了時間)"),
    (IMAGE, (r"(?:top |lead |main |cover |header |featured )(?:image|photo|picture)|image caption|photo caption|caption(?=\s*:)|image(?=\s*:)|photo(?=\s*:)|picture(?=\s*:)|"
            r"légende(?=\s*:)|imagen(?: principal| destacada)?(?=\s*:)|foto(?: principal)?(?=\s*:)|bild(?:unterschrift)?(?=\s*:)|titelbild|immagine(?=\s*:)|изображение(?=\s*:)|фото(?=\s*:)|الصورة(?: الرئيسية)?(?=\s*:)|صورة(?=\s*:)|تصویر(?=\s*:)|图片(?:说明)?(?=\s*[:：])|图(?=\s*[:：])|写真(?=\s*[:：])")),
    (CREDIT, r"(?:photo |image |picture )?credits?(?=\s*:)|photo(?:graph)?s? by|crédit(?:s)?(?: photo)?(?=\s*:)|créditos?(?=\s*:)|bildnachweis|fotograf(?=\s*:)|تصوير|عدسة|摄影(?=\s*[:：])|撮影(?=\s*[:：])"),
    (SECTION, r"(?:section|category|categories|filed under|posted in|department|topic)(?=\s*:)|filed under|posted in|rubrique(?=\s*:)|sección(?=\s*:)|seção(?=\s*:)|rubrik(?=\s*:)|ressort(?=\s*:)|рубрика(?=\s*:)|القسم(?=\s*:)|التصنيف(?=\s*:)|栏目(?=\s*[:：])|分类(?=\s*[:：])"),
    (TAGS, r"(?:tags|keywords|tagged|topics)(?=\s*:)|mots-clés(?=\s*:)|etiquetas(?=\s*:)|palavras-chave(?=\s*:)|schlagw[oö]rter(?=\s*:)|schlagworte(?=\s*:)|теги(?=\s*:)|метки(?=\s*:)|(?:ال)?وسوم(?=\s*:)|كلمات مفتاحية(?=\s*:)|标签(?=\s*[:：])|标籤(?=\s*[:：])"),
)  # fmt: skip
"""Field, and the words that say that its value follows; single common words only before a colon."""

_LABEL = re.compile(
    "|".join(f"(?P<l{i}>{words})" for i, (_, words) in enumerate(LABELS)), re.IGNORECASE
)
_OPENING = re.compile(
    rf"^\W{{0,3}}(?:{_LABEL.pattern})(?=[\s:：.،]|$|\d)\s*[:：]?\s*", re.IGNORECASE
)
_INNER = re.compile(
    rf"(?:(?<=\s)|(?<=\|))(?:{_LABEL.pattern})(?=[\s:：|]|$|\d)\s*[:：]?\s*", re.IGNORECASE
)
_MINUTES = re.compile(
    r"(?:approx\.?|about|ca\.?|env\.?|около|حوالي|约)?\s*(\d{1,3})\s?[-–]?\s?(?:min(?:ute)?s?\b\.?|minuten\b|minutos?\b|minuti\b|мин\w*|хв\w*|دقائق|دقيقة|دقیقه|dakika|דקות|分钟|分鐘|分)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:originally|first|previously|ursprünglich|zuerst|erstmals|initialement|d'abord|originalmente|"
    r"originariamente|oorspronkelijk|eerder|впервые|изначально)\s*$",
    re.IGNORECASE,
)
"""What stands before a label that tells of an earlier edition, or of another title."""
_BARE_BYLINE = re.compile(r"^(?i:by|par|por|von|di|door|av)\s+(?=[^\W\d_a-z])")
LONGEST_LINE = 300
"""Characters of a line of labels; a longer one is prose that happens to begin so."""
_LONGEST_BARE = 80
"""Characters of a line that begins with nothing but "By"."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label of a line and the value printed after it."""

    field: str
    label: str
    value: str
    """"" where the value was lost."""


def read_labels(line: str) -> tuple[Labelled, ...]:
    """Read a line of labels ("Written by X Published on Read time Approx. 4 minutes").

    Returns:
        The labels in order, each with what stands between it and the next; nothing for prose.
    """
    opening = _OPENING.match(line)
    if opening is None:
        return _read_bare(line)
    field = _field_of(opening)
    if field == IMAGE:
        return (Labelled(IMAGE, _word_of(opening), line[opening.end() :].strip()),)
    if len(line) > LONGEST_LINE:
        return ()
    return tuple(_parts(line, opening))


def find_labels(line: str) -> tuple[Labelled, ...]:
    """Read the labels of a short line wherever they stand in it ("Salma Nour · Posted: May 5").

    Returns:
        The labels in order; nothing where the line has none.
    """
    labels = read_labels(line)
    if labels and any(labelled.field in {DATE, UPDATED} for labelled in labels):
        return labels
    inner = _INNER.search(line) if len(line) <= LONGEST_LINE else None
    return (*labels, *_parts(line, inner)) if inner is not None else labels


def is_of_earlier(line: str, labelled: Labelled) -> bool:
    """Say whether a label tells when a story had appeared before ("originally published on …")."""
    head, found, _ = line.partition(labelled.label)
    return bool(found) and _EARLIER.search(head) is not None


def opens_with_label(line: str) -> bool:
    """Say whether a line opens with a label before a colon, as no line inside of prose does."""
    opening = _OPENING.match(line)
    return opening is not None and opening[0].rstrip().endswith((":", "："))


def read_minutes(text: str) -> int | None:
    """Return the minutes that a line gives as the time to read the story, or None."""
    match = _MINUTES.search(text)
    return int(match[1]) if match and int(match[1]) > 0 else None


def _read_bare(line: str) -> tuple[Labelled, ...]:
    """Read a short line that is only "By NAME" or "5 min read"."""
    if len(line) > _LONGEST_BARE:
        return ()
    if match := _BARE_BYLINE.match(line):
        return (Labelled(BYLINE, match[0].strip(), line[match.end() :].strip()),)
    if (match := _MINUTES.match(line)) and len(line) - match.end() <= 10:  # noqa: PLR2004 - "read", "Lesezeit"
        return (Labelled(READ_TIME, "", line),)
    return ()


def _parts(line: str, opening: re.Match[str]) -> Iterator[Labelled]:
    """Yield the labels of a line that opens with one."""
    last, at = opening, opening.end()
    while True:
        # A caption runs to the end: what looks like a label in it is its credit.
        match = _INNER.search(line, at) if _field_of(last) != IMAGE else None
        value = line[at : match.start() if match else len(line)]
        yield Labelled(_field_of(last), _word_of(last), value.strip(" |·•–—,\t"))
        if match is None:
            return
        last, at = match, match.end()


def _field_of(match: re.Match[str]) -> str:
    number = next(int(name[1:]) for name, value in match.groupdict().items() if value)
    return LABELS[number][0]


def _word_of(match: re.Match[str]) -> str:
    return next(value for value in match.groupdict().values() if value)
