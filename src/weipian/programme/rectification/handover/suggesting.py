"""检察建议: taken in with the day by which it has to be answered, and answered (plan 六(一))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.programme.rectification.handover.rules import suggestion_due
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, require_register
from weipian.store.days import require_past
from weipian.store.models import Suggestion, SuggestionAnswer, SuggestionPlot
from weipian.store.queries.shared import SuggestionHere, plots_named, suggestions
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Register
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


def take_suggestion(desk: Desk, said: Suggested) -> int:
    """Its id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SUGGESTION_TAKEN)
    require_text("检察建议", 文号=said.number, 发出机关=said.body, 事项=said.matter)
    with acting(desk, Act.SUGGESTION_TAKEN, "suggestion") as act:
        require_past(act, said.received, said.number)
        if said.due is not None:
            require_after(said.due, said.received, said.number, "收到建议")
        if any(one.number == said.number.strip() for one in suggestions(desk.sight)):
            raise InputError("suggestion_twice", where=said.number)
        plots = plots_named(said.plots, seen(desk))
        for plot in plots:
            require_may(desk.policy, desk.actor, Act.SUGGESTION_TAKEN, plot.about)
        row = {"number": said.number.strip(), "body": said.body.strip(), "matter": said.matter.strip()}
        due = suggestion_due(desk.policy, said.received, said.due)
        key = act.add(Suggestion, **row, received=said.received, due=due, account_id=desk.actor.account)
        links = [{"suggestion_id": key, "plot_id": one.id, "patch_id": one.patch_id} for one in plots]
        act.add_many(SuggestionPlot, links)
        act.subject = f"suggestion:{key}"
    return key


def answer_suggestion(desk: Desk, number: int, day: date, told: str, reply: str = "") -> int:
    """A later answer replaces an earlier one, which stays. `reply`: the number of the paper. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SUGGESTION_ANSWERED)
    require_text(str(number), 答复内容=told)
    with acting(desk, Act.SUGGESTION_ANSWERED, f"suggestion:{number}") as act:
        here = next((one for one in suggestions(desk.sight) if one.id == number), None)
        if here is None:
            raise InputError("suggestion_unknown", where=str(number))
        for about in here.abouts:
            require_may(desk.policy, desk.actor, Act.SUGGESTION_ANSWERED, about)
        require_past(act, day, str(number))
        require_after(day, here.received, str(number), "收到建议")
        row = {"suggestion_id": number, "day": day, "told": told.strip(), "number": reply.strip() or None}
        old = [] if here.answer is None else [here.answer]
        return act.replace(SuggestionAnswer, old, [{**row, "account_id": desk.actor.account}])[0]


def suggestions_register(desk: Desk, *, withdrawn: bool = False) -> list[SuggestionHere]:
    """For whom the register is open: what stands, or what was taken back. Raises InputError."""
    require_register(desk.policy, desk.actor, Register.SUGGESTIONS)
    return suggestions(desk.sight, withdrawn=withdrawn)
