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
from collections import Counter
from dataclasses import dataclass
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
        # As JSON: what people are told names the folder.
        "verify": backfile("verify", archive, "--site", site, "--json").output,
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


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one archive whose making was killed again and again."""

    kills: Counter[str]
    lost: int
    state: dict[str, str]


def disturbed(
    archive: Path, deposits: list[str], durations: dict[str, float], chance: random.Random
) -> Told:
    """Make an archive and its site, each command killed and given again until it is done."""
    site = archive.with_name(f"{archive.name}-site")
    backfile("new", archive, "--title", "Kills")
    kills, lost, before = Counter[str](), 0, 0
    for words in (
        ["add", str(archive), *deposits],
        ["publish", str(archive), "--to", str(site)],
    ):
        while killed_after(chance.uniform(0.3, durations[words[0]]), words):
            kills[words[0]] += 1
            now = kept(archive)
            lost += now < before
            before = now
    return Told(kills, lost, state_of(archive, site))


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
        kills, rounds, lost, different = Counter[str](), 0, 0, list[str]()
        while kills.total() < KILLS:
            rounds += 1
            told = disturbed(work / f"killed-{rounds}", deposits, durations, chance)
            kills += told.kills
            lost += told.lost
            different += [name for name in expected if told.state[name] != expected[name]]
            so_far = f"{kills.total()} of {KILLS} kills, lost {lost}, different {different}"
            print(f"archive {rounds} is done: {so_far}", file=sys.stderr, flush=True)
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
