"""Pages that show one picture of a story."""

from pathlib import Path

from tests.accession.conftest import HOST, Piece, page_of

from backfile.accession.passing import recover_deposits
from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.model.capture import Kind

STORY = Piece(3)


def picture_page(number: int, back: str = "Back to story") -> str:
    """A viewer of the third story: one picture, its words, and the ways on and back."""
    return f"""<html><head><title>Photo {number} | The Harbour</title></head><body>
    <ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul>
    <div><a href="{STORY.address}">{back}</a></div>
    <div class="stage"><img src="/pics/roof-{number}.jpg" width="1200" height="800"></div>
    <p class="caption">The carpenter counts slate number {number} on the new roof.</p>
    <p class="credit">Photo: Ole Strand</p>
    <p><a href="/photo/{number - 1}.html">Previous</a>
    <a href="/photo/{number + 1}.html">Next</a></p>
    <div>The Harbour, 4 Quay Street</div></body></html>"""


def write(folder: Path, *, with_story: bool, back: str = "Back to story") -> Path:
    root = folder / "www.harbour.example"
    (root / "photo").mkdir(parents=True)
    for number in range(1, 9):
        (root / f"photo/{number}.html").write_text(picture_page(number, back), encoding="utf-8")
    for piece in map(Piece, range(1, 8)):
        if piece != STORY or with_story:
            path = root / piece.address.removeprefix(HOST + "/") / "index.html"
            path.parent.mkdir(parents=True)
            html = page_of(piece)
            lead = f'<figure><img src="/pics/roof-{piece.number - 1}.jpg" width="800"></figure>'
            path.write_text(html.replace('<div class="entry', lead + '<div class="entry'), "utf-8")
    return folder


def test_viewers_are_of_the_story_that_they_lead_back_to(tmp_path: Path) -> None:
    accounts = list(recover_deposits([write(tmp_path / "handed", with_story=True)], Manner()))
    viewers = [a for a in accounts if a.address and "/photo/" in a.address]
    assert [a.same_as_why for a in viewers] == ["viewer"] * 8
    story = viewers[0].story
    assert story is not None
    assert story.headline == STORY.headline
    assert len({a.story.id for a in accounts if a.story}) == 7
    lead = story.lead_image
    assert lead is not None
    assert lead.address == f"{HOST}/pics/roof-2.jpg"
    assert lead.caption == "The carpenter counts slate number 2 on the new roof."
    assert lead.credit == "Ole Strand"


def test_viewers_without_their_story_are_assets_until_it_comes(
    archive: Archive, tmp_path: Path
) -> None:
    add(archive, [write(tmp_path / "one", with_story=False, back="Zurück zum Artikel")], Manner())
    assert archive.stories.count() == 6
    assert archive.captures.count(kind=Kind.ASSET) == 8
    page = tmp_path / "late.html"
    page.write_text(page_of(STORY), encoding="utf-8")
    add(archive, [page], Manner())
    members = archive.stories.entry(STORY.address).members
    assert [member.why for member in members] == [None] + ["viewer"] * 8
    assert archive.captures.count(kind=Kind.ASSET) == 0
