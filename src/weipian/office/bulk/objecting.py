"""异议 as a table, raised by a township or written down for parties; each is answered for itself, in person."""

from __future__ import annotations

from weipian.fence.field import Field, Kind
from weipian.office.bulk.cells import day_of, proof_of
from weipian.office.bulk.evidence import EVIDENCE
from weipian.office.bulk.way import Way, number_in
from weipian.office.given_rows import Row, text
from weipian.programme.report.objection.raising import Raising, Raisings, raise_objections
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError
from weipian.terms.objection import NO_REMEDY, ObjectedTo

FIELDS = (
    Field("plot", "地块编号", ("地块号", "图斑编号", "JCBH"), required=True, filled=True),
    Field("about", "异议内容", ("内容",), Kind.WORD, required=True, word=ObjectedTo),
    Field("reason", "理由", ("异议理由",), required=True),
    Field("party", "当事人", ("代何人登记",)),
    Field("day", "收到日期", ("日期",), Kind.DATE, required=True),
    Field(EVIDENCE, "证据", ("证据号", "证据编号", "原件哈希")),
)


def _read(row: Row) -> Raising:
    about = row.get("about")
    if not isinstance(about, ObjectedTo):
        raise InputError("inspection_needs", where="about", name="异议内容")
    day = day_of(row, "day", "收到日期")
    return Raising(text(row, "plot"), about, text(row, "reason"), day, text(row, "party"), proof_of(row))


OBJECTIONS: Way[Raising] = Way(
    kind=BulkTable.OBJECTIONS,
    act=Act.OBJECTION_RAISED,
    fields=FIELDS,
    keys=("plot", "about", "party"),
    asks=("plot",),
    form=lambda _desk, _day: (),
    read=_read,
    books=lambda desk, said: Raisings(desk, said).is_new,
    write=lambda desk, good, source: number_in(raise_objections(desk, good, source)),
    name=lambda one: one.plot,
    day=lambda one: one.day,
    notice=NO_REMEDY,
)
