# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""The words around names in lines of credits, in many languages: tables only."""

ROLE_WORDS: tuple[tuple[str, str], ...] = (
    (
        "translator",
        r"""
        translat(?:ed|ion)(?: (?:from )?(?:the )?\w+){0,3} by|translator|übersetz(?:t von|ung|er(?:in)?)
        aus dem \w+en von|tradu(?:it|ction)(?: (?:de l[’']|du )?\w+){0,2} par|traduction|traducido(?: del? \w+)? por
        traducción(?: de)?|traduzido(?: d[oe] \w+)? por|tradução(?: de)?|tradotto(?: dal \w+)? da|перев(?:од|[её]л[аи]?)
        переводчик|ترجم(?:ة|ها|ه)|المترجم|翻译|译者|翻譯|訳
        """,
    ),
    (
        "photographer",
        r"""
        phot(?:os?|ographs?|ography|ographer)(?: and video)?(?: by)?|pictures by
        fotos?(?:graf(?:ie|ía|in)?)?(?: von| de)?|bilder?(?: von)?|photographies? (?:de|par)
        crédit photo|фото(?:графии|граф)?|تصوير|عدسة|المصور|摄影|攝影|撮影|写真
        """,
    ),
    (
        "illustrator",
        r"""
        illustrat(?:ions?|ed|or)(?: by)?|graphics? by|art by|illustrationen?(?: von)?
        иллюстрации|رسوم|插图
        """,
    ),
    (
        "reviewer",
        r"""
        (?:medically |clinically |expert |peer[- ])?review(?:ed|er)?(?:\s?:| by)
        fact[- ]?check(?:ed|er)?(?:\s?:| by)|verified by|geprüft von|faktencheck(?: von)?
        vérifié par|relu par|revisado por|verificado por|revisionato da|проверил[аи]?
        """,
    ),
    (
        "contributor",
        r"""
        styl(?:ed|ing) by|styling(?=\s?:)|(?:hair|make-?up|set design)(?: and \w+)? by
        (?:web )?production by|designed by
        """,
    ),
    (
        "editor",
        r"""
        edit(?:ed|ing) by|editors?(?=:)|bearbeitet von|redigiert von|édité par|editado por
        редактор|تحرير|编辑|責任編輯|责任编辑|编\s?辑
        """,
    ),
    (
        "reporter",
        r"""
        (?:with )?additional (?:reporting|work|research) by|with reporting (?:by|from)
        with (?:contributions?|files|research) (?:by|from)|mitarbeit|unter mitarbeit von
        avec (?:la collaboration de|les contributions? de)
        con (?:la colaboración|información) de|при участии|بمشاركة|شارك في (?:التغطية|الإعداد)
        """,
    ),
    (
        "interviewer",
        r"""
        interview(?:ed)? (?:by|conducted by|von|par)|propos recueillis par
        entretien (?:mené|réalisé) par|das (?:interview|gespräch) führte(?:n)?|entrevista de
        беседовал[аи]?|интервью|حوار|حاور(?:ه|ها|ته)|أجر(?:ى|ت) الحوار|采访
        """,
    ),
    (
        "author",
        r"""
        (?:(?:a|an) )?(?:story|stories|text|words|report(?:ed|ing)?|analysis|opinion|commentary|column|essay|review|article|posted|published|written|compiled|authored|filed|created|submitted|contributed|produced|presented)(?: (?:and|&) \w+)? by
        (?:this )?(?:guest )?(?:post|article|story|piece|guide) (?:was|is) (?:written|contributed|authored) by
        by(?: (?:our|special) correspondents?)?(?=[\s:])|written by|authors?\s?:|author\b
        (?:writer|contributor)s?\s?:
        (?:ein(?:e)? (?:artikel|bericht|analyse|kommentar|gastbeitrag|reportage|beitrag) |geschrieben |verfasst |erstellt |veröffentlicht |gespeichert |eingereicht )?von
        text von|text(?=\s?[:/])|autor(?:in|en|es|a)?(?:[/*:_(]-?(?:in(?:nen)?|autor(?:in)?)\)?|innen)?(?= ?[:\s])
        (?:(?:écrit|rédigé|publié|posté|article|enquête|analyse|reportage|texte) )?par
        auteure?s?\s?:
        (?:(?:escrito|publicado|redactado|texto|informe|análisis|reportaje) )?por
        escriben?(?=\s)|escribió|texto de|texto(?=\s?:)|(?:scritto |pubblicato )?da|di|a cura di|door|tekst(?=\s?:)|av|af|skrevet av
        text av|przez|autorzy?\s?:|napisał[ao]?|yazan|yazar|автор(?:ы|а)?|текст
        подготовил[аи]?|написал[аи]?|корреспондент|بقلم|كتب(?:ت|ه|ها)?|إعداد|الكاتب(?:ة)?
        بواسطة|المؤلف|تقرير|نوشته|نویسنده|توسط|(?:本报|本刊|特约|实习|见习|通讯)?记者|記者|作者|撰文|撰稿
        文\s?[/／:：＝=|]|文字|מאת|כתב(?:ה)?
        """,
    ),
)
"""What a word before a name makes of its bearer: role (MARC relators), rows of wordings."""

