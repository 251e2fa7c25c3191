"""Arrivals: sealed submissions on their way into the box, each with an id and a wrapping key."""

import re
import secrets
from dataclasses import dataclass

import pyrage

from backfile.errors import BadValue
from backfile.participate.seal import check_sealed

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A sealed submission on its way into the box."""

    sealed: bytes
    """An age file for the desk's key."""
    day: str
    """The day it came ("2026-11-22"); nothing finer is kept."""
    receipt: str
    """Digest of the receipt phrase (`receipts.receipt_of`)."""


class Made:
    """An arrival that was given an id and its wrapping, before the inbox is locked."""

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.id = secrets.token_hex(16)
        self.key = pyrage.x25519.Identity.generate()
        self.known: str | BadValue | None = None
        self.problem: BadValue | None = None
        try:
            self.bucket = check_sealed(arrival.sealed)
            _check_receipt(arrival.receipt)
            self.wrapped = pyrage.encrypt(arrival.sealed, [self.key.to_public()])
        except BadValue as problem:
            self.problem = problem


def _check_receipt(receipt: str) -> None:
    if not _DIGEST.fullmatch(receipt):
        raise BadValue("That is not a receipt's digest.", "Load the form again.")
