"""What sort of piece a story is, where no capture says so: by its section and its disclaimer."""

from collections.abc import Iterator

from backfile.model.evidence import Evidence
from backfile.model.story import Notice, StoryType
from backfile.recover.settle_claims import Claims, said

_WORDS: dict[StoryType, str] = {
    StoryType.OPINION: """opinion opinions op-ed oped opeds commentary viewpoint viewpoints
        editorial editorials columns columnists meinung kommentar kommentare opinión tribune
        tribunes
        points-de-vue éditorial мнение мнения رأي الرأي آراء مقالات-الرأي 评论 观点 社论""",
    StoryType.INTERVIEW: """interview interviews q&a qanda entrevista entrevistas entretien
        entretiens интервью مقابلة مقابلات حوار حوارات 专访 访谈""",
    StoryType.EXPLAINER: """explainer explainers explained hintergrund décryptage explicador
        шпаргалка شرح 解读""",
    StoryType.DIGEST: """digest digests newsletter newsletters roundup roundups briefing briefings
        weekly-review newswrap presseschau resumen дайджест نشرة موجز 摘要""",
    StoryType.GALLERY: "gallery galleries slideshow slideshows photo-essay photoessay галерея",
    StoryType.VIDEO: "video videos vídeo vídeos видео فيديو 视频",
    StoryType.AUDIO: "podcast podcasts audio подкаст بودكاست 播客",
    StoryType.EVENT: "event events veranstaltung veranstaltungen evento eventos فعاليات",
}
BY_LABEL: dict[str, StoryType] = {
    said(word): sort for sort, words in _WORDS.items() for word in words.split()
}
"""Names of sections and tags, folded, that say what sort of piece stands under them."""
SECTION_TRUST, TAG_TRUST, DISCLAIMER_TRUST = 0.8, 0.6, 0.9
"""The house's disclaimer of views stands under opinion only; a tag may be about the matter."""


def type_claims(claims: dict[str, Claims]) -> Iterator[Evidence[object]]:
    """Yield claims on the type that follow from a story's section, tags and disclaimer."""
    for claim in claims.get("section", []):
        yield from _from_label(claim, claim.value, SECTION_TRUST)
    for claim in claims.get("tags", []):
        for label in claim.value if isinstance(claim.value, tuple) else ():
            yield from _from_label(claim, label, TAG_TRUST)
    for claim in claims.get("notices", []):
        notices = claim.value if isinstance(claim.value, tuple) else (claim.value,)
        if any(isinstance(n, Notice) and n.kind == "disclaimer" for n in notices):
            reason = "it carries the house's disclaimer of views"
            yield _type_claim(claim, StoryType.OPINION, DISCLAIMER_TRUST, reason)


def _from_label(claim: Evidence[object], label: object, trust: float) -> Iterator[Evidence[object]]:
    sort = BY_LABEL.get(said(label)) if isinstance(label, str) else None
    if sort is not None:
        yield _type_claim(claim, sort, trust * claim.confidence, f"it stands under {label}")


def _type_claim(
    claim: Evidence[object], sort: StoryType, trust: float, reason: str
) -> Evidence[object]:
    return Evidence("type", sort, claim.place, min(trust, 1.0), reason, claim.capture)
