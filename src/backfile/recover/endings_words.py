# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""How the lines after the end of a story are worded: tables only."""

import re

from backfile.text import alternatives

ENDINGS = re.compile(
    r"^[\W_]*(?:"
    + alternatives(
        r"""
        (?:additional |with )?(?:reporting|research|writing|translation|production) (?:and (?:writing|editing) )?(?:for this (?:story|article) )?(?:is |was )?by\b
        (?:edited|editing|compiled|translated) by(?:\s?:|(?-i: [A-ZÀ-Þ]))
        [^.!?]{2,160} (?:also )?contributed (?:to (?:this|the) (?:report|reporting|story|article|piece|column|dispatch|series|review)\b|(?:additional |some )?(?:reporting|research)\b)
        (?-i:(?:(?:[A-ZÀ-Þ][\w.'’-]*|and|writers?|reporters?|correspondents?),? ){2,12})(?:also )?reported from [^.!?]{2,60}[.;,]
        (?:this|the) (?:interview|conversation|transcript) (?:has been|was) (?:\w+ )?(?:edited|condensed)
        (?:this (?:story|article|column|piece)|a version of this (?:story|article)) (?:was |has been )?(?:first |originally )?(?:published|appeared|produced|appears)
        follow (?:us|me|him|her|them|@?\w+(?: \w+){0,5}) (?:on|at) (?:twitter|facebook|instagram|x\b|linkedin|tiktok|threads|bluesky|whatsapp|telegram|youtube)
        (?:if you )?(?:liked?|enjoy(?:ed)?|loved?) (?:this (?:story|article|post|piece)\b|the (?:story|article|post|piece)\s?[?!])
        (?:sign up|subscribe)(?:\W*$|[!.:]| (?:to|for|here|now|today|and|via|on|at|with|by)\b)|click here to (?:sign up|subscribe|get|download|support)\b
        (?:want|do you want) (?:more (?:stories|news|articles|coverage|information|like this|of (?:this|our|the)|from|on|about|great)\b|to (?:read|get|hear|know) more|(?:great )?(?:stories|news))
        (?:download|get) (?:the|our) [\w' ]{0,30}\bapp\b
        (?:send|e-?mail) (?:us |your )?(?:tips|questions|comments|feedback|story ideas)
        (?:have|got) (?:a|any) (?:tip|news tip|story|question|confidential tip)s?\b.{0,60}\?
        (?:mit|quelle[:n]?) (?:material|informationen) (?:von|der|des)\b
        (?:redaktion|mitarbeit|übersetzung)\s*:
        (?:click here|see (?:more (?:at|on|in|here|from|about|of our|stories|photos|pictures|news)|the full)|for (?:more information|the full|further information)|find out more|learn more)\b
        follow [\w' .’-]{0,40}(?:full|complete|all) coverage
        (?:you can )?(?:contact|reach|e-?mail) (?:me|us|him|her|them|the (?:author|reporter|writer)|[\w.]+ [\w.]+) (?:at|via|on|by)\b
        (?-i:[A-ZÀ-Þ][\w.’'-]{1,20}(?: (?:[A-ZÀ-Þ][\w.’'-]{0,20}|de|da|di|del|van|von|der|bin|al|el|la)){1,4}) is (?:a|an|the) [^.!?]{0,80}\b(?:reporter|editor|writer|correspondent|columnist|journalist|contributor|producer|professor|author)\b
        (?:[^.!?]{0,60}[.?!] )?(?:please )?(?:get|stay|keep) in touch (?:with|by|via|at|here)\b|(?:e-?mail|write to) (?:us|me|the (?:author|editor)s?) at\b
        (?:for|find|get) more (?:stories|news|articles|content|reviews|of the latest|updates|coverage|like this)\b|for more .{0,40}(?:check|visit|head|see|follow)\b
        (?:check out|discover|explore|browse) (?:more|all|the (?:latest|rest)|our)\b
        (?:listen|watch|tune in|subscribe) (?:to|live|on|via|here|now|back)\b[^.!?]{0,120}(?:podcasts?|youtube|spotify|live|weekdays|channel|newsletter|apple)\b
        (?:this (?:story|article|piece) (?:was|is) (?:featured|part|included) (?:in|of)|a longer version of this)\b
        our standards\s*:|(?:read|see) (?:also|more|next|the (?:full|original))\s?[:|»>]|(?:related|more)\s?(?:stories|story|articles?|posts?|reading|coverage)?\s?:\s
        (?-i:[A-ZÀ-Þ][\w'’-]+(?:,? and [A-ZÀ-Þ][\w'’-]+)?(?:, [A-ZÀ-Þ][\w'’-]+){0,3}) reported from (?-i:[A-ZÀ-Þ])
        (?:lesen|sehen|hören) sie (?:auch|mehr|hier|weiter)\b|mehr (?:zum thema|dazu|nachrichten|aktuelle)\b|(?:hat|gefällt|gefiel) ihnen (?:dieser|der|unser) (?:artikel|beitrag|text)\b|folgen sie (?:uns|der|dem)\b|abonnieren sie\b|melden sie sich (?:hier|jetzt|für)\b
        (?:lire|lisez|voir|découvrez|retrouvez) (?:aussi|également|notre|nos|tous? (?:l|nos))\b[^.!?]{0,140}$|(?:suivez|abonnez|inscrivez)-(?:nous|vous)\b
        (?:lea|lee|leé|leia|mira|vea|veja|leggi|guarda) (?:también|también:|mais|más|anche|todas?|tutt[ei])\b|(?:suscríbete|suscríbase|síguenos|síganos|siga[- ](?:nos|o)|assine|inscreva-se|iscriviti|seguici|segui)\b
        (?:читайте|подписывайтесь|подпишитесь|следите|присоединяйтесь|підписуйтесь|читайте також)\b
        (?:تابعونا|تابعوا|تابعنا|اشترك(?:وا)?|للمزيد|اقر[أا] (?:أيض[اً]ا?|المزيد)|للاطلاع على)\b
        (?:更多(?:精彩|内容|資訊|资讯|新闻|新聞)|关注.{0,20}(?:公众号|微信)|扫码|掃碼|長按|长按|点击(?:阅读|查看)|延伸閱讀|延伸阅读|相关(?:阅读|报道))
        (?:関連記事|あわせて読みたい|詳しくはこちら|記事提供|この記事をシェア)|(?:관련\s?기사|제보|기사\s?제보|▶)
        (?:devamı için|haberin devamı|bizi .{0,30}takip edin|abone olun)\b|(?:xem thêm|đọc thêm|theo dõi (?:chúng tôi|kênh|fanpage|trên))\b|(?:lees ook|lees meer|läs (?:också|mer|även)|les også|læs også|lue (?:myös|lisää)|czytaj (?:też|także|więcej)|zobacz (?:też|także)|čtěte také|olvasd? (?:még|el))\b
        (?:avec|source[s]?\s*:) (?:l[’'])?(?:afp|reuters|ap)\b
        (?:con información de|redacción\s*:|edición\s*:)
        (?:责任编辑|责编|编辑|編輯|責任編輯|执笔人|来源|原标题|文字整理)\s*[:：]
        """
    )
    + ")",
    re.IGNORECASE,
)
"""Beginnings of lines that thank, credit, offer or refer; held only against the last of a story."""
SIGN_OFFS = re.compile(
    r"[\W_]{0,9}(?:©|\(c\)|copyright\b)[^.!?]{0,120}[.!?\s]{0,3}"
    r"|(?:e-?mail\s?:?\s?)?\w[\w.+-]{0,39}@\w[\w.-]{2,39}"
    r"|(?:(?:www\.)?(?:twitter|facebook|instagram|x)\.com/|@)\w{2,30}",
    re.IGNORECASE,
)
"""Whole lines that claim rights or say where to write to. A bare agency's name is left: it says who
told the story."""
