"""移送 to judicial, discipline or personnel bodies: what it says is never kept (plan 二(五), 五(四))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, require_register
from weipian.store.days import require_past
from weipian.store.models import Referral
from weipian.store.queries.shared import ReferralHere, plots_named, referrals
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Register
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


def refer(desk: Desk, said: Referring) -> int:
    """Its id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.REFERRED)
    require_text("移送", 文号=said.number)
    known = desk.policy.value(f"handover.refers_to.{said.kind.value}").items
    if said.receiver not in known:
        raise InputError("referral_receiver", where=said.receiver, kind=said.kind.label, names="、".join(known))
    with acting(desk, Act.REFERRED, "referral") as act:
        require_past(act, said.day, said.number)
        if any(one.number == said.number.strip() for one in referrals(desk.sight)):
            raise InputError("referral_twice", where=said.number)
        plot_id = patch_id = None
        if said.plot:
            (plot,) = plots_named([said.plot], seen(desk))
            require_may(desk.policy, desk.actor, Act.REFERRED, plot.about)
            plot_id, patch_id = plot.id, plot.patch_id
        row = {"kind": said.kind.value, "number": said.number.strip(), "receiver": said.receiver, "day": said.day}
        more = {"plot_id": plot_id, "patch_id": patch_id, "account_id": desk.actor.account}
        key = act.add(Referral, **row, **more)
        act.subject = f"referral:{key}"
    return key


def take_receipt(desk: Desk, number: int, day: date, receipt: str) -> int:
    """A receipt, which replaces an earlier one. Gives the id that the referral has from now on. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.REFERRAL_RECEIPTED)
    require_text(str(number), 回执=receipt)
    with acting(desk, Act.REFERRAL_RECEIPTED, f"referral:{number}") as act:
        here = referral_here(desk, number)
        if here.about is not None:
            require_may(desk.policy, desk.actor, Act.REFERRAL_RECEIPTED, here.about)
        require_past(act, day, str(number))
        require_after(day, here.day, str(number), "移送")
        row = {"kind": here.kind.value, "number": here.number, "receiver": here.receiver, "day": here.day}
        more = {"plot_id": here.plot_id, "patch_id": here.patch_id, "account_id": desk.actor.account}
        return act.replace(Referral, [number], [{**row, **more, "receipt": receipt.strip(), "receipt_on": day}])[0]


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
