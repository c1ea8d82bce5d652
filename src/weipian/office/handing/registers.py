"""The registers of handovers, referrals, sharing and suggestions as tables that leave the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from weipian.office.handing.listing import Line, late_text
from weipian.office.handing.sheets import write_noted
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.shared import ReferralHere, SharingHere, SuggestionHere, Undone
from weipian.terms.acting import Act
from weipian.terms.personal import without_numbers

HANDOVERS = (
    "图斑编号", "乡镇", "移交部门", "事由", "移交日期", "移交文号", "办结期限", "内部期限", "占耕建房", "答复人",
    "进度", "答复", "逾期", "催办",
)  # fmt: skip
REFERRALS = ("编号", "类别", "文号", "移送日期", "接收单位", "回执", "回执日期", "地块编号", "登记人", "撤销")
SHARINGS = (
    "编号",
    "共享单位",
    "共享内容",
    "地块个数",
    "地块编号",
    "共享日期",
    "文号",
    "答复日期",
    "答复内容",
    "登记人",
    "撤销",
)
SUGGESTIONS = (
    "编号", "文号", "发出机关", "事项", "收到日期", "答复期限", "地块编号", "答复日期", "答复文号", "答复内容",
    "登记人", "撤销",
)  # fmt: skip


def export_handovers(desk: Desk, target: Path, found: Sequence[Line]) -> None:
    """Raises InputError, UsageError."""
    _write(desk, target, "移交登记簿", HANDOVERS, [_handover(line) for line in found])


def export_referrals(desk: Desk, target: Path, found: Sequence[ReferralHere]) -> None:
    """Raises InputError, UsageError."""
    _write(desk, target, "移送登记簿", REFERRALS, [_referral(one) for one in found])


def export_sharings(desk: Desk, target: Path, found: Sequence[SharingHere]) -> None:
    """Raises InputError, UsageError."""
    _write(desk, target, "信息共享登记簿", SHARINGS, [_sharing(one) for one in found])


def export_suggestions(desk: Desk, target: Path, found: Sequence[SuggestionHere]) -> None:
    """Raises InputError, UsageError."""
    _write(desk, target, "检察建议登记簿", SUGGESTIONS, [_suggestion(one) for one in found])


def require_export(desk: Desk, target: Path | None) -> None:
    """Before anything is looked up. Raises InputError for who may not take a register out."""
    if target is not None:
        require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)


def _write(desk: Desk, target: Path, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    require_export(desk, target)
    write_noted(desk, target, title, header, rows)


def undone_text(one: Undone | None) -> str:
    """Nothing for what stands."""
    return "" if one is None else f"{one.day} 已撤销：{without_numbers(one.reason or '理由已依规移出')}（{one.by}）"


def undone_json(one: Undone | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {"on": one.day.isoformat(), "reason": without_numbers(one.reason or "") or None, "by": one.by}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _handover(line: Line) -> tuple[str, ...]:
    one, when = line.one, line.timed
    answers = "；".join(f"{each.day} {each.kind.label} {without_numbers(each.told)}" for each in one.answers)
    reminders = "；".join(f"{each.day} {each.by}" for each in one.reminders)
    return (
        one.patch, one.about.township, one.department, one.matter, _day(one.given), one.document, _day(when.due),
        _day(when.inner), "是" if one.housing else "", one.answerer, one.stage.label, answers, late_text(when),
        reminders,
    )  # fmt: skip


def _referral(one: ReferralHere) -> tuple[str, ...]:
    kept = (str(one.id), one.kind.label, one.number, _day(one.day), one.receiver)
    return (*kept, one.receipt, _day(one.receipt_on), one.plot, one.by, undone_text(one.undone))


def _sharing(one: SharingHere) -> tuple[str, ...]:
    kept = (str(one.id), one.body, without_numbers(one.what), str(one.count), "、".join(one.plots))
    return (
        *kept,
        _day(one.day),
        one.document,
        _day(one.answered),
        without_numbers(one.told),
        one.by,
        undone_text(one.undone),
    )


def _suggestion(one: SuggestionHere) -> tuple[str, ...]:
    kept = (str(one.id), one.number, one.body, without_numbers(one.matter), _day(one.received), _day(one.due))
    return (
        *kept,
        "、".join(one.plots),
        _day(one.answered),
        one.reply,
        without_numbers(one.told),
        one.by,
        undone_text(one.undone),
    )
