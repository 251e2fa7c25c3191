# ruff: noqa: E501 - a row of a table is one way of saying it, however long
"""The wording of notices and furniture in many languages: tables only, one row a way of saying it.

Each row holds a regular expression over folded text (see :func:`backfile.text.fold`: no case,
accents or Arabic spelling variants; quotes, apostrophes and dashes plain). A row must be true of the web at large.

Rows that are searched for in prose carry cues first: words of which one must stand in the text
before the pattern is tried ("" where the pattern is anchored to the start, and so costs nothing).
"""

DISCLAIMER = (
    # en
    (
        "view opinion thought",
        (
            r"\b(?:views?|opinions?|thoughts?)\b.{0,80}\b(?:expressed|presented|contained|stated)\b.{0,160}"
            r"(?:not (?:\w+ ){0,2}(?:reflect|represent|those of)|belong (?:\w+ ){0,2}to|those of the|(?:his|her|their) own)"
        ),
    ),
    (
        "view opinion",
        r"\b(?:views?|opinions?)\b.{0,60}\bare (?:(?:solely|entirely|strictly|purely) )?(?:those of (?:the|its) (?:individual )?(?:authors?|writers?|contributors?)|(?:the )?(?:author|writer|columnist)'?s'? own|(?:his|her|their|my) own)",
    ),
    ("opinion", r"\bopinions? expressed by .{0,60}contributors? are their own"),
    # fr
    (
        "exprime",
        r"\b(?:opinions?|points? de vue|propos|idees|avis|vues)\b.{0,60}\bexprime\w*\b.{0,120}(?:n'engage|ne reflete|ne represente|appartien|propres?|ne sauraient)",
    ),
    # es, pt, it
    (
        "opini puntos ideas ideias",
        r"\b(?:opiniones?|opinioes|opiniao|opinioni|puntos de vista|ideias|ideas)\b.{0,60}\b(?:express?\w+|expres\w+|vertid\w+|emitid\w+|espress?\w+)\b.{0,160}(?:no (?:\w+ ){0,2}(?:refleja|representa|coincid)|nao (?:\w+ ){0,2}(?:reflet|represent)|non (?:\w+ ){0,2}(?:riflett|rappresent)|pertenec|exclusiv|responsabil)",
    ),
    # de, nl
    (
        "meinung ansicht beitrag kommentar standpunkt",
        r"\b(?:meinung\w*|ansicht\w*|beitrag|kommentar|standpunkt\w*)\b.{0,120}\b(?:nicht (?:notwendig\w*|unbedingt|zwingend)|gibt nicht|geben nicht|spiegel\w+ nicht)\b.{0,80}(?:redaktion|wieder|herausgeber|verlag|wider|haltung|meinung|linie|position)",
    ),
    (
        "mening standpunten opinie",
        r"\b(?:mening\w*|standpunten|opinie)\b.{0,100}\bniet (?:noodzakelijk\w*|per se|die van)",
    ),
    # ar, fa, he
    (
        "الاراء الافكار وجهات ورد المقال",
        r"(?:الاراء|الافكار|وجهات النظر|ما ورد|المقال).{0,90}(?:لا تعبر|لا يعبر|لا تعكس|لا يعكس|لا تمثل|لا يمثل|تعبر فقط|يعبر عن راي|تعبر عن راي|تعبر عن وجهه نظر|تعبر عن اصحابها)",
    ),
    (
        "لزوما",
        r"(?:ديدگاه|نظر|مطالب|مقاله).{0,100}لزوما.{0,60}(?:نيست|نمي باشد|نمي‌کند|نميکند|نمي كند|نميكند)",
    ),
    ("הדעות העמדות", r"(?:הדעות|העמדות).{0,60}(?:המובעות|הכותב|הכותבים|המחבר)"),
    # ru, uk
    (
        "мнение позиция зрения взгляды",
        r"(?:мнение|позиция|точка зрения|взгляды)\b.{0,80}(?:может не совпадать|могут не совпадать|не обязательно отража|не всегда совпада|может не отражать)",
    ),
    (
        "думка позиція погляди",
        r"(?:думка|позиція|погляди)\b.{0,80}(?:може не збігатися|можуть не збігатися|не обов.язково)",
    ),
    # tr
    (
        "yazi makale",
        r"(?:yazida|makalede|yazi)\b.{0,60}(?:gorusler|fikirler|ifadeler)\b.{0,60}(?:yazara|yazarina|yazarin|yansitmayabilir|yansitmaz|yansitmamaktadir)",
    ),
    # zh, ja, ko
    (
        "代表 反映",
        r"(?:不代表|并不代表|不反映|並不代表|未必代表).{0,20}(?:立场|立場|观点|觀點|意见|意見)",
    ),
    (
        "代表 纯属 純屬",
        r"(?:仅代表|僅代表|只代表|纯属|純屬).{0,10}(?:作者|个人|個人).{0,6}(?:观点|觀點|意见|意見|立场|立場)?",
    ),
    ("見解 意見", r"(?:見解|意見).{0,30}(?:筆者|著者|個人).{0,30}(?:もの|反映|代表)"),
)
"""Who answers for an opinion piece: said of the piece as a whole, by the newsroom."""

