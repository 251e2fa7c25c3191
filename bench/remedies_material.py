"""Ten stories that name ten people in every way that a name hides in, and a front page of them."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image

HOST = "https://www.hard.example"


@dataclass(frozen=True)
class Hard:
    """A story, whom it names, and how."""

    number: int
    name: str
    """As the editor gives it."""
    more: tuple[str, ...]
    """Further forms that the editor is asked about and gives."""
    said: tuple[str, ...]
    """Pieces of HTML in which the name stands."""
    slug: str
    hidden: tuple[str, ...]
    """Folded stretches of letters that must stand nowhere afterwards."""

    @property
    def headline(self) -> str:
        return f"Harbour council meets for the {self.number}th time over lanterns"

    @property
    def address(self) -> str:
        return f"{HOST}/2016/03/{self.slug}/"


STORIES = (
    Hard(
        1,
        "Mona Haddad",
        ("Haddad", "mhaddad"),
        (
            *("Mona Haddad spoke", "HADDAD, MONA", "<b>Mona</b> <i>Had</i>dad", "the Haddads"),
            *("Mo&shy;na Had&#8203;dad", "#FreeMonaHaddad", "MonaHaddad2", "@mhaddad"),
        ),
        "mona-haddad-speaks",
        ("monahaddad", "haddadmona", "haddad"),
    ),
    Hard(
        2,
        "منى الخطيب",
        ("الخطيب", "mona-al-khatib"),
        ("قالت مُنى الخَطيب أمس", "ولمنى الخطيب بيت", "وبمنـى الخطيب", "<i>منى</i> خطيب وعلي"),
        "mona-al-khatib-house",
        ("منيالخطيب", "منيخطيب", "khatib"),
    ),
    Hard(
        3,
        "Иван Петровский",
        ("Петровский",),
        (
            *("Иван Петровский", "Ивана Петровского", "Петровскому, Ивану"),
            *("Ivan Petrovskiy", "Iwan Petrowskij"),
        ),
        "ivan-petrovskij-otstavka",
        ("иванпетровск", "petrovski", "petrowski"),
    ),
    Hard(
        4,
        "Hélène Núñez",
        ("Núñez",),
        (
            *("H&eacute;l&egrave;ne N&uacute;&ntilde;ez", "HELENE NUNEZ", "Nunez, Helene"),
            *("He\u0301le\u0300ne Nu\u0301n\u0303ez", "<em>Hélène</em><br>Núñez"),
        ),
        "helene-nunez-part",
        ("helenenunez", "nunez"),
    ),
    Hard(
        5,
        "王小明",
        ("小明",),
        ("记者王小明报道。", "小明说", "王小明的家"),
        "%E7%8E%8B%E5%B0%8F%E6%98%8E-5",
        ("王小明", "小明"),
    ),
    Hard(
        6,
        "Jörg Müller-Groß",
        ("Müller",),
        ("Jörg Müller-Groß", "Joerg Mueller-Gross", "Müller-Groß, Jörg", "JÖRG MÜLLER-GROSS"),
        "joerg-mueller-gross",
        ("jorgmullergross", "joergmuellergross", "muller", "mueller"),
    ),
    Hard(
        7,
        "Lech Wałęsiak",
        ("Wałęsiak", "Wałęsiakowi"),
        ("Lech Wałęsiak", "Lech Walesiak", "Wałęsiakowi dano", "lech_walesiak"),
        "lech-walesiak-7",
        ("lechwalesiak", "walesiak"),
    ),
    Hard(
        8,
        "Ann Lee",
        ("Lee", "annl", "alee"),
        (
            *("Ann Lee", "ANN LEE", "@annlee", "@alee", "alee@mail.example"),
            *("<s>Ann</s> <u>Lee</u>", "Lee, Ann", "Ann&nbsp;Lee"),
        ),
        "ann-lee-8",
        ("annlee", "leeann", "alee"),
    ),
    Hard(
        9,
        "Karim El-Sayed",
        ("Sayed",),
        ("Karim El-Sayed", "Karim Sayed", "Karim al Sayed", "KarimElSayed", "El-Sayed, Karim"),
        "karim-elsayed",
        ("karimelsayed", "karimsayed", "sayed"),
    ),
    Hard(10, "김민수", (), ("기자 김민수는 말했다", "<b>김민</b>수 씨"), "kim-10", ("김민수",)),
)


def photograph(story: Hard) -> bytes:
    said = Image.Exif()
    said[ExifTags.Base.Artist] = story.name
    said[ExifTags.Base.ImageDescription] = f"{story.name} at home {story.number}"
    out = io.BytesIO()
    picture = Image.radial_gradient("L").resize((400 + story.number, 300))
    picture.save(out, "JPEG", exif=said, comment=story.name.encode())
    return out.getvalue()


def page_of(story: Hard, after: Hard) -> str:
    lines = "".join(
        f"<p>{said}, as the clerk of ward {story.number} noted.</p>" for said in story.said
    )
    picture = f"{story.slug}.jpg".replace("%", "")
    return f"""<!doctype html><html lang="en"><head><title>{story.headline} – Hard</title>
<link rel="canonical" href="{story.address}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2016-03-{story.number:02}T09:00:00+00:00"></head>
<body><article><h1>{story.headline}</h1><p class="byline">By {story.name}</p>
<div class="entry-content"><p>Lanterns of ward {story.number} will burn until the spring tide, the
council said on Monday, and the {story.number * 7} wardens are to walk the mole by night.</p>{lines}
<figure><img src="{picture}" srcset="{picture} 1x, {picture} 2x" alt="{story.name}">
<figcaption>{story.name} at the quay. Photo: {story.name}</figcaption></figure>
<p>More of ward {story.number}: <a href="{after.address}">the next ward</a> had other lanterns.</p>
</div></article></body></html>"""


def write(folder: Path) -> Path:
    """Write the stories as saved pages; return their folder."""
    place = folder / "hard"
    place.mkdir()
    for story, after in zip(STORIES, [*STORIES[1:], STORIES[0]], strict=True):
        (place / f"{story.number}.html").write_text(page_of(story, after), "utf-8")
        (place / f"{story.slug}.jpg".replace("%", "")).write_bytes(photograph(story))
    return place
