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