CORRECTION = (
    (
        "",
        r"^\W{0,3}(?:corrections?|clarifications?|errat(?:um|a)|corrected)\b ?(?:[:(-]|$|\d|note|to this|appended)",
    ),
    (
        "version",
        r"\b(?:an? )?(?:earlier|previous|original|prior) versions? of this (?:story|article|post|piece|report|headline|page|item)\b",
    ),
    (
        "this",
        r"\bthis (?:story|article|post|piece|report|page|item|headline) (?:has been|was) (?:corrected|amended|clarified)\b",
    ),
    (
        "note",
        r"\b(?:editor|publisher)'?s'? note\b.{0,300}\b(?:corrected|incorrectly|misstated|misspelled|an error|erroneously|misidentified)\b",
    ),
    ("", r"^\W{0,3}(?:rectificatif|rectification|correction|erratum|precision)\b ?[:-]"),
    (
        "version",
        r"\bune (?:version )?(?:precedente|anterieure)\b.{0,20}\b(?:version|de cet article)\b",
    ),
    ("article", r"\bcet article a ete (?:corrige|modifie|rectifie)\b"),
    (
        "",
        r"^\W{0,3}(?:correccion|correcciones|fe de erratas?|rectificacion|aclaracion|correcao|errata|retificacao|rettifica|errata corrige|correzione)\b ?[:-]",
    ),
    ("version", r"\buna version (?:anterior|previa) de est[ea]\b"),
    ("versao", r"\buma versao anterior dest[ea]\b"),
    (
        "",
        r"^\W{0,3}(?:korrektur|korrekturhinweis|berichtigung|richtigstellung|correctie|rectificatie)\b ?[:-]",
    ),
    ("einer", r"\bin einer (?:frueheren|früheren|vorherigen|ersten) (?:version|fassung)\b"),
    ("", r"^\W{0,3}(?:تصحيح|تصويب|تنويه وتصحيح|توضيح|استدراك) ?[:-]"),
    (
        "المقال التقرير الماده الخبر النص",
        r"(?:جري|تم) (?:تصحيح|تعديل) هذ[اه] (?:المقال|التقرير|الماده|الخبر|النص)",
    ),
    ("", r"^\W{0,3}(?:исправление|уточнение|поправка|виправлення|уточнення) ?[:-]"),
    ("верси", r"\bв (?:предыдущей|первоначальной|более ранней) версии\b"),
    ("", r"^\W{0,3}(?:更正|勘误|勘誤|訂正|お詫びと訂正|정정) ?(?:[:：(（。]|启事|啟事|$)"),
    ("", r"^\W{0,3}(?:duzeltme|اصلاحيه|תיקון) ?[:-]"),
)
"""What was wrong, and is put right."""

