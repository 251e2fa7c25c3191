"""`backfile review`: what is asked, what an answer is, and what a lesson leaves as it was."""

from pathlib import Path

from tests.accession.test_run import WXR
from tests.cli.conftest import Run

from backfile.archive.archive import SETTINGS

BY = "Words of Mona Haddad"
PAGE = f"""<!doctype html><html lang="en"><head><title>The quay closes</title>
<meta property="og:type" content="article"><link rel="canonical" href="https://www.harbour.example/quay-closes">
</head><body><article><h1>The quay closes</h1><div class="who">{BY}</div>
<p>The old quay closed on Monday after engineers found cracks in two of its pillars, and the fishing
boats will land at the northern pier until the spring.</p>
<p>Traders who rent the sheds behind the market were told on Sunday evening by a letter.</p>
</article></body></html>"""


def test_every_question_says_which_answers_it_takes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    run("new", "archive", "--title", "Harbour")
    run("add", "archive", "page.html")
    _, told, _ = run("review", "archive")
    assert told.count("answers: ") == told.count("1 story of") > 0
    assert "answers: enough" in told  # no date is known


def test_a_lesson_leaves_public_what_the_settings_made_public(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "export.xml").write_text(WXR, encoding="utf-8")
    run("new", "archive", "--title", "Harbour")
    settings = tmp_path / "archive" / SETTINGS
    released = '[accession]\nrelease = ["draft"]\n'
    settings.write_text(f'[publication]\ntitle = "Harbour"\n{released}', encoding="utf-8")
    run("add", "archive", "page.html", "export.xml")
    assert "A draft" in run("search", "archive", "rumour", "--json")[1]
    taught = ("--teach", "https://www.harbour.example/quay-closes", "byline", BY)
    status, said, _ = run("review", "archive", *taught, "--because", "seen")
    assert (status, "stands" in said) == (0, True)
    assert "A draft" in run("search", "archive", "rumour", "--json")[1]
