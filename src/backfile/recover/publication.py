"""What a publication says of itself: its letters to readers read, and all claims settled."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from backfile import edtf
from backfile.model.evidence import Evidence
from backfile.model.finding import Finding
from backfile.model.publication import Letter, Publication
from backfile.recover import publication_words as words
from backfile.recover.dates import find_dates
from backfile.recover.hidden_mail import find_hidden_mail
from backfile.recover.written_letters import mended, written
from backfile.text import print_of, squeeze

LETTER_TRUST, LETTER_NAME_TRUST = 0.95, 0.85
"""A letter says its dates plainly; where the name of a title ends is read from capitals."""
HIDDEN_TRUST = 0.9
"""Below what is printed plainly: a word that stands for "@" may be a word."""
PERSON = "person"
_ISSN = re.compile(r"\bISSN(?:-L)?\b[^\d\n]{0,20}(\d{4})[-‐‑–]?(\d{3}[\dXx])(?!\w)")
_ISSN_CHECK = 11
"""ISO 3297, section 5: eight digits weighted 8 to 1 add up to a multiple of 11; X stands for 10."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?؟])\s+|(?<=\d{4}[.!?])\s+|(?<=[。！？])|\n+")
_LONGEST_LETTER = 20_000
_AT_ITS_END = 2
"""Signs that may follow a blank contact: a period and a quote."""

Claim = tuple[str | None, Evidence[object]]
"""The day on which the capture was made (EDTF), if known, and what it says."""


def read_letter(text: str, place: str = "letter") -> list[Evidence[object]]:
    """Read what a letter to readers says of its title: name, state, since when, successor, contact.

    Args:
        text: the letter, paragraphs parted by line ends.
        place: where it stands.

    Returns:
        Claims on fields of PUBLICATION_FIELDS, the letter itself among them; a contact that is
        named but blank is claimed as "".
    """
    return list(_claims_of_letter(text[:_LONGEST_LETTER].strip(), place))


@lru_cache(maxsize=256)
def _claims_of_letter(text: str, place: str) -> tuple[Evidence[object], ...]:
    """Read a letter once, though it stands on every page."""
    found: list[Evidence[object]] = [Evidence("publication.letter", text, place, LETTER_TRUST)]
    for field, patterns in (
        ("publication.title", words.TITLE),
        ("publication.successor", words.SUCCESSOR),
        ("publication.predecessor", words.PREDECESSOR),
    ):
        name = _find_name(text, patterns)
        if name:
            found.append(Evidence(field, name, place, LETTER_NAME_TRUST))
    found += _read_state(text, place)
    found += _read_contact(text, place)
    return tuple(found)


def read_issn(text: str, place: str) -> Iterator[Evidence[object]]:
    """Yield the ISSN that a text prints, if its check digit is right."""
    for match in _ISSN.finditer(text) if "ISSN" in text else ():
        number = f"{match[1]}-{match[2].upper()}"
        digits = [10 if sign == "X" else int(sign) for sign in number.replace("-", "")]
        weighed = sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True))
        if weighed % _ISSN_CHECK == 0:
            yield Evidence("publication.issn", number, place, LETTER_TRUST)


def _find_name(text: str, patterns: Sequence[re.Pattern[str]]) -> str | None:
    """Return the first title that one of some wordings names."""
    for pattern in patterns:
        for match in pattern.finditer(squeeze(text)):
            name = next((group for group in match.groups() if group), None)
            if name:
                return re.sub(r"(?:\s(?:of|the|and|de|la|und|y|e))+$", "", name.strip(" .,;:"))
    return None


def _read_state(text: str, place: str) -> Iterator[Evidence[object]]:
    """Yield the state of the title and since when, from the sentence that says so."""
    for sentence in _SENTENCE.split(text):
        status = "paused" if words.PAUSED.search(sentence) else "ceased"
        told = words.PAUSED.search(sentence) or words.CEASED.search(sentence)
        if told is None or not words.PUBLISHING.search(sentence):
            continue
        yield Evidence("publication.status", status, place, LETTER_TRUST, squeeze(sentence)[:200])
        days = [r for r in find_dates(sentence) if r.edtf]
        after = [r for r in days if r.start >= told.start()] or days
        if after:
            value = after[0].edtf
            yield Evidence("publication.paused_on", value, place, LETTER_TRUST, after[0].text)
        return


def _read_contact(text: str, place: str) -> Iterator[Evidence[object]]:
    """Yield the contact that a letter names, though it be written so that no program finds it."""
    hidden = find_hidden_mail(text)
    for mail in hidden:
        text = text.replace(mail.written, mail.address)
    contact = _find_contact(text)
    if contact is None:
        return
    reason = next((f"written as “{m.written}”" for m in hidden if m.address == contact), "")
    trust = HIDDEN_TRUST if reason else LETTER_TRUST
    yield Evidence("publication.contact", contact, place, trust, reason)


def _find_contact(text: str) -> str | None:
    """Return the address at which a letter invites readers to write; "" where it was lost."""
    match = words.CONTACT.search(text)
    if match is None:
        return None
    if match["value"]:
        return match["value"].rstrip(".,;)")
    rest = match["rest"].strip()
    return "" if len(rest) <= _AT_ITS_END else None