UPDATE = (
    ("", r"^\W{0,3}update[ds]?,?(?: (?:at|on|#?\d|[a-z]{3,9}\.? \d)| ?[:(-])"),
    (
        "this",
        r"\bthis (?:story|article|post|piece|report|page|item) (?:has been|was|is being) (?:last )?updated\b",
    ),
    (
        "",
        r"^\W{0,3}(?:mise a jour|mis a jour|actualizacion|actualizado|atualizacao|atualizado|aggiornamento|aktualisiert|aktualisierung|nachtrag|guncelleme|обновление|обновлено|дополнение|оновлено|تحديث|به روز رساني|עדכון)\b ?(?:[:(-]|le \d|el \d|am \d|em \d|\d)",
    ),
    ("", r"^\W{0,3}(?:更新|追記|업데이트) ?[:：(（]"),
    ("article", r"\bcet article a ete (?:mis a jour|actualise)\b"),
    ("wurde", r"\bdieser (?:artikel|text|beitrag) wurde (?:\w+ ){0,4}(?:aktualisiert|erganzt)\b"),
)
"""What came later, added to a story that stood."""

SALUTATION = (
    r"^dear (?:[\w'&.-]+ ){0,4}(?:readers?|subscribers?|friends and readers)\b[ ,:!.-]*$",
    r"^(?:an? )?(?:note|letter|message|word) (?:to|for) (?:(?:all|our|the) )*readers?\b.{0,40}$",
    r"^(?:to (?:all )?our readers|a letter from (?:the|our) editors?|a (?:note|message) from (?:the|our) (?:editors?|team))\b.{0,30}$",
    r"^(?:cher(?:e)?s (?:\w+ ){0,2}(?:lecteurs?|lectrices?)|a nos lecteurs)\b.{0,40}$",
    r"^(?:querid[oa]s|estimad[oa]s|car[oa]s|car[ei]|prezad[oa]s|gentili) (?:\w+ ){0,3}(?:lector\w*|leitor\w*|lettor\w*|lettric\w*)\b.{0,40}$",
    r"^(?:a nuestros lectores|aos nossos leitores|ai nostri lettori)\b.{0,30}$",
    r"^(?:liebe (?:\w+[- ]){0,3}leser\w*|an unsere leser\w*|beste lezers?|geachte lezers?)\b.{0,40}$",
    r"^(?:اعزاءنا|اعزائي|اعزاء|قراءنا|قراء|الي قرائنا|القراء).{0,40}(?:القراء|قرائنا|الاعزاء|الكرام|القارئات)\b.{0,30}$",
    r"^(?:رساله الي القراء|رساله الي قرائنا|كلمه الي القراء)\b.{0,30}$",
    r"^(?:خوانندگان (?:گرامي|عزيز|گرامى|ارجمند)|قוראים יקרים|קוראות וקוראים יקרים|קוראים יקרים)\b.{0,30}$",
    r"^(?:дорогие|уважаемые|шановні|дорогі) (?:\w+ ){0,3}(?:читатели|читачі|друзья и читатели)\b.{0,30}$",
    r"^(?:sevgili|degerli|saygideger) (?:\w+ ){0,2}(?:okurlar|okuyucular)\w*.{0,20}$",
    r"^(?:drodzy|szanowni) (?:\w+ ){0,2}czytelnicy\b.{0,20}$",
    r"^(?:亲爱的|親愛的|尊敬的|各位|致).{0,10}(?:读者|讀者).{0,8}$",
    r"^読者の(?:皆様|皆さま|みなさま).{0,8}$",
)
"""The line that opens a letter to readers."""

