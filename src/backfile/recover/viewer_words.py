# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""Words by which a page that shows one picture leads back to its story: tables only."""

import re

from backfile.text import alternatives

BACK = re.compile(
    alternatives(
        r"""
        \b(?:back|return) to (?:the )?(?:story|article|report|text|full story|main story|news)\b|\bread the (?:full )?(?:story|article)\b
        \bzurück zu[mr]? (?:artikel|bericht|beitrag|text|meldung|geschichte)\b|\bretour (?:à|a) l[’' ]?(?:article|histoire|actualité)|\bretour au (?:texte|récit|reportage)
        \bvolver (?:a la|al) (?:noticia|artículo|nota|historia|reportaje)|\bvoltar (?:à|ao|para a|para o) (?:notícia|artigo|matéria|texto|reportagem)
        \b(?:torna|ritorna|indietro) a(?:ll[’' ]|lla |l )(?:articolo|notizia|testo|storia)|\bterug naar (?:het )?(?:artikel|verhaal|bericht)
        \b(?:tillbaka|tilbage|tilbake) til(?:l)? (?:artikeln|artiklen|artikkelen|saken|historien|texten)|\btakaisin (?:juttuun|artikkeliin|uutiseen)
        \b(?:powrót|wróć) do (?:artykułu|tekstu)|\bzpět (?:na|k) (?:článek|článku)|\bspäť na článok|\bvissza a (?:cikkhez|hírhez)|înapoi la (?:articol|știre)|\bnatrag na članak|\bnazad na (?:tekst|članak|vest)
        (?:назад|вернуться|обратно) к (?:статье|материалу|новости|тексту|публикации)|(?:повернутися|назад) до (?:статті|новини|матеріалу)|обратно към (?:статията|новината)
        επιστροφή στ(?:ο|ην) (?:άρθρο|κείμενο|είδηση)|(?:habere|yazıya|makaleye) (?:geri )?dön
        (?:العودة|عودة|الرجوع|رجوع) إلى (?:ال)?(?:مقالة?|خبر|قصة|تقرير|موضوع|نص)|بازگشت به (?:خبر|مقاله|مطلب|گزارش)|חזרה ל(?:כתבה|ידיעה|מאמר)|خبر پر واپس
        返回(?:文章|正文|报道|報道|新闻|新聞|原文)|記事(?:に|へ)戻る|元の記事|기사로 돌아가기|기사 보기|(?:लेख|खबर|ख़बर|समाचार) पर (?:वापस|लौटें)|(?:প্রতিবেদনে|খবরে) ফিরে
        kembali ke (?:artikel|berita)|(?:quay lại|trở lại) bài (?:viết|báo)|กลับไปที่(?:ข่าว|บทความ)
        """
    ),
    re.IGNORECASE,
)
"""Words of a link that leads from a picture back to its story."""
TURNED = re.compile(
    alternatives(
        r"""
        (?:next|previous|prev)(?: (?:photo|picture|image|slide))?|(?:nächstes|voriges|vorheriges) (?:bild|foto)|weiter|zurück
        (?:photo )?(?:suivante?|précédente?)|(?:foto )?(?:siguiente|anterior)|(?:foto )?(?:seguinte|próxima)|(?:successiva|precedente)|(?:volgende|vorige)(?: foto)?
        nästa|föregående|næste|forrige|neste|seuraava|edellinen|następne|poprzednie|další|předchozí|ďalší|predchádzajúci|következő|előző|următoarea|anterioara|sljedeć[ae]|prethodna
        след(?:ующ(?:ая|ее))?|пред(?:ыдущ(?:ая|ее))?|вперед|вперёд|наступн[ае]|попередн[єя]|επόμεν[ηο]|προηγούμεν[ηο]|sonraki|önceki
        (?:الصورة )?(?:التالية?|السابقة?)|بعدی|قبلی|הבא|הקודם|下一[张張页頁]|上一[张張页頁]|次へ|前へ|다음|이전|अगला|पिछला|অগলা|পরবর্তী|আগের|berikutnya|sebelumnya|tiếp|trước
        """
    ),
    re.IGNORECASE,
)
"""Words of a link to the next picture, or to the one before."""
VIEWER_PATH = re.compile(
    r"(?:^|[/_.?&=-])(?:photos?|pictures?|images?|img|pics?|media|viewer|lightbox|slides?|slideshow|galler(?:y|ies)|attachment(?:_id)?"
    r"|fotos?|fotograf\w*|bild(?:er)?|bildstrecke|galer\w+|fotogaler\w+|imagen(?:es)?|imagens?|immagini|diaporama|zdjeci[ea]|kuvat?|resim(?:ler)?)(?:[/_.?&=-]|\d|$)",
    re.IGNORECASE,
)
"""Addresses of single pictures of a story."""