AGENCIES = r"""
    (?:the )?associated press|ap|a\.p\.|afp|agence france[- ]presse|reuters|dpa(?:-\w+)?
    deutsche presse-agentur|epd|kna|sid|apa|efe|europa press|ansa|lusa|anp|belga|itar-tass
    tass|тасс|interfax|интерфакс|риа новости|ria novosti|xinhua|新华社|新華社|中新社|kyodo|共同通信|時事通信
    yonhap|연합뉴스|upi|u\.p\.i\.|bloomberg(?: news)?|pti|ians|ani|pa(?: media)?
    press association|canadian press|the canadian press|aap|رويترز|أ ?ف ?ب|أ\.?ف\.?ب
    فرانس برس|وكالات|وام|سانا|أسوشيتد برس|انسا|agencies|agencias|agenturen|agences?
    wire (?:reports|services?)|news agency|ria|unian|ukrinform|anadolu(?: agency| ajansı)?
    aa|irna|isna|inter press service|ips|getty images|sda|keystone-sda|ats|tt|ntb|ritzau|stt
    infocom|kathpress|afp-jiji|lapresse|adnkronos|cna
"""
"""News agencies that sign stories as people do."""
STAFF = r"""
    \b(?:staff|newsroom|news desk|editors?|editorial board|the editors|redaktion|redacci[óo]n|rédaction|redazione|редакция|هيئة التحرير|فريق التحرير|编辑部|team|correspondents?)\b
    (?:التحرير|编辑部)$
"""
"""Words that make a name that of a desk."""
ENDINGS = r"""
    \b(?:read(?:ing)? time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|время чтения)
    \s(?:مدة |وقت )?(?:ال)?قراءة|\sتُ?قرأ خلال|阅读|閱讀
    \s+(?:in|dans|im|unter|under|filed under|en|в рубрике|في قسم)\s+(?=[\[«\"\w])|\s*\|\s
    \s*[•·●▪◆»]\s|\s[-–—]+\s(?=\d)|\s*[–—-]\s*$|\s*\n
    ,?\s+(?:on|am|le|el|il|em|op|den|vom|at|в)\s+(?=\S*\s?\d)
    ,?\s+on\s+(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b)
    (?:published|posted|updated|last (?:updated|modified)|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|опубликовано|обновлено|نشر|نُشر|تم النشر|发布|更新)\b
    \b(?:follow|seguir|suivre|folgen|view all|all posts|see all|read more|email|e-mail|@\w|https?:|www\.|twitter|facebook|contact)
    \d{1,4}\s?(?:[./年-]|st |nd |rd |th |de |th|min|мин|دقيق)|\b\d{4}\b|(?:19|20)\d\d
    \b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s
    \b(?:january|february|march|april|june|july|august|september|october|november|december)\s+\d
    \b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s+\d
"""
"""Where a line of names ends: dates, doings, marks."""
PARTINGS = r"""
    \s*[,;、，؛،|/／•·]\s*(?:(?:and|und|et|y|e|и|и|و|&|with|mit|avec|con)\s+)?
    \s+(?:and|und|et|y|&|\+|и|та|og|och|en|ve|und|with|mit|avec|con|و)\s+|\s*&\s*|\s*和\s*
    \s*与\s*
"""
"""What parts one name from the next."""
TITLES = r"""
    \b(?:head of|chief|officer|engineer|writers?|reporters?|editors?|correspondents?|contributors?|columnists?|journalists?|producers?|analysts?|directors?|managers?|founders?|co-founders?|ceo|president|professor|fellow|freelancer?|specialist|strategist|expert|author|intern|volontär(?:in)?|redakteur(?:in)?|reporterin|korrespondent(?:in)?|journalistin?|journaliste|rédact(?:eur|rice)|correspondante?|periodista|redactora?|corresponsal|giornalista|redattore|redacteur|verslaggever)\b
"""
"""What people are, not who: after a name and a comma it is a title."""
AFTER_A_NAME = r"""
    [A-Z]{2,5}(?:[®™.]|-[A-Z]{1,3})?|Ph\.?D\.?|M\.?D\.?|CFP®?|Esq\.?|[A-Z]\.[A-Z]\.(?:[A-Z]\.)?
"""
"""Degrees and offices as letters after a name."""
NOT_NAMES = r"""
    ^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:mon|diens|donners|frei|sams|sonn)tag$|^mittwoch$
    ^(?:lun|mar|mercre|jeu|vendre|same)di$|^dimanche$|^(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)$
    ^watch\b|^live$|\blive$
    \b(?:by|von|par|por|przez|door)$|\b(?:text|font) size\b|^(?:size|travel|text|date|datum|fecha|uhr|today|heute|hoy)$
    登録|ログイン|会員|シェア|分享|登录|注册|訂閱|订阅|구독|댓글|로그인|कॉपी
    \b(?:privacy|policy|newsletters?|advertis\w+|sponsored|videos|gallery|podcast|listen|breaking|exclusive|features?|sign (?:in|up)|register|log ?in|rss|feeds?|partnership)\b|\b(?:with|for|in)$
    [@<>{}\[\]=#%$€£*_\\?!…“”\"]|\d|https?:
    \b(?:read (?:more|time|on)|min(?:ute)?s? read|min|minutes?|comments?|share|home|news|views?|categor\w+|tags?|menu|contents|download|librar(?:y|ies)|humans?|methodology|guidelines|subscribe|login|photo|image|updated|published|edited|posts?|all|more|follow|twitter|facebook|copyright|rights|archive|video|click|continue|reading|about|contact|search|story|stories|article|articles|print|email)\b
"""
"""What stands in no name."""
NO_HANDLES = r"""
    the|an?|us|me|we|you|your|our|all|any|this|that|these|email|e-mail|mail|phone|default|date|name|title|topic|tags?|category|section|week|month|year|post|rss|hand|car|train|far|now|then|editors?|staff|admin(?:istrator)?|guest|anonymous|everyone|popular|google
    uns|mir|dir|ihr|ihm|hier|allen|allem|der|dem|den|des|einem|einer|eine[nmrs]?|diese[nmrs]?|links|oben|unten|außen|innen|heute|gestern|morgen|beiden|redaktion
    les?|la|des|une?|nous|vous|jour|mois|semaine|an|ici|tous|un|una|los|las|el|favor|lo|hoy|semana|mes|todos?|supuesto|ejemplo|que
    follow|share|print|comments?|more|home|news|read|subscribe|details?|humans?|people|experts?|menschen
"""
"""Words that sign nothing, though they stand after "by" and its like."""
POST_OPENS = r"""
    (?:the )?(?:\w+ )?(?:head|chief|director|manager|editor|professor|president|founder|co-?founder|author|fellow|ceo|vice president|\w*leiter(?:in)?|\w*chef(?:in)?|directeur|directrice|profess(?:eur|or)e?|directora?|redacteur|direttore) (?:of|for|at|und|für|der|des|de|du|del|di)\b
"""
"""How what people are begins, where it goes on with an "and" of its own."""
TAIL_AGENCIES = r"""
    (?:The )?Associated Press|Reuters|Agence France[- ]Presse|AFP|Bloomberg News
"""
"""Agencies whose names are printed right after those of their writers."""
DONE = r"""
    posted|published|written|submitted|veröffentlicht|erstellt|geschrieben|verfasst|gespeichert
"""
SIGNED_BY = r"""
    by|von|par|por|door|av|af|auto(?:r|re|rin)\s?:|author\s?:
"""
"""What stands before the name of an account that signs."""
AUTHOR_PAGES = r"""
    authors?|by|byline|people|persons?|staff|team|contributors?|writers?|reporters?|profiles?|members?|users?
    auteurs?|autor(?:en|es)?|autore|redaktion|redakteure?|journalist\w*|columnists?|correspondents?|avtor\w*
    author_name|news/by|experts?|opinion/columnists
"""
"""What addresses of authors' pages hold before the name."""
CALLED_AUTHOR = r"""
    [Aa]uthors?(?:[-_]?[Nn]ames?)?(?![a-z])|[Bb]y-?[Ll]ines?(?![a-z])|\b[Ww]riters?\b|\b(?:autor|auteur|redakteur)(?:en|es|s)?\b
"""
"""What makers of pages call the element of an author, as a part of longer names too."""
