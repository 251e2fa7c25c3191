"""Findings: coded remarks about material. They are kept and listed, never raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about the material (PREMIS: event outcome detail)."""

    code: str
    """A key of FINDINGS."""
    text: str
    """What was met, naming the item, in words that an editor understands."""
    item: str | None = None
    """Path of the item inside the deposit, where it concerns one."""
    address: str | None = None
    """Address of the capture, where it concerns one."""


FINDINGS: dict[str, str] = {
    # material that could not be read, or only in part
    "item-unreadable": "An item of the deposit could not be read; the rest was.",
    "item-truncated": "An item ends before its announced length; what is there was kept.",
    "item-unknown": "No reader knows this item; it is kept as a file.",
    "item-too-large": "An item is larger than the bound for one item and was not opened.",
    "record-malformed": "A record breaks the rules of its format and was passed over.",
    "payload-undecodable": "The content encoding could not be undone; the raw bytes were kept.",
    "encoding-guessed": "The character encoding was not declared or wrong, and was guessed.",
    "digest-mismatch": "A payload does not have the digest that its record announces.",
    "name-twice": "Two entries of a container have the same name; both were read.",
    "revisit-unresolved": "A record says that the bytes were those of another, which is not here.",
    # material that was refused
    "path-outside": "An entry of a container points outside of it and was refused.",
    "link-refused": "An entry of a container is a link and was refused.",
    "bomb-refused": "An entry expands beyond all proportion and was refused.",
    "entity-refused": "The XML defines entities; they were not expanded.",
    # material that is odd
    "contact-blank": "The page names a contact but gives none.",
    "date-lost": "The page has a label for the publication date, but no date.",
    "date-disputed": "Claims about the publication date disagree.",
    "asset-missing": "A picture or file that a story shows was not handed over.",
    "held-back": "Not public at the newsroom (draft, private, password, trash): kept out.",
    "dead-shortcode": "A shortcode of the former CMS stayed in the text.",
    "address-unknown": "The item does not say at which address it stood.",
    "encoded-email": "An e-mail address was hidden by script and could not be read.",
    "schedule-missing": "An export names an author, picture or section that it does not define.",
    # what `verify` found in the archive itself
    "file-missing": "A file that the archive kept is gone.",
    "file-damaged": "A file of the archive no longer has the bytes that were kept.",
    "file-unexpected": "A file lies in the archive that belongs to nothing.",
    "database-damaged": "The archive's database contradicts itself, or is not what was left.",
    # the published site
    "site-file-missing": "A file of the site is gone.",
    "site-file-altered": "A file of the site was altered after it was published.",
    "site-behind": "The site does not show what the archive holds now: publish it again.",
    "site-file-foreign": "A file in the site's folder was not put there by Backfile.",
}
"""Each code and what it means; docs/findings.md is made from this table."""
