"""How the site is to be: its address, its language, its theme. Read from archive.toml by config."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backfile.model.submission import Form
from backfile.participate.settings import Retention

EMAIL = re.compile(r"[^\s@<>\"'?&,;:/]{1,64}@[^\s@<>\"'?&,;:/]{1,190}")
"""An address for e-mail, as it may stand in a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How readers write to the newsroom (`[desk]` in archive.toml).

    Where nothing is said, and no address for e-mail is known either, the site offers no forms.
    """

    folder: Path | None = None
    """The desk's folder: `serve` takes in what the forms send, at the site's own `send/`."""
    address: str | None = None
    """Where `backfile desk serve` answers ("https://desk.example.org/"), if not at `send/`."""
    key: str | None = None
    """The desk's public key ("age1…"), if its folder is not on this machine."""
    colleagues: tuple[str, ...] = ()
    """Public keys of colleagues, likewise: what is sent opens with each of them too."""
    email: str | None = None
    """For what is sent where there is no desk."""
    forms: tuple[Form, ...] = ()
    """Forms that are offered; none named: all, or those of the desk's folder."""
    readers: str | None = None
    """Who reads what is sent, in the newsroom's words."""
    safer: tuple[str, ...] = ()
    """Safer ways: "Signal: +1 202 555 0143", "SecureDrop: http://….onion"."""
    retention: Retention = field(default_factory=Retention)
    """How long the desk keeps what it was sent; where nothing is said here, its folder says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What whoever keeps the archive may choose for its site (`[site]` in archive.toml)."""

    address: str | None = None
    """Where the site will stand ("https://archive.example.org/"). Without it every link is
    relative and nothing is missing but the sitemap, canonical links and absolute feed links."""
    language: str | None = None
    """Language of the site's own words (en, ar, fr, es, de, ru); None: that of the publication."""
    theme: Path | None = None
    """Folder whose templates and files stand in for those that come with Backfile, one by one."""
    keeper: str | None = None
    """Who keeps the archive, in words for its readers."""
    keeper_contact: str | None = None
    """Where the keeper is reached: an address (https:, mailto:) or plain words."""
    introduction: str | None = None
    """What the archive is, in the keeper's own words; stands on the home page."""
    accent: str | None = None
    """The publication's colour as #rrggbb; None keeps the theme's own. Where it could not be read
    it is made darker or, in the dark, lighter."""
    logo: Path | None = None
    """The publication's logo, a file in the archive's folder; stands for its name at the head."""
    replay: str | None = None
    """Where captures can be seen as they were: the address of a web archive or of a replay of your
    own, with {time} and {address} where those of a capture belong
    ("https://web.archive.org/web/{time}/{address}")."""
    licence: str | None = None
    """On what terms the stories may be used: an address (of a Creative Commons licence, say)."""
    ai_use: str | None = None
    """What programs that learn from texts may do: "none", "search" (find and quote, not train) or
    "all"; None says nothing of it. It is asked of them, not enforced."""
    feeds: Mapping[str, str] = field(default_factory=dict)
    """Feeds of queries: name and query (docs/search.md)."""
    list_feeds: int = 20
    """How many contributors, and how many tags, have a feed of their own: the longest of three
    stories or more. Every section has one."""
    highlights: tuple[str, ...] = ()
    """Ids of stories for the front page, in order; empty: the archive chooses."""
    stories_a_page: int = 100
    """Stories on one page of a list."""
    moved_pages: int = 5000
    """How many small pages may be written at old addresses, so that old links work on hosts
    that know no redirect rules. The rules for hosts that do are always complete."""
    search_pieces: bool | None = None
    """Whether the search index comes in small pieces as well, for hosts that give no byte ranges
    and for copies that are opened from a disk; None: where there are at most 5,000 stories."""
    records: bool | None = None
    """Whether the static API has the whole record of each story, some hundred in a file; None:
    where there are at most 5,000 stories."""
    oembed: bool = False
    """Whether each story has a file that says what other sites show of it (oEmbed): as many files
    more as there are stories. `serve` answers without them."""
    comments: bool = False
    """Whether approved readers' comments are shown."""
    withdrawn_addresses: str = "sealed"
    """How the addresses of withdrawn stories are kept: "sealed" (those that say something of what
    stood there are known by a digest alone) or "plain" (all of them, so that every host can answer
    410)."""
    pictures: str = "variants"
    """Whether pages show "variants" of the pictures, in the sizes that screens ask for, or the
    "originals". The originals are on the site either way."""
    desk: Desk = field(default_factory=Desk)
    """How readers write to the newsroom; a section of its own in archive.toml."""