LETTER = (
    ("archive", r"\bwelcome to the (?:archives?|archived (?:site|version|pages)) of\b"),
    (
        "we",
        r"\bwe (?:(?:have|had|are|will|did|no|longer|be|been|now) )*(?:paus(?:ed?|ing)|suspend(?:ed|ing)?|ceas(?:ed?|ing)|stopp(?:ed|ing)|discontinu(?:ed?|ing)|ended|wound (?:down|up)|halt(?:ed|ing)?)\b.{0,40}\b(?:publi(?:cation|shing)|operations?|updat(?:es|ing)|reporting|production)\b",
    ),
    (
        "site publication magazine newspaper project blog",
        r"\b(?:this|our) (?:(?:web ?)?site|publication|magazine|newspaper|project|blog) (?:is no longer (?:being )?(?:updated|publish\w+|active|maintained)|(?:has |was )?(?:ceased|stopped|paused|suspended|ended) (?:regular )?(?:publi\w+|operations?|updat\w+)|is (?:now )?an archive)",
    ),
    ("us", r"\bif you(?:'d| would)? (?:like|wish|want) to (?:reach|contact|write to) us\b"),
    ("ongoing", r"\bongoing public resource\b"),
    ("archives", r"\bbienvenue (?:sur|dans) les archives\b"),
    (
        "nous",
        r"\bnous avons (?:suspendu|cesse|arrete|interrompu|mis fin)\b.{0,40}\b(?:publi\w+|parution|activit\w+)\b",
    ),
    ("archivo", r"\bbienvenid[oa]s? (?:a los archivos|al archivo)\b"),
    (
        "hemos",
        r"\bhemos (?:suspendido|pausado|cesado|dejado de|interrumpido)\b.{0,40}\b(?:publi\w+|edicion)\b",
    ),
    (
        "arquivo suspendemos encerramos",
        r"\b(?:bem-vind[oa]s? a[os]* arquivos?|suspendemos a publicacao|encerramos a publicacao)\b",
    ),
    ("archiv", r"\bwillkommen (?:im|in den|beim) archiv\w*"),
    ("haben", r"\bhaben wir\b.{0,80}\b(?:eingestellt|ausgesetzt|pausiert|beendet)\b"),
    ("ارشيف محفوظات", r"(?:مرحبا|اهلا) ?(?:بكم|بك)? ?(?:الي|في) (?:ارشيف|محفوظات)"),
    (
        "قفنا علقنا قررنا تم",
        r"(?:اوقفنا|علقنا|توقفنا عن|قررنا (?:تعليق|وقف|ايقاف)|تم (?:تعليق|ايقاف)) ?(?:ال)?(?:نشر|اصدار|صدور|الموقع)?",
    ),
    ("архив", r"\bдобро пожаловать в архив\w*"),
    (
        "мы",
        r"\bмы (?:приостановили|прекратили|остановили)\b.{0,40}\b(?:публикаци\w+|работу|издани\w+|выпуск)",
    ),
    ("欢迎", r"欢迎(?:来到|访问|阅读|浏览).{0,20}(?:档案|存档|存檔|檔案)"),
    (
        "我们 我們 本刊 本站 本报 本網站 本网站",
        r"(?:我们|我們|本刊|本站|本报|本網站|本网站).{0,20}(?:暂停|暫停|停止|终止|終止).{0,10}(?:更新|出版|发布|發布|运营|營運)",
    ),
    ("yayin arsiv", r"\b(?:arsivine hos ?geldiniz|yayinimiza ara verdik|yayin hayatina son)\b"),
)
"""What a letter says when a title has paused or ceased; the newsroom speaks of itself."""

LETTER_GOES_ON = (
    # Any column may end with thanks: they make no letter, they only belong to one.
    r"\bthank you for (?:your )?(?:reading|readership|being (?:a|our) reader|supporting us)\b",
    r"\b(?:reach|contact|write to|e-?mail|join|follow) us\b",
    r"\b(?:feedback|special projects|our (?:readers?|community|archives?|contributors|supporters|newsletter)|your support)\b",
    r"\b(?:nous (?:contacter|ecrire|joindre)|nos (?:lecteurs|archives))\b",
    r"\b(?:contact[ae]rnos|escr[ií]b[ae]nos|nuestros (?:lectores|archivos)|nossos leitores)\b",
    r"\b(?:unsere? (?:leser\w*|archive?)|schreiben sie uns|kontaktieren)\b",
    r"(?:التواصل معنا|مراسلتنا|تواصلوا معنا|قرائنا|قراءنا)",
    r"(?:свяжитесь с нами|связаться с нами|напишите нам|нашим читател\w+|наших читател\w+)",
    r"(?:联系我们|聯絡我們|聯繫我們|我们的读者|我們的讀者)",
    r"^(?:sincerely|warmly|yours|best(?: regards)?|regards|with gratitude|cordialement|atentamente|ihre? redaktion|с уважением|مع التحيه|مع تحيات\w*)\b.{0,60}$",
    r"^(?:- ?)?the (?:[\w']+ ){0,4}(?:editors?|team|staff)\.?$",
)
"""What a later paragraph of such a letter says."""

