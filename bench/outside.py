"""What checkers that are not ours say of the finished site.

    python bench/outside.py [html] [links] [weights] [access] [lighthouse] [print]

Without words, all of them. Over the demo with a desk and remedies, in English and with its own
words in Arabic, and over the newsroom where its data set is there (1,000 pages for `html`, all for
`links` and `weights`).

* html: the Nu checker: errors and warnings.
* links: every link inside the site, fragments too, leads somewhere.
* weights: bytes of pages, style sheets and scripts.
* access: axe-core and pa11y's HTML_CodeSniffer (WCAG 2.2 AA), each kind of page, in light and dark,
  from both sides, 320 and 1280 pixels wide, all details open; nothing is wider than the screen.
* lighthouse: mobile, each kind of page, the best of three runs (a busy machine is slow).
* print: a PDF from print, sound (qpdf) and tagged (pdfinfo).

npm packages are installed into a folder that is thrown away; OUTSIDE_NODE names one that has them.
Chromium, Java, Node, qpdf and pdfinfo are taken from the machine. Ends with 1 where a check fails;
a check whose tool is missing is skipped, and says so.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from furnished import make_furnished
from kinds_of_pages import ANSWERED, UNLISTED, kinds_of
from outside_access import measured
from outside_files import broken_links, weights_of
from served import EXPORT, Served, make_newsroom, served

PACKAGES = ("vnu-jar@26.9.27", "axe-core@4.14.1", "pa11y@9.1.1", "lighthouse@12.8.2")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PAGES_OF_NEWSROOM = 1000
LIMITS = {
    "the heaviest story, bytes": 60_000,
    "style sheets, bytes": 20_480,
    "scripts, bytes": 20_480,
}
SCORES = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0, "performance": 0.98}
ASKS_HERE = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
"""Without it the Nu checker asks no server on this machine, and so finds no fault."""
OF_NEWSROOM = frozenset({"html", "links", "weights"})
"""Checks that go through the newsroom too."""
TRIES = 3


@dataclass(slots=True)
class Sites:
    """The sites that are looked at, and the checkers."""

    english: Served
    arabic: Served
    newsroom: Served | None
    node: Path

    def all(self) -> Iterator[tuple[str, Served]]:
        """Yield each site with its name."""
        yield "demo", self.english
        yield "demo in Arabic", self.arabic
        if self.newsroom:
            yield "newsroom", self.newsroom


def html(sites: Sites) -> int:
    """Ask the Nu checker."""
    jar = next(sites.node.glob("node_modules/vnu-jar/build/dist/vnu.jar"), None)
    if jar is None or not shutil.which("java"):
        return skipped("html", "no Java, or no vnu-jar")
    failures = 0
    for name, site in sites.all():
        pages = sorted(site.site.rglob("*.html"))
        some = pages[:: max(1, len(pages) // PAGES_OF_NEWSROOM)][: PAGES_OF_NEWSROOM + 100]
        # By their addresses: of a file the checker cannot tell what 'self' means in its policy.
        ways = [site.address + page.relative_to(site.site).as_posix() for page in some]
        ways += [site.address + way for way in ANSWERED.values()] if name != "newsroom" else []
        words = ["java", "-Xss4m", ASKS_HERE, "-jar", str(jar), "--format", "json"]
        told = subprocess.run([*words, *ways], capture_output=True, check=False).stderr
        said = [m for m in json.loads(told or b'{"messages": []}')["messages"] if is_fault(m)]
        print(f"html, {name}: {len(ways)} pages, {len(said)} errors and warnings")
        for message in said[:10]:
            print(
                f"  {message.get('url', '')}: {message['message']} {message.get('extract', '')!r}"
            )
        failures += len(said)
    return failures


def is_fault(message: dict[str, object]) -> bool:
    """Say whether the checker means an error or a warning, or could not see the page at all."""
    if message["type"] == "non-document-error":
        # A tombstone says 410; its page is looked at as gone.html.
        return not str(message["message"]).endswith(" 410.")
    return message["type"] == "error" or message.get("subType") == "warning"


def links(sites: Sites) -> int:
    """Follow every link inside the sites."""
    failures = 0
    for name, site in sites.all():
        count, broken = broken_links(site.site)
        print(f"links, {name}: {count} links, {len(broken)} broken")
        for page, link in broken[:10]:
            print(f"  {page}: {link}")
        failures += len(broken)
    return failures


def weights(sites: Sites) -> int:
    """Weigh pages, style sheets and scripts."""
    failures = 0
    for name, site in sites.all():
        weighed = weights_of(site.site)
        for what, (size, where) in weighed.items():
            limit = LIMITS.get(what)
            over = limit is not None and size > limit
            failures += over
            wish = f" (limit {limit:,})" if limit else ""
            print(f"weights, {name}: {what} {size:,}{wish} {where}{' TOO MUCH' if over else ''}")
    return failures


def access(sites: Sites) -> int:
    """Ask axe-core and HTML_CodeSniffer."""
    failures = 0
    for name, site in list(sites.all())[:2]:
        runs, found = measured(site, sites.node, CHROMIUM)
        print(f"access, {name}: {runs} runs, {len(found)} violations")
        for one in found[:20]:
            print(f"  {one}")
        failures += len(found)
    return failures


def lighthouse(sites: Sites) -> int:
    """Ask Lighthouse."""
    command = sites.node / "node_modules/lighthouse/cli/index.js"
    if not command.is_file():
        return skipped("lighthouse", "it could not be installed")
    failures = 0
    for kind, path in (*kinds_of(sites.english.site), *ANSWERED.items()):
        wanted = {n: v for n, v in SCORES.items() if not (kind in UNLISTED and n == "seo")}
        best: dict[str, float] = {}
        for _ in range(TRIES):
            # The front page's own address is the site's, and so its canonical link says.
            way = sites.english.address + ("" if path == "index.html" else path)
            for name, score in _scored(command, way).items():
                best[name] = max(score, best.get(name, 0.0))
            if all(best.get(name, 0.0) >= least for name, least in wanted.items()):
                break
        poor = [name for name, least in wanted.items() if best.get(name, 0.0) < least]
        told = ", ".join(f"{name} {best.get(name, 0.0):.2f}" for name in SCORES)
        print(f"lighthouse, {kind}: {told}{' TOO LITTLE' if poor else ''}", flush=True)
        failures += len(poor)
    return failures


def _scored(command: Path, address: str) -> dict[str, float]:
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    with tempfile.TemporaryDirectory() as folder:
        # Into a file: what goes through a pipe is cut off where the process ends too soon.
        file = Path(folder) / "report.json"
        words = ["node", str(command), address, "--output=json", f"--output-path={file}", "--quiet"]
        words.append("--throttling-method=simulate")
        words.append("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
        subprocess.run(words, capture_output=True, check=False, env=environment)
        if not file.is_file():
            return {}
        report = json.loads(file.read_text("utf-8"))
    return {name: said["score"] or 0.0 for name, said in report["categories"].items()}


def printed(sites: Sites) -> int:
    """Print pages and have the PDFs checked."""
    if not shutil.which("qpdf") or not shutil.which("pdfinfo"):
        return skipped("print", "no qpdf, or no pdfinfo")
    failures = 0
    for name, site in list(sites.all())[:2]:
        for kind, path in kinds_of(site.site):
            if kind.startswith("story"):
                told = _printed(site.address + path)
                print(f"print, {name}, {kind}: {told or 'sound and tagged'}")
                failures += bool(told)
    return failures


def _printed(address: str) -> str:
    """Return what is wrong with a page's PDF; "" where nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        words = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu"]
        words += ["--no-pdf-header-footer", f"--print-to-pdf={file}", address]
        subprocess.run(words, capture_output=True, check=False)
        sound = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False)
        told = subprocess.run(["pdfinfo", file], capture_output=True, check=False).stdout.decode()
    lines = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    wrong = [] if sound.returncode == 0 else [sound.stdout.decode()[-200:]]
    wrong += [] if "yes" in lines.get("Tagged", "") else ["it has no tags"]
    wrong += [] if lines.get("Title", "").strip() else ["it has no title"]
    return "; ".join(wrong)


