"""A row of the ledger as a line of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from weipian.programme.report.listing import Group, PlotLine
from weipian.terms.words import Category, Determination, Outcome
from weipian.workbook.sheets_rows import LedgerRow

Amount = Callable[[LedgerRow], Fraction | None]


def land(row: LedgerRow) -> Fraction | None:
    """Cultivated land as the ratio takes it."""
    return None if row.cultivated is None else row.cultivated.mu


LAND: tuple[Amount, ...] = (land,)


def group(title: str, rows: Iterable[LedgerRow], amounts: tuple[Amount, ...]) -> Group:
    return Group(title, tuple(line_of(row, amounts) for row in rows))


def line_of(row: LedgerRow, amounts: tuple[Amount, ...]) -> PlotLine:
    """One plot with what it adds to each sum."""
    return PlotLine(
        plot=row.plot,
        batch=row.batch,
        township=row.township,
        category=row.category.label,
        determination=_determined(row),
        outcome="" if row.outcome is Outcome.NONE else row.outcome.label,
        due=row.due.isoformat() if row.due else "",
        remark=_remark(row),
        amounts=tuple(amount(row) for amount in amounts),
    )


def _determined(row: LedgerRow) -> str:
    """What a review determined; else that it has not, with what the rules propose."""
    if row.category is Category.MINING and row.conclusion:
        return row.conclusion.label
    if row.determination not in (None, Determination.UNDETERMINED):
        return row.determination.label
    return f"未判定（建议：{row.proposal.label}）" if row.proposal else "未判定"


def _remark(row: LedgerRow) -> str:
    told = [f"闸门 {'、'.join(row.gates)}"] if row.gates else []
    told += ["上级已终判"] if row.final else []
    told += ["补充图斑"] if row.supplementary else []
    return "；".join(told)
