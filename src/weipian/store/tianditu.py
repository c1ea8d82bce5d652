"""天地图: nothing is asked of it until the office has signed for it. The signature is an event; the key lies in the
door's own book alone, so that it is in no log, no backup and no export (requirement F5; decision 0052)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from weipian.store.acting import Desk, acting
from weipian.store.door.kept import drop, keep, kept
from weipian.store.queries.layers import secret_layers
from weipian.store.queries.tianditu import Signed, signed
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

SUBJECT = "tianditu"
NOBODY, KIND, NAME = 0, "tianditu", "key"
"""Where the key lies in the door's book; it is of no account."""
A_KEY = re.compile(r"[0-9A-Za-z]{16,64}")


@dataclass(frozen=True, slots=True)
class Tianditu:
    """How it stands. `key`: only where it is the one that was signed for; `secret`: layers that forbid it."""

    signed: Signed | None = None
    key: str = ""
    secret: tuple[str, ...] = ()

    @property
    def is_on(self) -> bool:
        return bool(self.signed and self.key and not self.secret)


def tianditu(workspace: Path) -> Tianditu:
    """As it stands now. A key that lies there without its signature, as after a restore, is none; a signature without
    its key is told, and nothing is asked of anybody."""
    found = signed()
    if found is None:
        return Tianditu()
    lies = kept(workspace, NOBODY, KIND).get(NAME, {})
    key = str(lies.get("key", "")) if lies.get("event") == found.event else ""
    return Tianditu(found, key, secret_layers())


def sign(desk: Desk, key: str, *, aware: bool) -> None:
    """The office signs for it with its key. `aware`: they know that it is told where they look. Raises InputError,
    which never says the key."""
    with acting(desk, Act.TIANDITU_SIGNED, SUBJECT) as act:
        if not aware:
            raise InputError("tianditu_not_aware", where="天地图")
        if not key:
            raise InputError("tianditu_no_key", where="天地图")
        if not A_KEY.fullmatch(key):
            raise InputError("tianditu_key", where="天地图")
        if forbid := secret_layers():
            raise InputError("tianditu_secret", where="天地图", names="、".join(forbid))
        keep(desk.workspace.folder, NOBODY, KIND, NAME, {"key": key, "event": act.seq})


def end(desk: Desk) -> None:
    """From now on nothing is asked of it, and the key is gone. Raises InputError."""
    with acting(desk, Act.TIANDITU_ENDED, SUBJECT):
        if signed() is None:
            raise InputError("tianditu_not_signed", where="天地图")
        drop(desk.workspace.folder, NOBODY, KIND, NAME)
