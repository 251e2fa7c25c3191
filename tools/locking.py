"""Make anew what locks a form in a browser: the age format from npm, bundled, with its licences.

    python tools/locking.py

Needs npm, and the network once. The outcome is committed: src/backfile/publish/writing/age.js. Only
what seals to an X25519 key is in it; post-quantum and passphrase recipients are left out, which
makes it less than half as large.
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = ("age-encryption@0.3.1", "esbuild@0.28.2")
WRITING = Path(__file__).parents[1] / "src" / "backfile" / "publish" / "writing"
ENTRY = """\
import { Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
self.BackfileLock = { Encrypter, sha256 };
"""
LEFT_OUT = ("@noble/post-quantum/hybrid.js", "@noble/curves/nist.js", "@noble/hashes/scrypt.js")
KEPT = ("age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes", "@scure/base")
BANNER = "/* age-encryption 0.3.1, by tools/locking.py. Licences: age-licences.txt */"


def run(folder: Path, *words: str) -> None:
    subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "package.json").write_text("{}")
        run(folder, "npm", "install", "--ignore-scripts", "--silent", *PACKAGES)
        (folder / "entry.js").write_text(ENTRY)
        (folder / "nothing.cjs").write_text("module.exports = {};\n")
        aliases = [f"--alias:{path}=./nothing.cjs" for path in LEFT_OUT]
        run(
            folder, "node_modules/.bin/esbuild", "entry.js", "--bundle", "--minify",
            "--format=iife", "--target=es2020", "--legal-comments=none", "--log-level=warning",
            f"--banner:js={BANNER}", "--outfile=age.js", *aliases,
        )  # fmt: skip
        data = (folder / "age.js").read_bytes()
        licences = [
            f"{kept}\n\n{(folder / 'node_modules' / kept / 'LICENSE').read_text().strip()}\n"
            for kept in KEPT
        ]
    (WRITING / "age.js").write_bytes(data)
    (WRITING / "age-licences.txt").write_text("\n\n---\n\n".join(licences))
    sys.stdout.write(f"age.js: {len(data):,} bytes, {len(gzip.compress(data, 9)):,} compressed\n")


if __name__ == "__main__":
    main()
