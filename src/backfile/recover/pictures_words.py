# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""How the words around pictures are worded, in many languages: tables only."""

import re

LABEL = (
    r"(?:photos?|photographs?|images?|pictures?|top image|credits?|photo credit|image credit|photo by|photos by|image by|picture by|photograph by|foto(?:s|graf(?:ie|ia|ía))?|bild(?:er|nachweis|quelle)?|"
    r"quelle|crédits?(?: photos?)?|photographie|© ?photo|foto de|imagen|imagem|fotocredits?|fotoğraf|ảnh|gambar|isithombe|picha|valokuva|kuvat?|billede|bilde|zdjęcie|fot\.|fotó|nuotr\.|nuotrauka|slika|φωτο(?:γραφία)?|"
    r"фото|снимок|снимка|светлина|источник фото|تصوير|الصورة|صورة|عدسة|عکس|צילום|תמונה|摄影|图片来源|图片|图源|图|攝影|圖片?|写真|撮影|照片|사진|ภาพ|छवि|फोटो)"
)
"""Words that stand before who made a picture, or whose it is."""
KNOBS = (
    r"(?:(?:click|tap) to (?:enlarge|expand|zoom)|enlarge(?: (?:this )?(?:image|photo|picture))?|(?:open|view|show) (?:image|photo|picture|gallery)(?: in (?:gallery|fullscreen|full ?screen))?|(?:hide|toggle|show) caption|"
    r"full ?screen|view (?:full ?screen|larger)|zoom|(?:bild|foto) (?:vergrößern|anzeigen)|vollbild(?:ansicht)?|agrandir(?: l[’']image)?|plein écran|voir en plein écran|ampliar(?: (?:la )?(?:imagen|foto|imagem))?|ingrandisci|"
    r"vergroot(?: afbeelding)?|förstora(?: bild(?:en)?)?|forstørr?|suurenna(?: kuva)?|powiększ|zvětšit|büyüt|resmi büyüt|увеличить|на весь экран|збільшити|تكبير(?: الصورة)?|بزرگنمایی|הגדל(?:ת תמונה)?|点击放大|點擊放大|放大|拡大(?:する|表示)?|(?:이미지 )?확대(?:보기)?|크게보기|"
    r"\d{1,3}\s?(?:/|of|von|sur|de|из|من)\s?\d{1,3}\s?\|?)"
)
"""What buttons over and beside pictures say: it is no part of a caption."""
IS_KNOB = re.compile(rf"\W*{KNOBS}\W*", re.IGNORECASE)
KNOB_BEFORE = re.compile(rf"^\W*{KNOBS}\b\W*(?=[\w«„“\"(])", re.IGNORECASE)
KNOB_AFTER = re.compile(rf"(?:\s{KNOBS}){{1,3}}\W*$", re.IGNORECASE)
