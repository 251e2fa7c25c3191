"""The commands: what they print, how they leave, and what they say when they cannot."""

import csv
import errno
import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from tests.cli.conftest import Run

from backfile.cli import COMMANDS, EXIT_FAILED, EXIT_USAGE
from backfile.cli.console import EXIT_FINDINGS, size_in_words
from backfile.model.capture import MEANING, Kind
from backfile.preserve.export import COLUMNS

PAGE = """<!doctype html><html lang="en"><head><title>The quay closes</title>
<link rel="canonical" href="https://www.harbour.example/2016/03/17/the-old-quay-closes">
<meta property="article:published_time" content="2016-03-17T09:00:00+00:00"></head><body><article>
<h1>The quay closes</h1><p class="byline">By <a rel="author" href="/by/mona">Mona Haddad</a></p>
<div class="entry-content"><p>The old quay closed on Monday after engineers found cracks in two of
its pillars, and the fishing boats will land at the northern pier until the spring.</p>
<p>Traders who rent the sheds behind the market were told on Sunday evening by a letter.</p>
<figure><img src="/pictures/quay-1024x683.jpg" alt="The quay"></figure></div></article></body>
</html>"""
OTHER = PAGE.replace("The quay closes", "A ferry opens").replace(
    "the-old-quay-closes", "ferry-opens"
)
OTHER = OTHER.replace("quay closed", "ferry sailed").replace("Traders who rent", "Pupils who clean")
ADDRESS = "https://www.harbour.example/2016/03/17/the-old-quay-closes"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """The same, with an archive "paper" of two stories."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "1.html").write_text(PAGE, encoding="utf-8")
    (pages / "2.html").write_text(OTHER, encoding="utf-8")
    run("new", "paper", "--title", "The Harbour")
    status, _, complaint = run("add", "paper", "pages")
    assert status == 0, complaint
    return run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_shows_an_example_in_its_help(name: str, run: Run) -> None:
    module = importlib.import_module(f"backfile.cli.{name.replace('-', '_')}")
    status, said, _ = run(name, "--help")
    assert status == 0
    assert f"backfile {name}" in said
    assert (module.__doc__ or "").startswith(f"`backfile {name}`")


def test_help_loads_no_library_but_clicks() -> None:
    probe = (
        "import sys; from backfile.cli import main; sys.argv = ['backfile', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'rich', 'msgspec', 'lxml', 'sqlite3', 'starlette', 'uvicorn', 'PIL', 'jinja2'}\n"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_newcomers_day(filled: Run) -> None:
    status, said, _ = filled("ledger", "paper")
    assert status == 0
    assert "The Harbour" in said
    assert "2 stories" in said
    status, said, _ = filled("search", "paper", "quay")
    assert "The quay closes" in said
    status, said, _ = filled("show", "paper", ADDRESS)
    for mark in ("Contributor(", "{'", "('", "None"):
        assert mark not in said  # it is read by people: no tuples, no dicts
    assert "\n    stands: " in said
    assert f" of {ADDRESS}; " in said
    assert "    stands: The quay closes [" in said
    status, said, _ = filled("publish", "paper", "--to", "site")
    assert status == 0
    assert Path("site/index.html").is_file()
    assert filled("verify", "paper", "--site", "site")[0] == 0
    Path("site/index.html").write_text("changed")
    assert filled("verify", "paper", "--site", "site")[0] == EXIT_FINDINGS


def test_the_ledger_lists_what_is_to_be_fetched(filled: Run) -> None:
    _, said, beside = filled("ledger", "paper", "--missing")
    assert said.split("\t")[2].strip() == "https://www.harbour.example/pictures/quay-1024x683.jpg"
    assert beside.split("\t") == ["role", "uses", "address\n"]


def test_the_ledger_explains_what_captures_ended_as(filled: Run) -> None:
    _, said, _ = filled("ledger", "paper")
    assert f"story: {MEANING[Kind.STORY]}." in said
    assert set(MEANING) == set(Kind)


def test_a_story_is_shown_by_the_name_of_its_file(filled: Run) -> None:
    assert filled("show", "paper", "1.html") == filled("show", "paper", ADDRESS)


def test_a_word_of_a_headline_is_answered_with_the_stories_that_have_it(filled: Run) -> None:
    status, _, complaint = filled("show", "paper", "QUAY")
    assert status == EXIT_FAILED
    assert "“The quay closes”?" in complaint


def test_the_ledger_tells_scripts_everything(filled: Run) -> None:
    told = json.loads(filled("ledger", "paper", "--json")[1])
    assert told["captures"] == {"story": 2}
    assert told["publication"]["title"] == "The Harbour"
    lines = filled("ledger", "paper", "--captures", "--json")[1].splitlines()
    assert [json.loads(line)["item"] for line in lines] == ["1.html", "2.html"]


def test_an_export_makes_no_folder_that_nobody_made(filled: Run) -> None:
    status, _, complaint = filled("export", "paper", "--to", "away/stories.jsonl")
    assert status == EXIT_FAILED
    assert "no folder away" in complaint
    assert not Path("away").exists()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals here")
def test_a_terminal_is_given_no_parquet(filled: Run) -> None:
    assert filled("ledger", "paper")[0] == 0
    ours, theirs = os.openpty()
    words = [sys.executable, "-m", "backfile", "export", "paper", "--as", "parquet"]
    done = subprocess.run(words, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == EXIT_FAILED
    assert "--to stories.parquet" in done.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_stories_leave_in_each_format(form: str, filled: Run) -> None:
    status, _, complaint = filled("export", "paper", "--as", form, "--to", "out")
    assert status == 0, complaint
    data = Path("out").read_bytes()
    if form == "jsonl":
        headlines = [json.loads(line)["story"]["headline"] for line in data.splitlines()]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert list(rows[0]) == list(COLUMNS)
        headlines = [row["headline"] for row in rows]
    else:
        headlines = pyarrow.parquet.read_table("out").column("headline").to_pylist()
    assert sorted(headlines) == ["A ferry opens", "The quay closes"]


def test_a_correction_stands_and_can_be_taken_back(filled: Run) -> None:
    status, said, _ = filled("edit", "paper", ADDRESS, "headline", "Gone", "--because", "typo")
    assert (status, said) == (0, "Correction 1 of headline stands.\n")
    told = json.loads(filled("show", "paper", ADDRESS, "--json")[1])
    assert told["story"]["headline"] == "Gone"
    assert told["corrections"][0]["because"] == "typo"
    filled("edit", "paper", "--undo", "1")
    assert json.loads(filled("show", "paper", ADDRESS, "--json")[1])["story"]["headline"] != "Gone"


def test_stories_are_merged_and_captures_told_apart_by_a_person(filled: Run) -> None:
    other = "https://www.harbour.example/2016/03/17/ferry-opens"
    filled("edit", "paper", other, "merge", ADDRESS, "--because", "the same")
    assert json.loads(filled("ledger", "paper", "--json")[1])["stories"] == 1
    filled("edit", "paper", "--undo", "1")
    assert json.loads(filled("ledger", "paper", "--json")[1])["stories"] == 2
    filled("edit", "paper", "capture:2", "kind", "list", "--because", "a section page")
    told = json.loads(filled("ledger", "paper", "--json")[1])
    assert (told["stories"], told["captures"]) == (1, {"list": 1, "story": 1})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "nowhere", "pages"), "There is no archive at nowhere"),
        (("add", "paper", "gone.warc"), "There is no file or folder at gone.warc"),
        (("show", "paper", "nothing"), "No story is known as “nothing”"),
        (("edit", "paper", ADDRESS, "headlin", "x", "--because", "y"), "no field “headlin”"),
        (("edit", "paper", ADDRESS, "headline", "x"), "A correction needs a reason"),
        (("edit", "paper", ADDRESS, "published", "2016-13", "--because", "y"), "is no date"),
        (("new", "paper"), "is there already"),
        (("withdraw-deposit", "paper", "never"), "No deposit is called “never”"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    words: tuple[str, ...], said: str, filled: Run
) -> None:
    status, out, complaint = filled(*words)
    assert (status, out) == (EXIT_FAILED, "")
    assert said in complaint
    assert "Traceback" not in complaint


def test_a_wrong_word_is_wrong_usage(run: Run) -> None:
    assert run("add")[0] == EXIT_USAGE
    assert run("nothing")[0] == EXIT_USAGE
    assert run("export", "paper", "--as", "docx")[0] == EXIT_USAGE


def test_findings_are_fatal_only_when_asked(run: Run, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "page.html").write_text(PAGE, encoding="utf-8")
    (pages / "strange.bin").write_bytes(bytes(range(256)) * 4)
    run("new", "paper")
    assert run("add", "paper", "pages")[0] == 0
    assert run("add", "paper", "pages", "--strict")[0] == EXIT_FINDINGS


def test_a_dry_run_says_what_would_be_taken_and_takes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    status, said, _ = run("add", "no-archive-yet", "page.html", "--dry-run", "--json")
    assert status == 0
    assert json.loads(said)["deposits"][0]["captures"] == {"story": 1}
    assert not Path("no-archive-yet").exists()


def test_recover_prints_a_record_a_capture_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    status, said, _ = run("recover", "page.html")
    record = json.loads(said)
    assert status == 0
    assert (record["kind"], record["item"]) == ("story", "page.html")
    assert record["story"]["published"] == "2016-03-17"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html"]


def test_a_deposit_is_read_again_from_the_originals(filled: Run, tmp_path: Path) -> None:
    before = json.loads(filled("show", "paper", ADDRESS, "--json")[1])["story"]
    for page in (tmp_path / "pages").iterdir():
        page.unlink()
    (tmp_path / "paper/reading-left-by-a-kill").mkdir()
    assert filled("add", "paper", "--again", "pages")[0] == 0
    assert json.loads(filled("show", "paper", ADDRESS, "--json")[1])["story"] == before
    assert not list((tmp_path / "paper").glob("reading-*"))


def test_a_withdrawn_deposit_leaves_no_trace_of_its_stories(filled: Run) -> None:
    _, said, _ = filled("withdraw-deposit", "paper", "pages", "--dry-run", "--json")
    assert len(json.loads(said)["stories_lost"]) == 2
    assert filled("withdraw-deposit", "paper", "pages")[0] == 0
    assert filled("export", "paper")[1] == ""
    assert filled("verify", "paper")[0] == 0


@pytest.mark.slow
def test_the_demo_is_built_from_the_deposits_in_the_package(run: Run) -> None:
    assert run("demo")[0] == 0
    assert Path("demo-archive-site/index.html").is_file()
    told = json.loads(run("ledger", "demo-archive", "--json")[1])
    assert told["stories"] == 44
    assert sum(told["held_back"].values()) == 3
    assert told["failed"] == {}


def test_the_demo_is_not_mixed_into_another_archive(filled: Run) -> None:
    before = filled("ledger", "paper", "--json")[1]
    status, _, err = filled("demo", "paper")
    assert status != 0
    assert "archive of something else" in err
    assert filled("ledger", "paper", "--json")[1] == before


def test_what_is_refused_is_named_last_and_the_rest_is_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.bin").write_bytes(bytes(range(256)))
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    run("new", "paper")
    status, out, err = run("add", "paper", "a.bin", "page.html", "b.bin", "--json")
    report = json.loads(out)
    assert (status, report["stories"]) == (EXIT_FAILED, 1)
    assert [one["name"] for one in report["refused"]] == ["a.bin", "b.bin"]
    assert err.count("Known kinds are") == 1
    assert "Refused: a.bin" in run("ledger", "paper")[1]
    status, out, _ = run("add", "paper", "a.bin", "page.html", "--dry-run", "--json")
    assert (status, len(json.loads(out)["refused"])) == (EXIT_FAILED, 1)
    status, out, err = run("recover", "a.bin", "page.html")
    assert (status, len(out.splitlines())) == (EXIT_FAILED, 1)
    assert "a.bin is of no known kind" in err


def test_a_name_with_a_line_break_stays_in_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two\nlines.html").write_text(PAGE, encoding="utf-8")
    run("new", "paper")
    _, out, _ = run("add", "paper", "two\nlines.html")
    assert "two\\nlines.html" in out
    assert len(run("ledger", "paper", "--captures")[1].splitlines()) == 1


def test_making_the_same_archive_twice_changes_nothing(run: Run) -> None:
    assert run("new", "paper", "--title", "The Harbour")[0] == 0
    assert run("new", "paper", "--title", "The Harbour")[0] == 0
    assert run("new", "paper", "--title", "Another")[0] == EXIT_FAILED


def test_what_the_machine_refuses_is_said_in_words(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "paper/originals")

    monkeypatch.setattr("backfile.archive.files.Files.put", full)
    status, _, err = filled("add", "paper", "pages/1.html")
    assert (status, "Traceback" in err) == (EXIT_FAILED, False)
    assert "paper/originals: No space left on device." in err


def test_a_withdrawal_that_is_asked_for_twice_is_done_once(filled: Run) -> None:
    assert filled("withdraw-deposit", "paper", "pages")[0] == 0
    status, out, _ = filled("withdraw-deposit", "paper", "pages")
    assert (status, "was withdrawn before" in out) == (0, True)


def test_a_site_that_is_behind_its_archive_is_told(filled: Run) -> None:
    assert filled("verify", "paper", "--site", "nowhere")[0] == EXIT_FAILED
    filled("publish", "paper", "--to", "site")
    assert filled("verify", "paper", "--site", "site")[0] == 0
    filled("edit", "paper", ADDRESS, "headline", "Gone", "--because", "typo")
    status, out, _ = filled("verify", "paper", "--site", "site")
    assert (status, out.split(":")[0]) == (EXIT_FINDINGS, "site-behind")


TEASING = PAGE.replace(
    "<head>", '<head><meta property="og:title" content="You will not believe it">'
)


def test_review_asks_once_for_all_pages_and_keeps_the_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html").write_text(TEASING, encoding="utf-8")
    (tmp_path / "pages" / "two.html").write_text(
        TEASING.replace("The quay closes", "A ferry opens").replace("old-quay", "ferry"),
        encoding="utf-8",
    )
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "pages")
    status, listed, _ = run("review", "archive", "--json")
    assert status == 0
    questions = [json.loads(line) for line in listed.splitlines()]
    wanted = next(q for q in questions if q["field"] == "headline")
    status, told, _ = run(
        "review", "archive", wanted["id"], "--answer", "other", "--because", "so", "--json"
    )
    assert status == 0
    assert json.loads(told)["field"] == "trust:headline"
    assert json.loads(told)["changed"] == 2
    lesson = str(json.loads(told)["number"])
    _, undone, next_step = run("edit", "archive", "--undo", lesson)
    assert undone.startswith(f"Lesson {lesson} of trust:headline was taken back.")
    assert "publish" in next_step
    again = ("review", "archive", wanted["id"], "--answer", "other", "--because", "so")
    status, told, next_step = run(*again)
    assert (status, "stands: 2 stories changed." in told) == (0, True)
    assert "`backfile publish` brings it" in next_step
    _, found, _ = run("export", "archive", "--as", "jsonl")
    assert "You will not believe it" in found
    _, words, _ = run("review", "archive")
    assert wanted["id"] not in words


def test_review_goes_through_the_questions_one_by_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.html").write_text(TEASING, encoding="utf-8")
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "one.html")
    monkeypatch.setattr(sys, "stdin", io.StringIO("s\n" * 3 + "q\n" * 9))
    status, told, _ = run("review", "archive", "--ask")
    assert status == 0
    assert "Question 1 of" in told


def test_review_says_what_an_answer_lacks(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(TEASING, encoding="utf-8")
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "one.html")
    assert run("review", "archive", "nothing")[0] == EXIT_USAGE
    assert run("review", "archive", "--answer", "right")[0] == EXIT_USAGE
    assert run("review", "archive", "nothing", "--answer", "right", "--because", "x")[0] == (
        EXIT_FAILED
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (120_926_234, "120.9 MB"),
        (5_000_000_000_000_000, "5,000.0 TB"),
    ],
)
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert size_in_words(size) == words


def test_verify_says_what_it_has_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(PAGE, encoding="utf-8")
    run("new", "archive", "--title", "Harbour")
    status, _, told = run("add", "archive", "one.html")
    assert (status, "Next: backfile publish archive" in told) == (0, True)
    status, said, _ = run("verify", "archive")
    assert status == 0
    assert "All is as it was kept: the database, " in said
    assert "of originals and assets." in said
    assert "no field writer:" in run("search", "archive", "writer:lee")[2]
    run("publish", "archive", "--to", "public")
    (tmp_path / "public" / "CNAME").write_text("archive.example", encoding="ascii")
    status, said, _ = run("verify", "archive", "--site", "public")
    assert (status, "site-file-foreign: CNAME" in said) == (0, True)


def test_clips_are_written_as_a_page_and_as_records(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(PAGE, encoding="utf-8")
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "one.html")
    status, told, _ = run("clips", "archive", "haddad", "--to", "folio", "--json")
    assert (status, json.loads(told)["stories"]) == (0, 1)
    assert "The quay closes" in (tmp_path / "folio/mona-haddad.html").read_text(encoding="utf-8")
    records = json.loads((tmp_path / "folio/mona-haddad.json").read_text(encoding="utf-8"))
    assert records[0]["story"]["headline"] == "The quay closes"
    status, _, said = run("clips", "archive", "Nobody")
    assert (status, "No contributor has the name" in said) == (EXIT_FAILED, True)


def test_a_remedy_is_said_first_done_listed_and_taken_back(run: Run, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "quay.html").write_text(PAGE, "utf-8")
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "pages")
    names = ("--name", "Mona Haddad", "--name", "mona")
    asked = ("initials", "archive", ADDRESS, *names, "--because", "a call")
    status, out, _ = run("remedy", *asked, "--dry-run")
    assert status == 0
    assert "would be a initials" not in out
    assert "byline: “Mona Haddad”" in out
    assert run("remedy", "list", "archive", "--json")[1].count('"kind"') == 0
    assert run("remedy", *asked, "--ground", "safety", "--review-on", "2020-01-01")[0] == 0
    assert run("remedy", *asked, "--ground", "safety")[1].count("stands already") == 1
    assert "Haddad" not in run("export", "archive")[1]
    assert "DUE" in run("remedy", "list", "archive", "--due")[1]
    assert "2030-01-01" in run("remedy", "looked-at", "archive", "1", "--next", "2030-01-01")[1]
    assert "DUE" not in run("remedy", "list", "archive", "--due")[1]
    assert "1 story" in run("search", "archive", "quay")[2]
    assert "0 stories" in run("search", "archive", "haddad")[2]
    assert run("remedy", "take-back", "archive", "1")[0] == 0
    assert "Haddad" in run("export", "archive")[1]
    listed = json.loads(run("remedy", "list", "archive", "--json")[1])
    assert listed["superseded"][0]["form"] == "jsonl"


def test_initials_ask_about_rests_and_other_stories(run: Run, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "1.html").write_text(PAGE.replace("Traders who", "The Haddads who"), "utf-8")
    (pages / "2.html").write_text(OTHER, "utf-8")
    run("new", "paper")
    run("add", "paper", "pages")
    asked = ("initials", "paper", ADDRESS, "--name", "Mona Haddad", "--because", "a call")
    status, out, err = run("remedy", *asked, "--dry-run")
    assert status == 0
    assert "Stays in" in err
    assert "“Haddads”" in err
    assert "also named in" in out
    assert "A ferry opens" in out
    assert "1 other story prints the name" in err
    status, _, err = run("remedy", *asked)
    assert status == EXIT_FAILED
    assert "would stay" in err
    assert json.loads(run("remedy", "list", "paper", "--json")[1])["remedies"] == []
    status, out, err = run("remedy", *asked, "--name", "Haddad", "--everywhere")
    assert status == 0, err
    assert "Haddad" not in run("export", "paper")[1]
    assert len(json.loads(run("remedy", "list", "paper", "--json")[1])["remedies"]) == 2


def test_what_is_seen_to_be_no_rest_may_stay(filled: Run) -> None:
    asked = ("initials", "paper", ADDRESS, "--name", "Mona Haddad", "--because", "a call")
    assert filled("remedy", *asked, "--yes", "--here")[0] == 0
    told = json.loads(filled("remedy", *asked, "--yes", "--json")[1])
    assert [other["said"] for other in told["elsewhere"]] == [["Mona Haddad"]]
    assert told["is_new"] is False


@pytest.mark.parametrize(
    ("words", "met"),
    [
        (("initials", "archive", ADDRESS, "--name", "Nobody Here", "--because", "x"), "nowhere"),
        (("correct", "archive", ADDRESS, " ", "--because", "x"), "needs words"),
        (("delist", "archive", ADDRESS, "--because", " "), "needs a reason"),
        (("delist", "archive", ADDRESS, "--because", "x", "--only", "moon"), "no surface"),
        (("delist", "archive", ADDRESS, "--because", "x", "--review-on", "soon"), "no day"),
        (("note", "archive", ADDRESS, "w", "--because", "x", "--only", "feeds"), "the site"),
        (("take-back", "archive", "9"), "No remedy"),
    ],
)  # fmt: skip
def test_a_remedy_that_cannot_be_done_says_why(
    run: Run, tmp_path: Path, words: tuple[str, ...], met: str
) -> None:
    (tmp_path / "quay.html").write_text(PAGE, "utf-8")
    run("new", "archive")
    run("add", "archive", "quay.html")
    status, _, err = run("remedy", *words)
    assert status == EXIT_FAILED
    assert met in err


def test_credit_lines_are_sorted_and_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_text(PAGE, "utf-8")
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "quay.html")
    assert "By Mona Haddad" in run("rights", "archive")[1]
    status, out, _ = run("rights", "archive", "--csv")
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["kind"], row["line"]) for row in rows if row["what"] == "story"] == [
        ("unknown", "By Mona Haddad")
    ]
    assert json.loads(run("rights", "archive", "--json")[1].splitlines()[-1])["ids"]
    assert run("rights", "archive", "--kind", "wire", "--json")[1] == ""


PICTURED = PAGE.replace(
    "</h1>",
    """</h1><figure><img src="quay.jpg" width="900" height="600"><figcaption>The quay on Friday.
<span class="credit">Photo: Ann Lee/Reuters</span></figcaption></figure>""",
    1,
)


def test_an_agencys_picture_is_not_shown_in_silence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_text(PICTURED, "utf-8")
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "quay.html")
    told = run("publish", "archive")[2]
    assert "1 story shows a picture that is credited to an agency (Reuters 1)" in told
    settings = tmp_path / "archive/archive.toml"
    said = settings.read_text("utf-8")
    for rule in ('show = ["Reuters"]', 'withhold_pictures = ["wire"]'):
        settings.write_text(f"{said}\n[rights]\n{rule}\n", "utf-8")
        assert "credited to an agency" not in run("publish", "archive")[2]
