"""Run every bench in order: ``make bench``. One question a file; each prints its own figures."""

import runpy
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
QUESTIONS = [
    "newsroom",  # how much of a real newsroom comes back, face by face and all together
    "seed",  # the page that started the project
    "templates",  # 45 sites of known truth, whole site given
    "fidelity",  # single pages of ten public sets, beside the peers; layout on and off
    "calibration",  # how far each way of reading a field is to be trusted
    "speed",  # stories per CPU second and memory, from crawl to site, ten times as big too
    "pipeline",  # the same way beside FastWARC, trafilatura, Hugo and Pagefind
    "site_scale",  # the site of 10,000 stories, and one of them changed, withdrawn, new
    "static_search",  # search without a server over 100,000 stories
    "hostile",  # every conformance file
    "hostile_made",  # climbing zips, bombs and calls home, made here
    "xss",  # every payload on every way in, in a real browser
    "page_rate",  # pages a CPU second beside nginx, and memory under load
    "calls",  # addresses that lead inside, wherever they come in, under strace
    "scanners",  # what csp_evaluator, schemathesis, wapiti and sqlmap find at a served archive
    "strings",  # naughty strings and injections, asked of every place of a served archive
    "kills",  # thirty kills at random moments
    "outside",  # what checkers that are not ours find: HTML, links, access, weights, print
    "zotero",  # what Zotero takes of 200 stories, where its translation-server runs
    "desk_kills",  # two hundred kills and full disks while 10,000 submissions arrive
    "desk_load",  # submissions a second, p99, memory
    "desk_xss",  # every payload, sent to the desk and read there
    "desk_alike",  # form letters found, others left alone
    "desk_disk",  # what was sent, searched for in every file; erased, and a backup tried
    "old_addresses",  # every old address of a newsroom, asked of nginx and Apache
]


def main() -> None:
    asked = sys.argv[1:] or QUESTIONS
    sys.path.insert(0, str(HERE))
    for question in asked:
        print(f"\n# bench/{question}.py", flush=True)
        started = time.monotonic()
        sys.argv = [question]
        try:
            runpy.run_path(str(HERE / f"{question}.py"), run_name="__main__")
        except SystemExit as stop:
            if stop.code:
                print(f"stopped: {stop.code}")
        print(f"({time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
