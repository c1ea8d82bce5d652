"""The layer of plots: one row a plot, as the ledger and the ratio have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from weipian.office.exporting.looks import conclusion_label, label_of, mark_of
from weipian.office.ledger.counting import counted_cultivated, counting
from weipian.office.ledger.following import determined
from weipian.office.ledger.now import now_of
from weipian.office.ledger.rows import area_issued, area_written, measured, measured_cultivated
from weipian.policy import Policy
from weipian.programme.account.calc import ratio_answer
from weipian.store.queries.ledger import Line
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.words import LayerKind, Measure, Outcome

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """A plot and the cells that people filled, worked out once."""

    line: Line
    now: Mapping[str, str]

    @classmethod
    def of(cls, line: Line) -> Self:
        return cls(line, now_of(line).values)


SHOWN_KINDS = (LayerKind.LAND_USE, LayerKind.PERMANENT_BASIC_FARMLAND, LayerKind.ECOLOGICAL_REDLINE)


def plot_rows(told: Sequence[Told], policy: Policy) -> list[Row]:
    """Each plot as the layer's row, in their order."""
    counted = _counted([one.line for one in told], policy)
    return [_row(one, counted.get(one.line.plot, {})) for one in told]


def _counted(lines: Sequence[Line], policy: Policy) -> dict[str, Mapping[str, str]]:
    """What each plot adds to the sums of the ratio, as `ratio --json` says it."""
    rows = ratio_answer(counting(lines), policy)["rows"]
    assert isinstance(rows, list)
    return {row["plot"]: row for row in rows}


def _row(told: Told, counted: Mapping[str, str]) -> Row:
    line, now = told.line, told.now
    said = determined(line)
    proposal = line.proposed.conclusion if line.proposed else ""
    return {
        "plot": line.plot,
        "JCBH": line.patch,
        "TBLX": line.category.label,
        "XFSJ": line.issued.isoformat(),
        "batch": line.batch,
        "township": line.township,
        "category": line.category.value,
        "state": line.state.value,
        "state_label": line.state.label,
        "proposal": proposal,
        "proposal_label": conclusion_label(proposal),
        "determination": said,
        "determination_label": label_of(said),
        "mark": mark_of([said], doubtful=is_doubtful(told)).name.lower(),
        "review": now["review"],
        "cultivated_filed_mu": mu(area_written(now["cultivated_filed_mu"])),
        "farmland_filed_mu": mu(area_written(now["farmland_filed_mu"])),
        "redline_filed_mu": mu(area_written(now["redline_filed_mu"])),
        "counted_mu": mu(counted_cultivated(line)),
        "numerator_mu": counted.get("numerator"),
        "denominator_mu": counted.get("denominator"),
        "mining_mu": mu(area_written(now["mining_mu"])),
        "measure": Measure(now["measure"]).label if now["measure"] else "",
        "outcome": outcome_label(told),
        "due": line.due,
        **_areas(told),
    }


def _areas(told: Told) -> Row:
    line = told.line
    area = Area.of_um2(line.area_um2)
    return {
        "area_m2": area.text_m2(),
        "area_mu": area.text_mu(),
        "issued_mu": mu(area_issued(line)),
        "filed_mu": mu(area_written(told.now["area_filed_mu"])),
        "cultivated_mu": mu(measured_cultivated(line)),
        "farmland_mu": mu(measured(line, LayerKind.PERMANENT_BASIC_FARMLAND)),
        "redline_mu": mu(measured(line, LayerKind.ECOLOGICAL_REDLINE)),
        "unchecked": unchecked_of([told]),
    }


def mu(area: Area | None) -> str | None:
    """亩 with four decimals; None where it is not known, which is not nought."""
    return None if area is None else area.text_mu()


def is_doubtful(told: Told) -> bool:
    """People have looked and the proposal still doubts."""
    line = told.line
    return line.site is not None and line.proposed is not None and line.proposed.conclusion == "in_doubt"


def outcome_label(told: Told) -> str:
    outcome = told.now["outcome"]
    return Outcome(outcome).label if outcome else ""


def unchecked_of(told: Sequence[Told]) -> str:
    """「永久基本农田：没有查：…」 of the layers whose figures are not known; empty where all are."""
    found = [
        f"{kind.label}：{(line.laid[kind].checked if kind in line.laid else Checked.NOT_CHECKED).label}"
        for line in (one.line for one in told)
        for kind in SHOWN_KINDS
        if kind not in line.laid or line.laid[kind].checked not in (Checked.FOUND, Checked.NONE)
    ]
    return "；".join(dict.fromkeys(found))
