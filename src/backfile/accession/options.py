"""What an archive's owner may decide about accession."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of accession, as archive.toml's ``[accession]`` gives them."""

    release: tuple[str, ...] = ()
    """Which of the things that were not public at the newsroom become public here: by reason
    ("private"), by the newsroom's number ("wp:123@www.example.org"), by address, or by the seal
    that the ledger shows ("held:…"). Nothing else that was held back leaves the originals."""
    title: str | None = None
    """What the publication is called, as ``[publication]`` has it: a text's line that says no more
    than that is no headline."""
