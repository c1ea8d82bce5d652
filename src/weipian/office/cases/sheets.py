"""The ledger of cases both ways: a row a case, a column a step; good rows are one act, bad ones go back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind
from weipian.fence.table import Cells, Table, rows_of
from weipian.office.cases.children import elsewhere
from weipian.office.inspecting.tables import write_table
from weipian.programme.intake.tables import cells_of
from weipian.programme.rectification.cases.acts.bringing import approver_named, people_by_name
from weipian.programme.rectification.cases.acts.opening import Opening
from weipian.programme.rectification.cases.acts.stepping import StepSaid
from weipian.programme.rectification.cases.acts.tables import Reading, RowSaid, take_cases
from weipian.programme.rectification.cases.competence import Approver
from weipian.store.acting import Desk, acting
from weipian.store.actors import Actor, require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.eyes import eyes_of
from weipian.store.queries.cases import CaseHere, cases
from weipian.store.seeing import seen
from weipian.terms.acting import STAMP, Act
from weipian.terms.cases import Breach, CaseStep, CaseTable, Penalty
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError, Refusal
from weipian.terms.personal import GONE

SERVED = (CaseStep.NOTIFIED, CaseStep.HEARING_NOTIFIED, CaseStep.URGED)
"""Steps with a column of their own for the service."""
STEPS: Mapping[CaseStep, tuple[str, ...]] = {
    CaseStep.INVESTIGATED: ("调查日期", "调查终结日期", "调查报告日期"),
    CaseStep.REVIEWED: ("法制审核日期", "审核日期"),
    CaseStep.NOTIFIED: ("告知日期", "处罚告知日期", "行政处罚告知日期"),
    CaseStep.HEARING_NOTIFIED: ("听证告知日期",),
    CaseStep.STATED: ("陈述申辩日期",),
    CaseStep.HEARD: ("听证日期",),
    CaseStep.DISCUSSED: ("集体讨论日期",),
    CaseStep.DECIDED: ("决定日期", "处罚决定日期", "处罚时间"),
    CaseStep.SERVED: ("决定送达日期", "送达日期"),
    CaseStep.URGED: ("催告日期",),
    CaseStep.COURT_ASKED: ("申请法院日期", "申请强制执行日期"),
    CaseStep.COURT_RULED: ("法院裁定日期", "裁定日期"),
    CaseStep.COURT_EXECUTED: ("组织实施完毕日期", "强制执行完毕日期"),
    CaseStep.EXECUTED: ("执行完毕日期", "执行日期"),
    CaseStep.CLOSED: ("结案日期", "结案时间"),
}
"""Step → what its column may be called; the first is ours."""


def _columns() -> tuple[Field, ...]:
    found = [
        Field("number", "案号", ("案件编号", "立案号", "立案编号"), required=True, filled=True),
        Field("plots", "地块编号", ("图斑编号", "地块号", "图斑号", "JCBH"), required=True),
        Field("breach", "违法性质", ("违法类型", "案由"), Kind.WORD, word=Breach),
        Field("body", "办案机关", ("查处机关", "办案单位")),
        Field("party", "责任主体", ("当事人", "违法主体", "用地主体")),
        Field("project", "项目", ("项目名称",)),
        Field("clue", "线索日期", ("发现日期", "受理日期"), Kind.DATE),
        Field("opened", "立案日期", ("立案时间",), Kind.DATE),
        Field("approver", "批准账号"),
        Field("approved_by", "批准人", ("立案批准人", "审批人")),
        Field("approved_paper", "批准文号", ("立案批准文号", "审批表号")),
    ]
    for step, names in STEPS.items():
        found.append(Field(step.value, names[0], names[1:], Kind.DATE))
        if step in SERVED:
            found.append(Field(f"{step.value}_served", f"{names[0].removesuffix('日期')}送达日期", (), Kind.DATE))
        if step is CaseStep.DECIDED:
            found.append(Field("decision", "决定书文号", ("处罚决定书文号", "处罚文号")))
            found.append(Field("penalties", "处罚种类", ("处罚内容",)))
            found.append(Field("fine", "罚款金额(元)", ("罚款金额", "罚款")))
        if step is CaseStep.COURT_RULED:
            found.append(Field("executor", "组织实施单位", ("执行单位",)))
    return (*found, Field("closed_by", "结案批准人"), Field("closed_paper", "结案批准文号"))


FIELDS = _columns()


def export_cases(desk: Desk, target: Path) -> int:
    """Every case in sight, as a table to be carried on; how many. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    found = cases(seen(desk))
    eyes = eyes_of(desk.policy, desk.actor)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    rows = [_cells(one, eyes.name(one.party, one.party_kind) if one.party else "") for one in found]
    header, keys = [one.label for one in FIELDS], [one.key for one in FIELDS]
    write_table(target, CaseTable.CASES.label, header, rows, note, keys=keys, foot=STAMP)
    return len(found)


