"""What a bulletin counts of a township, a department or the county office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

LATE = ("plots", "late", "late_days")
OF_RETURNS = ("report_in_time", "report_late", "report_late_days", "submitted", "returned", "to_mend")
OF_LISTS = ("problems", "problems_late", "problems_late_days")
OF_HANDOVERS = (
    "handovers", "handovers_open", "handovers_late", "handovers_late_days", "handovers_unsure", "handovers_earliest",
)  # fmt: skip
OTHERS = ("failing_check", *OF_HANDOVERS)
QUALITY = ("in_time", "not_inspected", "undetermined", "no_reason", "failing_check", "in_doubt", "unfiled")
STEP = Decimal("0.0001")


@dataclass(slots=True)
class Tally:
    """Plots that lay with it, how many late, by how many days; verification, release (`report_…`), problem lists.

    `handovers_…` of a department: without a final answer, late; `unsure`: late by days that no published calendar
    decides; `earliest`: the first day by which one that is open was or is to be answered.
    """

    plots: int = 0
    late: int = 0
    late_days: int = 0
    in_time: int = 0
    not_inspected: int = 0
    undetermined: int = 0
    no_reason: int = 0
    failing_check: int = 0
    in_doubt: int = 0
    unfiled: int = 0
    report_in_time: int = 0
    report_late: int = 0
    report_late_days: int = 0
    submitted: int = 0
    returned: int = 0
    to_mend: int = 0
    problems: int = 0
    problems_late: int = 0
    problems_late_days: int = 0
    handovers: int = 0
    handovers_open: int = 0
    handovers_late: int = 0
    handovers_late_days: int = 0
    handovers_unsure: int = 0
    handovers_earliest: str | None = None

    @property
    def returned_share(self) -> str | None:
        """Of the returns that went on, those that were ever sent back; None where none went on."""
        if not self.submitted:
            return None
        return str((Decimal(self.returned) / self.submitted).quantize(STEP, ROUND_HALF_UP))

    def as_json(self, more: Sequence[str], *, returns_kept: bool) -> dict[str, Any]:
        """What returns alone would tell is null where none are kept: not known is no nought."""
        known = {name: getattr(self, name) for name in (*LATE, *more)}
        sent = {name: getattr(self, name) if returns_kept else None for name in OF_RETURNS}
        lists = {name: getattr(self, name) for name in OF_LISTS}
        return {**known, **sent, "returned_share": self.returned_share, **lists}

    def sent_text(self, returns_kept: bool) -> str:
        """Timeliness and quality of what was sent, for people."""
        said = []
        if returns_kept:
            share = f"（{self.returned}/{self.submitted}）" if self.submitted else ""
            said.append(
                f"按期上报 {self.report_in_time} 个，上报逾期 {self.report_late} 个共 {self.report_late_days} 天"
            )
            said.append(f"退回过 {self.returned} 个{share}，待改 {self.to_mend} 个")
        if self.problems:
            late = f"逾期 {self.problems_late} 条共 {self.problems_late_days} 天"
            said.append(f"问题清单 {self.problems} 条，{late}")
        if self.handovers:
            said.append(self._handed_text())
        return "".join(f"；{one}" for one in said)

    def _handed_text(self) -> str:
        unsure = f"（另 {self.handovers_unsure} 件天数待定）" if self.handovers_unsure else ""
        first = f"，最早一件 {self.handovers_earliest} 前办结" if self.handovers_earliest else ""
        late = f"逾期 {self.handovers_late} 件共 {self.handovers_late_days} 天{unsure}"
        return f"移交 {self.handovers} 件，没有答复办结 {self.handovers_open} 件{first}，{late}"
