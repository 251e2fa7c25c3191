"""Is every conformance and hostile file accounted for, without a traceback, inside the archive?"""

import json
import tempfile
from collections import Counter
from pathlib import Path

from material import DATA, backfile, show

FOLDERS = ("warc", "wacz", "wxr", "feeds", "html", "encoding", "xml", "archives", "ssrf-upload")


def main() -> None:
    conformance = DATA / "conformance"
    if not conformance.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    for name in FOLDERS:
        files = sorted(path for path in (conformance / name).rglob("*") if path.is_file())
        with tempfile.TemporaryDirectory() as folder:
            show(f"conformance/{name}", account(Path(folder), files))


def account(work: Path, files: list[Path]) -> dict[str, object]:
    """Add each file by itself to one archive; return what became of all."""
    archive = work / "archive"
    backfile("new", archive, "--title", "Hostile")
    before = sorted(work.iterdir())
    cost = backfile("add", archive, *files, "--json") if files else None
    if cost is None:
        return {"files": 0}
    report = json.loads(cost.output.splitlines()[-1])
    ledger = backfile("ledger", archive, "--captures", "--json")
    fates = Counter(json.loads(line)["kind"] for line in ledger.output.splitlines())
    verify = backfile("verify", archive)
    return {
        "files": len(files),
        "taken": len(report["deposits"]),
        "refused by name": len(report["refused"]),
        "exit status": cost.status,
        "tracebacks": cost.complaint.count("Traceback") + ledger.complaint.count("Traceback"),
        "captures, by fate": dict(fates.most_common()),
        "verify: exit status": verify.status,
        "written outside": len(set(work.iterdir()) - set(before)),
        "CPU seconds": cost.cpu_seconds,
        "peak MB": cost.peak_mb,
    }


if __name__ == "__main__":
    main()
