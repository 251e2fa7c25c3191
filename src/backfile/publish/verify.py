"""Is the site still as it was published?"""

from collections.abc import Iterator
from pathlib import Path

from backfile.hashes import digest_of_stream
from backfile.model.finding import Finding
from backfile.publish.copies import copies_of, read_copies
from backfile.publish.output import MANIFEST, STATE_FOLDER, files_below, read_state


def verify_site(out: Path) -> Iterator[Finding]:
    """Yield a finding for each file of the site that is missing, altered or not ours."""
    known = read_state(out)
    for path, file in sorted(known.items()):
        target = out / path
        if not target.is_file():
            yield Finding("site-file-missing", f"{path} is missing from the site.", item=path)
            continue
        with target.open("rb") as stream:
            digest, _ = digest_of_stream(stream)
        if digest != file.digest:
            yield Finding(
                "site-file-altered", f"{path} was altered after it was published.", item=path
            )
    copies = {copy for path in read_copies(out / STATE_FOLDER) for copy in copies_of(path)}
    for path in files_below(out):
        if path not in known and path != MANIFEST and path not in copies:
            yield Finding("site-file-foreign", f"{path} was not put there by Backfile.", item=path)
