"""How far each way of reading a field from a page is trusted.

TRUST holds for a publication whose pages were compared with each other, ALONE for a page that
stands alone, or beside two or three: there little but the page itself says what is what. Both are
measured by python bench/calibration.py, claim by claim over the open sets; dates have their own
table (fields.date_stamps).
"""

from backfile.recover.host import HostLayout

TRUST: dict[str, float] = {
    "headline:printed": 0.98,
    "headline:printed-alone": 0.9,
    "headline:ld+json": 0.7,
    "headline:meta": 0.68,
    "headline:title": 0.6,
    "headline:contested": 0.85,
    "headline:overruled": 0.72,
    "headline:unprinted": 0.3,
    "standfirst:learnt": 0.93,
    "standfirst:named": 0.92,
    "standfirst:agreed": 0.94,
    "standfirst:placed": 0.75,
    "byline:agreed": 0.98,
    "byline:named": 0.94,
    "byline:worded": 0.92,
    "byline:learnt": 0.93,
    "byline:ld+json": 0.9,
    "byline:meta": 0.88,
    "byline:in-part": 0.7,
    "byline:confirmed": 0.95,
    "byline:house": 0.6,
    "byline:account": 0.65,
    "byline:known": 0.85,
    "byline:placed": 0.7,
    "byline:contested": 0.42,
    "byline:dateline": 0.7,
    "byline:unprinted": 0.4,
    "section:printed": 0.85,
    "section:meta": 0.9,
    "section:address": 0.5,
    "tags:printed": 0.9,
    "tags:meta": 0.85,
    "language:text": 0.97,
    "language:meta": 0.8,
    "read_minutes": 0.97,
    "lead_image:figure": 0.93,
    "lead_image:agreed": 0.97,
    "lead_image:meta": 0.75,
    "lead_image:viewer": 0.45,
    "body:learnt": 0.97,
    "body:alone": 0.85,
    "notice:worded": 0.95,
    "notice:repeated": 0.9,
    "modified:meta": 0.9,
    "occasion:linked": 0.92,
    "series:linked": 0.92,
    "series:meta": 0.9,
    "series:label": 0.9,
    "series:folder": 0.85,
    "series:printed": 0.92,
    "series:worded": 0.75,
    "series:number": 0.7,
    "series:headlines": 0.6,
    "series:headline": 0.3,
    "publication:site-name": 0.9,
    "publication:letter": 0.9,
    "type": 0.8,
}

ALONE: dict[str, float] = {
    "headline:printed": 0.97,
    "headline:printed-alone": 0.88,
    "standfirst:agreed": 0.93,
    "standfirst:placed": 0.7,
    "byline:agreed": 0.97,
    "byline:confirmed": 0.895,
    "byline:named": 0.84,
    "byline:worded": 0.89,
    "byline:known": 0.73,
    "byline:placed": 0.63,
    "byline:ld+json": 0.72,
    "byline:meta": 0.62,
    "byline:in-part": 0.3,
    "byline:house": 0.5,
    "lead_image:figure": 0.7,
    "lead_image:agreed": 0.93,
}
"""Where a page that stands alone is believed otherwise (400 pages of each of six sets)."""


def trust_of(way: str, site: HostLayout) -> float:
    """Return how far a way of reading is trusted, seen what is known of the page's host."""
    return TRUST[way] if site.confirms else ALONE.get(way, TRUST[way])
