"""What was handed over and what became of it, as plain data for commands and scripts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import msgspec

from backfile.accession.naming import names_of_story
from backfile.accession.originals import fingerprint
from backfile.accession.passing import recover_deposits
from backfile.accession.reading import Manner, Refusal, raise_refusal
from backfile.accession.run import Added
from backfile.archive.archive import Archive
from backfile.archive.entries import CaptureRow
from backfile.errors import DepositError
from backfile.intake.bounds import printable
from backfile.model.capture import Kind
from backfile.model.deposit import Deposit
from backfile.record import Account

Report = dict[str, Any]


def report_of_add(
    archive: Archive, added: Sequence[Added], refusals: Sequence[Refusal] = ()
) -> Report:
    """Say what an `add` took, what it could not take, and how many stories the archive has now."""
    accounts = {account["id"]: account for account in deposits_of(archive)}
    return {
        "deposits": [
            accounts[one.deposit.id] | {"new": one.is_new}
            for one in added
            if one.deposit.id in accounts
        ],
        "refused": refused_of(refusals),
        "stories": archive.stories.count(),
    }


def refused_of(refusals: Iterable[Refusal]) -> list[Report]:
    """Return what could not be taken, and why."""
    return [
        {
            "name": one.name,
            "code": one.error.code,
            "why": one.error.met,
            "next": one.error.next_step,
        }
        for one in refusals
    ]


def deposits_of(archive: Archive) -> list[Report]:
    """Return each deposit with the number of its captures that ended as each kind."""
    kinds: dict[str, Counter[str]] = {}
    repeats: Counter[str] = Counter()
    for tally in archive.ledger.tallies():
        kinds.setdefault(tally.deposit, Counter())[tally.kind.value] += tally.captures
        repeats[tally.deposit] += tally.repeats if tally.kind is Kind.STORY else 0
    return [
        {
            "id": deposit.id,
            "name": deposit.name,
            "kind": deposit.kind.value,
            "sha256": deposit.digest,
            "size": deposit.size,
            "address": deposit.address,
            "state": archive.deposits.state(deposit.id),
            "captures": dict(sorted(kinds.get(deposit.id, Counter()).items())),
            "repeats": repeats[deposit.id],
        }
        for deposit in archive.deposits.all()
    ]


def ledger_of(archive: Archive) -> Report:
    """Return the account of everything that was handed over, and the publication's record."""
    return {
        "publication": msgspec.to_builtins(archive.publication.get()),
        "deposits": deposits_of(archive),
        "captures": {kind.value: number for kind, number in archive.ledger.counts().items()},
        "stories": archive.stories.count(),
        "held_back": archive.ledger.reasons(Kind.HELD_BACK),
        "failed": archive.ledger.reasons(Kind.FAILED),
        "refused": [
            {"name": name, "why": why}
            for name, why in dict.fromkeys(
                (event.about, event.detail)
                for event in archive.journal.all()
                if event.event == "refused"
            )
        ],
        "findings": archive.ledger.finding_counts(),
        "missing": sum(1 for _ in archive.assets.missing()),
        "corrections": len(archive.corrections.standing()),
    }


def capture_line(row: CaptureRow) -> Report:
    """Return one capture of the ledger as plain data."""
    return asdict(row) | {"kind": row.kind.value}


def look_through(paths: Iterable[Path], manner: Manner, address: str | None) -> Report:
    """Say what deposits hold, without an archive: what `add` would take."""
    deposits, refusals = [], list[Refusal]()
    findings: Counter[str] = Counter()
    for path in paths:
        try:
            accounts = recover_deposits([path], replace(manner, refuse=raise_refusal), address)
            deposits.append(_look(accounts, findings) | _named(fingerprint(path, address)))
        except DepositError as error:
            refusals.append(Refusal(printable(path.name), error))
    return {
        "deposits": deposits,
        "refused": refused_of(refusals),
        "findings": dict(sorted(findings.items())),
    }


def _look(accounts: Iterable[Account], findings: Counter[str]) -> Report:
    kinds: Counter[str] = Counter()
    stories = set()
    for account in accounts:
        kinds[account.kind.value] += 1
        stories.update([account.story.id] if account.story else [])
        findings.update(finding.code for finding in account.findings)
    return {"captures": dict(sorted(kinds.items())), "stories": len(stories)}


def _named(deposit: Deposit) -> Report:
    return {
        "id": deposit.id,
        "name": deposit.name,
        "kind": deposit.kind.value,
        "sha256": deposit.digest,
        "size": deposit.size,
    }


def withdrawal_of(archive: Archive, name: str) -> Report:
    """Say what would go with a deposit, and what would stay without it.

    Raises:
        NotFound: no deposit has that name.
    """
    deposit = archive.deposits.get(name)
    lost, kept, captures = set[str](), set[str](), 0
    for row in archive.captures.all(deposit.id):
        captures += 1
        if row.story is None or row.story in lost or row.story in kept:
            continue
        members = archive.stories.entry(row.story).members
        others = {_deposit_of(archive, member.capture) for member in members} - {deposit.id}
        (kept if others else lost).add(row.story)
    return {
        "deposit": deposit.id,
        "name": deposit.name,
        "captures": captures,
        "stories_lost": sorted(lost),
        "stories_kept": len(kept),
    }


def _deposit_of(archive: Archive, capture: int) -> str:
    return archive.captures.get(capture).deposit


def corrections_about(archive: Archive, story_id: str) -> list[Report]:
    """Return all corrections of a story, also those that were taken back."""
    story = archive.stories.get(story_id)
    names = names_of_story(archive, story)
    return [msgspec.to_builtins(said) for said in archive.corrections.all() if said.target in names]
