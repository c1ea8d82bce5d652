"""What a plot lacks before its period is closed, by which act it is mended, and whom to ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.office.closing.rows import Recounted
from weipian.office.inspecting.able import Able, Ables
from weipian.programme.submission.periods.blockers import Blocker
from weipian.store.acting import Desk
from weipian.store.actors import About, is_done_at
from weipian.store.queries.about import departments_of
from weipian.store.queries.assigned import Held, standing_with
from weipian.terms.acting import State
from weipian.terms.closing import Blocks


@dataclass(frozen=True, slots=True)
class Standing:
    """`holder`, `person`: whom the patch was given to, where it is theirs to do; `ables`: the acts that mend it."""

    plot: str
    township: str
    what: Blocks
    ables: tuple[Able, ...]
    holder: str = ""
    person: str = ""

    @property
    def label(self) -> str:
        return self.what.label

    @property
    def who(self) -> str:
        """By office; where there are several ways, each with its name."""
        if len(self.ables) == 1:
            return self.ables[0].who
        return "；".join(f"{one.who}（{one.act.label}）" for one in self.ables)

    @property
    def whom(self) -> str:
        """For people: first the one that it lies with."""
        lies = f"{self.holder}{f' {self.person}' if self.person else ''}（现承办）" if self.holder else ""
        return "；".join(filter(None, (lies, self.who)))


def standing_open(desk: Desk, found: Recounted, blockers: Sequence[Blocker]) -> list[Standing]:
    """In the order of the plots."""
    ables = {one.what.value: Ables(desk, one.acts) for one in blockers}
    acts = {one.what.value: one for one in blockers}
    pairs = [pair for pair in zip(found.lines, found.plots, strict=True) if pair[1].blocks]
    patches = sorted({line.patch for line, _ in pairs})
    handed, lies = departments_of(patches), standing_with(patches)
    return [
        Standing(
            line.plot,
            line.township,
            acts[what].what,
            ables[what].of(About(line.township, State(plot.state), handed.get(line.patch, frozenset()))),
            *_holder(desk, acts[what], lies.get(line.patch)),
        )
        for line, plot in pairs
        for what in plot.blocks.split(",")
    ]


def _holder(desk: Desk, blocker: Blocker, held: Held | None) -> tuple[str, str]:
    """Only where it was given to somebody, and what is lacking is theirs to do."""
    if held is None or not is_done_at(desk.policy, blocker.acts[0], held.township, held.department):
        return "", ""
    return held.holder, held.person
