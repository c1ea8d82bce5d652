"""The signed head: where the log stands, in the database and in a text beside it outside the database."""

from __future__ import annotations

import json
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
        return verified(bytes_of(self.key), self.message(), bytes_of(self.signature))

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def head_of(text: str) -> Head:
    """The head that a text holds. Raises ValueError where it holds none."""
    try:
        said: Any = json.loads(text)
        names = ("workspace", "hash", "at", "key", "signature")
        return Head(seq=int(said["seq"]), **{name: str(said[name]) for name in names})
    except (KeyError, TypeError) as error:
        raise ValueError("no head") from error
