"""The region's notices taken as they are: one that does not fit is kept all the same (requirement D4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import QuotaLine, QuotaLinePlot, QuotaNotice, QuotaPaper, SheetTaken
from weipian.store.queries.evidence import evidence_of
from weipian.store.queries.quota import NoticeHere, PlotNamed, notices, plots_named
from weipian.store.seeing import seen
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.quota import NoticeKind, QuotaSheet


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the notice says it; sizes as decimal texts, "" where it does not say."""

    township: str
    village: str = ""
    quantity: str = ""
    paddy: str = ""
    capacity: str = ""
    grade: str = ""
    plots: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        return (self.township, self.village, self.quantity, self.paddy, self.capacity, self.grade)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to be taken. `papers`: its scans, by number of evidence."""

    kind: NoticeKind
    number: str
    day: date
    lines: tuple[Line, ...]
    note: str = ""
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableGiven:
    """The table that several rows came from."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class NoticesTaken:
    """Ids of what was written, the notices that were there already, the number of the table."""

    done: list[int]
    same: list[str]
    sheet: int | None = None


def take_notices(desk: Desk, wanted: Sequence[Notice], table: TableGiven | None = None) -> NoticesTaken:
    """All in one act. Raises InputError where nothing is new, or where a day has not come."""
    require_may(desk.policy, desk.actor, Act.QUOTA_NOTICE_TAKEN)
    with acting(desk, Act.QUOTA_NOTICE_TAKEN, "quota_notices") as act:
        fresh, same = parted(wanted, notices())
        if not fresh:
            raise InputError("quota_notice_there", where="、".join(same))
        for one in fresh:
            _require(desk, act, one)
        named = {plot for one in fresh for line in one.lines for plot in line.plots}
        plots = plots_named(named, seen(desk))
        number = _sheet(act, table)
        keys = [_write(desk, act, one, plots, number) for one in fresh]
        act.subject = f"sheet:{number}" if number else f"quota_notice:{keys[0]}"
    return NoticesTaken(keys, same, number)


def parted(wanted: Sequence[Notice], there: Sequence[NoticeHere]) -> tuple[list[Notice], list[str]]:
    """Those that are new, and the numbers of those that stand there word for word."""
    known = {_shape(one.kind, one.number, one.day, [_said(line) for line in one.lines]) for one in there}
    fresh: list[Notice] = []
    same: list[str] = []
    for one in wanted:
        shape = _shape(one.kind, one.number, one.day, [line.said for line in one.lines])
        (same.append(one.number) if shape in known else fresh.append(one))
        known.add(shape)
    return fresh, same


def _said(line: object) -> tuple[str, ...]:
    return tuple(str(getattr(line, name)) for name in ("township", "village", "quantity", "paddy", "capacity", "grade"))


def _shape(kind: NoticeKind, number: str, day: date, lines: Sequence[tuple[str, ...]]) -> tuple[object, ...]:
    return (kind, number, day, tuple(sorted(lines)))


def _require(desk: Desk, act: Doing, one: Notice) -> None:
    if not one.number.strip():
        raise InputError("quota_needs", where=one.kind.label, name="文号")
    if not one.lines:
        raise InputError("quota_needs", where=one.number, name="明细（地点和数量）")
    require_past(act, one.day, one.number)
    for paper in one.papers:
        evidence_of(paper, seen(desk))


def _sheet(act: Doing, table: TableGiven | None) -> int | None:
    if table is None:
        return None
    values = {"name": table.name, "sha256": table.sha256, "rows": table.rows}
    return act.add(SheetTaken, kind=QuotaSheet.NOTICES.value, **values)


def _write(desk: Desk, act: Doing, one: Notice, plots: dict[str, PlotNamed], sheet: int | None) -> int:
    own = {"kind": one.kind.value, "number": one.number.strip(), "day": one.day, "note": one.note.strip() or None}
    key = act.add(QuotaNotice, **own, account_id=desk.actor.account, sheet_id=sheet)
    rows = [_line_row(key, line, plots) for line in one.lines]
    lines = act.add_many(QuotaLine, rows)
    pairs = [(at, plots[number]) for at, line in zip(lines, one.lines, strict=True) for number in _there(line, plots)]
    pairs.sort(key=lambda pair: (pair[0], pair[1].id))  # by id: a number's place tells of it
    act.add_many(QuotaLinePlot, [{"line_id": at, "plot_id": p.id, "patch_id": p.patch_id} for at, p in pairs])
    act.add_many(QuotaPaper, [{"notice_id": key, "step_id": None, "evidence_id": paper} for paper in one.papers])
    return key


def _there(line: Line, plots: dict[str, PlotNamed]) -> list[str]:
    return [number for number in dict.fromkeys(line.plots) if number in plots]


def _line_row(notice: int, line: Line, plots: dict[str, PlotNamed]) -> dict[str, object]:
    names = ("township", "village", "quantity", "paddy", "capacity", "grade")
    strangers = len(set(line.plots)) - len(_there(line, plots))
    return {"notice_id": notice, **dict(zip(names, line.said, strict=True)), "strangers": strangers}
