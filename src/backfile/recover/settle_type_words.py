# ruff: noqa: E501 - a row of a table is one sort of piece, however long
"""How newsrooms name sorts of pieces, in many languages: tables only."""

from backfile.model.story import StoryType

LABELS: dict[StoryType, str] = {
    StoryType.OPINION: """opinion opinions op-ed oped opeds commentary viewpoint viewpoints
        editorial editorials columns columnists meinung kommentar kommentare opinión tribune
        tribunes points-de-vue éditorial мнение мнения رأي الرأي آراء مقالات-الرأي 评论 观点 社论""",
    StoryType.INTERVIEW: """interview interviews q&a qanda entrevista entrevistas entretien
        entretiens intervista interviste интервью مقابلة مقابلات حوار حوارات 专访 访谈""",
    StoryType.EXPLAINER: """explainer explainers explained how-it-works faq hintergrund erklärt
        décryptage décryptages explicador explicadores explicativos шпаргалка разбор شرح شروحات 解读""",
    StoryType.DIGEST: """digest digests newsletter newsletters roundup roundups briefing briefings
        weekly-review week-in-review the-week-in-review newswrap presseschau wochenrückblick
        revue-de-presse resumen resumen-semanal дайджест дайджесты نشرة موجز 摘要""",
    StoryType.GALLERY: """gallery galleries slideshow slideshows photo-essay photo-essays
        photoessay photo-gallery photo-galleries in-pictures in-photos bildergalerie fotostrecke
        fotogalería galería diaporama en-images галерея фоторепортаж بالصور معرض-صور 图集 组图""",
    StoryType.VIDEO: "video videos vídeo vídeos видео فيديو 视频",
    StoryType.AUDIO: "podcast podcasts audio подкаст بودكاست 播客",
    StoryType.EVENT: """event events our-events upcoming-events veranstaltung veranstaltungen evento
        eventos événement événements evenements события мероприятия فعالية فعاليات 活动""",
    StoryType.PROJECT: """project projects special-project special-projects sonderprojekt
        sonderprojekte proyecto proyectos proyectos-especiales projet projets projets-spéciaux
        спецпроект спецпроекты مشروع مشاريع مشاريع-خاصة 专题 特别项目""",
    StoryType.LETTER: """from-the-editor from-the-editors letter-from-the-editor
        letters-from-the-editor letter-from-the-editors editors-note editors-notes note-to-readers
        letter-to-readers letters-to-readers to-our-readers letters letters-to-the-editor
        leserbriefe brief-der-redaktion aus-der-redaktion courrier-des-lecteurs mot-de-la-rédaction
        carta-de-la-redacción cartas-al-director carta-del-editor от-редакции письма-читателей
        من-المحرر كلمة-التحرير بريد-القراء 编者按 致读者""",
}
"""What sections and tags are called that hold one sort of piece, words parted by spaces."""
JOINS = r"\s+(?:&|\+|and|und|et|y|e|и|و)\s+|\s*[&/,]\s*|\s*和\s*"
"""What joins two sorts in the name of one section ("Projects & Events")."""

OPENINGS: dict[StoryType, str] = {
    StoryType.OPINION: r"(?:opinion|op-?ed|editorial|commentary|column|viewpoint|kommentar|meinung|tribune|opinión|мнение|колонка|رأي|评论|社论)\s?[:：|–—]",
    StoryType.INTERVIEW: r"(?:interview|q\s?&\s?a|q and a|entretien|entrevista|intervista|интервью|مقابلة|حوار|专访)\s?[:：|–—]|(?:an? )?interview with\b|in conversation with\b|entretien avec\b|interview mit\b|entrevista (?:con|a)\b|интервью с\b|(?:مقابلة|حوار) مع\b|专访",
    StoryType.EXPLAINER: r"(?:explainer|explained|faq|décryptage|erklärt|explicador|разбор|شرح|解读)\s?[:：|–—]|what you need to know about\b|ce qu[’']il faut savoir sur\b|was (?:sie|man) (?:über|zu) .{3,60} wissen (?:muss|müssen|sollte)|lo que hay que saber\b|что нужно знать\b|كل ما تحتاج معرفته\b",
    StoryType.DIGEST: r"(?:(?:daily|weekly|morning|evening|news|friday|monday) )?(?:digest|roundup|round-up|briefing|newsletter|news wrap)\s?[:：|–—]|(?:this|the|our|your) week in (?:review|news|brief)\b|(?:wochenrückblick|presseschau|revue de presse|resumen (?:semanal|de la semana)|итоги недели|обзор недели|дайджест|موجز|نشرة الأسبوع|一周要闻|本周要闻)\b",
    StoryType.GALLERY: r"(?:photo (?:essay|gallery)|gallery|slideshow|fotostrecke|bildergalerie|fotogalería|diaporama|фоторепортаж|фотогалерея)\s?[:：|–—]|in (?:pictures|photos|photographs|bildern)\s?[:：|–—]|en (?:images|imágenes|fotos)\s?[:：|–—]|بالصور(?=[\s:،.])|(?:图集|组图)",
    StoryType.VIDEO: r"(?:video|watch|vídeo|видео|فيديو|بالفيديو|视频)\s?[:：|–—]",
    StoryType.AUDIO: r"(?:podcast|listen|audio|подкаст|بودكاست|播客)\s?[:：|–—]",
    StoryType.EVENT: r"(?:event|save the date|invitation|veranstaltung|einladung|evento|événement|приглашение|دعوة|فعالية|活动)\s?[:：|–—]",
    StoryType.PROJECT: r"(?:special project|project|sonderprojekt|proyecto especial|projet spécial|спецпроект|مشروع خاص|专题)\s?[:：|–—]",
}
"""How headlines open that say what sort of piece follows, before a mark that parts the two."""
QUESTION = r"(?:Q|Question|Frage|Pregunta|Domanda|Вопрос|سؤال|س|问)\s?[:.：]"
"""How the paragraphs of an interview open that ask."""
