"""Web archives: WARC 1.0 and 1.1 (plain, gzip, zstd) and ARC, as a crawler or browser wrote them.

The offset of a capture is the byte at which its record begins in the item. Entries of a feed have
the record's offset and their number added, counted from one; where that would pass the next
record, numbers simply go on: they are unique and in reading order, whatever happens.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from backfile.intake.arc import read_arc_records
from backfile.intake.captures import (
    Origin,
    capture_of_message,
    clean_address,
    is_of_the_web,
    time_of,
)
from backfile.intake.digests import is_contradicted
from backfile.intake.feeds import entries_of
from backfile.intake.http import Message, parse_message
from backfile.intake.reader import Item, Payloads, Read, Surroundings
from backfile.intake.records import Record, Remark, read_record_at, read_records
from backfile.intake.segments import CONTINUATION, is_wanted, joined
from backfile.intake.sitemap import addresses_of
from backfile.intake.sniff import HEAD_BYTES, expanded_head, is_arc, kind_of
from backfile.model.capture import Capture, Form
from backfile.model.deposit import DepositKind
from backfile.model.finding import Finding

CAPTURES = frozenset({"response", "resource", "conversion", "revisit"})
"""Record types that hold what stood at an address (WARC 1.1 section 6); the others are notes."""
_NOTES = frozenset({"warcinfo", "request", "metadata"})
_DIGEST_OF_NOTHING = "sha1:3i42h3s6nnfq2msvx7xzkyayscx5qbyj"
"""Empty answers are alike at every address: that makes no way from one to the other."""


class WarcReader:
    """Reads a web archive, whatever crawler or browser wrote it."""

    kind = DepositKind.WARC

    def knows(self, head: bytes, name: str) -> bool:
        """Say whether the bytes begin a WARC or ARC file, plain or compressed."""
        return kind_of(head, name) is DepositKind.WARC

    def read(self, item: Item, around: Surroundings) -> Iterator[Read]:
        """Yield each capture of the web archive in its own order, and what is damaged."""
        with item.open() as file:
            last = -1
            for found in _read(item, file, around):
                if isinstance(found, Capture):
                    last = max(last + 1, found.offset or 0)
                    yield found if found.offset == last else replace(found, offset=last)
                else:
                    yield found


def _read(item: Item, file: BinaryIO, around: Surroundings) -> Iterator[Read]:
    head = file.read(HEAD_BYTES)
    file.seek(0)
    records = read_arc_records(file) if is_arc(expanded_head(head)) else read_records(file)
    for record in records:
        if isinstance(record, Remark):
            yield Finding(record.code, f"{item.path}: {record.text}", item.path)
            continue
        if record.kind in CAPTURES:
            record = joined(record, item, around)  # noqa: PLW2901 -- the same record, whole
            if record.kind == "response":
                around.payloads.remember(_digest_of(record), item, record.offset)
            yield from _captures_of(record, item.path, around)
            continue
        yield from _about_note(record, item, around)


def _about_note(record: Record, item: Item, around: Surroundings) -> Iterator[Finding]:
    """Yield what is odd about a record that holds nothing which stood at an address."""
    where = f"{item.path}: the record at byte {record.offset:,}"
    for code, text in record.remarks:
        yield Finding(code, f"{item.path}: {text}", item.path)
    if record.kind == CONTINUATION:
        if not is_wanted(record, item, around):
            text = f"{where} continues one that is not there."
            yield Finding("record-malformed", text, item.path)
    elif record.kind not in _NOTES:
        text = f"{where} has the type {record.kind!r}, which is not read."
        yield Finding("record-malformed", text, item.path)


def _captures_of(record: Record, path: str, around: Surroundings) -> Iterator[Read]:
    target = record.headers.get("warc-target-uri", "")
    if not is_of_the_web(target):
        return
    origin = Origin(
        path,
        record.offset,
        clean_address(target),
        time_of(record.headers.get("warc-date", "")),
    )
    said = () if around.is_first_look else tuple(_odd_about(record, target, origin))
    if record.kind == "revisit":
        yield _revisit_of(record, origin, said, around.payloads)
        return
    capture = capture_of_message(origin, _message_of(record), said)
    if not around.is_first_look and capture.form is Form.FEED:
        yield from _with_entries(capture)
    else:
        yield capture


def _odd_about(record: Record, target: str, origin: Origin) -> Iterator[Finding]:
    """Yield what is odd about a record before its payload is looked at."""
    where = f"{origin.item}: the record at byte {record.offset:,}"
    for code, text in record.remarks:
        yield Finding(code, f"{origin.item}: {text}", origin.item, origin.address)
    if not record.remarks and is_contradicted(
        record.headers.get("warc-block-digest", ""), record.block
    ):
        text = f"{where} does not have the digest that it announces."
        yield Finding("digest-mismatch", text, origin.item, origin.address)
    if origin.address is None:
        text = f"{where} names no address ({target[:200]!r})."
        yield Finding("record-malformed", text, origin.item)


def _message_of(record: Record) -> Message:
    """Return the response that a record holds; a resource's block is the payload itself."""
    content_type = record.headers.get("content-type", "")
    if record.kind in {"response", "revisit"}:
        message = parse_message(record.block)
        if message.status is not None or content_type.startswith("application/http"):
            return message
    return Message(None, {"content-type": content_type}, record.block)


def _digest_of(record: Record) -> str:
    return record.headers.get("warc-payload-digest", "").lower()


def _revisit_of(
    record: Record, origin: Origin, said: tuple[Finding, ...], payloads: Payloads
) -> Capture:
    """Return what a revisit stands for.

    The payload that it repeats, where the deposit has it. Else, where it names another address of
    the same bytes, a way from one address to the other. Else nothing but the remark that it was.
    """
    message = _message_of(record)
    before = _referred(_digest_of(record), payloads)
    if before is not None:
        kept = _message_of(before)
        headers = {**kept.headers, "location": message.headers.get("location", "")}
        status = message.status or kept.status
        return capture_of_message(origin, Message(status, headers, kept.raw), said)
    capture = capture_of_message(origin, message, said)
    if capture.form in {Form.REDIRECT, Form.ERROR}:
        return capture
    other = clean_address(record.headers.get("warc-refers-to-target-uri", ""))
    text = f"{origin.address} had the same bytes as {other or 'an earlier capture'}, not at hand."
    finding = Finding("revisit-unresolved", text, origin.item, origin.address)
    is_empty = _digest_of(record) == _DIGEST_OF_NOTHING
    is_way = other not in {None, origin.address} and not is_empty
    return replace(
        capture,
        form=Form.REDIRECT if is_way else Form.OTHER,
        location=other if is_way else None,
        body=b"",
        findings=(*said, finding),
    )


def _referred(digest: str, payloads: Payloads) -> Record | None:
    """Return the record that has a payload, where the deposit has one before the revisit."""
    found = payloads.find(digest)
    if found is None:
        return None
    item, place = found
    with item.open() as file:
        return read_record_at(file, place)


def _with_entries(capture: Capture) -> Iterator[Read]:
    """Yield a feed and its entries, or a sitemap with the addresses that it lists."""
    if kind_of(capture.body[:HEAD_BYTES], "") is DepositKind.SITEMAP:
        yield replace(capture, lists=addresses_of(capture.body))
        return
    yield capture
    number = capture.offset or 0
    for found in entries_of(capture.body, capture.address):
        if isinstance(found, Capture):
            number += 1
            yield replace(found, item=capture.item, offset=number, captured=capture.captured)
        elif isinstance(found, Finding):
            yield replace(found, item=capture.item, address=found.address or capture.address)
        else:
            yield found
