"""What follows a plot when it is cut or put together: later stages' work, handed in to the act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from weipian.store.acting import Desk
from weipian.store.writing import Act


@dataclass(frozen=True, slots=True)
class Carried:
    """A case, an order, a handover that goes on with the new plots; `whom`: who has to be told."""

    kind: str
    number: str
    whom: str

    @property
    def text(self) -> str:
        return f"{self.kind} {self.number}".rstrip() + (f"（{self.whom}）" if self.whom else "")


Carry = Callable[[Act, Desk, Sequence[int], Sequence[int]], tuple[Carried, ...]]
"""In the act's transaction, from these plots to those. Raises InputError for what can't be told apart afterwards."""


def nothing(_act: Act, _desk: Desk, _sources: Sequence[int], _targets: Sequence[int]) -> tuple[Carried, ...]:
    return ()
