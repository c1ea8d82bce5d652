"""补办用地手续 as tables: applications, and what was answered to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from weipian.fence.field import Field, Kind
from weipian.office.bulk.cells import day_of, proof_of
from weipian.office.bulk.evidence import EVIDENCE
from weipian.office.bulk.way import Way, number_in
from weipian.office.cases.ground import ground
from weipian.office.given_rows import Row, text
from weipian.office.ledger.following import follow
from weipian.office.righting.listing import to_right
from weipian.programme.rectification.cases.acts.approving import (
    TABLE,
    Applying,
    Approving,
    Granting,
    answer_many,
    apply_many,
    decided_on,
)
from weipian.store.acting import Desk
from weipian.store.queries.beside_cases import said_of_plots
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.cases import ApprovalLevel, ApprovalStage
from weipian.terms.errors import InputError
from weipian.terms.words import Category

PLOT = Field("plot", "地块编号", ("地块号", "图斑编号", "JCBH"), required=True, filled=True)
LEVEL = Field("level", "批准层级", ("层级",))
PROOF = Field(EVIDENCE, "证据", ("证据号", "证据编号", "原件哈希"))
APPLIED = (
    PLOT,
    Field("township", "乡镇"),
    Field("decided", "处罚决定日期"),
    Field("day", "申请日期", ("日期",), Kind.DATE, required=True),
    LEVEL,
    Field("industry", "符合产业政策", kind=Kind.FLAG),
    Field("plan", "符合规划", kind=Kind.FLAG),
    Field("linked", "增减挂钩", kind=Kind.FLAG),
    PROOF,
)
ANSWERED = (
    PLOT,
    Field("township", "乡镇"),
    Field("applied", "申请日期"),
    Field("stage", "结果", ("批复结果",), Kind.WORD, required=True, word=ApprovalStage),
    Field("day", "批复日期", ("日期", "批准日期"), Kind.DATE, required=True),
    Field("number", "批准文号", ("文号",)),
    Field("authority", "批准机关", ("机关",)),
    LEVEL,
    Field("linked", "增减挂钩", kind=Kind.FLAG),
    Field("ticked", "平台已勾选", kind=Kind.FLAG),
    Field("higher", "上级直接批准", kind=Kind.FLAG),
    Field("reason", "理由", ("未批理由",)),
    PROOF,
)
Application = tuple[str, Applying]
Answer = tuple[str, Granting]


def _level(row: Row) -> ApprovalLevel | None:
    """Raises InputError."""
    return ApprovalLevel.read(text(row, "level"), where="level") if text(row, "level") else None


def _flag(row: Row, key: str) -> bool | None:
    value = row.get(key)
    return None if value is None else bool(value)


def _read_application(row: Row) -> Application:
    day = day_of(row, "day", "申请日期")
    fits = _flag(row, "industry"), _flag(row, "plan")
    return text(row, "plot"), Applying(day, _level(row), *fits, bool(_flag(row, "linked")), proof_of(row))


def _read_answer(row: Row) -> Answer:
    stage = row.get("stage")
    if not isinstance(stage, ApprovalStage) or stage is ApprovalStage.APPLIED:
        raise InputError("inspection_needs", where="stage", name="结果（已批准、未获批准）")
    said = Granting(
        stage,
        day_of(row, "day", "批复日期"),
        text(row, "number"),
        text(row, "authority"),
        _level(row),
        _flag(row, "linked"),
        _flag(row, "ticked"),
        bool(_flag(row, "higher")),
        text(row, "reason"),
        proof_of(row),
    )
    return text(row, "plot"), said


def _to_apply(desk: Desk, _: date) -> Sequence[dict[str, str]]:
    """Decided upon, not settled, and nothing applied for that stands."""
    standing = {one.plot.id for one in said_of_plots(TABLE, seen(desk)) if one.values["stage"] != "refused"}
    plots = [one for one in to_right(desk) if one.line.category is not Category.MINING and not one.outcome.is_settled]
    decided = decided_on(desk, [one.line.id for one in plots])
    return [
        {"plot": one.line.plot, "township": one.line.township, "decided": decided[one.line.id].isoformat()}
        for one in plots
        if one.line.id in decided and one.line.id not in standing
    ]


def _to_answer(desk: Desk, _: date) -> Sequence[dict[str, str]]:
    """Applied for, and not answered."""
    return [
        {"plot": one.plot.number, "township": one.plot.about.township, "applied": str(one.values["day"])}
        for one in said_of_plots(TABLE, seen(desk))
        if one.values["stage"] == ApprovalStage.APPLIED.value
    ]


def _books(desk: Desk, act: Act, said: Sequence[Application] | Sequence[Answer]) -> Approving:
    proofs = [one.evidence for _, one in said if one.evidence is not None]
    wanted = ground if act is Act.RETROSPECTIVE_APPLIED else None
    return Approving(desk, act, [plot for plot, _ in said], proofs, wanted)


def _one(books: Approving) -> Callable[[Application | Answer], bool]:
    return lambda one: books.says_new(*one)


APPLICATIONS: Way[Application] = Way(
    kind=BulkTable.APPLICATIONS,
    act=Act.RETROSPECTIVE_APPLIED,
    fields=APPLIED,
    keys=("plot",),
    asks=("day", "level", "industry", "plan", "linked", EVIDENCE),
    form=_to_apply,
    read=_read_application,
    books=lambda desk, said: _one(_books(desk, Act.RETROSPECTIVE_APPLIED, said)),
    write=lambda desk, good, source: number_in(apply_many(desk, dict(good), ground, source)),
    name=lambda one: one[0],
    day=lambda one: one[1].day,
)
APPROVALS: Way[Answer] = Way(
    kind=BulkTable.APPROVALS,
    act=Act.RETROSPECTIVE_GRANTED,
    fields=ANSWERED,
    keys=("plot",),
    asks=("stage", "day", "number", "authority", "ticked", "higher", "reason", EVIDENCE),
    form=_to_answer,
    read=_read_answer,
    books=lambda desk, said: _one(_books(desk, Act.RETROSPECTIVE_GRANTED, said)),
    write=lambda desk, good, source: number_in(answer_many(desk, dict(good), follow, source)),
    name=lambda one: one[0],
    day=lambda one: one[1].day,
)
