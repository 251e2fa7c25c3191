"""What bench/fidelity.py has found already: a run that was cut short goes on where it stood.

Answers of peers are kept page by page, by name and version of the peer and by the page's digest:
they do not change with our code. Our own figures are kept by the digest of our code. The folder
lies outside of the repository, holds words of third parties' pages, and is never shared.
"""

import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from material import ROOT
from peers import Peer

PLACE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "backfile-fidelity"
LONGEST_PAGE = 60
"""CPU seconds that a peer is given for one page: the slowest of fundus took 2."""
CODE = ("src/backfile/**/*.py", "src/backfile/**/*.toml")
Figures = dict[str, float]


@dataclass(slots=True)
class Answers:
    """What one peer said of the pages of one set, in a file to which every answer is added."""

    path: Path
    known: dict[str, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what is there; a last line that was torn by a kill is cut off."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            return
        whole, _, torn = self.path.read_text("utf-8").rpartition("\n")
        for line in whole.splitlines():
            answer = json.loads(line)
            self.known[answer["page"]] = answer
        if torn:
            self.path.write_text(whole + "\n" if whole else "", "utf-8")

    def of(self, read: Peer, pages: Iterator[tuple[str, str]]) -> Iterator[tuple[object, float]]:
        """Yield what the peer says of each page (HTML and address), and its CPU seconds."""
        with self.path.open("a", encoding="utf-8") as out:
            for html, address in pages:
                key = digest(f"{address}\n{html}")
                if key not in self.known:
                    self.known[key] = self._ask(read, (html, address), key, out)
                answer = self.known[key]
                yield answer["story"], float(str(answer["cpu_seconds"]))

    def _ask(self, read: Peer, page: tuple[str, str], key: str, out: TextIO) -> dict[str, object]:
        begun = time.process_time()
        try:
            with _no_longer_than(LONGEST_PAGE):
                story = read(*page)
        except Exception as error:  # noqa: BLE001 - a peer's failure on a page is its answer
            print(f"{type(error).__name__} on {page[1][:80]}", file=sys.stderr)
            story = None
        took = time.process_time() - begun
        answer: dict[str, object] = {"page": key, "cpu_seconds": took, "story": story}
        out.write(json.dumps(answer) + "\n")
        out.flush()
        return answer


def figures(place: Path, name: str, make: Callable[[], Figures]) -> Figures:
    """Return figures of our own code: as they were found of the same code, or made now."""
    path = place / f"own-{code_digest()[:16]}" / f"{name}.json"
    if path.exists():
        return dict(json.loads(path.read_text("utf-8")))
    path.parent.mkdir(parents=True, exist_ok=True)
    found = make()
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(found), "utf-8")
    partial.replace(path)
    return found


def code_digest() -> str:
    """Return the digest of our code as it lies in the checkout."""
    made = hashlib.sha256()
    for pattern in CODE:
        for path in sorted(ROOT.glob(pattern)):
            made.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def peer_file(place: Path, set_name: str, peer: str, versions: Mapping[str, str]) -> Path:
    """Return where the answers of a peer's version are kept; what asks it (peers.py) counts too."""
    asks = digest((Path(__file__).parent / "peers.py").read_text("utf-8"))[:8]
    return place / f"{set_name}.{peer}-{versions[peer]}.{asks}.jsonl"


def digest(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what takes more CPU seconds."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
