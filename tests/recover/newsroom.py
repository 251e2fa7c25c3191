# ruff: noqa: E501 - material stands as it stands on a page
"""A small newsroom of our own making: pages of one theme, with all that a theme puts around them."""

from dataclasses import dataclass

from backfile.model.capture import Capture, Form

HOST = "http://www.tidewater.example"
NAMES = ("Mara Quill", "Tomas Reed Bay", "Ana Ferrol", "Jonas Pike")
PLACES = (
    "Harbour",
    "Market",
    "School",
    "Bridge",
    "Ferry",
    "Mill",
    "Station",
    "Library",
    "Pier",
    "Garden",
    "Canal",
    "Tower",
)
WORDS = (
    "gate",
    "crew",
    "plan",
    "price",
    "wall",
    "lamp",
    "road",
    "boat",
    "vote",
    "storm",
    "fee",
    "roof",
)
LETTER = "Dear readers, the Tidewater Post has paused publication; this archive stays open as a public resource."
DISCLAIMER = "The views expressed in this article are the author's own and do not reflect the policy of the Tidewater Post."
BLURB = "Tell us what happens in your street and we will look into it."


@dataclass(frozen=True)
class Piece:
    """One story of the small newsroom."""

    number: int

    @property
    def headline(self) -> str:
        return f"{PLACES[self.number % 12]} {WORDS[(self.number * 5) % 12]} divides the town for the {self.number + 2}th time"

    @property
    def author(self) -> str:
        return NAMES[self.number % 4]

    @property
    def standfirst(self) -> str:
        return f"Nobody asked for it, but {PLACES[self.number % 12].lower()} people now have {self.number} reasons to care."

    @property
    def paragraphs(self) -> list[str]:
        place = PLACES[self.number % 12].lower()
        return [
            f"Paragraph {step} of story {self.number}: people by the {place} said that the {WORDS[(self.number + step) % 12]} "
            f"would have to wait until the council had counted all {self.number * 7 + step} letters that it had received."
            for step in range(6)
        ]

    @property
    def address(self) -> str:
        return f"{HOST}/2015/{self.number % 12 + 1:02d}/{self.headline.lower().replace(' ', '-')}/"

    @property
    def is_opinion(self) -> bool:
        return self.number % 5 == 0


def story_page(piece: Piece, *, metas: bool) -> Capture:
    """Return a story's page; without metas only what a reader sees is left."""
    head = (
        f'<meta property="og:title" content="{piece.headline}"><meta name="author" content="{piece.author}">'
        f'<meta property="og:type" content="article">'
        if metas
        else ""
    )
    related = "".join(
        f'<li><a href="{Piece(n).address}">{Piece(n).headline}</a></li>' for n in (1, 2, 3)
    )
    body = "".join(f"<p>{text}</p>" for text in piece.paragraphs)
    return page(
        piece.address,
        f"{piece.headline} | Tidewater Post",
        f"""<div class="xa"><h1>{piece.headline}</h1><div class="xb">{piece.standfirst}</div>
        <div class="xc">{piece.author}</div><div class="xd">{piece.number % 27 + 1} March 2015</div>
        <div class="xe"><img src="/pics/{piece.number}.jpg" width="600"><p>People at the {PLACES[piece.number % 12]}. Photo: Ole Strand/AP</p></div>
        <div class="xf"><div>{LETTER}</div>{body}<div>{DISCLAIMER if piece.is_opinion else ""}</div><p class="xg">{BLURB}</p></div>
        <ul class="xh">{related}</ul></div>""",
        head,
    )  # fmt: skip


def list_page(name: str, pieces: list[Piece]) -> Capture:
    """Return a list of teasers."""
    rows = "".join(
        f'<div><h2><a href="{p.address}">{p.headline}</a></h2><p>{p.standfirst}</p></div>'
        for p in pieces
    )
    return page(f"{HOST}/shelf-{name}/", f"{name} | Tidewater Post", f"<h1>{name}</h1>{rows}")


def page(address: str, title: str, main: str, head: str = "") -> Capture:
    """Return a page in the newsroom's theme."""
    menu = "".join(
        f'<li><a href="{HOST}/{word}/">{word}</a></li>' for word in ("home", "town", "sea", "about")
    )
    html = f"""<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>
    <div class="top"><ul>{menu}</ul></div><div class="middle">{main}</div>
    <div class="bottom">Tidewater Post, 4 Quay Street. All rights reserved.</div></body></html>"""
    return Capture(form=Form.PAGE, address=address, body=html.encode(), status=200)


def everything(count: int = 24, *, metas: bool = False) -> list[Capture]:
    """Return all pages of the newsroom."""
    pieces = [Piece(number) for number in range(count)]
    about = page(
        f"{HOST}/about/",
        "About us | Tidewater Post",
        f"<h1>About us</h1><p>{LETTER}</p><p>{BLURB}</p>",
    )
    lists = [
        list_page(name, pieces[start::3]) for start, name in enumerate(("Town", "Sea", "People"))
    ]
    return [*(story_page(piece, metas=metas) for piece in pieces), *lists, about]
