"""Every finding that the code yields is explained in the table, and none is explained in vain."""

import re
from pathlib import Path

from backfile.model.finding import FINDINGS

SOURCE = Path(__file__).parents[2] / "src" / "backfile"
CODE = re.compile(r"""Finding\(\s*(?:code=)?["']([a-z-]+)["']""")


def yielded_codes() -> set[str]:
    return {
        code
        for path in SOURCE.rglob("*.py")
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }


def test_each_finding_in_the_code_is_explained() -> None:
    assert yielded_codes() <= FINDINGS.keys()
