"""What scanners that are not ours find at a running archive with forms: its API, pages, parameters.

    python bench/scanners.py [policies] [api] [site] [sql]

Without words, all of them, over the demo with a desk, served by us on the loopback.

* policies: csp_evaluator on every policy that site, API, forms and desk send, and those in pages.
* api: schemathesis with all checks, 500 examples an operation, to its end.
* site: wapiti, all modules that need nobody elsewhere, over pages and forms.
* sql: sqlmap (level 3, risk 2) on every parameter of search, feed, oEmbed, forms and receipts.

The programs are looked for in the path, and in the folder that SCANNERS names (the `bin` of an
environment with schemathesis, wapiti3 and sqlmap); OUTSIDE_NODE names one with node_modules. A
check whose program is missing is skipped, and says so. Ends with 1 where something is found.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from material import show
from strings import served

from backfile.publish.headers import MEDIA, PRIVATE
from backfile.web.desk import SAVING, SHOWING_PICTURES

EXAMPLES = 500
PACKAGE = "csp_evaluator@1.1.8"
WAYS = (
    *("", "search.html?q=ferry", "stories.html", "404.html", "nothing-here", "feed.xml"),
    *("api/search?q=ferry", "api/openapi.json", "api/none", "api/oembed?url=x", "write/share.html"),
    *("send/", "send/before", "send/share", "send/feedback", "send/receipt", "send/challenge"),
)
"""One of each kind of answer."""
INFO = 60
"""csp_evaluator's severity of a remark; 10 is the gravest."""
KNOWN = "'self' can be problematic"
"""Said of each page that has a script of its own (docs/threat-model.md says why it stays)."""
EVALUATE = """
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const told = JSON.parse(require("fs").readFileSync(0)).map((policy) =>
  new CspEvaluator(new CspParser(policy).csp).evaluate()
    .map((found) => [found.severity, found.directive, found.description]));
console.log(JSON.stringify(told));
"""
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,log4shell,methods,"
    "permanentxss,redirect,shellshock,spring4shell,sql,ssrf,timesql,upload,xss,xxe"
)
SQL: dict[str, tuple[str, str]] = {
    "search page": ("search.html?q=ferry&section=Harbour&by=a&year=2017&sort=new&offset=0", ""),
    "API search": ("api/search?q=ferry&section=Harbour&type=news&lang=en&by=a&limit=5", ""),
    "feed": ("api/feed?q=ferry", ""),
    "oEmbed": ("api/oembed?url=x&format=json", ""),
    "form": ("send/feedback", "token=a&text=b&name=c&contact=d&story=e&language=en"),
    "receipt": ("send/receipt", "phrase=a&act=erase"),
}
"""Address, and what is sent, of each place that takes parameters."""


def program(name: str) -> str | None:
    """Return where a program is, if it is."""
    return shutil.which(name, path=os.environ.get("SCANNERS")) or shutil.which(name)


def skipped(check: str, why: str) -> int:
    print(f"{check}: skipped, {why}")
    return 0


def policies(address: str, work: Path) -> int:
    """Ask csp_evaluator about every policy."""
    node = os.environ.get("OUTSIDE_NODE", str(work))
    if not shutil.which("node"):
        return skipped("policies", "no Node")
    if "OUTSIDE_NODE" not in os.environ and shutil.which("npm"):
        words = ["npm", "i", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE]
        subprocess.run(words, cwd=work, check=False, capture_output=True)
    if not (Path(node) / "node_modules/csp_evaluator").is_dir():
        return skipped("policies", "no csp_evaluator")
    rows = (MEDIA, PRIVATE, SHOWING_PICTURES, SAVING)
    said = {row["Content-Security-Policy"]: "files of stories, desk, review" for row in rows}
    for way in WAYS:
        header, page = policies_of(address + way)
        said |= dict.fromkeys([policy for policy in (header, page) if policy], f"/{way}")
    told = subprocess.run(
        ["node", "-e", EVALUATE],
        cwd=node,
        input=json.dumps(list(said)).encode(),
        capture_output=True,
        check=True,
    )
    answers = zip(said.values(), json.loads(told.stdout), strict=True)
    found = [(where, *row) for where, rows in answers for row in rows]
    known = [row for row in found if row[3].startswith(KNOWN)]
    graver = [row for row in found if row[1] < INFO and row not in known]
    show(
        "policies",
        {
            "policies": len(said),
            "remarks on 'self' (severity 50)": len(known),
            "others above info": len(graver),
        },
    )
    for row in graver:
        print(f"  {row}")
    return len(graver)


