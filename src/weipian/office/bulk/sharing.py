"""信息共享 and what the bodies answered, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from weipian.fence.field import Field, Kind
from weipian.office.bulk.cells import day_of, number_of, several
from weipian.office.bulk.way import Way, number_in
from weipian.office.given_rows import Row, text
from weipian.programme.rectification.handover.sharing import (
    Shared,
    Sharings,
    SharingSaid,
    answer_sharings,
    share_many,
    sharings_register,
)
from weipian.store.acting import Desk
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.personal import without_numbers

FIELDS = (
    Field("body", "单位", ("共享单位",), required=True, filled=True),
    Field("what", "共享内容", ("内容",), required=True, filled=True),
    Field("plots", "地块编号", ("地块", "图斑编号", "JCBH")),
    Field("count", "个数", ("数量",)),
    Field("document", "文号"),
    Field("day", "共享日期", ("日期",), Kind.DATE, required=True),
)
BACK = (
    Field("sharing", "共享编号", ("编号",), required=True, filled=True),
    Field("body", "单位"),
    Field("what", "共享内容"),
    Field("sent", "共享日期"),
    Field("told", "答复内容", ("答复",), required=True),
    Field("day", "答复日期", kind=Kind.DATE, required=True),
)


def _read(row: Row) -> Shared:
    count = number_of(row, "count", "个数") if text(row, "count") else None
    day = day_of(row, "day", "共享日期")
    return Shared(text(row, "body"), text(row, "what"), day, several(row, "plots"), count, text(row, "document"))


def _read_back(row: Row) -> SharingSaid:
    day = day_of(row, "day", "答复日期")
    return SharingSaid(number_of(row, "sharing", "共享编号"), day, text(row, "told"))


def _waiting(desk: Desk, _: date) -> Sequence[dict[str, str]]:
    """What was shared and has no answer."""
    return [
        {"sharing": str(one.id), "body": one.body, "what": without_numbers(one.what), "sent": one.day.isoformat()}
        for one in sharings_register(desk)
        if one.answered is None
    ]


SHARINGS: Way[Shared] = Way(
    kind=BulkTable.SHARINGS,
    act=Act.SHARED,
    fields=FIELDS,
    keys=("body", "what", "plots", "document", "day"),
    asks=("body",),
    form=lambda _desk, _day: (),
    read=_read,
    books=lambda desk, said: Sharings(desk, [plot for one in said for plot in one.plots]).is_new,
    write=lambda desk, good, source: number_in(share_many(desk, good, source)),
    name=lambda one: f"{one.body} {one.document}".strip(),
    day=lambda one: one.day,
)
ANSWERS: Way[SharingSaid] = Way(
    kind=BulkTable.SHARING_ANSWERS,
    act=Act.SHARING_ANSWERED,
    fields=BACK,
    keys=("sharing",),
    asks=("told", "day"),
    form=_waiting,
    read=_read_back,
    books=lambda desk, _said: Sharings(desk).is_new_answer,
    write=lambda desk, good, source: number_in(answer_sharings(desk, good, source)),
    name=lambda one: str(one.sharing),
    day=lambda one: one.day,
)
