"""What an archive's owner may decide about accession."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of accession, as archive.toml's ``[accession]`` gives them."""

    release: tuple[str, ...] = ()
    """Which of the things that were not public at the newsroom become public here: by reason
    ("private"), by the newsroom's number ("wp:123@www.example.org") or by address. Nothing else
    that was held back ever leaves the originals."""