FORMS = (
    r"(?:suggest|submit|send us|share|pitch|tell us) (?:us )?(?:your|a|an) (?:own )?(?:story|stories|issue|idea|tip)s?(?: (?:or|and) (?:story|issue|idea|tip|topic)s?)?(?: ideas?| tips?)?[.!]?",
    r"(?:have|got) a (?:story|news) (?:idea|tip)\?.{0,160}",
    r"interested in adding your voice\b.{0,120}",
    r"(?:learn more|find out more|read more|see more|show more|load more|view all|see all|more|continue reading|send|submit|subscribe|sign up|sign in|log in|register|donate(?: now)?|support us|join(?: us| now)?|close|cancel|search|menu|next|previous|back to top|skip to (?:main )?content)[.!>»→…]*",
    r"(?:proposez|partagez|racontez|envoyez)(?:-nous)? (?:votre|vos|une) (?:histoires?|sujets?|temoignages?|idees?)\b.{0,60}",
    r"(?:en savoir plus|lire la suite|voir plus|voir tout|envoyer|s'abonner|s'inscrire|se connecter|rechercher|fermer)[.!>»→…]*",
    r"(?:sugiera|sugiere|comparta|comparte|cuente|cuentanos|envie|envia) (?:su|tu|una) (?:historias?|temas?|ideas?)\b.{0,60}",
    r"(?:leer mas|ver mas|mas informacion|saber mas|enviar|suscribir(?:se|te)|registrarse|iniciar sesion|buscar|cerrar|ler mais|saiba mais|leia mais|assine|inscreva-se|leggi (?:tutto|di piu)|scopri di piu|invia|iscriviti)[.!>»→…]*",
    r"(?:schlagen sie|teilen sie|erzahlen sie|senden sie)\b.{0,30}\b(?:thema|geschichte|idee)\b.{0,40}",
    r"(?:mehr (?:erfahren|lesen|anzeigen)|weiterlesen|absenden|senden|abonnieren|anmelden|registrieren|suchen|schliessen|lees meer|lees verder|verzenden|aanmelden)[.!>»→…]*",
    r"(?:اقترح|اقترحوا|شاركنا|شاركونا|شارك|ارسل|ارسلوا) (?:علينا )?(?:قصتك|قصتكم|قصه|قصصكم|موضوعا|فكرتك|فكره)\b.{0,60}",
    r"(?:هل لديك|لديك) (?:فكره|قصه)\b.{0,120}",
    r"(?:اقرا المزيد|المزيد|اعرف المزيد|لمعرفه المزيد|معرفه المزيد|عرض المزيد|عرض الكل|ارسال|ارسل|اشترك|تسجيل الدخول|بحث|اغلاق)[.!>»→…]*",
    r"(?:предложите|расскажите|поделитесь|пришлите)\b.{0,30}\b(?:историю|историей|тему|новость)\b.{0,40}",
    r"(?:узнать больше|подробнее|читать далее|читать дальше|еще|показать еще|отправить|подписаться|войти|поиск|закрыть|дізнатися більше|читати далі|надіслати|підписатися)[.!>»→…]*",
    r"(?:分享|提供|提交|推荐|推薦)(?:您|你)的(?:故事|线索|線索|话题|話題|议题|議題).{0,30}",
    r"(?:了解更多|阅读更多|閱讀更多|阅读全文|查看更多|更多|发送|發送|提交|订阅|訂閱|登录|登錄|注册|註冊|搜索|搜尋|关闭|關閉|もっと見る|続きを読む|送信|더보기)[.!>»→…]*",
    r"(?:daha fazla(?:si)?|devamini oku|gonder|abone ol|بيشتر بخوانيد|ارسال|עוד|קרא עוד|שלח|הרשמה)[.!>»→…]*",
)
"""What stands in and around a site's forms and buttons; the whole block says nothing else."""

