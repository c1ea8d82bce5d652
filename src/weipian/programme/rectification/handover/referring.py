"""移送 to judicial, discipline or personnel bodies: what it says is never kept (plan 二(五), 五(四))."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, require_register
from weipian.store.bulk import Source, note_table
from weipian.store.days import require_past
from weipian.store.models import Referral
from weipian.store.queries.shared import ReferralHere, among, plots_by_number, referrals
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Register
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError
from weipian.terms.handover import ReferralKind


@dataclass(frozen=True, slots=True)
class Referring:
    """The paper's number and day, the body that receives it; the plot only where somebody wants it linked."""

    kind: ReferralKind
    number: str
    receiver: str
    day: date
    plot: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came back for a referral."""

    referral: int
    day: date
    receipt: str


class Referrals:
    """Checks referrals and receipts against the books, read once."""

    def __init__(self, desk: Desk, plots: Collection[str] = ()) -> None:
        self.desk = desk
        self.there = referrals(desk.sight)
        self.by_number = {one.number: one for one in self.there}
        self.by_id = {one.id: one for one in self.there}
        self.plots = plots_by_number([one for one in plots if one], seen(desk))
        self.known = {kind: desk.policy.value(f"handover.refers_to.{kind.value}").items for kind in ReferralKind}

    def row(self, said: Referring) -> dict[str, object]:
        """Raises InputError."""
        require_text("移送", 文号=said.number)
        if said.receiver not in self.known[said.kind]:
            names = "、".join(self.known[said.kind])
            raise InputError("referral_receiver", where=said.receiver, kind=said.kind.label, names=names)
        if said.number.strip() in self.by_number:
            raise InputError("referral_twice", where=said.number)
        plot_id = patch_id = None
        if said.plot:
            (plot,) = among([said.plot], self.plots)
            require_may(self.desk.policy, self.desk.actor, Act.REFERRED, plot.about)
            plot_id, patch_id = plot.id, plot.patch_id
        row = {"kind": said.kind.value, "number": said.number.strip(), "receiver": said.receiver, "day": said.day}
        return {**row, "plot_id": plot_id, "patch_id": patch_id, "account_id": self.desk.actor.account}

    def is_new(self, said: Referring) -> bool:
        """False where the same stands already. Raises InputError."""
        old = self.by_number.get(said.number.strip())
        if old is not None and _said(old) == replace(said, number=said.number.strip()):
            return False
        return bool(self.row(said))

    def receipt(self, said: Receipt) -> dict[str, object]:
        """The referral's row anew. Raises InputError."""
        where = str(said.referral)
        require_text(where, 回执=said.receipt)
        here = self.by_id.get(said.referral)
        if here is None:
            raise InputError("referral_unknown", where=where)
        if here.about is not None:
            require_may(self.desk.policy, self.desk.actor, Act.REFERRAL_RECEIPTED, here.about)
        require_after(said.day, here.day, where, "移送")
        row = {"kind": here.kind.value, "number": here.number, "receiver": here.receiver, "day": here.day}
        more = {"plot_id": here.plot_id, "patch_id": here.patch_id, "account_id": self.desk.actor.account}
        return {**row, **more, "receipt": said.receipt.strip(), "receipt_on": said.day}

    def is_new_receipt(self, said: Receipt) -> bool:
        """False where the same stands already. Raises InputError."""
        row, here = self.receipt(said), self.by_id[said.referral]
        return (here.receipt, here.receipt_on) != (row["receipt"], said.day)


def _said(old: ReferralHere) -> Referring:
    return Referring(old.kind, old.number, old.receiver, old.day, old.plot)


def refer(desk: Desk, said: Referring) -> int:
    """Its id. Raises InputError."""
    return refer_many(desk, [said])[0][0]


def refer_many(desk: Desk, wanted: Sequence[Referring], source: Source | None = None) -> tuple[list[int], int | None]:
    """Their ids, and the number of the table; all or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.REFERRED)
    with acting(desk, Act.REFERRED, "referral") as act:
        books = Referrals(desk, [one.plot for one in wanted])
        rows = [books.row(one) for one in wanted]
        for one in wanted:
            require_past(act, one.day, one.number)
        number = note_table(act, BulkTable.REFERRALS, source, len(rows)) if source else None
        keys = act.add_many(Referral, rows)
        act.subject = act.subject if source else f"referral:{keys[0]}"
    return keys, number


def take_receipt(desk: Desk, number: int, day: date, receipt: str) -> int:
    """A receipt, which replaces an earlier one. Gives the id that the referral has from now on. Raises InputError."""
    return take_receipts(desk, [Receipt(number, day, receipt)])[0][0]


def take_receipts(desk: Desk, wanted: Sequence[Receipt], source: Source | None = None) -> tuple[list[int], int | None]:
    """The ids that the referrals have from now on, in order of those before. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.REFERRAL_RECEIPTED)
    own = sorted(wanted, key=lambda one: one.referral)
    with acting(desk, Act.REFERRAL_RECEIPTED, f"referral:{own[0].referral}") as act:
        books = Referrals(desk)
        rows = [books.receipt(one) for one in own]
        for one in own:
            require_past(act, one.day, str(one.referral))
        number = note_table(act, BulkTable.RECEIPTS, source, len(rows)) if source else None
        keys = act.replace(Referral, [one.referral for one in own], rows)
    return keys, number


def referral_here(desk: Desk, number: int) -> ReferralHere:
    """Raises InputError."""
    found = next((one for one in referrals(desk.sight) if one.id == number), None)
    if found is None:
        raise InputError("referral_unknown", where=str(number))
    return found


def referrals_register(desk: Desk, *, withdrawn: bool = False) -> list[ReferralHere]:
    """For whom the register is open: what stands, or what was taken back; plots only where this person sees them.

    Raises InputError.
    """
    require_register(desk.policy, desk.actor, Register.REFERRALS)
    return referrals(desk.sight, withdrawn=withdrawn)
