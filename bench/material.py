"""What the benches share: where the data sets lie, and how a command is measured."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("BACKFILE_DATA", ROOT / ".data"))
"""The unpacked data sets."""
SHARED = Path(os.environ.get("BACKFILE_SHARED", ROOT.parent / "shared"))
"""The folder that holds the scorer, the makers of big deposits and the seed."""
COMMAND = [sys.executable, "-m", "backfile"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    cpu_seconds: float
    peak_mb: float
    status: int
    output: str
    complaint: str


def measure(*words: object, stdout: Path | None = None) -> Cost:
    """Run a command to its end; return CPU seconds (its children's too), peak memory and output."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        where = stdout.open("wb") if stdout else out
        child = subprocess.Popen([str(word) for word in words], stdout=where, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if stdout:
            where.close()
        out.seek(0)
        err.seek(0)
        said = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(cpu, usage.ru_maxrss / 1024, child.returncode, *said)


def backfile(*words: object, stdout: Path | None = None) -> Cost:
    """Run a Backfile command and measure it."""
    return measure(*COMMAND, *words, stdout=stdout)


def score(records: Path, gold: Path, face: str | None = None) -> dict[str, float]:
    """Return what the scorer says of some records."""
    words = [sys.executable, str(SHARED / "score/score.py"), str(records), str(gold), "--json"]
    answer = subprocess.run(
        words + (["--face", face] if face else []), check=True, capture_output=True
    )
    return json.loads(answer.stdout)


def show(title: str, rows: dict[str, object]) -> None:
    """Print some figures under a title."""
    print(f"\n## {title}")
    for name, value in rows.items():
        print(f"{name:28} {value:.4f}" if isinstance(value, float) else f"{name:28} {value}")
    sys.stdout.flush()
