"""How far each way of reading a field from a page is trusted.

Each number is the share of such readings that were right on the open sets, rounded down
(python bench/calibration.py measures them anew).
"""

TRUST: dict[str, float] = {
    "headline:printed": 0.98,
    "headline:printed-alone": 0.9,
    "headline:ld+json": 0.7,
    "headline:meta": 0.68,
    "headline:title": 0.6,
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
    "byline:known": 0.9,
    "byline:placed": 0.7,
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
    "body:learnt": 0.97,
    "body:alone": 0.85,
    "notice:worded": 0.95,
    "notice:repeated": 0.9,
    "modified:meta": 0.9,
    "publication:site-name": 0.9,
    "publication:letter": 0.9,
    "type": 0.8,
}
