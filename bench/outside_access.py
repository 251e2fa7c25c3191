"""What axe-core and HTML_CodeSniffer find on each kind of page, in every light and width."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from kinds_of_pages import ANSWERED, kinds_of
from playwright.sync_api import Page, sync_playwright
from served import Served

SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)
_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
_SNIFF = """new Promise(done => HTMLCS.process('WCAG2AA', document, () => done(
    HTMLCS.getMessages().filter(m => m.type < 3).map(m => [m.type, m.code, m.msg,
    m.element && m.element.outerHTML ? m.element.outerHTML.slice(0, 160) : '']))))"""
ERROR = 1
"""Type of a message of HTML_CodeSniffer; 2 is a warning, for a person to look at."""


def measured(site: Served, node: Path, chromium: str) -> tuple[int, list[str]]:
    """Return how many runs were made, and what was found."""
    found, runs = list[str](), 0
    checkers = [path.read_text("utf-8") for path in _scripts(node)]
    pages = [*kinds_of(site.site), *ANSWERED.items()]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme, width in product(SCHEMES, WIDTHS):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            for kind, path in pages:
                page.goto(site.address + path)
                page.wait_for_load_state("networkidle")
                page.evaluate(_OPEN)
                for checker in checkers:
                    page.evaluate(checker)
                found += [f"{scheme} {width} {kind} {path} {said}" for said in _said(page)]
                runs += len(checkers)
            context.close()
        browser.close()
    return runs, found


def _scripts(node: Path) -> Iterator[Path]:
    for name in ("axe-core/axe.min.js", "build/HTMLCS.js"):
        found = next(iter(sorted(node.glob(f"node_modules/**/{name}"))), None)
        if found is None:
            print(f"access: {name} could not be installed")
        else:
            yield found


def _said(page: Page) -> Iterator[str]:
    """Yield what is wrong with a page."""
    over = page.evaluate(_TOO_WIDE)
    if over > 0:
        yield f"is {over} pixels wider than the screen"
    if page.evaluate("typeof axe !== 'undefined'"):
        violations: list[dict[str, Any]] = page.evaluate("axe.run()")["violations"]
        for one in violations:
            first = one["nodes"][0]
            yield f"axe {one['id']} ({one['impact']}) {first['target']} {first['html'][:160]}"
    if page.evaluate("typeof HTMLCS !== 'undefined'"):
        for kind, code, words, element in page.evaluate(_SNIFF):
            if kind == ERROR:
                yield f"HTML_CodeSniffer {code} {words} {json.dumps(element)}"
