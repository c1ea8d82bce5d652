"""What somebody wants handed out."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.terms.acting import State
from weipian.terms.words import Category, Determination, Word


class Which(Word):
    """The layers; a file of one layer holds one of them."""

    PATCHES = "patches", "图斑"
    PLOTS = "plots", "地块"


@dataclass(frozen=True, slots=True)
class Order:
    """None asks nothing. Each layer is chosen by its own rows: a plot by its own township, state, determination."""

    township: str | None = None
    state: State | None = None
    determination: Determination | None = None
    category: Category | None = None
    batch: str | None = None
    which: Which | None = None

    def wants(self, batch: str, category: str, state: str, determination: str) -> bool:
        """Whether a row is wanted; withdrawn ones never are."""
        said = determination.split(",") if determination else [Determination.UNDETERMINED.value]
        return (
            state != State.WITHDRAWN.value
            and self.batch in (None, batch)
            and self.category in (None, category)
            and self.state in (None, state)
            and (self.determination is None or self.determination.value in said)
        )

    def told(self) -> str:
        """The conditions for people."""
        words = (self.state, self.determination, self.category)
        found = [*filter(None, (self.township, self.batch)), *(word.label for word in words if word is not None)]
        return "、".join(found) or "全部"
