"""What page makers call the parts of their pages, in classes and ids: a table only."""

FURNITURE, COMMENT, RELATED, SHARE, BIO = "furniture", "comment", "related", "share", "bio"
BYLINE, DATE, STANDFIRST, HEADLINE = "byline", "date", "standfirst", "headline"
CAPTION, CREDIT, TAGS, SECTION, BODY = "caption", "credit", "tags", "section", "body"


WORDS: tuple[tuple[str, str], ...] = (
    (
        COMMENT,
        r"""
        comments?|commentlist|comment[-_](?:list|area|form|respond|section|body|content|meta)
        respond|disqus|disqus_thread|fb-comments|livefyre|utterances|giscus|isso-thread
        cusdis_thread|(?:leser|reader)[-_]?(?:briefe?|letters?|post|kommentare?)(?:[-_]\w+)?
        """,
    ),
    (
        RELATED,
        r"""
        related|related[-_]?\w*|\w+[-_]related|recommend\w*|recirc\w*|read[-_]?more
        read[-_]?next|more[-_]?(?:from|stories|news|posts|on)|also[-_]?(?:read|like)
        you[-_]may|outbrain|taboola|trending|most[-_]?(?:read|popular|viewed)
        popular[-_]?posts?|post[-_]?nav(?:igation)?|posts?[-_]navigation
        next[-_]?(?:prev|article|post)|prev(?:ious)?[-_]?(?:next|article|post)|pager
        pagination|paginate|nav[-_]links|jp-relatedposts|yarpp\w*|crp_related|similar\w*
        latest[-_](?:news|posts|stories)|recent[-_](?:posts|comments|news)|further[-_]reading
        continue[-_]reading
        """,
    ),
    (
        SHARE,
        r"""
        share\w*|sharing|sharedaddy|social\w*|addthis\w*|addtoany\w*|a2a_kit|shareaholic\w*
        sns|follow[-_]us|print[-_]?(?:button|link)|post[-_]actions
        article[-_](?:tools|actions|share)|toolbar|reactions?|rating|wpulike|like[-_]button
        donat\w+|newsletter\w*|subscribe\w*|subscription\w*|signup|sign[-_]up|mailing[-_]list
        mc_embed_signup|paywall\w*|cta|call[-_]to[-_]action|promo\w*|adver\w*|ads?
        ad[-_](?:slot|unit|container|wrapper|box)|banner[-_]?ad|adsbygoogle|sponsor\w*|dfp\w*
        google[-_]ad
        """,
    ),
    (
        BIO,
        r"""
        author[-_]?(?:bio\w*|box|info|description|card|about|details|profile|section|widget)
        about[-_](?:the[-_])?author|bio|biography|post[-_]author[-_](?:box|bio)
        entry[-_]author[-_]?(?:bio|box)?|contributor[-_](?:bio|box)
        """,
    ),
    (
        FURNITURE,
        r"""
        nav|navbar|navigation|main[-_]nav|site[-_]nav|menu|menus|sub[-_]?menu|breadcrumbs?
        crumbs?|masthead|site[-_]header|site[-_]footer|page[-_]footer
        global[-_](?:header|footer)|footer|colophon|copyright|sidebar|side[-_]bar|rail
        right[-_]rail|widgets?|widget[-_]area|skip[-_]link
        screen[-_]reader[-_](?:text|shortcut)|sr[-_]only|visually[-_]hidden|cookie\w*|consent
        gdpr|modal|popup|pop[-_]up|overlay|lightbox|search[-_]?(?:form|box)?|login|ticker
        breaking|toc|table[-_]of[-_]contents|offcanvas|drawer|notification|alert[-_]?bar|toast
        debug|noprint|hidden[-_]print|hide
        """,
    ),
    (
        CAPTION,
        r"""
        caption|captions|wp-caption-text|image[-_]caption|photo[-_]caption|figcaption|cutline
        legend|media[-_]caption|img[-_]caption|picture[-_]caption|post[-_]thumbnail[-_]caption
        caption[-_]text|bildunterschrift|legende|pie[-_]de[-_]foto
        """,
    ),
    (
        CREDIT,
        r"""
        credit|credits|photo[-_]credit|image[-_]credit|media[-_]credit|img[-_]credit
        picture[-_]credit|photographer|copyright[-_](?:photo|image)|byline[-_]photo
        attribution|image[-_]source|photo[-_]source
        """,
    ),
    (
        BYLINE,
        r"""
        byline\w*|by[-_]line|authors?|author[-_]?names?(?:[-_]\w+)?|post[-_]?author|(?:wp-block-)?post[-_]author[-_]name|entry[-_]author
        article[-_]author|story[-_]author|writers?|written[-_]by|posted[-_]by|meta[-_]author
        author[-_](?:link|url|list)|fn|p-author|contributors?|reporter|vcard|autor|auteur
        redakteur
        """,
    ),
    (
        DATE,
        r"""
        dates?|time|timestamp|dateline|published|pubdate|publish[-_]?date|date[-_]published
        post[-_]?date|entry[-_]date|posted[-_]on|article[-_]date|story[-_]date|dt-published
        created|updated|datetime|datum|fecha
        """,
    ),
    (
        STANDFIRST,
        r"""
        preamble|ingress|sapo|chapô|sommario|catenaccio|copete|(?:article|story)[-_]+(?:preamble|ingress)
        standfirst|dek|deck|sub[-_]?title\w*|sub[-_]?tit[-_]?\w*|sub[-_]?head(?:line|ing)?|sub[-_]?line
        tagline|strapline|entry[-_]subtitle|(?:(?:article|story|post|content)[-_]*)?(?:header[-_]*)?dek
        article[-_]?(?:dek|deck|sub[-_]?(?:title|head(?:line|ing)?|line)|summary|intro|standfirst|lead|lede|excerpt|description)
        post[-_](?:excerpt|sub[-_]?(?:title|head(?:line|ing)?)|summary|intro|dek|lead)|lede?
        lead[-_]?(?:in|text|paragraph)|(?:article|story)[-_]lead(?:text)?|text[-_]lead|preface|einleitung
        (?:teaser|intro)[-_]+text|summary|excerpt|custom[-_]excerpt|intro
        introduction|teaser|abstract|chapo|chapeau|chapo[-_]?\w*|bajada|entradilla|vorspann
        anons|kicker[-_]text|blurb|story[-_]summary
        """,
    ),
    (
        HEADLINE,
        r"""
        headline|entry[-_]title|post[-_]title|article[-_]title|story[-_]title|page[-_]title
        main[-_]title|p-name|article[-_]?headline|title|posttitle|post[-_]full[-_]title
        content[-_]title|news[-_]title
        """,
    ),
    (
        TAGS,
        r"""
        tags?|tag[-_]?links|tag[-_]?list|post[-_]tags?|entry[-_]tags?|article[-_]tags?
        tags[-_]links|keywords?|topics?|labels?|hashtags?|taxonom\w+|post[-_]taxonomies
        post[-_]?categories
        """,
    ),
    (
        SECTION,
        r"""
        sections?[-_]?(?:name|label|link)|categor\w+|cat[-_]?links?|post[-_]categor\w+
        entry[-_]categor\w+|kicker|eyebrow|rubric|rubrik|primary[-_]tag|article[-_]section
        article[-_]category|overline|channel
        """,
    ),
    (
        BODY,
        r"""
        article[-_]?body|story[-_]?body|entry[-_]content|post[-_]content|article[-_]?content
        article[-_]?text|post[-_]?body|e-content|content[-_]body|body[-_](?:text|content|copy)
        gh-content|markdown|prose|richtext|rich[-_]text|story[-_]content|main[-_]text
        post[-_]text|news[-_](?:text|body|content)|article[-_]main|single[-_]content|texte?
        """,
    ),
)
"""Names by what they mean, as rows of regular expressions for a whole name; the first row that fits
an element rules."""

PARTS_OF_NAMES: tuple[tuple[str, str], ...] = (
    (CAPTION, "caption captions bildunterschrift cutline"),
    (
        RELATED,
        """
        related recirc recirculation recommendation recommendations recommended outbrain taboola
        readmore infobox infoboxes factbox faktabox infokasten
        """,
    ),
    (
        SHARE,
        """
        share sharing sharebar sharedaddy socials newsletter newsletters subscribe signup cta promo
        promos promotion advert adverts advertisement advertising sponsored donate donation
        """,
    ),
    (BIO, "bio biography"),
    (STANDFIRST, "standfirst dek subheadline subhed strapline"),
    (FURNITURE, "cookie cookies consent gdpr privacy tooltip"),
)
"""Single words that tell what an element is wherever in its name they stand ("newsletter-widget",
"RelatedTeaser_title__x1"); of 170 words counted inside of the bodies of the open sets, those under
which at most one publication in ten keeps its story."""
