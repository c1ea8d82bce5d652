"""移送、回执 as tables: number, day, receiver, receipt; never what a referral says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from weipian.fence.field import Field, Kind
from weipian.office.bulk.cells import day_of, number_of
from weipian.office.bulk.way import Way, number_in
from weipian.office.given_rows import Row, text
from weipian.programme.rectification.handover.referring import (
    Receipt,
    Referrals,
    Referring,
    refer_many,
    referrals_register,
    take_receipts,
)
from weipian.store.acting import Desk
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError
from weipian.terms.handover import ReferralKind

FIELDS = (
    Field("number", "文号", ("移送文号",), required=True, filled=True),
    Field("kind", "类别", ("移送类别",), Kind.WORD, required=True, word=ReferralKind),
    Field("receiver", "接收单位", ("单位",), required=True),
    Field("day", "移送日期", ("日期",), Kind.DATE, required=True),
    Field("plot", "地块编号", ("地块号", "图斑编号", "JCBH")),
)
BACK = (
    Field("referral", "移送编号", ("编号",), required=True, filled=True),
    Field("kind", "类别"),
    Field("number", "文号"),
    Field("receiver", "接收单位"),
    Field("sent", "移送日期"),
    Field("receipt", "回执", ("回执文号", "签收情况"), required=True),
    Field("day", "回执日期", kind=Kind.DATE, required=True),
)


def _read(row: Row) -> Referring:
    kind = row.get("kind")
    if not isinstance(kind, ReferralKind):
        raise InputError("handover_needs", where="kind", name="类别")
    day = day_of(row, "day", "移送日期")
    return Referring(kind, text(row, "number"), text(row, "receiver"), day, text(row, "plot"))


def _read_back(row: Row) -> Receipt:
    day = day_of(row, "day", "回执日期")
    return Receipt(number_of(row, "referral", "移送编号"), day, text(row, "receipt"))


def _waiting(desk: Desk, _: date) -> Sequence[dict[str, str]]:
    """Referrals without a receipt."""
    return [
        {
            "referral": str(one.id),
            "kind": one.kind.label,
            "number": one.number,
            "receiver": one.receiver,
            "sent": one.day.isoformat(),
        }
        for one in referrals_register(desk)
        if one.receipt_on is None
    ]


REFERRALS: Way[Referring] = Way(
    kind=BulkTable.REFERRALS,
    act=Act.REFERRED,
    fields=FIELDS,
    keys=("number",),
    asks=("number",),
    form=lambda _desk, _day: (),
    read=_read,
    books=lambda desk, said: Referrals(desk, [one.plot for one in said]).is_new,
    write=lambda desk, good, source: number_in(refer_many(desk, good, source)),
    name=lambda one: one.number,
    day=lambda one: one.day,
)
RECEIPTS: Way[Receipt] = Way(
    kind=BulkTable.RECEIPTS,
    act=Act.REFERRAL_RECEIPTED,
    fields=BACK,
    keys=("referral",),
    asks=("receipt", "day"),
    form=_waiting,
    read=_read_back,
    books=lambda desk, _said: Referrals(desk).is_new_receipt,
    write=lambda desk, good, source: number_in(take_receipts(desk, good, source)),
    name=lambda one: str(one.referral),
    day=lambda one: one.day,
)
