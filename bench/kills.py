"""Thirty kills (SIGKILL) at random moments of `add` and `publish`: is anything lost or different?

The same command is given again after each kill. Nothing that was kept may be gone after one, and
what comes out in the end must be, byte for byte, what an undisturbed run gives: every record, every
line of the ledger, every file of the site.
"""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from material import COMMAND, DATA, backfile, show

KILLS, SEED = 30, 20160317
DEPOSITS = ("newsroom/wxr", "newsroom/html/sample", "newsroom/feeds")


def state_of(archive: Path, site: Path) -> dict[str, str]:
    """Return digests of all that an archive tells and of the site made from it."""
    told = {
        "records": backfile("export", archive).output,
        "ledger": backfile("ledger", archive, "--captures", "--json").output,
        "findings": "".join(
            sorted(
                backfile("ledger", archive, "--findings", "--json").output.splitlines(keepends=True)
            )
        ),
        "verify": backfile("verify", archive, "--site", site).output,
    }
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in told.items()}
    site_digest = hashlib.sha256()
    for file in sorted(site.rglob("*")):
        if file.is_file() and ".backfile" not in file.parts:
            site_digest.update(str(file.relative_to(site)).encode() + file.read_bytes())
    return digests | {"site": site_digest.hexdigest()}


def killed_after(seconds: float, words: list[str]) -> bool:
    """Run a command and kill it after a while; return False where it was done before."""
    child = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        status = child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return True
    if status:
        raise SystemExit(f"{words[0]} left with status {status} after a kill")
    return False


def kept(archive: Path) -> int:
    """Return how many captures an archive has; it must open."""
    ledger = backfile("ledger", archive, "--json")
    return sum(json.loads(ledger.output)["captures"].values()) if ledger.status == 0 else 0


def main() -> None:
    if not DATA.is_dir():
        raise SystemExit("the data sets are not unpacked in .data/")
    chance = random.Random(SEED)  # noqa: S311 - chance, no secret
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        deposits = [str(DATA / name) for name in DEPOSITS]
        calm, calm_site = work / "calm", work / "calm-site"
        backfile("new", calm, "--title", "Kills")
        durations = {}
        for words in (
            ["add", str(calm), *deposits],
            ["publish", str(calm), "--to", str(calm_site)],
        ):
            started = time.monotonic()
            calm_run = backfile(*words)
            if calm_run.status:
                raise SystemExit(f"{words[0]}: {calm_run.complaint[-500:]}")
            durations[words[0]] = time.monotonic() - started
        expected = state_of(calm, calm_site)
        kills, rounds, lost, different = {"add": 0, "publish": 0}, 0, 0, []
        while sum(kills.values()) < KILLS:
            rounds += 1
            archive, site = work / f"killed-{rounds}", work / f"killed-{rounds}-site"
            backfile("new", archive, "--title", "Kills")
            before = 0
            for words in (
                ["add", str(archive), *deposits],
                ["publish", str(archive), "--to", str(site)],
            ):
                while killed_after(chance.uniform(0.3, durations[words[0]]), words):
                    kills[words[0]] += 1
                    now = kept(archive)
                    lost += now < before
                    before = now
            found = state_of(archive, site)
            different += [name for name in expected if found[name] != expected[name]]
        show(
            "kills",
            {
                "kills of add": kills["add"],
                "kills of publish": kills["publish"],
                "archives finished": rounds,
                "times something kept was gone": lost,
                "times the result differed": len(different),
                "what differed": ", ".join(sorted(set(different))) or "nothing",
            },
        )
        sys.exit(bool(lost or different))


if __name__ == "__main__":
    main()
