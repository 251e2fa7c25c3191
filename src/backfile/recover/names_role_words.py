# ruff: noqa: E501 - a row of a table is one way of saying it, however long, in its own letters
"""The words that say who did what for a story, by role and language: a table only.

Rows hold languages in this order, as far as they have words of their own: en, de, fr, es, pt, it,
nl, sv/da/no, fi, pl, cs/sk, hu, ro, hr/sr/bg, ru, uk, el, tr, ar, fa/ur, he, hi/bn/ta, id/ms, vi,
th. Chinese, Japanese and Korean are read in `names_east`. A word that is of everyday use as well
counts only before a colon.
"""

ROLE_WORDS: tuple[tuple[str, str], ...] = (
    (
        "translator",
        r"""
        translat(?:ed|ion)(?: (?:from )?(?:the )?\w+){0,3} by|translators?(?=\s?:)|translator|translation(?=\s?:)
        übersetz(?:t von|ung|er(?:in)?)(?: von)?|aus dem \w+en(?: übersetzt)? von
        tradu(?:it|ction)(?: (?:de l[’']|du )?\w+){0,2} par|traduction|traduct(?:eur|rice)(?=\s?:)
        traducido(?: del? \w+)? por|traducción(?: de)?|traductora?(?=\s?:)
        traduzido(?: d[oe] \w+)? por|tradução(?: de)?|tradutora?(?=\s?:)
        tradotto(?: dal(?: |l[’'])\w+)? da|traduzione(?: d[ia])?|vertaling(?: door| van)?|vertaald door
        översättning(?: av)?|översatt av|oversættelse(?: ved)?|oversatt av|oversettelse|käännös|suomennos|suomentanut
        tłumaczenie|tłumaczył[ai]?|tłum\.|przekład|přeložil[aiy]?|překlad|preložil[ai]?|preklad|fordította|fordítás|traducere(?:a)?(?: de)?|tradus de
        prevod|prijevod|preveo|prevela|превод|перев(?:од|[её]л[аи]?)|переводчик|переклад|переклал[аи]?|μετάφραση|çeviri|çeviren
        ترجم(?:ة|ها|ه)|المترجم|مترجم|ترجمہ|תרגום|תרגמה?|मूल अनुवाद|अनुवादक?|অনুবাদ|মூழிபெயர்ப்பு|மொழிபெயர்ப்பு|penerjemah|terjemahan|người dịch|dịch(?=\s?:)|แปล(?:โดย)?
        """,
    ),
    (
        "photographer",
        r"""
        phot(?:os?|ographs?|ography|ographer)(?: and video)?(?: by)?|pictures by
        fotos?(?:graf(?:i[ea]s?|ías?|in)?)?(?: von| de| di| door| van| av| af)?|bild(?:er)?(?: von|(?=\s?:))
        photographies? (?:de|par)|photos? (?:de|par)|crédits? photos?|photographe(?=\s?:)
        fotógraf[oa](?=\s?:)|fotografias? d[eoa]|imagens?(?=\s?:)|fotografie d[ia]|immagini d[ia]
        foto['’]s(?: van)?|fotografie(?: door)?|beeld(?=\s?:)|fotograf(?=\s?:)|billeder(?=\s?:)|bilder(?=\s?:)|kuvat?(?=\s?:)|valokuvat?|kuvaaja
        fot\.|zdjęcia|zdjęcie(?=\s?:)|fotografoval[ai]?|snímky(?=\s?:)|fotók?|fényképezte|felvételek(?=\s?:)|fotografii(?: de)?|fotografije|fotografija|снимк[аи]|фотографије
        фото(?:графи[ия]|граф)?|снимки|світлин[аи]|φωτο(?:γραφί(?:ες|α)|γράφος|ρεπορτάζ)?|fotoğraf(?:lar|çı)?
        تصوير|عدسة|المصور|صور(?=\s?:)|عکاس|عکس(?:‌ها|ها)?|تصاویر|تصویر(?=\s?:)|צילומים|צילום|צילמה?|צלמ?ת?(?=\s?:)
        \u092b\u093c?\u094b\u091f\u094b|\u095e\u094b\u091f\u094b|तस्वीर(?:ें)?|छायाकार|ছবি|আলোকচিত্র|படங்கள்|படம்|fotografer|juru ?foto|ảnh(?=\s?:)|ภาพ(?:โดย|(?=\s?:))
        """,
    ),
    (
        "illustrator",
        r"""
        illustrat(?:ions?|ed|or)(?: by)?|graphics? by|art by|illustrationen?(?: von| de| par)?|zeichnung(?:en)?(?: von|(?=\s?:))
        dessins?(?: de|(?=\s?:))|ilustracion(?:es)? (?:de|por)|ilustración(?:es)?(?: de)?|ilustraciones(?: de)?|ilustraç(?:ão|ões)(?: de)?|illustrazion[ei](?: di)?|disegni di
        illustraties?(?: van)?|illustration av|teckning(?:ar)?(?=\s?:)|kuvitus|ilustracj[ae]|rysunki?(?=\s?:)|ilustrace|kresba(?=\s?:)|illusztráció|ilustrații|ilustracij[ae]|илустраци[ия]
        иллюстраци[ия]|рисунки?(?=\s?:)|ілюстраці[ії]|εικονογράφηση|σκίτσα?(?=\s?:)|çizim(?:ler)?|illüstrasyon|رسوم|رسم(?=\s?:)|تصویرگر|טקסט ואיור|איורים|איור|रेखाचित्र|चित्रांकन|অলংকরণ|ilustrasi|ilustrator|minh họa
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
        edit(?:ed|ing) by|editors?(?=\s?:)|bearbeitet von|redigiert von|redaktion(?=\s?:)|édité par|édition(?=\s?:)
        editado por|edición(?: de|(?=\s?:))|edição(?: de|(?=\s?:))|redazione(?=\s?:)|(?:eind)?redactie(?=\s?:)|redigering(?=\s?:)|redaktör(?=\s?:)|redaktør(?=\s?:)
        red\.(?=\s)|redakcja(?=\s?:)|redagował[ai]?|editace(?=\s?:)|szerkesztette|szerkesztő(?=\s?:)|editat de|editor(?:i)?(?=\s?:)|urednik|urednica|уредник|редактор(?:ы|ка)?|επιμέλεια|editör
        تحرير|ویراستار|ویرایش|דבר העורך|עריכה|ערכה(?=\s?:)|संपाद(?:क|न)|সম্পাদনা|penyunting|biên tập
        """,
    ),
    (
        "reporter",
        r"""
        (?:with )?additional (?:reporting|work|research) by|with reporting (?:by|from)
        with (?:contributions?|files|research) (?:by|from)|(?:unter )?mitarbeit(?: von)?|mit beiträgen von
        avec (?:la collaboration de|les contributions? de)|con (?:la colaboración|información) de|com (?:a )?colaboração de|colaborou|colaboraram|con la collaborazione di
        met medewerking van|medverkan(?:de)?(?=\s?:)|współpraca|spolupráce|közreműködött|cu contribuția|при участии|за участ[іи]|με τη συνεργασία|katkıda bulunan(?:lar)?
        بمشاركة|شارك في (?:التغطية|الإعداد)|با همکاری|השתתפה? בהכנת הכתבה|सहयोग(?=\s?:)|kontributor
        """,
    ),
    (
        "interviewer",
        r"""
        interview(?:ed|s)? (?:by|conducted by|von|par|door)|interview(?:er(?:in)?|s)?(?=\s?:)|interviewed by|propos recueillis par
        entretien (?:mené|réalisé) par|das (?:interview|gespräch) führte(?:n)?|gespräch(?=\s?:)|entrevista (?:de|por)|entrevista(?=\s?:)|entrevistador[a]?(?=\s?:)|intervista (?:di|a cura di)
        intervju(?:are)?(?=\s?:)|intervju av|haastattelu|haastattelija|rozmawiał[ai]?|rozmowę przeprowadził[ai]?|wywiad(?=\s?:)|rozhovor(?: vedl[ai]?|(?=\s?:))|interjú(?=\s?:)|interviu(?: de|(?=\s?:))|razgovarao|razgovarala|разговаря(?=\s?:)
        беседовал[аи]?|интервью|интервю|розмовлял[аи]?|спілкувал(?:ась|ася|ися|ася|ся)|інтерв[’'ʼ]ю|συνέντευξη στ(?:ον|ην?)|συνέντευξη|röportaj|söyleşi
        حوار|حاور(?:ه|ها|ته)|أجر(?:ى|ت) الحوار|مقابلة(?=\s?:)|گفت‌?\s?و\s?‌?گو(?=\s?:)|مصاحبه(?=\s?:)|انٹرویو|ראיינה?|מראיינת?|साक्षात्कार|সাক্ষাৎকার|pewawancara|wawancara|phỏng vấn
        """,
    ),
    (
        "author",
        r"""
        (?:(?:a|an) )?(?:story|stories|text|words|report(?:ed|ing)?|analysis|opinion|commentary|column|essay|review|article|posted|published|written|compiled|authored|filed|created|submitted|contributed|produced|presented)(?: (?:and|&) \w+)? by
        (?:this )?(?:guest )?(?:post|article|story|piece|guide) (?:was|is) (?:written|contributed|authored) by
        by(?: (?:our|special) correspondents?)?(?=[\s:])|written by|authors?\s?:|author\b
        (?:writer|contributor|reporter|words|story|report)s?\s?:
        (?:ein(?:e)? (?:artikel|bericht|analyse|kommentar|gastbeitrag|reportage|beitrag) |geschrieben |verfasst |erstellt |veröffentlicht |gespeichert |eingereicht )?von
        text von|text(?=\s?[:/])|texte?(?=\s?:)|bericht(?=\s?:)|autor(?:in|en|es|a)?(?:[/*:_(]-?(?:in(?:nen)?|autor(?:in)?)\)?|innen)?(?= ?[:\s])
        (?:(?:écrit|rédigé|publié|posté|article|enquête|analyse|reportage|texte) )?par
        auteure?s?\s?:|reportage(?=\s?:)
        (?:(?:escrito|publicado|redactado|texto|informe|análisis|reportaje) )?por
        escriben?(?=\s)|escribió|textos? de|textos?(?=\s?:)|reportagem(?: de|(?=\s?:))|(?:scritto |pubblicato )?da|di|a cura di|testo(?: di|(?=\s?:))|door|tekst(?: door|(?=\s?:))|av|af|skrevet av
        text av|teksti(?=\s?:)|toimittaja|przez|autor(?:zy|ka|ki)?\s?:|napisał[ao]?|opracował[ao]?|autoři?(?=\s?:)|napsal[ai]?|připravil[ai]?|írta|szerző|szöveg(?=\s?:)|autori?(?=\s?:)|scris de|piše|написал[аи]?|автор(?:ы|и|ка|а)?|текст
        подготовил[аи]?|корреспондент|підготувал[аи]?|кореспондент(?:ка)?|τ(?:ου|ης|ων)|γράφ(?:ει|ουν)|κείμενο|ρεπορτάζ|yazan|yazar|haber(?=\s?:)|muhabir
        بقلم|كتب(?:ت|ه|ها)?|إعداد|الكاتب(?:ة)?|بواسطة|المؤلف|تقرير|مراسل(?=\s?:)|نوشته|نویسنده|توسط|گزارش(?:گر)?(?=\s?:)|خبرنگار(?=\s?:)|تحریر(?=\s?:)|رپورٹ(?=\s?:)|نامہ نگار
        מאת|כתב(?:ה)?|संवाददाता|रिपोर्ट(?:र)?(?=\s?:)|लेखक|लेखिका|প্রতিবেদ(?:ক|ন)|লেখক|நிருபர்|எழுதியவர்|oleh|penulis|reporter(?=\s?:)|wartawan|laporan(?=\s?:)|tác giả|bài(?=\s?:)|bài viết|โดย|เรื่อง(?=\s?:)|ผู้เขียน
        文\s?[/／:：＝=|]|文字|(?:本报|本刊|特约|实习|见习|通讯)?记者|記者|作者|撰文|撰稿
        """,
    ),
)
"""What a word before a name makes of its bearer: role (MARC relators), rows of wordings."""
