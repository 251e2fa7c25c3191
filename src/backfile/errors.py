"""Every error that Backfile raises on purpose, split by who can mend it.

    BackfileError
    ├── DepositError      what was handed over cannot be used        -> look at the deposit
    │   ├── UnknownKind       no reader knows it
    │   └── UnsafeDeposit     it tries to leave its bounds (traversal, links, bombs)
    ├── OperatorError     the request or this machine stands in the way -> change one of them
    │   ├── ArchiveMissing    there is no archive at that path
    │   ├── ArchiveBusy       another process is writing to it
    │   ├── ArchiveTooNew     it was written by a later Backfile
    │   ├── NotFound          the named story, capture or deposit is not there
    │   │   └── Withdrawn         the named story was withdrawn
    │   ├── DeskMissing       there is no desk at that path
    │   ├── DeskTrouble       the desk's disk is full, or cannot be read or written
    │   ├── ClockLeapt        the day is much later than the last that was seen
    │   └── BadValue          a field, value, query or setting that cannot be read
    └── BugError          our own promise was broken                 -> tell us

An *error* means that the caller can act. Odd *material* never raises: it becomes a
:class:`backfile.model.finding.Finding` and the work goes on.
"""


class BackfileError(Exception):
    """Something that Backfile could not do, said in three parts.

    Args:
        met: what was met, naming the input ("letters.docx is a Word file").
        next_step: what to do now, in words for a newsroom person; may be empty.
    """

    code = "error"

    def __init__(self, met: str, next_step: str = "") -> None:
        super().__init__(met)
        self.met = met
        self.next_step = next_step


class DepositError(BackfileError):
    """What was handed over cannot be used."""

    code = "deposit"


class UnknownKind(DepositError):
    """No reader knows this kind of deposit."""

    code = "unknown-kind"


class UnsafeDeposit(DepositError):
    """The deposit tries to leave its bounds: a path outside, a link, a bomb."""

    code = "unsafe-deposit"


class OperatorError(BackfileError):
    """The request or this machine stands in the way."""

    code = "operator"


class ArchiveMissing(OperatorError):
    """There is no archive at that path."""

    code = "archive-missing"


class ArchiveBusy(OperatorError):
    """Another process is writing to the archive."""

    code = "archive-busy"


class ArchiveTooNew(OperatorError):
    """The archive was written by a later version of Backfile."""

    code = "archive-too-new"


class NotFound(OperatorError):
    """The named story, capture or deposit is not in the archive."""

    code = "not-found"


class Withdrawn(NotFound):
    """The named story was here, and was withdrawn."""

    code = "withdrawn"


class DeskMissing(OperatorError):
    """There is no desk at that path."""

    code = "desk-missing"


class DeskTrouble(OperatorError):
    """The desk's disk is full, or cannot be read or written; nothing was kept."""

    code = "desk-trouble"


class ClockLeapt(OperatorError):
    """The day is much later than the last that was seen; nothing goes by it yet."""

    code = "clock-leapt"


class BadValue(OperatorError):
    """A field, value, query or setting that cannot be read."""

    code = "bad-value"


class BugError(BackfileError):
    """Our own promise was broken; please report it."""

    code = "bug"
