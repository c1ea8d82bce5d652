"""The confidential clerk's store of placeholder numbers: apart from the books, always of one size (requirement B12).

A random number stands for a case that is handled by the confidential channel alone. It is derived from nothing, linked
to nothing, and no list, count, export or event knows of it. The file is there from the first day, is rewritten whole
whenever it is opened, and looks the same with no number in it and with many.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from weipian.store.actors import Door, keeps_placeholders
from weipian.store.workspace import KEY
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk

RESERVE = "secret/reserve"
SIZE = 65_536
UNSET, SET = b"WPRES0", b"WPRES1"
SALT, NONCE, TAG = 16, 12, 16
ROOM = SIZE - len(SET) - SALT - NONCE - TAG
LEAST = 12
"""Characters of a passphrase."""
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A number, the day it was noted, the day the case was reported by the confidential channel (ISO; "": not yet)."""

    number: str
    noted: str
    reported: str = ""


def make_reserve(folder: Path) -> None:
    """A store that nobody has opened yet: noise of the one size."""
    _put(folder, UNSET + os.urandom(SIZE - len(UNSET)))


def require_keeper(desk: Desk) -> None:
    """Raises InputError for anyone but the confidential clerk in person."""
    if not keeps_placeholders(desk.policy, desk.actor):
        raise InputError("reserve_not_yours", where=desk.actor.label)
    if desk.actor.door is Door.STAND_IN:
        raise InputError("act_in_person", where=desk.actor.label, act="打开机要编号")


class Reserve:
    """An open store. Every opening writes it anew, so that a write tells nothing."""

    def __init__(self, desk: Desk, passphrase: str) -> None:
        """Raises InputError: not the keeper, no passphrase, a wrong one, or one that is too short to be set."""
        require_keeper(desk)
        self.folder, self.passphrase = desk.workspace.folder, passphrase
        if not passphrase:
            raise InputError("reserve_passphrase_missing", where="weipian placeholder")
        self.fresh, self.numbers = self._read()
        self._write()

    def _read(self) -> tuple[bool, list[Placeholder]]:
        path = self.folder / RESERVE
        if not path.is_file():
            make_reserve(self.folder)
        whole = path.read_bytes()
        if whole.startswith(UNSET):
            if len(self.passphrase) < LEAST:
                raise InputError("reserve_passphrase_short", where="weipian placeholder", least=LEAST)
            return True, []
        salt, nonce, sealed = whole[6:22], whole[22:34], whole[34:]
        try:
            plain = ChaCha20Poly1305(key_of(self.passphrase, salt)).decrypt(nonce, sealed, SET)
        except InvalidTag:
            raise InputError("reserve_wrong", where="weipian placeholder") from None
        said: Any = json.loads(plain)
        return False, [Placeholder(**one) for one in said]

    def _write(self) -> None:
        plain = json.dumps([asdict(one) for one in self.numbers]).encode()
        if len(plain) > ROOM:
            raise InputError("reserve_full", where="weipian placeholder")
        salt, nonce = os.urandom(SALT), os.urandom(NONCE)
        sealed = ChaCha20Poly1305(key_of(self.passphrase, salt)).encrypt(nonce, plain.ljust(ROOM), SET)
        _put(self.folder, SET + salt + nonce + sealed)

    def add(self, noted: date) -> Placeholder:
        """A new number that is derived from nothing."""
        taken = {one.number for one in self.numbers}
        number = next(n for n in iter(_drawn, None) if n not in taken)
        found = Placeholder(number, noted.isoformat())
        self.numbers = [*self.numbers, found]
        self._write()
        return found

    def reported(self, number: str, day: date) -> Placeholder:
        """Its case went up by the confidential channel. Raises InputError for a number that is not there."""
        if number not in {one.number for one in self.numbers}:
            raise InputError("reserve_number_unknown", where=number)
        self.numbers = [replace(one, reported=day.isoformat()) if one.number == number else one for one in self.numbers]
        self._write()
        return next(one for one in self.numbers if one.number == number)


def _drawn() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def key_of(passphrase: str, salt: bytes) -> bytes:
    """32 bytes; slow on purpose (32 MiB of memory)."""
    return bytes(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode()))


def _put(folder: Path, whole: bytes) -> None:
    """The file replaced whole; its time is the key's, so that it tells no day."""
    path = folder / RESERVE
    partial = path.with_suffix(".partial")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(whole)
        out.flush()
        os.fsync(out.fileno())
    if (folder / KEY).exists():
        then = (folder / KEY).stat().st_mtime
        os.utime(partial, (then, then))
    partial.replace(path)
