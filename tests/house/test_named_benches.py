"""A number that says how it was measured names a bench that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"bench/[a-z_]+\.py")


def test_every_bench_that_is_named_exists() -> None:
    pages = [*ROOT.glob("src/**/*.py"), *ROOT.glob("docs/**/*.md"), ROOT / "README.md"]
    named = {name for page in pages for name in NAMED.findall(page.read_text(encoding="utf-8"))}
    assert named
    assert not [name for name in sorted(named) if not (ROOT / name).is_file()]
