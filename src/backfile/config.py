"""archive.toml: what the keeper of an archive decided, gathered into each room's own options.

config = load(archive_path)
add(archive, paths, Manner(options=config.accession))
publish(holdings, out, options=site_options(config))
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from backfile import edtf
from backfile.accession.options import Options as AccessionOptions
from backfile.errors import ArchiveMissing, BadValue
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter, Publication
from backfile.model.rights import Rights
from backfile.model.submission import Form
from backfile.participate.settings import ADDRESS as DESK_ADDRESS
from backfile.participate.settings import KEY, check_keys, check_retention, read_desk
from backfile.publish.livery import LOGOS
from backfile.publish.options import EMAIL, Desk
from backfile.publish.options import Options as SiteOptions
from backfile.publish.replay import is_replay
from backfile.query.language import parse

NAME = "archive.toml"
PLACE = "archive.toml"
"""Where evidence stands that the keeper of the archive gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the keeper knows better than the deposits (``[publication]``)."""

    title: str | None = None
    status: str | None = None
    """paused, ceased or active."""
    paused_on: str | None = None
    """EDTF."""
    successor: str | None = None
    predecessor: str | None = None
    letter: str | None = None
    """A letter to readers that is to stand in front, after those that were recovered."""
    contact: str | None = None
    languages: tuple[str, ...] = ()
    """BCP 47."""
    issn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that archive.toml says."""

    publication: Said = field(default_factory=Said)
    accession: AccessionOptions = field(default_factory=AccessionOptions)
    site: SiteOptions = field(default_factory=SiteOptions)
    rights: Rights = field(default_factory=Rights)
    desk: Desk = field(default_factory=Desk)


