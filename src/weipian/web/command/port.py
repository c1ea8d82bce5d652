"""What the workbench asks of the commands; who puts both together hands it in (the shell does)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from weipian.store.acting import Desk

Given = Mapping[str, Sequence[str]]
"""By the field's name, what was put in; of files their places."""


class Kind(StrEnum):
    """How a field is asked for."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105 - the field, not what is put in
    LINES = "lines"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    UPLOAD = "upload"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """`choices`: (what is sent, what is shown). `first`: what stands in it from the beginning. `layered`: a file of
    which one layer may be meant."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    first: str = ""
    ending: str = ""
    layered: bool = False

    @property
    def layer(self) -> str:
        """The name of the field beside it."""
        return f"{self.name}-layer"


@dataclass(frozen=True, slots=True)
class Dialog:
    """A command: `path` as its words, `title` and `told` for people."""

    path: tuple[str, ...]
    title: str
    told: str
    fields: tuple[FieldAsked, ...]

    @property
    def key(self) -> str:
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class DialogGroup:
    """Commands of one word."""

    name: str
    title: str
    dialogs: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(slots=True)
class Heard:
    """What a command said: its answer, what it said beside it, and what it wrote."""

    code: int = 0
    answer: Any = None
    text: str = ""
    beside: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Said:
    """A part of a sentence. `to`: the dialog that it names, by its key; `#` and a word for all of that word's."""

    text: str
    to: str = ""


class Commands(Protocol):
    """The commands of a workspace, by words."""

    def groups(self) -> Sequence[DialogGroup]:
        """All that can be asked for in the browser, in order."""

    def dialog(self, path: Sequence[str]) -> Dialog:
        """Raises UsageError where there is none."""

    def run(self, desk: Desk, path: Sequence[str], given: Given, out: Path, *, as_json: bool = False) -> Heard:
        """As this person; files go into `out`. Raises WeipianError."""

    def spoken(self, text: str, path: Sequence[str] = ()) -> Sequence[Said]:
        """A sentence with dialogs and fields in the place of commands and options. `path`: the dialog it came of."""

    def of_machine(self, desk: Desk, path: Sequence[str]) -> Heard:
        """A check of the workspace's own (doctor; audit verify), for a page that has asked who may. Raises
        WeipianError."""