def contact_finding(claims: Iterable[Evidence[object]]) -> Finding | None:
    """Return the finding that a contact is named but blank, if the claims say so."""
    if any(c.field == "publication.contact" and c.value == "" for c in claims):
        return Finding("contact-blank", "The letter to readers names a contact, but gives none.")
    return None


def settle_publication(claims: Iterable[Claim]) -> Publication:
    """Settle what the archive says of its publication, from all that captures say of it.

    Args:
        claims: in the order of the captures; each with the day of its capture (EDTF), if known.

    Returns:
        The publication; its evidence holds each distinct claim once, those that stand marked.
        Field by field a person's word stands; else what most of the trust speaks for. `runs` is
        left to the caller, who knows the stories.
    """
    ordered = list(claims)
    tallies: dict[str, dict[str, list[Evidence[object]]]] = {}
    for _, claim in ordered:
        said = tallies.setdefault(claim.field, {})
        said.setdefault(_key_of(claim), []).append(claim)
    best = {field: _best(said) for field, said in tallies.items() if field != "publication.letter"}
    status = best.get("publication.status")
    contact = _settle_contact(tallies.get("publication.contact", {}))
    return Publication(
        title=_value(best.get("publication.title")),
        status=_value(status),
        paused_on=_date_value(best.get("publication.paused_on")),
        successor=_value(best.get("publication.successor")),
        predecessor=_value(best.get("publication.predecessor")),
        letters=tuple(_letters(ordered)),
        contact=contact,
        languages=tuple(_languages(_all(tallies.get("publication.language", {})))),
        issn=_value(best.get("publication.issn")),
        hosts=tuple(_all(tallies.get("publication.host", {}))),
        evidence=tuple(_evidence(tallies, best)),
    )


def _key_of(claim: Evidence[object]) -> str:
    """Return one form for values that say the same."""
    value = str(claim.value)
    return print_of(value) if claim.field != "publication.contact" else value.strip()


def _best(said: dict[str, list[Evidence[object]]]) -> Evidence[object] | None:
    """Return the claim that stands: a person's last word, else the value with the most trust."""
    corrections = [c for group in said.values() for c in group if c.place == PERSON]
    if corrections:
        return corrections[-1]
    groups = [group for key, group in said.items() if key]
    if not groups:
        return None
    # Trust first: a thousand pages that repeat a host name do not outvote the export's title.
    return max(groups, key=lambda group: (max(c.confidence for c in group), len(group)))[0]


def _settle_contact(said: dict[str, list[Evidence[object]]]) -> str | None:
    """A contact that any capture gives stands before one that was left blank."""
    given = {key: group for key, group in said.items() if key}
    best = _best(given or said) if said else None
    if best is not None:
        return str(best.value)
    return "" if said else None


def _value(claim: Evidence[object] | None) -> str | None:
    return str(claim.value) if claim is not None and claim.value else None


def _date_value(claim: Evidence[object] | None) -> str | None:
    value = _value(claim)
    return value if value is not None and edtf.is_valid(value) else None


def _all(said: dict[str, list[Evidence[object]]]) -> list[str]:
    """Return all values of a field that may have several, the most claimed first."""
    groups = sorted((g for k, g in said.items() if k), key=lambda g: (-len(g), str(g[0].value)))
    return [str(group[0].value) for group in groups]


def _languages(tags: Sequence[str]) -> list[str]:
    """Return each language once: "en-US" says no more than "en" where both are claimed."""
    return [tag for tag in tags if "-" not in tag or tag.split("-")[0] not in tags]


def _letters(ordered: Sequence[Claim]) -> Iterator[Letter]:
    """Yield each version of the letter with the first and last day on which it was seen.

    What an editor wrote gives way to a later version of his own; the evidence keeps both.
    """
    texts: dict[str, Letter] = {}
    days: dict[str, list[str]] = {}
    said = [
        (day, claim)
        for day, claim in ordered
        if claim.field == "publication.letter" and str(claim.value).strip()
    ]
    replaced = mended(claim for _, claim in said)
    for day, claim in said:
        key = print_of(str(claim.value))
        known = written(claim)
        # Where no day parts two letters, the one that came last to the archive is the newest.
        first = texts.pop(key, None) if known else texts.get(key)
        title = known.title if known else (first.title if first else None)
        texts[key] = Letter(first.text if first else str(claim.value), title=title)
        stood = day or (known.day if known else None)
        if stood:
            days.setdefault(key, []).append(stood[:10])
    for key in sorted(texts, key=lambda key: min(days.get(key, [""]))):
        seen = days.get(key)
        if key not in replaced:
            ends = (min(seen), max(seen)) if seen else (None, None)
            yield replace(texts[key], seen_from=ends[0], seen_to=ends[1])


def _evidence(
    tallies: dict[str, dict[str, list[Evidence[object]]]],
    best: dict[str, Evidence[object] | None],
) -> Iterator[Evidence[object]]:
    """Yield each distinct claim once, the ones that stand marked."""
    for field in sorted(tallies):
        standing = best.get(field)
        for key, group in sorted(tallies[field].items()):
            claim = max(group, key=lambda c: c.confidence)
            stands = standing is not None and key == _key_of(standing)
            yield replace(claim, stands=stands or field in _ALL_STAND)


_ALL_STAND = frozenset({"publication.letter", "publication.language", "publication.host"})
"""Fields of which every value stands."""
