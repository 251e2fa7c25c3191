"""Passkeys for the desk's page where other machines reach it (WebAuthn Level 3, W3C).

The law of the place: a passkey is made only by whoever has all three: the terminal in which the
desk was opened, the page's password, and the device. What is kept of it is its public half.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backfile.disk import OWN, write_whole
from backfile.errors import BadValue

NAME = "passkeys"
"""File in the desk's folder."""
MOST_PASSKEYS = 20
"""As many as browsers that may be let in at one time."""
CHALLENGE_SECONDS = 300
"""In which a passkey must answer what a page asked: time to find the key, and to touch it."""
LONGEST_ANSWER = 16_000
"""Characters of what a browser sends: with a certificate of its maker a key's answer has 4,000."""
LONGEST_NAME = 100
_CHANCE, _TIME, _SIGN = 16, 8, 16
_MUST = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class Passkey:
    """The public half of one passkey."""

    credential: str
    """Its id and public key (WebAuthn 6.5.1, attested credential data), base64url."""
    who: str
    """Whose it is, in the newsroom's words."""
    day: str


_decoder = msgspec.json.Decoder(tuple[Passkey, ...])


def read_passkeys(desk: Path) -> tuple[Passkey, ...]:
    """Return the passkeys of a desk's page.

    Raises:
        BadValue: their file cannot be read.
    """
    path = desk / NAME
    try:
        return _decoder.decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as bad:
        raise BadValue(
            f"{path} cannot be read.", "Remove it: passkeys are made anew with --new-passkey."
        ) from bad


def _write(desk: Path, passkeys: Iterable[Passkey]) -> None:
    write_whole(desk / NAME, msgspec.json.encode(tuple(passkeys)), OWN)


@dataclass(slots=True)
class Passkeys:
    """Makes passkeys for one desk's page, and knows them again."""

    desk: Path
    name: str
    """Under which the page is reached; a passkey serves for no other."""
    origins: frozenset[str]
    """Where the page may stand ("https://desk.example.org")."""
    now: Callable[[], float]
    """Seconds of a clock that only goes forward."""
    invitation: str = ""
    """Secret of the link that may make one passkey; "" where none may be made."""
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _spent: dict[bytes, float] = field(default_factory=dict, repr=False)
    """Challenges that were answered well, and when: none serves twice."""

    @property
    def are_there(self) -> bool:
        """Whether any passkey opens the page."""
        return bool(read_passkeys(self.desk))

    def is_invited(self, secret: str) -> bool:
        """Say whether somebody has the link by which a passkey may be made."""
        return bool(self.invitation) and hmac.compare_digest(
            secret.encode("utf-8", "replace"), self.invitation.encode()
        )

    def ask_to_make(self) -> str:
        """Return what a browser needs to make a passkey, as JSON."""
        options, _ = self._making(self._challenge())
        return json.dumps(dict(options)["publicKey"])

    def make(self, answer: str, who: str, day: str) -> None:
        """Keep a passkey that a browser has made; the invitation has served then.

        Raises:
            BadValue: it was not made as it was asked for, or there are too many.
        """
        known = read_passkeys(self.desk)
        if len(known) >= MOST_PASSKEYS:
            raise BadValue("There are too many passkeys.", f"Remove {self.desk / NAME}.")
        made = self._made(answer)
        if made is None:
            raise BadValue("The passkey was not made as it was asked for.", "Try again.")
        kept = Passkey(websafe_encode(made), who.strip()[:LONGEST_NAME], day)
        _write(self.desk, (*known, kept))
        self.invitation = ""

    def ask_who(self) -> str:
        """Return what a browser needs to find a passkey of ours, as JSON; it names none of them."""
        options, _ = self._entering(self._challenge())
        return json.dumps(dict(options)["publicKey"])

    def opens(self, answer: str) -> bool:
        """Say whether an answer was given by one of our passkeys, to a question of ours, now."""
        try:
            given = AuthenticationResponse.from_dict(_read(answer))
            challenge = given.response.client_data.challenge
            if not self._is_ours(challenge):
                return False
            known = [
                AttestedCredentialData(websafe_decode(one.credential))
                for one in read_passkeys(self.desk)
            ]
            _, state = self._entering(challenge)
            self._server().authenticate_complete(state, known, given)
        except Exception:  # noqa: BLE001 - what a stranger sent can fail in any way: all mean no
            return False
        self._spend(challenge)
        return True

    def _made(self, answer: str) -> AttestedCredentialData | None:
        try:
            given = RegistrationResponse.from_dict(_read(answer))
            challenge = given.response.client_data.challenge
            if not self._is_ours(challenge):
                return None
            _, state = self._making(challenge)
            made = self._server().register_complete(state, given).credential_data
        except Exception:  # noqa: BLE001 - as above
            return None
        self._spend(challenge)
        return made

    def _server(self) -> Fido2Server:
        entity = PublicKeyCredentialRpEntity(id=self.name, name=self.name)
        return Fido2Server(entity, verify_origin=self.origins.__contains__)

    def _making(self, challenge: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202
        editor = PublicKeyCredentialUserEntity(id=b"editor", name="desk", display_name=self.name)
        return self._server().register_begin(
            editor,
            # Kept by the device: whoever is not in yet is told no list of ours.
            resident_key_requirement=ResidentKeyRequirement.REQUIRED,
            user_verification=_MUST,
            challenge=challenge,
        )

    def _entering(self, challenge: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return self._server().authenticate_begin(user_verification=_MUST, challenge=challenge)

    def _challenge(self) -> bytes:
        """Return a new question, signed: none is remembered before it was answered."""
        head = secrets.token_bytes(_CHANCE) + int(self.now()).to_bytes(_TIME, "big")
        return head + self._sign(head)

    def _sign(self, head: bytes) -> bytes:
        return hmac.digest(self._secret, head, hashlib.sha256)[:_SIGN]

    def _is_ours(self, challenge: bytes) -> bool:
        head, sign = challenge[: _CHANCE + _TIME], challenge[_CHANCE + _TIME :]
        if not hmac.compare_digest(sign, self._sign(head)) or challenge in self._spent:
            return False
        return self.now() - int.from_bytes(head[_CHANCE:], "big") <= CHALLENGE_SECONDS

    def _spend(self, challenge: bytes) -> None:
        self._spent[challenge] = self.now()
        for old in [c for c, at in self._spent.items() if self.now() - at > 2 * CHALLENGE_SECONDS]:
            del self._spent[old]


def _read(answer: str) -> dict[str, object]:
    if len(answer) > LONGEST_ANSWER:
        raise BadValue("That is too long for a passkey.")
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise BadValue("That is no answer of a passkey.")
    return found
