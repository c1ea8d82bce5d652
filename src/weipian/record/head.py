"""The signed head: where the log stands, in the database and in a text beside it outside the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from weipian.record.canon import bytes_of, text_of
from weipian.record.ed25519 import verified

NAME = "log-head.json"
"""The text's name in the workspace."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event's number and hash, when it was signed, and by which key (base64); `workspace` is its own id."""

    workspace: str
    seq: int
    hash: str
    at: str
    key: str
    signature: str = ""

    def message(self) -> bytes:
        """What is signed."""
        return text_of([self.workspace, self.seq, self.hash, self.at]).encode()

    def genuine(self) -> bool:
        """Whether the signature fits the head and the key that it names."""
        try:
            return verified(bytes_of(self.key), self.message(), bytes_of(self.signature))
        except UnicodeEncodeError:  # half a character, by an escape in a text
            return False

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


MARK = 16
"""Hexadecimal digits of the hash that a paper shows."""


def head_mark(head: Head) -> str:
    """The head as papers show it and `audit verify --head` takes it: number, colon, the hash's first 16 digits."""
    return mark_text(head.seq, head.hash)


def mark_text(seq: int, event_hash: str) -> str:
    """The same of an event's number and hash."""
    return f"{seq}:{event_hash[:MARK]}"


def head_of(text: str) -> Head:
    """The head that a text holds. Raises ValueError where it holds none."""
    try:
        said: Any = json.loads(text)
        found = head_from([said[name] for name in ("workspace", "seq", "hash", "at", "key", "signature")])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no head") from error
    if found is None:
        raise ValueError("no head")
    return found


def head_from(fields: Sequence[Any]) -> Head | None:
    """The head of stored fields; None where they can't be one."""
    whole = type(fields[1]) is int and all(isinstance(one, str) for n, one in enumerate(fields) if n != 1)
    return Head(*fields) if whole else None
