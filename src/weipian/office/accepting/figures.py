"""What the books show of each township beside the items of the checklist: figures with where they come from.

Nothing here is a score. A figure that the books don't hold says so; an item without figures is a person's look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.accepting.pressed import PRESSED, Books, Counted, Pressed, pressed_of
from weipian.office.ledger.book import owed
from weipian.office.ledger.counting import counting
from weipian.office.ledger.following import determined, stage_of
from weipian.policy import Policy
from weipian.programme.account import ratio
from weipian.store.queries.acceptance import FindingHere
from weipian.store.queries.clues import ClueHere
from weipian.store.queries.ledger import Line
from weipian.terms.acting import State
from weipian.terms.places import ClueDone
from weipian.terms.words import Determination, Outcome


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of one township, where it comes from, the rows behind it; `value` None where it is not kept, and why."""

    key: str
    label: str
    value: int | None
    source: str
    rows: tuple[str, ...] = ()
    why: str = ""

    @property
    def said(self) -> str:
        return f"{self.label} {self.value}" if self.value is not None else f"{self.label}：{self.why}"

    @property
    def opened(self) -> str:
        """With its source, and with the rows that it counts."""
        rows = f"：{'、'.join(self.rows)}" if self.rows else ""
        return f"{self.said}（{self.source}{rows}）"


@dataclass(frozen=True, slots=True)
class Told:
    """All that is asked of one township."""

    lines: Sequence[Line]
    overdue: int
    late: int
    evidence: frozenset[int]
    clues: Sequence[ClueHere]
    findings: Sequence[FindingHere]
    reached: bool
    pressed: Pressed


UNLAWFUL = (
    Determination.UNLAWFUL_NEW.value, Determination.UNLAWFUL_EXISTING.value, Determination.UNLAWFUL_FARMING.value,
    "unlawful",
)  # fmt: skip
Count = Callable[[Told], int]


def _unlawful(told: Told) -> list[Line]:
    return [line for line in told.lines if determined(line) in UNLAWFUL]


FIGURES: Mapping[str, tuple[str, str, Count]] = {
    "plots": ("地块", "台账，不含已移出的", lambda told: len(told.lines)),
    "inspected": ("已登记核查", "核查登记", lambda told: sum(stage_of(line).inspected for line in told.lines)),
    "late": ("核查上报逾期未办", "期限（三(一)）", lambda told: told.late),
    "undetermined": ("未判定", "会审、判定", lambda told: sum(not stage_of(line).determined for line in told.lines)),
    "unlawful": ("判定违法", "会审、判定", lambda told: len(_unlawful(told))),
    "settled": ("整改到位", "整改登记", lambda told: sum(_settled(line) for line in _unlawful(told))),
    "overdue": ("逾期未办事项", "期限（二(五)(六)、三）", lambda told: told.overdue),
    "unfiled": ("没有填报面积", "填报", lambda told: sum(not line.filed_areas.get("area") for line in told.lines)),
    "findings_open": (
        "未复查通过的验收问题", "本次验收", lambda told: sum(one.is_open for one in told.findings),
    ),
    "clues": ("自行发现的线索", "线索登记", lambda told: len(told.clues)),
    "clues_open": (
        "没有处置、没有并入的线索", "线索登记",
        lambda told: sum(one.is_open and one.done is ClueDone.NONE for one in told.clues),
    ),
    "without_evidence": (
        "没有任何证据的地块", "证据登记", lambda told: sum(line.id not in told.evidence for line in told.lines),
    ),
}  # fmt: skip


def _settled(line: Line) -> bool:
    return line.right is not None and Outcome(line.right.values["outcome"]).is_settled


def told_of(
    found: Iterable[Line],
    policy: Policy,
    today: date,
    evidence: frozenset[int],
    clues: Iterable[ClueHere],
    findings: Iterable[FindingHere],
    books: Books,
) -> dict[str, Told]:
    """Township → what is asked of it; every township of the policy, in its order."""
    own = [line for line in found if line.state is not State.WITHDRAWN]
    late: dict[str, int] = {}
    verify: dict[str, int] = {}
    for one in owed(own, policy):
        if one.duty.effective_due is not None and today > one.duty.effective_due:
            late[one.township] = late.get(one.township, 0) + 1
            verify[one.township] = verify.get(one.township, 0) + (one.duty.duty == "verify")
    rows, counts, line_of = ratio.by_township(counting(own)), ratio.Counts(policy), ratio.line_of(policy, "township")
    every_clue, every_finding = list(clues), list(findings)
    return {
        town: Told(
            [line for line in own if line.township == town],
            late.get(town, 0),
            verify.get(town, 0),
            evidence,
            [one for one in every_clue if one.township == town],
            [one for one in every_finding if one.township == town],
            ratio.account(rows.get(town, []), line_of, counts).in_scope,
            pressed_of(books, town, own, policy, today),
        )
        for town in policy.townships
    }


def figures(told: Told, keys: Sequence[str]) -> list[Shown]:
    """The figures that an item asks for."""
    return [_shown(told, key) for key in keys]


def _shown(told: Told, key: str) -> Shown:
    if key in PRESSED:
        label, source, of_books = PRESSED[key]
        found = of_books(told.pressed)
    else:
        label, source, count = FIGURES[key]
        found = Counted(count(told))
    return Shown(key, label, found.value, source, found.rows, found.why)
