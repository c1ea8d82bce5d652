"""提出异议、撤回: by a township, or recorded for a party; by itself it changes nothing in the books (D7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import place_of, require_may
from weipian.store.bulk import Source, note_table
from weipian.store.models import Objection, ObjectionStep, SheetTaken
from weipian.store.past import require_past
from weipian.store.queries.bulk import BulkHere, brought, bulk_table
from weipian.store.queries.inspected import evidence_plots, plots_to_inspect
from weipian.store.queries.objection import ObjectionHere, objection_here, objections
from weipian.store.queries.reviews import plots_asked
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError
from weipian.terms.objection import ObjectedTo, ObjectionStepKind, Objector

OVER = (ObjectionStepKind.NOT_TAKEN, ObjectionStepKind.ANSWERED, ObjectionStepKind.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Raising:
    """An objection: to what of which plot, why, on which day it came in; `party`: for whom it is recorded."""

    plot: str
    about: ObjectedTo
    reason: str
    day: date
    party: str = ""
    evidence: int | None = None


class Raisings:
    """Checks objections against the books, read once."""

    def __init__(self, desk: Desk, wanted: Sequence[Raising]) -> None:
        self.desk = desk
        numbers = {one.plot for one in wanted}
        self.plots = plots_to_inspect(numbers, seen(desk))
        self.asked = plots_asked(seen(desk), sorted(numbers))
        self.there: dict[tuple[str, ObjectedTo], list[ObjectionHere]] = {}
        for one in objections(seen(desk)):
            if one.step(*OVER) is None:
                self.there.setdefault((one.plot, one.about), []).append(one)
        keys = {one.evidence for one in wanted if one.evidence is not None}
        self.belongs = evidence_plots(keys) if keys else {}

    def row(self, said: Raising) -> dict[str, object]:
        """Raises InputError."""
        if not said.reason.strip():
            raise InputError("objection_reason", where=said.plot)
        plot = self.plots.get(said.plot)
        if plot is None:
            raise InputError("plot_unknown", where=said.plot)
        require_may(self.desk.policy, self.desk.actor, Act.OBJECTION_RAISED, plot.about)
        objector, township = _who(self.desk, said, plot.about.township)
        if said.about in (ObjectedTo.DETERMINATION, ObjectedTo.OUTCOME) and self.asked[said.plot].determined is None:
            raise InputError("objection_nothing_yet", where=said.plot, about=said.about.label)
        old = self.same(said, objector, township)
        if old is not None:
            raise InputError("objection_open", where=said.plot, number=old.id)
        if said.evidence is not None and self.belongs.get(said.evidence) not in plot.line:
            raise InputError("evidence_of_another_plot", where=said.plot, evidence=said.evidence)
        row = {"plot_id": plot.id, "patch_id": plot.patch_id, "about": said.about.value, "day": said.day}
        who = {"objector": objector.value, "township": township, "party": said.party.strip() or None}
        more = {"reason": said.reason.strip(), "evidence_id": said.evidence, "account_id": self.desk.actor.account}
        return {**row, **who, **more}

    def same(self, said: Raising, objector: Objector, township: str) -> ObjectionHere | None:
        """One that is still open, by the same, against the same."""
        own = (objector, township or said.party.strip())
        found = self.there.get((said.plot, said.about), [])
        return next((one for one in found if (one.objector, one.who) == own), None)

    def is_new(self, said: Raising) -> bool:
        """False where the same, for the same reason and of the same day, is still open. Raises InputError."""
        plot = self.plots.get(said.plot)
        if plot is not None:
            old = self.same(said, *_who(self.desk, said, plot.about.township))
            if old is not None and (old.reason, old.day) == (said.reason.strip(), said.day):
                return False
        return bool(self.row(said))


def raise_objection(desk: Desk, said: Raising) -> int:
    """Its number. Raises InputError."""
    return raise_objections(desk, [said])[0][0]


def raise_objections(
    desk: Desk, wanted: Sequence[Raising], source: Source | None = None
) -> tuple[list[int], int | None]:
    """Their numbers, in order of the plots' ids, and that of the table; all or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_RAISED)
    with acting(desk, Act.OBJECTION_RAISED, "objection") as act:
        for one in wanted:
            require_past(act, one.day, one.plot)
        books = Raisings(desk, wanted)
        rows = sorted((books.row(one) for one in wanted), key=lambda row: int(str(row["plot_id"])))
        number = note_table(act, BulkTable.OBJECTIONS, source, len(rows)) if source else None
        keys = act.add_many(Objection, rows)
        act.subject = act.subject if source else f"objection:{keys[0]}"
    return keys, number


def _who(desk: Desk, said: Raising, township: str) -> tuple[Objector, str]:
    """The township by its own people; the county records for a party alone. Raises InputError."""
    if said.party.strip():
        return Objector.PARTY, ""
    own, _ = place_of(desk.policy, desk.actor, Act.OBJECTION_RAISED)
    if not own:
        raise InputError("objection_party", where=said.plot, township=township or "乡镇未定")
    return Objector.TOWNSHIP, own


def undo_table(desk: Desk, number: int | None) -> BulkHere:
    """A table of which none was taken up yet is taken back, by who may take back each. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN)
    table = bulk_table((BulkTable.OBJECTIONS,), number)
    with acting(desk, Act.OBJECTION_WITHDRAWN, f"sheet:{table.number}") as act:
        rows, there = brought(Objection, table), {one.id: one for one in objections(seen(desk))}
        late = [key for key, row in rows.items() if not row["current"] or (key in there and there[key].steps)]
        if late:
            raise InputError("sheet_built_on", where=str(table.number), plots="、".join(map(str, late[:20])))
        for key in rows:
            if key not in there:
                raise InputError("sheet_unknown", where=str(table.number))
            require_may(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN, there[key].about_plot)
            _require_own(desk, there[key])
        act.replace(Objection, list(rows), [])
        act.change(SheetTaken, table.number, current=False)
    return table


def withdraw(desk: Desk, number: int, reason: str, day: date) -> int:
    """Taken back by who raised it: the township, or the office for a party. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN)
    with acting(desk, Act.OBJECTION_WITHDRAWN, f"objection:{number}") as act:
        found = objection_here(number, seen(desk))
        require_may(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN, found.about_plot)
        require_past(act, day, str(number))
        _require_own(desk, found)
        require_going_on(found, day)
        row = {"kind": ObjectionStepKind.WITHDRAWN.value, "reason": reason.strip() or None, "day": day}
        return act.add(ObjectionStep, objection_id=number, **row, account_id=desk.actor.account)


def _require_own(desk: Desk, found: ObjectionHere) -> None:
    own, _ = place_of(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN)
    theirs = own == found.township if found.objector is Objector.TOWNSHIP else found.account == desk.actor.account
    if not theirs and not (found.objector is Objector.PARTY and not own):
        raise InputError("objection_not_own", where=str(found.id), who=found.township or "登记的人")


def require_going_on(found: ObjectionHere, day: date) -> None:
    """Raises InputError where it is over, or for a day before its last step."""
    over = found.step(*OVER)
    if over is not None:
        raise InputError("objection_over", where=str(found.id), stands=over.kind.label, day=over.day)
    last = found.steps[-1].day if found.steps else found.day
    if day < last:
        raise InputError("objection_early", where=str(found.id), day=day, last=last)