SHARE = (
    r"(?:click (?:to|here to) )?(?:share|tweet|pin|post|e-?mail|print|save|send)(?: (?:this|it|the))?(?: (?:story|article|post|page|link|video))?(?: (?:on|via|by|with|to|using) (?:(?:your |a )?friends?|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|e-?mail|pocket|google\+?|tumblr|vk|weibo|wechat|line|mastodon|bluesky|social media)(?: \(opens in new window\))?)*[:.!]?",
    r"(?:share|partager|compartir|compartilhar|compartilhe|condividi|teilen|delen|поделиться|поділитися|مشاركه|شارك|شاركها|شارك المقال|شارك هذا المقال|شير|הוסף|שתף|شتراک گذاري|分享|分享到|共有|공유|paylas|udostepnij)[:.!]?",
    r"(?:partager|compartir|compartilhar|condividi|teilen|delen|поделиться|شارك\w*|مشاركه|paylas)\b.{0,12}\b(?:facebook|twitter|whatsapp|linkedin|telegram|e-?mail|فيسبوك|تويتر|واتساب|x)\b.{0,20}",
    r"(?:facebook|twitter|linkedin|whatsapp|telegram|pinterest|reddit|instagram|youtube|e-?mail|print|copy link|link copied!?|whats ?app)(?:[ ,|/•·]+(?:facebook|twitter|linkedin|whatsapp|telegram|pinterest|reddit|instagram|youtube|e-?mail|print|copy link))*",
    r"(?:follow|like|find|join|watch) (?:us|me|@?\w+)(?: on)? (?:facebook|twitter|x|instagram|linkedin|youtube|telegram|google news|whatsapp|social media)\b.{0,60}",
    r"(?:suivez-nous|siguenos|sigueme|siga-nos|seguici|folgen sie uns|تابعونا|تابعنا|подписывайтесь на нас|关注我们|關注我們)\b.{0,60}",
    r"\d{1,6} ?(?:shares?|partages?|views?|likes?|comments?|tweets?)",
)
"""Share buttons and their blurbs."""

NEWSLETTER = (
    (
        "sign subscribe register join",
        r"\b(?:sign up|subscribe|register|join)\b.{0,80}\b(?:newsletters?|e-?mail (?:updates?|list|alerts?)|mailing list|(?:daily|weekly|our) (?:e-?mails?|updates?|digest|briefing)|inbox)\b",
    ),
    (
        "inbox",
        r"\b(?:get|receive)\b.{0,80}\b(?:in|to|into) your (?:e-?mail )?inbox\b",
    ),
    (
        "newsletter infolettre lettre",
        r"\b(?:abonnez-vous|inscrivez-vous|recevez)\b.{0,80}\b(?:newsletter|infolettre|lettre d'information)\b",
    ),
    (
        "newsletter boletin boletim novita",
        r"\b(?:suscr[ií]b(?:a|e)(?:se|te)|inscreva-se|assine|iscriviti|registrate)\b.{0,80}\b(?:newsletter|boletin|boletim|novita)\b",
    ),
    (
        "newsletter",
        r"\b(?:abonnieren|abonniere|melden sie sich|anmelden)\b.{0,80}\bnewsletter\b|\bnewsletter (?:abonnieren|bestellen)\b",
    ),
    (
        "نشر القائمه البريد",
        r"(?:اشترك|اشتركوا|سجل|للاشتراك).{0,60}(?:النشره|نشرتنا|القائمه البريديه|البريد)",
    ),
    (
        "рассылк новост розсилк канал",
        r"(?:подпишитесь|подписывайтесь|подписаться|підпишіться).{0,60}(?:рассылк\w+|новост\w+|розсилк\w+|канал\w*)",
    ),
    (
        "订阅 訂閱",
        r"(?:订阅|訂閱).{0,20}(?:通讯|通訊|电子报|電子報|邮件|郵件|周刊)",
    ),
)
"""An offer of letters by mail; only in short blocks."""

