"""A workspace: one folder that holds everything of a county's programme."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from weipian.record.audit import CARD, DATABASE, ON_A_SERVER
from weipian.terms.errors import InputError

KEY = "secret/signing.key"
LAYERS = "layers"
SCHEMA = re.compile(r"(weipian_[0-9a-f_]+)?", re.ASCII)
"""What a schema of ours is called; it is put into statements as it is."""


def card_text(key: str, policy: str, form: str, schema: str) -> str:
    """A card; it never holds an address."""
    server = f'{ON_A_SERVER}\nschema = "{schema}"\n' if schema else ""
    return f'id = "{key}"\npolicy = "{policy}"\nform = "{form}"\n{server}'


def schema_of(key: str) -> str:
    """The schema of a workspace, by its id: several of them share a database."""
    return f"weipian_{key.replace('-', '_')}"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder and what its card says. `schema`: of the PostgreSQL database that holds the books; "": SQLite."""

    folder: Path
    id: str
    policy: str
    form: str
    schema: str = ""

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The workspace in a folder. Raises InputError where there is none."""
        card = folder / CARD
        if not card.is_file():
            raise InputError("no_workspace", where=str(folder))
        try:
            said = tomllib.loads(card.read_text(encoding="utf-8"))
            schema = str(said.get("schema", ""))
            found = cls(folder.resolve(), str(said["id"]), str(said["policy"]), str(said["form"]), schema)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError):
            raise InputError("workspace_card_broken", where=str(card)) from None
        if not SCHEMA.fullmatch(schema):
            raise InputError("workspace_card_broken", where=str(card))
        if not found.schema and not found.database.is_file():
            raise InputError("no_workspace", where=str(folder))
        return found

    @property
    def place(self) -> str:
        """Where the books are, for people."""
        return f"PostgreSQL（{self.schema}）" if self.schema else str(self.database)

    @property
    def database(self) -> Path:
        """The SQLite file; there is none where a server has the books."""
        return self.folder / DATABASE

    @property
    def key(self) -> Path:
        return self.folder / KEY

    @property
    def layers(self) -> Path:
        return self.folder / LAYERS