def policies_of(address: str) -> tuple[str, str]:
    """Return the policy in an answer's head, and the one in its page, without digests."""
    try:
        answer = urllib.request.urlopen(address, timeout=30)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        text = answer.read().decode("utf-8", "replace")
        header = answer.headers["Content-Security-Policy"]
    page = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    plain = page[1].replace("&#39;", "'") if page else ""
    return header, re.sub(r"'sha256-[^']*'", f"'sha256-{'A' * 43}='", plain)


def api(address: str, _work: Path) -> int:
    """Ask schemathesis."""
    name = program("schemathesis")
    if name is None:
        return skipped("api", "no schemathesis")
    words = [name, "run", f"{address}api/openapi.json", "--checks", "all"]
    words += ["--max-examples", str(EXAMPLES), "--seed", "1", "--report-dir", str(_work)]
    done = subprocess.run(words, capture_output=True, check=False, text=True, cwd=_work)
    lines = done.stdout.splitlines()
    ends = [line.strip() for line in lines if "generated" in line or line.startswith("====")]
    show("api", {"schemathesis": "; ".join(ends[-2:]), "exit status": done.returncode})
    if done.returncode:
        print(done.stdout[-6000:])
    return done.returncode


def site(address: str, work: Path) -> int:
    """Ask wapiti."""
    name = program("wapiti")
    if name is None:
        return skipped("site", "no wapiti")
    report = work / "wapiti.json"
    words = [name, "-u", address, "-s", f"{address}send/share", "-s", f"{address}search.html?q=a"]
    words += ["--scope", "folder", "-m", MODULES, "--max-files-per-dir", "40", "--no-bugreport"]
    words += ["--max-scan-time", "900", "--max-attack-time", "120", "--flush-session"]
    words += ["-f", "json", "-o", str(report), "--store-session", str(work)]
    subprocess.run(words, capture_output=True, check=False)
    if not report.is_file():
        return skipped("site", "wapiti gave no report")
    told = json.loads(report.read_text("utf-8"))
    found = {kind: rows for kind, rows in told["vulnerabilities"].items() if rows}
    odd = {kind: rows for kind, rows in told["anomalies"].items() if rows}
    show(
        "site",
        {
            "pages": told["infos"].get("crawled_pages_nbr", "-"),
            "findings": sum(map(len, found.values())),
            "anomalies": sum(map(len, odd.values())),
        },
    )
    for kind, rows in (found | odd).items():
        for row in rows[:5]:
            print(f"  {kind}: {row['method']} {row['path']} {row['parameter']}: {row['info']}")
    return sum(map(len, found.values()))


def sql(address: str, work: Path) -> int:
    """Ask sqlmap."""
    name = program("sqlmap")
    if name is None:
        return skipped("sql", "no sqlmap")
    failures = 0
    for place, (way, sent) in SQL.items():
        words = [name, "-u", address + way, "--batch", "--level", "3", "--risk", "2"]
        words += ["--flush-session", "--output-dir", str(work / "sqlmap")]
        words += ["--data", sent] if sent else []
        told = subprocess.run(words, capture_output=True, check=False, text=True).stdout
        tried = set(re.findall(r"parameter '([^']+)' does not seem to be injectable", told))
        is_found = "sqlmap identified the following injection" in told
        show(f"sql, {place}", {"not injectable": ", ".join(sorted(tried)), "injectable": is_found})
        failures += is_found
    return failures


CHECKS: dict[str, Callable[[str, Path], int]] = {
    "policies": policies,
    "api": api,
    "site": site,
    "sql": sql,
}


def main() -> int:
    asked = sys.argv[1:] or list(CHECKS)
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as port:
        address = f"http://127.0.0.1:{port}/"
        failures = {check: CHECKS[check](address, Path(name)) for check in asked}
    print(", ".join(f"{check}: {count} found" for check, count in failures.items()))
    return int(any(failures.values()))


if __name__ == "__main__":
    sys.exit(main())