_STATES = frozenset({"paused", "ceased", "active"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FEED = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?")

_LARGEST_PAGE = 1000
"""Stories on one page of a list: about 300 KB of HTML, the most that an old telephone shows."""


_MOST_LIST_FEEDS = 10_000


def _is_page_size(number: int) -> bool:
    return 0 < number <= _LARGEST_PAGE


def _is_query(text: str) -> bool:
    try:
        return not parse(text).is_empty
    except BadValue:
        return False


_CHECKS: dict[str, tuple[Callable[[Any], object], str]] = {
    "publication.status": (_STATES.__contains__, "Write paused, ceased or active."),
    "publication.paused_on": (
        edtf.is_valid,
        'Write a date as "2016-03-17", or "2016-03" where the day is not known (EDTF).',
    ),
    "publication.issn": (_ISSN.fullmatch, 'An ISSN reads "1234-5678".'),
    "publication.languages": (
        lambda codes: all(_LANGUAGE.fullmatch(code) for code in codes),
        'Write language codes as ["en", "ar"] (BCP 47).',
    ),
    "site.address": (_ADDRESS.fullmatch, 'Write it whole: "https://archive.example.org/".'),
    "site.language": (_LANGUAGE.fullmatch, 'Write a language code as "en" (BCP 47).'),
    "site.accent": (_COLOUR.fullmatch, 'Write a colour as "#7a1f1f".'),
    "site.logo": (
        lambda file: file.suffix.lower() in LOGOS,
        f"Name a file that ends with one of {', '.join(LOGOS)}.",
    ),
    "site.replay": (
        is_replay,
        'Write where {address} and {time} belong: "https://web.archive.org/web/{time}/{address}".',
    ),
    "site.licence": (_ADDRESS.fullmatch, 'Write an address: "https://creativecommons.org/…".'),
    "site.ai_use": ({"none", "search", "all"}.__contains__, "Write none, search or all."),
    "site.feeds": (
        lambda feeds: all(_FEED.fullmatch(name) and _is_query(feeds[name]) for name in feeds),
        'Name a feed with small letters, figures and "-": { ferries = "ferry OR harbour" }.',
    ),
    "site.stories_a_page": (_is_page_size, "Write a number from 1 to 1000."),
    "site.list_feeds": (
        range(_MOST_LIST_FEEDS + 1).__contains__,
        "Write a number from 0 to 10000.",
    ),
    "site.pictures": (
        {"variants", "originals"}.__contains__,
        'Write "variants" or "originals".',
    ),
    "site.withdrawn_addresses": (
        {"sealed", "plain"}.__contains__,
        'Write "sealed" or "plain".',
    ),
    "site.moved_pages": (lambda number: number >= 0, "Write 0 or more."),
    "desk.address": (DESK_ADDRESS.fullmatch, 'Write it whole: "https://desk.example.org/".'),
    "desk.key": (KEY.fullmatch, "Write the desk's public key: it begins with age1."),
    "desk.email": (EMAIL.fullmatch, 'Write an address as "desk@example.org".'),
    "desk.forms": (
        lambda forms: Form.ADDED not in forms,
        f"Known: {', '.join(form for form in Form if form is not Form.ADDED)}.",
    ),
}
"""What a value must be beyond its type, and what to say where it is not."""


def load(archive: Path) -> Config:
    """Read an archive's archive.toml; what it leaves out has its usual value.

    Args:
        archive: the archive's folder.

    Raises:
        ArchiveMissing: there is no archive.toml in that folder.
        BadValue: it cannot be read; the error names the line, or the setting.
    """
    try:
        text = (archive / NAME).read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError) as gone:
        raise ArchiveMissing(f"There is no {NAME} in {archive}.", "Is it an archive?") from gone
    except UnicodeDecodeError as bad:
        raise BadValue(f"{NAME} is not UTF-8 text.", "Save it as UTF-8.") from bad
    return read(text, archive)


def read(text: str, archive: Path = Path()) -> Config:
    """Read the text of an archive.toml; paths in it start from the archive's folder.

    Raises:
        BadValue: it cannot be read; the error names the line, or the setting.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as bad:
        raise BadValue(f"{NAME}: {bad}.", "Mend that line; TOML is explained at toml.io.") from bad
    plain = msgspec.to_builtins(data)
    for name in _unknown(plain, Config, ""):
        known = ", ".join(_names(name.rpartition(".")[0]))
        raise BadValue(f"{_spot(text, name)}: there is no setting “{name}”.", f"Known: {known}.")
    try:
        config = msgspec.convert(plain, Config, dec_hook=_from_folder(archive))
    except msgspec.ValidationError as bad:
        name = str(bad).rpartition("`$.")[2].rstrip("`") if "`$." in str(bad) else ""
        what = str(bad).partition(" - at")[0]
        raise BadValue(f"{_spot(text, name)}: {name}: {what}.", "Mend that value.") from bad
    _check(config, text)
    called = replace(config.accession, title=config.publication.title)
    return replace(config, accession=called)


def site_options(config: Config) -> SiteOptions:
    """Return what archive.toml says of the site, with what its desk says of itself.

    Raises:
        DeskMissing: archive.toml names the folder of a desk, and there is none.
        BadValue: the desk's desk.toml cannot be read, or its folder lies in the archive.
    """
    said = config.desk
    if said.folder is not None:
        desk = read_desk(said.folder)
        said = replace(
            said,
            key=said.key or desk.key,
            colleagues=said.colleagues or desk.colleagues,
            address=said.address or desk.address or None,
            forms=said.forms or desk.forms,
            readers=said.readers or desk.readers or None,
            safer=said.safer or desk.safer,
        )
    return replace(config.site, desk=said)


def _from_folder(archive: Path) -> Callable[[type, Any], Any]:
    def convert(wanted: type, value: Any) -> Any:
        if wanted is Path and isinstance(value, str):
            return archive / value
        raise NotImplementedError

    return convert


def _unknown(data: Mapping[str, Any], wanted: Any, before: str) -> Iterator[str]:
    """Yield settings that no room knows: most often a word that was typed wrongly."""
    types = get_type_hints(wanted)
    for name, value in data.items():
        if name not in types or before + name == "site.desk":
            yield before + name
        elif is_dataclass(types[name]) and isinstance(value, dict):
            yield from _unknown(value, types[name], f"{before}{name}.")


def _names(section: str) -> list[str]:
    wanted: Any = Config
    for name in filter(None, section.split(".")):
        wanted = get_type_hints(wanted)[name]
    return sorted(part.name for part in fields(wanted))


def _check(config: Config, text: str) -> None:
    for name, (is_good, advice) in _CHECKS.items():
        section, _, key = name.partition(".")
        value = getattr(getattr(config, section), key)
        if value is not None and not is_good(value):
            raise BadValue(f"{_spot(text, name)}: {name} cannot be “{value}”.", advice)
    check_keys([key for key in (config.desk.key, *config.desk.colleagues) if key is not None])
    check_retention(config.desk.retention)


def _spot(text: str, name: str) -> str:
    """Say where in the text a setting stands."""
    section, _, key = name.partition("[")[0].rpartition(".")
    here = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            here = bare.strip("[] ")
        if here == section and re.match(rf"\[?\s*\"?{re.escape(key)}\"?\s*[=\]]", bare):
            return f"{NAME}, line {number}"
    return NAME


_PLAIN = ("title", "status", "paused_on", "successor", "predecessor", "contact", "issn")


def with_said(publication: Publication, said: Said) -> Publication:
    """Return the publication with what its keeper said put over what was recovered.

    Each setting becomes evidence that stands; what stood before is kept, and no longer stands.
    """
    given = {name: getattr(said, name) for name in _PLAIN if getattr(said, name) is not None}
    changed: dict[str, Any] = dict(given)
    if said.languages:
        changed["languages"] = said.languages
    if said.letter:
        changed["letters"] = (*publication.letters, Letter(said.letter.strip()))
    claims = [Evidence(f"publication.{n}", v, PLACE, 1.0, stands=True) for n, v in given.items()]
    overruled = {claim.field for claim in claims}
    kept = (
        replace(claim, stands=False) if claim.field in overruled else claim
        for claim in publication.evidence
    )
    return replace(publication, **changed, evidence=(*claims, *kept))


def template(title: str | None = None) -> str:
    """Return the text of a new archive's archive.toml: every setting, explained, none decided."""
    named = f"title = {_quoted(title)}" if title else '# title = "The Daily Example"'
    return _TEMPLATE.replace("{title}", named)


def _quoted(text: str) -> str:
    # A TOML basic string escapes as JSON does; DEL, which JSON leaves alone, must be escaped too.
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")


_TEMPLATE = """\
# What you, the keeper of this archive, decide. A line that begins with # is switched off.
# Run `backfile publish` after a change, so that the site follows.

[publication]
# What you know better than the material. Whatever you leave switched off is taken from what was
# handed over, with its evidence.
{title}
# status = "paused"                # paused, ceased or active
# paused_on = "2016-03-17"         # or "2016-03", "2016", "2016-03-15/2016-03-20" (EDTF)
# successor = "The New Example, https://new.example.org/"
# predecessor = "The Old Example"
# contact = "editors@example.org"
# languages = ["en", "ar"]         # language codes, the main one first
# issn = "1234-5678"
# letter = \"\"\"
# Dear readers, …
#
# An empty line begins a new paragraph. This letter stands in front; recovered ones are kept.
# \"\"\"

[accession]
# What was not public at the newsroom (drafts, private and password-protected pieces, the trash)
# stays locked in originals/ and appears nowhere else. To make some of it public, name it here: by
# reason ("private", "draft", "password" …), by the newsroom's number, by address, or by the last
# column of `backfile ledger ARCHIVE --held-back`. What is in the archive already must be read
# again: `backfile add --again ARCHIVE DEPOSIT`, with the deposit's name as the ledger prints it.
# release = ["wp:123@www.example.org"]

[site]
# address = "https://archive.example.org/"   # where the site will stand
# language = "en"                  # language of the site's own words; else the publication's
# keeper = "The Example Foundation"
# keeper_contact = "mailto:archive@example.org"
# introduction = "This is the archive of …"
# accent = "#7a1f1f"               # the publication's colour
# logo = "logo.svg"                # its logo, a file in this archive
# highlights = ["ab3defg2hi"]      # ids of stories for the front page
# replay = "https://web.archive.org/web/{time}/{address}"   # where captures can be looked at
# licence = "https://creativecommons.org/licenses/by/4.0/"   # terms on which stories may be used
# ai_use = "search"                # what AI may do: none, search (find and quote, not train), all
# theme = "theme"                  # a folder in this archive whose files stand in for the theme's
# comments = false                 # whether approved readers' comments are shown
# stories_a_page = 100
# pictures = "variants"            # in the sizes that screens ask for; "originals": as they came
# withdrawn_addresses = "sealed"   # "plain": old addresses of withdrawn stories in hosts' rules
# list_feeds = 20                  # feeds of contributors, and as many of subjects: a file each
# records = true                   # whole records in the static API (api/records/)
# search_pieces = true             # search from a disk, and on hosts that give no byte ranges
# oembed = true                    # a file more for each story: what other sites show of it
# moved_pages = 5000               # small pages at old addresses, for hosts without redirect rules
# feeds = { ferries = "ferry OR harbour" }   # feeds of what answers a query: feeds/ferries.xml …

[desk]
# How readers write to you: forms for suggestions, stories, errors, removal (docs/how-to/desk.md).
# folder = "../our-desk"           # made by `backfile desk new`; `serve` takes in what is sent
# address = "https://desk.example.org/"   # where `backfile desk serve` answers, if elsewhere
# The desk's public key, if its folder is on another machine:
# key = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
# Colleagues' own keys: what is sent opens with each of them too.
# colleagues = ["age1pppppppppppppppppppppppppppppppppppppppppppppppppppppppppp"]
# email = "desk@example.org"       # where there is no desk: e-mail, and files locked for it
# forms = ["suggest", "share", "feedback", "error", "removal"]
# readers = "Two editors read what is sent, on a computer without network."
# safer = ["Signal: +1 202 555 0143"]
# Days after which a submission erases itself (0: never), if not as the desk's own desk.toml says:
# retention = { read = 180, accepted = 90, declined = 30, spam = 7 }

[rights]
# Whose pictures and stories are kept back, by kind of credit line (wire, agency, freelance, staff,
# handout, unknown) or by agency: `backfile rights ARCHIVE` sorts them. Words under pictures stay.
# withhold_pictures = ["wire", "agency"]     # shown nowhere
# unpacked_pictures = ["freelance"]          # on the site, in no export or package
# withhold_stories = ["Reuters"]
# unpacked_stories = ["wire"]
# show = ["AFP"]                             # agencies that are excepted: a contract allows it
# staff = ["Mona Haddad"]                    # whom the lines do not tell apart
# freelances = ["Karim Aziz"]
# titles = ["الميناء"]                       # other names of the publication, in credit lines
# embargo = { "ab3defg2hi" = "2027-03-31" }  # stories (id or address) that wait for a day
"""
