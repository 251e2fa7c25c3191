"""How faithfully do whole sites come back: 45 sites made with 45 real themes, truth known?"""

import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from material import DATA, backfile, score, show

SITES = DATA / "templates"


def main() -> None:
    sites = sorted(SITES.glob("*.warc"))
    if not sites:
        raise SystemExit("the data sets are not unpacked in .data/")
    wanted = sys.argv[1:]
    measures: dict[str, list[float]] = defaultdict(list)
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for site in sites:
            if wanted and site.stem not in wanted:
                continue
            records = Path(folder) / "records.jsonl"
            seconds += backfile("recover", site, stdout=records).cpu_seconds
            found = score(records, site.with_suffix(".gold.jsonl"))
            for name, value in found.items():
                measures[name].append(float(value))
            brief = ("story_f1", "headline", "contributors_f1", "date_exact", "body_f1", "record")
            print(f"{site.stem:26}", *(f"{name} {found.get(name, 0):.3f}" for name in brief))
            sys.stdout.flush()
    means = {name: statistics.mean(values) for name, values in measures.items()}
    show(f"macro mean over {len(measures['story_f1'])} sites", means | {"CPU seconds": seconds})


if __name__ == "__main__":
    main()
