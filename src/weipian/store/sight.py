"""What somebody sees of the patches: the one thing that every query, list, export and figure is narrowed by (A3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything; or one township's, and what is handed to one department; or, as it stands here, nothing.

    `within`: of all that, one township's alone, because somebody asked for no more.
    """

    everything: bool = False
    township: str = ""
    department: str = ""
    within: str = ""

    @property
    def is_nothing(self) -> bool:
        return not (self.everything or self.township or self.department)

    @property
    def one_township(self) -> str | None:
        """The township that all of it lies in; None where it may lie in several."""
        if self.within or self.everything or self.department:
            return self.within or None
        return self.township or None

    def shows(self, township: str, departments: Collection[str] = ()) -> bool:
        """Whether a patch of a township that is handed to these departments is in it."""
        if self.within and township != self.within:
            return False
        own = bool(self.township) and township == self.township
        return self.everything or own or (bool(self.department) and self.department in departments)

    def holds(self, other: Sight) -> bool:
        """Whether who has the other sees no more than who has this one."""
        if self.everything or other.is_nothing:
            return True
        return not other.everything and other.township in ("", self.township) and other.department in (
            "", self.department
        )  # fmt: skip


EVERYTHING = Sight(everything=True)
"""The county's own: for what the programme itself computes, never for what a person is shown."""
