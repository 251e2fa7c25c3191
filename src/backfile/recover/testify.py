"""The witness stand: every capture, whatever its form, says what it has to say.

The law of the place: it is total. Whatever the bytes hold, the answer is a Testimony; what cannot
be read says so, and why.
"""

from collections.abc import Callable

from backfile.model.capture import Capture, Form, Kind
from backfile.model.finding import Finding
from backfile.model.testimony import Testimony
from backfile.recover.entry import testify_entry
from backfile.recover.html_page import testify_page
from backfile.recover.layout import Layout
from backfile.recover.plaintext import testify_text

Witness = Callable[[Capture, Layout], Testimony]

WITNESSES: dict[Form, Witness] = {
    Form.PAGE: testify_page,
    Form.TEXT: testify_text,
    Form.ENTRY: testify_entry,
}
"""Who reads a capture of each form that can hold a story."""
KINDS: dict[Form, tuple[Kind, str]] = {
    Form.FILE: (Kind.ASSET, "it is a file"),
    Form.REDIRECT: (Kind.REDIRECT, "it sends on to another address"),
    Form.ERROR: (Kind.ERROR, "the server answered with an error"),
    Form.FEED: (Kind.FEED, "it is a feed or sitemap; its entries stand for themselves"),
    Form.OTHER: (Kind.OTHER, "it is part of how pages look or work"),
}
"""What a capture of each other form is, and why."""


def testify(capture: Capture, layout: Layout) -> Testimony:
    """Say what a capture is and what it tells; never raises, whatever its bytes hold.

    Args:
        capture: what stood at an address.
        layout: what was learnt of the deposit's pages.
    """
    witness = WITNESSES.get(capture.form)
    if witness is None:
        kind, why = KINDS[capture.form]
        addresses = tuple(a for a in (capture.address, *capture.also) if a)
        return Testimony(kind=kind, why=why, addresses=addresses, findings=capture.findings)
    try:
        return witness(capture, layout)
    except Exception as error:  # noqa: BLE001 - one odd page must never stop a deposit
        return _failed(capture, error)


def _failed(capture: Capture, error: Exception) -> Testimony:
    what = f"it could not be read: {type(error).__name__}: {error}"[:300]
    finding = Finding("item-unreadable", what, capture.item, capture.address)
    return Testimony(
        kind=Kind.FAILED,
        why=what,
        addresses=(capture.address,) if capture.address else (),
        findings=(*capture.findings, finding),
    )