def skipped(check: str, why: str) -> int:
    """Say that a check could not be made."""
    print(f"{check}: skipped, {why}")
    return 0


CHECKS: dict[str, Callable[[Sites], int]] = {
    "html": html,
    "links": links,
    "weights": weights,
    "access": access,
    "lighthouse": lighthouse,
    "print": printed,
}


def installed(folder: Path) -> Path:
    """Return a folder that has the npm packages, installed there if nobody names one."""
    named = os.environ.get("OUTSIDE_NODE")
    if named:
        return Path(named)
    if shutil.which("npm"):
        words = ["npm", "i", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
        subprocess.run(words, cwd=folder, check=False, env=environment, capture_output=True)
    return folder


def main() -> int:
    """Make the sites, and have them checked."""
    asked = sys.argv[1:] or list(CHECKS)
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_sites:
        work = Path(name)
        node = installed(Path(open_sites.enter_context(tempfile.TemporaryDirectory())))
        for archive in (work / "demo", work / "arabic"):
            make_furnished(archive)
        has_newsroom = EXPORT.is_file() and not OF_NEWSROOM.isdisjoint(asked)
        if has_newsroom:
            make_newsroom(work / "newsroom")
        keep = open_sites.enter_context
        sites = Sites(
            keep(served(work / "demo", work / "demo-site")),
            keep(served(work / "arabic", work / "arabic-site", language="ar")),
            keep(served(work / "newsroom", work / "newsroom-site")) if has_newsroom else None,
            node,
        )
        failures = {check: CHECKS[check](sites) for check in asked}
    print(", ".join(f"{check}: {count} failures" for check, count in failures.items()))
    return int(any(failures.values()))


if __name__ == "__main__":
    sys.exit(main())
