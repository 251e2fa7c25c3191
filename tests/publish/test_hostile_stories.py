"""What an attacker wrote into a page stays words when the story is published."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from backfile.accession.reading import Manner
from backfile.accession.run import add
from backfile.archive.archive import Archive
from backfile.config import load, template
from backfile.publish.shelves import holdings_of
from backfile.publish.site import publish

WATCH = (
    "window.ran = 0; for (const name of ['alert', 'prompt']) window[name] = () => { ran += 1; };"
)
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<math><mtext><style><img title='</style><img src=1 onerror=alert(1)>'></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<a href='java\tscript:alert(1)' autofocus onfocus=alert(1)>link</a>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<object data='data:text/html,<script>parent.alert(1)</script>'></object>",
    "\"'><input autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template><xmp><img src=x onerror=alert(1)></xmp>",
    "</title></textarea></style><script>alert(1)</script>",
    "<base href='//evil.example/'><embed src='data:text/html,<script>alert(1)</script>'>",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{n}</title>
<link rel="canonical" href="https://www.paper.example/2020/01/02/{slug}/"></head><body><article>
<h1>{n} {payload}</h1><p class="standfirst">{payload} What came in by post, and from whom</p>
<p class="byline">By Mara Lind {payload}</p><time datetime="2020-01-02">2 January 2020</time>
<figure><img src="/a.jpg" alt="{payload}"><figcaption>{payload}</figcaption></figure><div>
<p>The {n} lay at its berth on Monday after a night in which the wind had turned twice, the harbour
master said, and nobody who had slept aboard the {n} was hurt.</p>{payload}
<p>{payload}</p><p>The catch of the {n} was sold before noon, at the usual price, the cooperative
said in its weekly note to members.</p></div></article></body></html>"""
BIRDS = "Albatross Bittern Cormorant Dunlin Egret Fulmar Gannet Heron Ibis Jackdaw Kestrel Lapwing"
NAMES = [*BIRDS.split(), "Merlin", "Nightjar"]
MILLISECONDS = 50
"""Given to what would run when a picture fails or a style is read."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    deposit = tmp_path / "pages"
    deposit.mkdir()
    for name, payload in zip(NAMES, PAYLOADS, strict=True):
        page = PAGE.format(n=name, slug=name.lower(), payload=payload)
        (deposit / f"{name}.html").write_text(page, encoding="utf-8")
    folder = tmp_path / "archive"
    with Archive.create(folder, template("The Paper")) as archive:
        add(archive, [deposit], Manner())
    with Archive.open(folder) as archive:
        publish(holdings_of(archive), tmp_path / "site", options=load(folder).site)
    return tmp_path / "site"


def ran_on(browser: Browser, pages: list[Path]) -> list[Path]:
    """Open pages without the policy of ours that would stop scripts; return those where one ran."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    ran = []
    for path in pages:
        page.goto(path.as_uri())
        page.wait_for_timeout(MILLISECONDS)
        if page.evaluate("window.ran"):
            ran.append(path)
    context.close()
    return ran


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_that_came_in_runs_even_without_the_policy(browser: Browser, site: Path) -> None:
    opened = sorted((site / "story").rglob("*.html"))
    ran = ran_on(browser, opened)
    assert len(opened) == len(PAYLOADS)
    assert not ran


EVENT = """---
title: {said}
type: event
date: 2020-01-02
starts: 2020-02-0{day}
standfirst: {said}
authors: [{said}]
section: {said}
tags: [{said}]
location: {{name: {said}, address: {said}}}
online: {said}
registration: {said}
stories: [{said}]
---

{payload}

[{payload}](https://paper.example/)
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A site of events written in Markdown, a payload in every field; feeds lie there as pages."""
    deposit = tmp_path / "texts"
    deposit.mkdir()
    for day, payload in enumerate(PAYLOADS[:9], 1):
        text = EVENT.format(said=json.dumps(payload), payload=payload, day=day)
        (deposit / f"{day}.md").write_text(text, encoding="utf-8")
        project = text.replace("type: event", "type: project").replace("title: ", "headline: ")
        (deposit / f"{day}-project.md").write_text(project, encoding="utf-8")
    folder = tmp_path / "archive"
    with Archive.create(folder, template("The Paper")) as archive:
        add(archive, [deposit], Manner())
    with Archive.open(folder) as archive:
        publish(holdings_of(archive), tmp_path / "site", options=load(folder).site)
    for number, path in enumerate([*tmp_path.glob("site/*.xml"), *tmp_path.glob("site/*.ics")]):
        page = f"<!doctype html><title>x</title>{path.read_text('utf-8')}"
        (tmp_path / "site" / f"feed-{number}.html").write_text(page, encoding="utf-8")
    return tmp_path / "site"


@pytest.mark.browser
@pytest.mark.slow
def test_no_page_list_or_feed_of_what_was_written_runs_anything(
    browser: Browser, written: Path
) -> None:
    opened = sorted(written.rglob("*.html"))
    ran = ran_on(browser, opened)
    assert {"events.html", "projects.html", "feed-0.html"} <= {path.name for path in opened}
    assert not ran


@pytest.mark.browser
@pytest.mark.slow
def test_the_raw_pages_do_run_so_that_the_test_above_can_fail(
    browser: Browser, serve_folder: Callable[[Path], str], site: Path
) -> None:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(serve_folder(site.parent / "pages") + "Bittern.html")
    page.wait_for_function("window.ran > 0")
    page.close()
