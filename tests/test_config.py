"""archive.toml: every setting explained, every mistake named with its line."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from backfile.accession.options import Options as AccessionOptions
from backfile.config import Config, Said, load, read, site_options, template, with_said
from backfile.errors import ArchiveMissing, BadValue, DeskMissing
from backfile.model.evidence import Evidence
from backfile.model.publication import Letter, Publication
from backfile.model.submission import Form
from backfile.publish.options import Options as SiteOptions


def test_an_archive_whose_keeper_decided_nothing_has_usual_settings() -> None:
    assert read("") == read(template()) == Config()


@pytest.mark.parametrize("title", ["The Daily Well", 'The "Well"\\', "بئر\x7f\n"])
def test_the_template_takes_any_title(title: str) -> None:
    assert read(template(title)).publication.title == title


def test_the_template_explains_every_setting_and_its_examples_can_be_switched_on() -> None:
    text = template()
    switched_on = re.sub(r"^# (?=[a-z_]+ = |Dear|\"\"\"|$)", "", text, flags=re.MULTILINE)
    switched_on = switched_on.replace("\n#\n", "\n\n").replace("\n# An empty", "\nAn empty")
    config = read(switched_on, Path("/archive"))
    for section, kind in get_type_hints(Config).items():
        assert is_dataclass(kind)
        assert f"[{section}]" in text
        for setting in fields(kind):
            if (section, setting.name) == ("site", "desk"):
                continue  # a section of its own
            assert re.search(rf"^# {setting.name} = ", text, re.MULTILINE), setting.name
            assert getattr(getattr(config, section), setting.name) is not None
    assert config.site.theme == Path("/archive/theme")
    assert (config.publication.letter or "").startswith("Dear readers")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[site]\nadress = 'x'", r"line 2.*no setting “site\.adress”"),
        ("sites = 1", r"line 1.*no setting “sites”"),
        ("[site]\n\naddress = 3", r"line 3: site\.address: Expected `str"),
        ("[site]\naddress = 'www.example.org'", r"line 2: site\.address cannot be"),
        ("[site]\naccent = 'red'", r"line 2: site\.accent cannot be “red”"),
        ("[site]\nstories_a_page = 0", r"line 2"),
        ("[site]\nhighlights = [1]", r"line 2: site\.highlights\[0\]"),
        ("[publication]\nstatus = 'dead'", r"line 2"),
        ("[publication]\npaused_on = 'in spring'", r"line 2"),
        ("[publication]\nlanguages = ['en', 'x y']", r"line 2"),
        ("[publication]\nissn = '12'", r"line 2"),
        ("[site]\nx = = 1", r"archive\.toml: .*line 2"),
        ("site = 3", r"line 1"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, told: str) -> None:
    with pytest.raises(BadValue, match=told) as met:
        read(text)
    assert met.value.next_step


def test_a_date_may_be_written_without_quotes() -> None:
    assert read("[publication]\npaused_on = 2016-03-17").publication.paused_on == "2016-03-17"


def test_settings_are_read_from_the_archive_s_folder(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        load(tmp_path)
    file = tmp_path / "archive.toml"
    said = "[publication]\ntitle = 'Old Quay'\n[accession]\nrelease = ['private']\n"
    file.write_text(f"\ufeff{said}[site]\ntheme = 'ours'\n", encoding="utf-8")
    config = load(tmp_path)
    assert config.accession == AccessionOptions(release=("private",), title="Old Quay")
    assert config.site == SiteOptions(theme=tmp_path / "ours")
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadValue, match="UTF-8"):
        load(tmp_path)


def test_what_the_keeper_said_stands_and_what_was_recovered_is_kept_as_evidence() -> None:
    recovered = Publication(
        title="Daily Wel",
        status="active",
        letters=(Letter("Old"),),
        evidence=(
            Evidence("publication.title", "Daily Wel", "meta", 0.9, stands=True),
            Evidence("publication.status", "active", "letter", 0.9, stands=True),
        ),
    )
    told = with_said(recovered, Said(title="Daily Well", letter="New\n", languages=("ar",)))
    assert (told.title, told.status, told.languages) == ("Daily Well", "active", ("ar",))
    assert told.letters == (Letter("Old"), Letter("New"))
    assert [(claim.value, claim.place, claim.stands) for claim in told.evidence] == [
        ("Daily Well", "archive.toml", True),
        ("Daily Wel", "meta", False),
        ("active", "letter", True),
    ]
    assert with_said(recovered, Said()) == recovered


KEY = "age1" + "q" * 58


def test_a_desk_in_a_folder_speaks_for_itself_where_archive_toml_does_not(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "desk.toml").write_text(f'key = "{KEY}"\nforms = ["error"]\nsafer = ["Signal"]\n')
    said = '[desk]\nfolder = "../desk"\nsafer = ["SecureDrop"]\n'
    options = site_options(read(said, tmp_path / "archive"))
    assert options.desk.key == KEY
    assert options.desk.forms == (Form.ERROR,)
    assert options.desk.safer == ("SecureDrop",)


def test_a_desk_that_is_named_and_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing):
        site_options(read('[desk]\nfolder = "nowhere"\n', tmp_path))


@pytest.mark.parametrize(
    "line",
    [
        'key = "age1"',
        'email = "nobody"',
        'email = "a@b.example?cc=c@d.example"',
        'address = "javascript:alert(1)"',
        'forms = ["added"]',
        'forms = ["share", "vote"]',
    ],
)
def test_a_wrong_setting_of_the_desk_is_told(line: str) -> None:
    with pytest.raises(BadValue, match="line 2"):
        read(f"[desk]\n{line}\n")


def test_the_sites_desk_is_a_section_of_its_own() -> None:
    with pytest.raises(BadValue, match="no setting"):
        read('[site.desk]\nemail = "a@b.example"\n')
