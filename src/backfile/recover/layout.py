"""What the pages of a deposit have in common, host by host, learnt before any of them is read.

Pass one looks at a bounded sample of pages; pass two reads every page with what was learnt. The
sample is the same on every run: of each sort of address the pages whose digests come first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from backfile.model.capture import Capture, Form
from backfile.recover.host import EMPTY, HostLayout
from backfile.recover.learning import learn_host
from backfile.recover.page import Page
from backfile.recover.plaintext_layout import NOTHING_LEARNT, TextLayout, learn_text
from backfile.recover.sample import Sample
from backfile.urls import host_of


@dataclass(frozen=True, slots=True)
class Layout:
    """What was learnt of each host of a deposit."""

    hosts: Mapping[str, HostLayout] = field(default_factory=dict)
    text: TextLayout = NOTHING_LEARNT
    """What was learnt of its bare text pages."""

    def of(self, page: Page) -> HostLayout:
        """Return what is known of a page's host."""
        return self.hosts.get(page.host, EMPTY)


NO_LAYOUT = Layout()
"""For a page that stands alone."""


def learn(captures: Iterable[Capture]) -> Layout:
    """Learn the layout of a deposit from its captures, in one pass and bounded memory."""
    sample = Sample()
    text = learn_text(_offer_pages(captures, sample))
    return Layout({host: learn_host(host, sample.take(host)) for host in sample.hosts()}, text)


def _offer_pages(captures: Iterable[Capture], sample: Sample) -> Iterator[Capture]:
    """Offer every page to the sample; pass the rest on."""
    for capture in captures:
        if capture.form is not Form.PAGE:
            yield capture
        elif capture.address and capture.body:
            sample.offer(host_of(capture.address), capture)
