"""What is to be told of one story: itself, its evidence, and the capture that it is named after."""

from backfile.archive.entries import StoryEntry
from backfile.archive.outward import Outward
from backfile.model.capture import Kind
from backfile.record import Account


def account_of(outward: Outward, entry: StoryEntry) -> Account:
    """Return what is to be told of a story: the capture that it is named after gives its place."""
    main = outward.capture(entry)
    return Account(
        kind=Kind.STORY,
        address=main.address if main else None,
        item=main.item if main else None,
        captured=main.captured if main else None,
        story=entry.story,
        evidence=entry.evidence,
        findings=entry.findings,
        remedies=outward.remedies_said(entry.story.id),
    )