CONSENT = (
    (
        "external",
        r"\b(?:external|third[- ]party|embedded) content\b.{0,200}\b(?:cookies?|consent|allow|accept|agree|personal data|privacy|settings|view|show)\b",
    ),
    (
        "content",
        r"^(?:recommended (?:external|editorial) content|this content is hosted by|to view this content,? (?:please )?(?:update|accept|enable|allow))\b",
    ),
    (
        "inhalt",
        r"\b(?:extern\w*|eingebettet\w*) inhalt\w*\b.{0,260}\b(?:angezeigt|anzeigen|laden|einblenden|ausblenden|einverstanden|zustimm\w+|datenschutz\w*|drittplattformen|erganzt)\b|^empfohlener (?:redaktioneller|externer) inhalt\b|^link zum [\w-]{2,30}-inhalt$",
    ),
    (
        "inhalt daten klick",
        r"\bdaten (?:\w+ )?an dritt(?:plattformen|anbieter)\b|\bmit einem klick (?:anzeigen|einblenden|laden|aktivieren)\b|\bich bin damit einverstanden, dass mir .{0,60}inhalte?\b",
    ),
    (
        "contenu",
        r"\bcontenus? (?:externes?|tiers|est bloque|n'est pas disponible|a ete bloque)\b.{0,200}\b(?:cookies?|accept\w+|consent\w+|autoris\w+)\b|\bce contenu est bloque\b",
    ),
    (
        "contenido conteudo contenuto",
        r"\b(?:contenidos?|conteudos?|contenut[oi]) (?:externos?|estern[oi]|de terceros|de terceiros|incrustad\w+)\b.{0,200}\b(?:cookies?|acept\w+|aceit\w+|accett\w+|consent\w+)\b",
    ),
    (
        "inhoud",
        r"\b(?:externe|ingesloten) inhoud\b.{0,200}\b(?:cookies?|toestemming|accepteer\w*)\b",
    ),
)
"""What stands where a page asks for consent before it shows something from elsewhere."""

GATES = (
    r"already (?:a |have an? )?(?:subscrib(?:er|ed)|member|account|registered)\s?\??(?: (?:sign|log) ?in(?: here)?)?[.!]?|you are (?:logged|signed) in\.?|you have reached your (?:limit|free).{0,120}|(?:subscribe|sign up|register|log ?in|sign in) (?:now )?to (?:continue|keep|read|unlock)\b.{0,140}|this (?:story|article|content) is (?:only )?(?:available |reserved )?(?:exclusively )?(?:for|to) (?:our )?(?:subscribers?|members?)\b.{0,120}",
    r"il vous reste \d.{0,60} a lire\b.{0,120}|(?:cet|l')\s?article est reserve (?:aux|a nos) abonnes\b.{0,120}|(?:deja|vous etes deja) abonne(?:e|\(e\))?\s?\?.{0,60}|la suite est reservee aux abonnes\b.{0,80}",
    r"(?:bereits|schon) (?:abonnent|registriert|kunde|abonniert)\w*\s?\?.{0,80}|(?:jetzt|um) (?:weiterlesen|weiterzulesen)\b.{0,120}|(?:dieser|dieser) (?:artikel|beitrag|inhalt) ist (?:nur )?fur (?:abonnent|abonnement|registrierte)\w*\b.{0,120}",
    r"(?:este|esta) (?:contenido|articulo|noticia|conteudo|artigo) (?:es|e|esta) (?:exclusiv\w+|solo|apenas|reservad\w+) (?:para|a) (?:nuestros |nossos |os )?(?:suscriptores|assinantes|socios)\b.{0,120}|(?:ya eres|ja e) (?:suscriptor|assinante)\s?\?.{0,60}|(?:questo )?(?:contenuto|articolo) e riservato agli abbonati\b.{0,120}|sei gia abbonato\s?\?.{0,60}",
    r"(?:redan|allerede|jo) (?:prenumerant|abonnent|tilaaja)\s?\?.{0,60}|al (?:abonnee|lid)\s?\?.{0,60}|(?:masz juz|jestes juz) (?:konto|prenumerat)\w*\s?\?.{0,60}|(?:уже (?:подписаны|подписчик)|материал доступен только подписчикам)\b.{0,80}|(?:هل انت مشترك|هذا المحتوي (?:متاح )?للمشتركين)\b.{0,80}|(?:この記事は有料|会員限定)(?:記事|です|会員).{0,60}",
)
"""What stands at a wall: who may read on, and where to sign in."""

