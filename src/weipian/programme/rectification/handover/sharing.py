"""信息共享: what was shared with 纪检监察 公安 审计 法院 检察院, and what they answered (plan 六(一))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, require_register
from weipian.store.days import require_past
from weipian.store.models import Sharing, SharingAnswer, SharingPlot
from weipian.store.queries.shared import SharingHere, plots_named, sharings
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Register
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Shared:
    """With whom, what kind of information, which plots or how many."""

    body: str
    what: str
    day: date
    plots: Sequence[str] = ()
    count: int | None = None
    document: str = ""


def share(desk: Desk, said: Shared) -> int:
    """Its id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SHARED)
    known = desk.policy.value("organisation.shares_with").items
    if said.body not in known:
        raise InputError("sharing_body", where=said.body, names="、".join(known))
    require_text(said.body, 共享内容=said.what)
    if bool(said.plots) == (said.count is not None) or (said.count is not None and said.count < 1):
        raise InputError("sharing_count", where=said.body)
    with acting(desk, Act.SHARED, "sharing") as act:
        require_past(act, said.day, said.body)
        plots = plots_named(said.plots, seen(desk))
        for plot in plots:
            require_may(desk.policy, desk.actor, Act.SHARED, plot.about)
        row = {"body": said.body, "what": said.what.strip(), "count": said.count, "day": said.day}
        key = act.add(Sharing, **row, document=said.document or None, account_id=desk.actor.account)
        act.add_many(SharingPlot, [{"sharing_id": key, "plot_id": one.id, "patch_id": one.patch_id} for one in plots])
        act.subject = f"sharing:{key}"
    return key


def answer_sharing(desk: Desk, number: int, day: date, told: str) -> int:
    """A later answer replaces an earlier one, which stays. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SHARING_ANSWERED)
    require_text(str(number), 答复内容=told)
    with acting(desk, Act.SHARING_ANSWERED, f"sharing:{number}") as act:
        here = next((one for one in sharings(desk.sight) if one.id == number), None)
        if here is None:
            raise InputError("sharing_unknown", where=str(number))
        for about in here.abouts:
            require_may(desk.policy, desk.actor, Act.SHARING_ANSWERED, about)
        require_past(act, day, str(number))
        require_after(day, here.day, str(number), "共享")
        row = {"sharing_id": number, "day": day, "told": told.strip(), "account_id": desk.actor.account}
        return act.replace(SharingAnswer, [] if here.answer is None else [here.answer], [row])[0]


def sharings_register(desk: Desk, *, withdrawn: bool = False) -> list[SharingHere]:
    """For whom the register is open: what stands, or what was taken back. Raises InputError."""
    require_register(desk.policy, desk.actor, Register.SHARINGS)
    return sharings(desk.sight, withdrawn=withdrawn)
