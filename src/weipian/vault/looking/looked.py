"""What was found out about a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from weipian.terms.messages import sentence
from weipian.vault.kinds import MediaKind


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of it, though it is kept."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return sentence(self.code, self.params)


@dataclass(frozen=True, slots=True)
class Looked:
    """The kind that it is, `facts` read off it (JSON: whole numbers and texts), and notes."""

    kind: MediaKind
    facts: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