RELATED = (
    r"(?:related|recommended|similar|suggested|featured|latest|recent|popular|trending|top|further)(?: (?:stories|story|articles?|posts?|news|coverage|content|reading|topics?|links?|for you|on this topic|headlines))+[:.]?",
    r"related[:.]?|recommended[:.]?|trending(?: now)?|read (?:next|also|this next)[:.]?|up next|see also[:.]?|also read[:.]?|what to read next|don't miss[:.]?|editors?'?s?'? (?:picks?|choice)",
    r"(?:most|more) (?:read|popular|viewed|shared|commented|stories|news|articles)(?: (?:stories|articles|news|now|today))*",
    r"more (?:from|about|on|in|by) [\w'&., -]{1,40}",
    r"you (?:may|might|could|will)(?: also)? (?:like|be interested in|enjoy|love|have missed)(?: (?:also|these|this))?[:.…]*",
    r"(?:a lire aussi|lire aussi|sur le meme (?:sujet|theme)|articles? (?:lies|similaires|recents|associes)|les plus lus)[ :.]*",
    r"(?:noticias|articulos|entradas|notas|historias|artigos|noticias|posts?|articoli|notizie) (?:relacionad[oa]s|recientes|recomendad[oa]s|recentes|correlat[ie]|recenti)[ :.]*|(?:lea|lee|leer|leia|leggi) (?:tambien|tambem|anche)[ :.]*|(?:lo|los|las|as|i) mas leid[oa]s?|mais lidas|i piu letti",
    r"(?:ahnliche|verwandte|weitere|neueste|aktuelle) (?:artikel|beitrage|themen|meldungen|nachrichten)[ :.]*|mehr zum thema[ :.]*|lesen sie (?:auch|mehr)[ :.]*|das konnte sie auch interessieren[ :.]*|meistgelesen\w*|gerelateerde (?:artikelen|berichten)",
    r"(?:اقرا ايضا|مواضيع ذات صله|مقالات ذات صله|موضوعات ذات صله|اخبار ذات صله|الاكثر قراءه|الاكثر مشاهده|مقالات مشابهه|قد يعجبك ايضا|ذات صله|اخر الاخبار|خبرهای مرتبط|مطالب مرتبط)[ :.]*",
    r"(?:читайте также|читайте еще|по теме|похожие (?:статьи|записи|материалы|новости)|другие (?:статьи|новости)|популярное|самое читаемое|читайте також|схожі (?:статті|новини))[ :.]*",
    r"(?:相关(?:文章|阅读|新闻|报道)|相關(?:文章|閱讀|新聞|報導)|延伸(?:阅读|閱讀)|推荐(?:阅读|文章)|推薦(?:閱讀|文章)|热门(?:文章|新闻)|熱門(?:文章|新聞)|関連(?:記事|ニュース)|あわせて読みたい|관련 ?(?:기사|뉴스))[ :：.]*",
    r"(?:ilgili (?:haberler|yazilar|icerikler)|bunlar da ilginizi cekebilir|en cok okunanlar)[ :.]*",
)
"""Headings of lists of other stories."""

HOUSE = (
    r"advertisement[s]?|advertising|sponsored(?: content| by.{0,40})?|publicite|annonce|publicidad(?:e)?|pubblicita|anzeige|werbung|reklama?|реклама|اعلان(?:ات)?|广告|廣告|広告|פרסומת",
    r"(?:copyright )?(?:©|\(c\)|copyright)[ ,]{0,2}(?:\d{4}|[\w'&. -]{2,60}\d{4}).{0,160}",
    r"(?:©.{0,60})?all rights reserved\b.{0,120}|(?:tous droits reserves|todos los derechos reservados|todos os direitos reservados|alle rechte vorbehalten|все права защищены|جميع الحقوق محفوظه|版权所有|版權所有)\b.{0,120}",
    r"(?:leave|post|write|add) a (?:comment|reply)|(?:\d+ )?(?:comments?|replies|responses)|no comments(?: yet)?|comments are closed\.?|join the (?:conversation|discussion)|laisser un commentaire|deja(?:r)? un comentario|kommentar (?:schreiben|hinterlassen)|kommentare|اترك تعليقا?|التعليقات|комментарии|оставить комментарий|发表评论|發表評論|评论|留言|コメント",
    r"your e-?mail address will not be published\b.{0,120}|this (?:site|website) uses (?:cookies|akismet)\b.{0,200}|(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,300}",
    r"(?:accept|reject|manage|allow)(?: all)?(?: cookies)?|privacy policy|terms (?:of (?:use|service)|and conditions|& conditions)|cookie (?:policy|settings)|about us|contact us|home",
    r"(?:tags?|topics?|filed under|posted in|categories|category|keywords|etiquetas|mots-cles|schlagworter|schlagwort|теги|метки|الوسوم|وسوم|كلمات مفتاحيه|标签|標籤)[ :]*",
)
"""Other furniture that every house has."""
