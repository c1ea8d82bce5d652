"""检察建议: taken in with the day by which it has to be answered, and answered (plan 六(一))."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.programme.rectification.handover.rules import suggestion_due
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, require_register
from weipian.store.bulk import Source, note_table
from weipian.store.days import require_past
from weipian.store.models import Suggestion, SuggestionAnswer, SuggestionPlot
from weipian.store.queries.shared import SuggestionHere, among, plots_by_number, suggestions
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Register
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Suggested:
    """The paper's number, whose it is, when it came; `due` None: by the policy's period."""

    number: str
    body: str
    matter: str
    received: date
    due: date | None = None
    plots: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SuggestionSaid:
    """The written answer; `reply`: the number of its paper."""

    suggestion: int
    day: date
    told: str
    reply: str = ""


class Suggestions:
    """Checks suggestions and their answers against the books, read once."""

    def __init__(self, desk: Desk, plots: Collection[str] = ()) -> None:
        self.desk = desk
        self.there = suggestions(desk.sight)
        self.by_number = {one.number: one for one in self.there}
        self.by_id = {one.id: one for one in self.there}
        self.plots = plots_by_number(plots, seen(desk))

    def row(self, said: Suggested) -> dict[str, object]:
        """Raises InputError."""
        require_text("检察建议", 文号=said.number, 发出机关=said.body, 事项=said.matter)
        if said.due is not None:
            require_after(said.due, said.received, said.number, "收到建议")
        if said.number.strip() in self.by_number:
            raise InputError("suggestion_twice", where=said.number)
        for plot in among(said.plots, self.plots):
            require_may(self.desk.policy, self.desk.actor, Act.SUGGESTION_TAKEN, plot.about)
        due = suggestion_due(self.desk.policy, said.received, said.due)
        row = {"number": said.number.strip(), "body": said.body.strip(), "matter": said.matter.strip()}
        return {**row, "received": said.received, "due": due, "account_id": self.desk.actor.account}

    def is_new(self, said: Suggested) -> bool:
        """False where the same stands already. Raises InputError."""
        old = self.by_number.get(said.number.strip())
        own = (said.body.strip(), said.matter.strip(), said.received, frozenset(said.plots))
        if old is not None and own == (old.body, old.matter, old.received, frozenset(old.plots)):
            return False
        return bool(self.row(said))

    def answer(self, said: SuggestionSaid) -> SuggestionHere:
        """What it answers to. Raises InputError."""
        where = str(said.suggestion)
        require_text(where, 答复内容=said.told)
        here = self.by_id.get(said.suggestion)
        if here is None:
            raise InputError("suggestion_unknown", where=where)
        for about in here.abouts:
            require_may(self.desk.policy, self.desk.actor, Act.SUGGESTION_ANSWERED, about)
        require_after(said.day, here.received, where, "收到建议")
        return here

    def is_new_answer(self, said: SuggestionSaid) -> bool:
        """False where the same stands already. Raises InputError."""
        here = self.answer(said)
        return (here.answered, here.told, here.reply) != (said.day, said.told.strip(), said.reply.strip())


def take_suggestion(desk: Desk, said: Suggested) -> int:
    """Its id. Raises InputError."""
    return take_suggestions(desk, [said])[0][0]


def take_suggestions(
    desk: Desk, wanted: Sequence[Suggested], source: Source | None = None
) -> tuple[list[int], int | None]:
    """Their ids, and the number of the table; all or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SUGGESTION_TAKEN)
    with acting(desk, Act.SUGGESTION_TAKEN, "suggestion") as act:
        books = Suggestions(desk, [plot for one in wanted for plot in one.plots])
        for one in wanted:
            require_past(act, one.received, one.number)
        rows = [books.row(one) for one in wanted]
        number = note_table(act, BulkTable.SUGGESTIONS, source, len(rows)) if source else None
        keys = act.add_many(Suggestion, rows)
        named = [(key, plot) for key, one in zip(keys, wanted, strict=True) for plot in among(one.plots, books.plots)]
        links = [{"suggestion_id": key, "plot_id": plot.id, "patch_id": plot.patch_id} for key, plot in named]
        act.add_many(SuggestionPlot, links)
        act.subject = act.subject if source else f"suggestion:{keys[0]}"
    return keys, number


def answer_suggestion(desk: Desk, number: int, day: date, told: str, reply: str = "") -> int:
    """A later answer replaces an earlier one, which stays. `reply`: the number of the paper. Raises InputError."""
    return answer_suggestions(desk, [SuggestionSaid(number, day, told, reply)])[0][0]


def answer_suggestions(
    desk: Desk, wanted: Sequence[SuggestionSaid], source: Source | None = None
) -> tuple[list[int], int | None]:
    """The answers' ids, in order of the suggestions. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SUGGESTION_ANSWERED)
    own = sorted(wanted, key=lambda one: one.suggestion)
    with acting(desk, Act.SUGGESTION_ANSWERED, f"suggestion:{own[0].suggestion}") as act:
        books = Suggestions(desk)
        old = [books.answer(one).answer for one in own]
        for one in own:
            require_past(act, one.day, str(one.suggestion))
        number = note_table(act, BulkTable.SUGGESTION_ANSWERS, source, len(own)) if source else None
        keys = act.replace(SuggestionAnswer, [key for key in old if key is not None], [_row(desk, one) for one in own])
    return keys, number


def _row(desk: Desk, said: SuggestionSaid) -> dict[str, object]:
    own = {"suggestion_id": said.suggestion, "day": said.day, "told": said.told.strip()}
    return {**own, "number": said.reply.strip() or None, "account_id": desk.actor.account}


def suggestions_register(desk: Desk, *, withdrawn: bool = False) -> list[SuggestionHere]:
    """For whom the register is open: what stands, or what was taken back. Raises InputError."""
    require_register(desk.policy, desk.actor, Register.SUGGESTIONS)
    return suggestions(desk.sight, withdrawn=withdrawn)