def _cells(case: CaseHere, party: str) -> tuple[str, ...]:
    first, by_step = case.turns[0], {turn.step: turn for turn in case.turns}
    own = {
        "number": case.number,
        "plots": "、".join(one.number for one in case.plots),
        "breach": case.breach.label,
        "body": case.body,
        "party": party,
        "project": case.project,
        "clue": str(first.clue or ""),
        "opened": str(first.day),
        "approved_by": first.approver_account or (GONE if first.approver is None else first.approver),
        "approved_paper": first.approver_paper,
    }
    for step in STEPS:
        turn = by_step.get(step)
        own[step.value] = str(turn.served if step is CaseStep.SERVED else turn.day) if turn else ""
        own[f"{step.value}_served"] = str(turn.served or "") if turn else ""
    decided, ruled = by_step.get(CaseStep.DECIDED), by_step.get(CaseStep.COURT_RULED)
    if decided:
        own["decision"] = decided.number
        own["penalties"] = "、".join(Penalty(name).label for name in decided.more.get("penalties", ()))
        own["fine"] = str(decided.more.get("fine", ""))
    own["executor"] = str(ruled.more.get("executor", "")) if ruled else ""
    closed = by_step.get(CaseStep.CLOSED)
    own["closed_by"] = (closed.approver_account or closed.approver or "") if closed else ""
    own["closed_paper"] = closed.approver_paper if closed else ""
    return tuple(own.get(one.key, "") for one in FIELDS)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: its rows that were taken, those that said nothing new, and what is to be said."""

    table: Table
    done: list[str]
    same: list[str]
    number: int | None
    said: tuple[str, ...]


def take_table(
    desk: Desk,
    path: Path,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Callable[[], object]] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CASE_OPENED)
    table = rows_of(_without_keys(cells_of(path, None, encoding)), FIELDS, mapping, path.name)
    step, refused = begin(len(table.rows)), list(table.refused)
    people = people_by_name()
    said: list[tuple[RowSaid, int]] = []
    for row, number in zip(table.rows, table.numbers, strict=True):
        try:
            said.append((_row(desk, row, people), number))
        except InputError as error:
            refused.append(Refusal.of(number, error.where or "整行", "", error))
    reading = Reading(desk, [row for row, _ in said], elsewhere)
    good, same = _sorted_out(reading, said, refused, step)
    table = replace(table, refused=sorted(refused, key=lambda one: one.row))
    done = [row.number for row in good]
    if dry_run or not good:
        return Taken(table, done, same, None, table.said)
    key = take_cases(desk, good, path.name, hash_of_file(path), elsewhere)
    return Taken(table, done, same, key, table.said)


def _sorted_out(
    reading: Reading, said: list[tuple[RowSaid, int]], refused: list[Refusal], step: Callable[[], object]
) -> tuple[list[RowSaid], list[str]]:
    good: list[RowSaid] = []
    same: list[str] = []
    times: dict[str, int] = {}
    for row, _ in said:
        times[row.number] = times.get(row.number, 0) + 1
    for row, number in said:
        step()
        try:
            if times[row.number] > 1:
                raise InputError("case_row_number_twice", where=row.number)
            if reading.ready(row) is None:
                same.append(row.number)
            else:
                good.append(row)
        except InputError as error:
            refused.append(Refusal.of(number, "案号", row.number, error))
    return good, same


def _without_keys(cells: Cells) -> Cells:
    """The hidden row of keys that an exported table carries is no row of it."""
    keys = {one.key for one in FIELDS}
    kept = {number: row for number, row in cells.rows.items() if not (row and set(filter(None, row)) <= keys)}
    return replace(cells, rows=kept)


def _row(desk: Desk, row: Mapping[str, object], people: Mapping[str, Actor]) -> RowSaid:
    """Raises InputError, `where` its column."""
    texts = {key: value.strip() for key, value in row.items() if isinstance(value, str)}
    days = {key: value for key, value in row.items() if isinstance(value, date)}
    number, plots = texts["number"], _split(texts.get("plots", ""))
    known = {person.label: name for name, person in people.items()}
    by = texts.get("approved_by", "")
    account = texts.get("approver", "") or known.get(by, "")
    approver = approver_named(desk, account, by, texts.get("approved_paper", ""), "批准账号", people)
    opening, breach = None, row.get("breach")
    if "opened" in days and isinstance(breach, Breach):
        more = {name: texts.get(name, "") for name in ("body", "party", "project")}
        opening = Opening(number, plots, breach, days["opened"], days.get("clue"), approver, **more)
    closed_by = texts.get("closed_by", "")
    paper = texts.get("closed_paper", "")
    closer = approver_named(desk, known.get(closed_by, ""), closed_by, paper, "结案批准人", people)
    steps = [_step(step, texts, days, closer) for step in STEPS if step.value in days]
    return RowSaid(number, plots, opening, tuple(steps))


def _step(step: CaseStep, texts: Mapping[str, str], days: Mapping[str, date], closer: Approver) -> StepSaid:
    day = days[step.value]
    said = StepSaid(step, day, served=days.get(f"{step.value}_served"))
    match step:
        case CaseStep.SERVED:
            return replace(said, served=day)
        case CaseStep.CLOSED:
            return replace(said, approver=closer)
        case CaseStep.DECIDED:
            kinds = frozenset(Penalty.read(word, where="处罚种类") for word in _split(texts.get("penalties", "")))
            return replace(said, number=texts.get("decision", ""), penalties=kinds, fine=texts.get("fine", ""))
        case CaseStep.COURT_RULED:
            return replace(said, executor=texts.get("executor", ""))
        case _:
            return said


def _split(text: str) -> tuple[str, ...]:
    for sign in "，,；;\n":
        text = text.replace(sign, "、")
    return tuple(dict.fromkeys(word.strip() for word in text.split("、") if word.strip()))
