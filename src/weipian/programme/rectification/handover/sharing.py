"""信息共享: what was shared with 纪检监察 公安 审计 法院 检察院, and what they answered (plan 六(一))."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, require_register
from weipian.store.bulk import Source, note_table
from weipian.store.days import require_past
from weipian.store.models import Sharing, SharingAnswer, SharingPlot
from weipian.store.queries.shared import SharingHere, among, plots_by_number, sharings
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Register
from weipian.terms.bulk import BulkTable
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


@dataclass(frozen=True, slots=True)
class SharingSaid:
    """What the body answered to what was shared."""

    sharing: int
    day: date
    told: str


class Sharings:
    """Checks what is shared, and answers, against the books, read once."""

    def __init__(self, desk: Desk, plots: Collection[str] = ()) -> None:
        self.desk = desk
        self.there = sharings(desk.sight)
        self.by_id = {one.id: one for one in self.there}
        self.plots = plots_by_number(plots, seen(desk))
        self.known = desk.policy.value("organisation.shares_with").items

    def row(self, said: Shared) -> dict[str, object]:
        """Raises InputError."""
        if said.body not in self.known:
            raise InputError("sharing_body", where=said.body, names="、".join(self.known))
        require_text(said.body, 共享内容=said.what)
        if bool(said.plots) == (said.count is not None) or (said.count is not None and said.count < 1):
            raise InputError("sharing_count", where=said.body)
        for plot in among(said.plots, self.plots):
            require_may(self.desk.policy, self.desk.actor, Act.SHARED, plot.about)
        row = {"body": said.body, "what": said.what.strip(), "count": said.count, "day": said.day}
        return {**row, "document": said.document or None, "account_id": self.desk.actor.account}

    def is_new(self, said: Shared) -> bool:
        """False where the same stands already. Raises InputError."""
        self.row(said)
        count = said.count if said.count is not None else len(set(said.plots))
        own = (said.body, said.what.strip(), said.day, said.document, count, frozenset(said.plots))
        return all(
            own != (one.body, one.what, one.day, one.document, one.count, frozenset(one.plots)) for one in self.there
        )

    def answer(self, said: SharingSaid) -> SharingHere:
        """What it answers to. Raises InputError."""
        where = str(said.sharing)
        require_text(where, 答复内容=said.told)
        here = self.by_id.get(said.sharing)
        if here is None:
            raise InputError("sharing_unknown", where=where)
        for about in here.abouts:
            require_may(self.desk.policy, self.desk.actor, Act.SHARING_ANSWERED, about)
        require_after(said.day, here.day, where, "共享")
        return here

    def is_new_answer(self, said: SharingSaid) -> bool:
        """False where the same stands already. Raises InputError."""
        here = self.answer(said)
        return (here.answered, here.told) != (said.day, said.told.strip())


def share(desk: Desk, said: Shared) -> int:
    """Its id. Raises InputError."""
    return share_many(desk, [said])[0][0]


def share_many(desk: Desk, wanted: Sequence[Shared], source: Source | None = None) -> tuple[list[int], int | None]:
    """Their ids, and the number of the table; all or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SHARED)
    with acting(desk, Act.SHARED, "sharing") as act:
        books = Sharings(desk, [plot for one in wanted for plot in one.plots])
        rows = [books.row(one) for one in wanted]
        for one in wanted:
            require_past(act, one.day, one.body)
        number = note_table(act, BulkTable.SHARINGS, source, len(rows)) if source else None
        keys = act.add_many(Sharing, rows)
        named = [(key, plot) for key, one in zip(keys, wanted, strict=True) for plot in among(one.plots, books.plots)]
        links = [{"sharing_id": key, "plot_id": plot.id, "patch_id": plot.patch_id} for key, plot in named]
        act.add_many(SharingPlot, links)
        act.subject = act.subject if source else f"sharing:{keys[0]}"
    return keys, number


def answer_sharing(desk: Desk, number: int, day: date, told: str) -> int:
    """A later answer replaces an earlier one, which stays. Raises InputError."""
    return answer_sharings(desk, [SharingSaid(number, day, told)])[0][0]


def answer_sharings(
    desk: Desk, wanted: Sequence[SharingSaid], source: Source | None = None
) -> tuple[list[int], int | None]:
    """The answers' ids, in order of what was shared. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SHARING_ANSWERED)
    own = sorted(wanted, key=lambda one: one.sharing)
    with acting(desk, Act.SHARING_ANSWERED, f"sharing:{own[0].sharing}") as act:
        books = Sharings(desk)
        old = [books.answer(one).answer for one in own]
        for one in own:
            require_past(act, one.day, str(one.sharing))
        number = note_table(act, BulkTable.SHARING_ANSWERS, source, len(own)) if source else None
        rows = [
            {"sharing_id": one.sharing, "day": one.day, "told": one.told.strip(), "account_id": desk.actor.account}
            for one in own
        ]
        keys = act.replace(SharingAnswer, [key for key in old if key is not None], rows)
    return keys, number


def sharings_register(desk: Desk, *, withdrawn: bool = False) -> list[SharingHere]:
    """For whom the register is open: what stands, or what was taken back. Raises InputError."""
    require_register(desk.policy, desk.actor, Register.SHARINGS)
    return sharings(desk.sight, withdrawn=withdrawn)
