"""答复移交: what a department did with what was handed to it, several times if need be (plan 二(五))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.programme.rectification.handover.giving import Sheet
from weipian.store.acting import Desk, acting
from weipian.store.actors import place_of, require_may
from weipian.store.days import require_past
from weipian.store.models import HandoverAnswer, HandoverEvidence, HandoverVerdict, SheetTaken
from weipian.store.queries.handover import AnswerHere, HandoverHere, evidence_of_patches, handovers_here
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.handover import AnswerKind, HandoverSheet


@dataclass(frozen=True, slots=True)
class Answering:
    """One department's answer for one patch. `department` empty: one's own, or the only one that has it."""

    patch: str
    kind: AnswerKind
    day: date
    told: str
    department: str = ""
    evidence: tuple[int, ...] = ()


class Answers:
    """Checks answers against the books as they stand; made inside the act, and before it for a rehearsal."""

    def __init__(self, desk: Desk, numbers: Sequence[str], evidence: Sequence[int] = ()) -> None:
        self.desk = desk
        self.own = place_of(desk.policy, desk.actor, Act.HANDOVER_ANSWERED)[1]
        self.here: dict[str, list[HandoverHere]] = {}
        for one in handovers_here(seen(desk), numbers=numbers):
            self.here.setdefault(one.patch, []).append(one)
        self.evidence = evidence_of_patches(evidence)

    def ready(self, said: Answering) -> HandoverHere:
        """The handover that it answers. Raises InputError."""
        found = self._handover(said)
        require_may(self.desk.policy, self.desk.actor, Act.HANDOVER_ANSWERED, found.about)
        require_text(said.patch, 处理情况=said.told)
        require_after(said.day, found.given, said.patch, "移交")
        if found.answered is not None:
            raise InputError("handover_answered_already", where=said.patch, department=found.department)
        for key in said.evidence:
            if self.evidence.get(key) != said.patch:
                raise InputError("handover_evidence", where=said.patch, evidence=key)
        return found

    def _handover(self, said: Answering) -> HandoverHere:
        there = self.here.get(said.patch, [])
        wanted = said.department or self.own
        if self.own and wanted != self.own:
            raise InputError("handover_of_another", where=said.patch, department=wanted, own=self.own)
        found = [one for one in there if wanted in ("", one.department)]
        if len(found) > 1:
            raise InputError("handover_which", where=said.patch, names="、".join(one.department for one in found))
        if not found:
            raise InputError("handover_unknown", where=said.patch, department=wanted or "任何部门")
        return found[0]


@dataclass(frozen=True, slots=True)
class Answered:
    """The ids of the answers, in the order asked, and the number of the table."""

    ids: list[int]
    sheet: int | None = None


def answer(desk: Desk, wanted: Sequence[Answering], sheet: Sheet | None = None) -> Answered:
    """All or none, in one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.HANDOVER_ANSWERED)
    with acting(desk, Act.HANDOVER_ANSWERED, "handover_answers") as act:
        named = [key for one in wanted for key in one.evidence]
        books = Answers(desk, [one.patch for one in wanted], named)
        ready = [(said, books.ready(said)) for said in wanted]
        for said, _ in ready:
            require_past(act, said.day, said.patch)
        ready.sort(key=lambda pair: pair[1].id)
        number = None
        if sheet is not None:
            values = {"name": sheet.name, "sha256": sheet.sha256, "rows": len(wanted)}
            number = act.add(SheetTaken, kind=HandoverSheet.ANSWERS.value, **values)
        rows = [_row(desk, said, one, number) for said, one in ready]
        keys = act.add_many(HandoverAnswer, rows)
        links = [
            {"answer_id": key, "evidence_id": one}
            for key, (said, _) in zip(keys, ready, strict=True)
            for one in said.evidence
        ]
        act.add_many(HandoverEvidence, links)
        act.subject = f"sheet:{number}" if number else f"handover_answer:{keys[0]}" if len(keys) == 1 else act.subject
    return Answered(keys, number)


def _row(desk: Desk, said: Answering, one: HandoverHere, sheet: int | None) -> dict[str, object]:
    return {
        "handover_id": one.id,
        "patch_id": one.patch_id,
        "kind": said.kind.value,
        "day": said.day,
        "told": said.told.strip(),
        "account_id": desk.actor.account,
        "sheet_id": sheet,
    }


def check_answer(desk: Desk, number: int, day: date, *, accepted: bool, reason: str = "") -> int:
    """The office accepts an answer or sends it back; a later word replaces an earlier one. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.HANDOVER_ANSWER_CHECKED)
    with acting(desk, Act.HANDOVER_ANSWER_CHECKED, f"handover_answer:{number}") as act:
        handover, here = answer_here(desk, number)
        require_may(desk.policy, desk.actor, Act.HANDOVER_ANSWER_CHECKED, handover.about)
        require_past(act, day, str(number))
        require_after(day, here.day, str(number), "答复")
        if not accepted:
            require_text(str(number), 退回理由=reason)
            if handover.answered is not None and handover.answers[-1].id != number:
                raise InputError("handover_answer_passed", where=str(number))
        row = {"answer_id": number, "accepted": accepted, "reason": reason.strip() or None, "day": day}
        old = [] if here.verdict is None else [here.verdict]
        return act.replace(HandoverVerdict, old, [{**row, "account_id": desk.actor.account}])[0]


def answer_here(desk: Desk, number: int) -> tuple[HandoverHere, AnswerHere]:
    """An answer in sight with its handover. Raises InputError."""
    for one in handovers_here(seen(desk)):
        for here in one.answers:
            if here.id == number:
                return one, here
    raise InputError("handover_answer_unknown", where=str(number))
