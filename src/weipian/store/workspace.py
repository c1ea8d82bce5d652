"""A workspace: one folder that holds everything of a county's programme."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from weipian.record.audit import DATABASE
from weipian.terms.errors import InputError

CARD = "weipian.toml"
"""What the workspace is: its id, its policy, the form of its database."""
KEY = "secret/signing.key"
LAYERS = "layers"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder and what its card says."""

    folder: Path
    id: str
    policy: str
    form: str

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The workspace in a folder. Raises InputError where there is none."""
        card = folder / CARD
        if not card.is_file() or not (folder / DATABASE).is_file():
            raise InputError("no_workspace", where=str(folder))
        try:
            said = tomllib.loads(card.read_text(encoding="utf-8"))
            return cls(folder.resolve(), str(said["id"]), str(said["policy"]), str(said["form"]))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError):
            raise InputError("workspace_card_broken", where=str(card)) from None

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def key(self) -> Path:
        return self.folder / KEY

    @property
    def layers(self) -> Path:
        return self.folder / LAYERS
