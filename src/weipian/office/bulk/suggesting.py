"""检察建议 as they came in and the written answers, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from weipian.fence.field import Field, Kind
from weipian.office.bulk.cells import day_of, number_of, several
from weipian.office.bulk.way import Way, number_in
from weipian.office.given_rows import Row, text
from weipian.programme.rectification.handover.suggesting import (
    Suggested,
    Suggestions,
    SuggestionSaid,
    answer_suggestions,
    suggestions_register,
    take_suggestions,
)
from weipian.store.acting import Desk
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.personal import without_numbers

FIELDS = (
    Field("number", "文号", ("建议文号",), required=True, filled=True),
    Field("body", "发出机关", ("机关",)),
    Field("matter", "事项", ("建议事项",), required=True),
    Field("received", "收到日期", ("日期",), Kind.DATE, required=True),
    Field("due", "答复期限", ("期限",), Kind.DATE),
    Field("plots", "地块编号", ("地块", "图斑编号", "JCBH")),
)
BACK = (
    Field("suggestion", "建议编号", ("编号",), required=True, filled=True),
    Field("number", "文号"),
    Field("body", "发出机关"),
    Field("matter", "事项"),
    Field("due", "答复期限"),
    Field("told", "答复内容", ("答复",), required=True),
    Field("reply", "答复文号"),
    Field("day", "答复日期", kind=Kind.DATE, required=True),
)
USUAL = "检察院"


def _read(row: Row) -> Suggested:
    due, body = row.get("due"), text(row, "body") or USUAL
    received = day_of(row, "received", "收到日期")
    until = due if isinstance(due, date) else None
    return Suggested(text(row, "number"), body, text(row, "matter"), received, until, several(row, "plots"))


def _read_back(row: Row) -> SuggestionSaid:
    day = day_of(row, "day", "答复日期")
    return SuggestionSaid(number_of(row, "suggestion", "建议编号"), day, text(row, "told"), text(row, "reply"))


def _waiting(desk: Desk, _: date) -> Sequence[dict[str, str]]:
    """Suggestions without an answer."""
    return [
        {
            "suggestion": str(one.id),
            "number": one.number,
            "body": one.body,
            "matter": without_numbers(one.matter),
            "due": one.due.isoformat() if one.due else "",
        }
        for one in suggestions_register(desk)
        if one.answered is None
    ]


SUGGESTIONS: Way[Suggested] = Way(
    kind=BulkTable.SUGGESTIONS,
    act=Act.SUGGESTION_TAKEN,
    fields=FIELDS,
    keys=("number",),
    asks=("number",),
    form=lambda _desk, _day: (),
    read=_read,
    books=lambda desk, said: Suggestions(desk, [plot for one in said for plot in one.plots]).is_new,
    write=lambda desk, good, source: number_in(take_suggestions(desk, good, source)),
    name=lambda one: one.number,
    day=lambda one: one.received,
)
ANSWERS: Way[SuggestionSaid] = Way(
    kind=BulkTable.SUGGESTION_ANSWERS,
    act=Act.SUGGESTION_ANSWERED,
    fields=BACK,
    keys=("suggestion",),
    asks=("told", "day"),
    form=_waiting,
    read=_read_back,
    books=lambda desk, _said: Suggestions(desk).is_new_answer,
    write=lambda desk, good, source: number_in(answer_suggestions(desk, good, source)),
    name=lambda one: str(one.suggestion),
    day=lambda one: one.day,
)
