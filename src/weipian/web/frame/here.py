"""What this process serves: one workspace, its law, and the commands that the office works by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from weipian.policy import Policy
from weipian.store.workspace import Workspace
from weipian.terms.here import BEIJING
from weipian.web.command.port import Commands


@dataclass(frozen=True, slots=True)
class Here:
    """`shown_off`: a made-up county on this machine alone, where anybody may come in as anybody."""

    workspace: Workspace
    policy: Policy
    commands: Commands
    shown_off: bool = False
    day: date | None = None
    beside: Any = None
    """`web.aside.keeping.Keeping` where pages may be worked out beside: a server, no single request."""

    def today(self) -> date:
        """The office's day; for a county of another year, the day that it is shown on."""
        return self.day or datetime.now(BEIJING).date()


_here: list[Here] = []


def be(here: Here) -> None:
    """From now on it is this."""
    _here[:] = [here]


def here() -> Here:
    return _here[0]
