"""整改进展、乡镇自验 as tables: what was done on which plot, and who accepted it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from weipian.fence.field import Field, Kind
from weipian.office.bulk.cells import day_of, proof_of, proofs_of
from weipian.office.bulk.evidence import EVIDENCE
from weipian.office.bulk.way import Way, number_in
from weipian.office.given_rows import Row, text
from weipian.office.ledger.following import follow
from weipian.office.righting.listing import to_right
from weipian.programme.rectification.acts.accepting import Accepting, SelfAccepting, self_accept_many
from weipian.programme.rectification.acts.progressing import Done, Progressing, progress_many
from weipian.programme.rectification.plots import ToRight
from weipian.programme.rectification.progressing import WHOLE, newest_of
from weipian.store.acting import Desk
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError
from weipian.terms.rectification import Step

PLOT = Field("plot", "地块编号", ("地块号", "图斑编号", "JCBH"), required=True, filled=True)
SHOWN = (Field("township", "乡镇"), Field("measure", "整改措施"))
"""Columns that only show."""
PROOF = Field(EVIDENCE, "证据", ("证据号", "证据编号", "原件哈希", "扫描件"))
PROGRESS_FIELDS = (
    PLOT,
    *SHOWN,
    Field("step", "进展", ("整改进展",), Kind.WORD, required=True, word=Step),
    Field("day", "进展日期", ("日期",), Kind.DATE, required=True),
    Field("note", "情况说明", ("说明",)),
    PROOF,
)
SELF_FIELDS = (
    PLOT,
    *SHOWN,
    Field("part", "部分", ("哪一部分",)),
    Field("day", "自验日期", ("日期",), Kind.DATE, required=True),
    Field("by", "验收人", ("自验人",), required=True),
    Field("told", "自验意见", ("意见",), required=True),
    PROOF,
)


def _read_progress(row: Row) -> Done:
    step = row.get("step")
    if not isinstance(step, Step):
        raise InputError("inspection_needs", where="step", name="进展")
    return Done(text(row, "plot"), step, day_of(row, "day", "进展日期"), text(row, "note"), proofs_of(row))


def _read_accepting(row: Row) -> Accepting:
    day, scan = day_of(row, "day", "自验日期"), proof_of(row)
    return Accepting(text(row, "plot"), day, text(row, "by"), text(row, "told"), scan, text(row, "part"))


def _shown(plot: ToRight, **more: str) -> dict[str, str]:
    return {"plot": plot.line.plot, "township": plot.line.township, "measure": plot.measure.label, **more}


def _going_on(desk: Desk) -> list[ToRight]:
    return [one for one in to_right(desk) if one.records.order is not None and not one.outcome.is_settled]


def _to_progress(desk: Desk, _: date) -> Sequence[dict[str, str]]:
    """Ordered and not settled."""
    return [_shown(one) for one in _going_on(desk)]


def _to_accept(desk: Desk, _: date) -> Sequence[dict[str, str]]:
    """Begun and not yet accepted, part by part."""
    return [
        _shown(one, part=name)
        for one in _going_on(desk)
        if one.records.progress
        for name in ([part.name for part in one.records.parts] or [WHOLE])
        if newest_of(one.records.accepted, name) is None
    ]


PROGRESS: Way[Done] = Way(
    kind=BulkTable.PROGRESS,
    act=Act.RECTIFICATION_PROGRESSED,
    fields=PROGRESS_FIELDS,
    keys=("plot", "step", "day"),
    asks=("step", "day", "note", EVIDENCE),
    form=_to_progress,
    read=_read_progress,
    books=lambda desk, said: Progressing(desk, said).is_new,
    write=lambda desk, good, source: number_in(progress_many(desk, good, follow, source)),
    name=lambda one: one.plot,
    day=lambda one: one.day,
)
SELF_ACCEPTANCES: Way[Accepting] = Way(
    kind=BulkTable.SELF_ACCEPTANCES,
    act=Act.SELF_ACCEPTED,
    fields=SELF_FIELDS,
    keys=("plot", "part"),
    asks=("day", "by", "told", EVIDENCE),
    form=_to_accept,
    read=_read_accepting,
    books=lambda desk, said: SelfAccepting(desk, said).is_new,
    write=lambda desk, good, source: number_in(self_accept_many(desk, good, follow, source)),
    name=lambda one: one.plot,
    day=lambda one: one.day,
)
