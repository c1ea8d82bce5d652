"""A referral, a sharing or a suggestion that was written wrongly is taken back with its reason; all of it stays.

What was answered is not: its receipt or answer goes first, by itself. The right one is then written anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from weipian.programme.rectification.handover.days import require_after, require_text
from weipian.store.acting import Desk, acting
from weipian.store.actors import About, require_may
from weipian.store.days import require_past
from weipian.store.models import Referral, Sharing, SharingAnswer, Suggestion, SuggestionAnswer, TakenBack
from weipian.store.queries.shared import ReferralHere, SharingHere, SuggestionHere, referrals, sharings, suggestions
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Back:
    """Why, and on which day."""

    reason: str
    day: date


def undo_referral(desk: Desk, number: int, said: Back) -> None:
    """Raises InputError: no such one, taken back already, a receipt stands."""
    with _undoing(desk, Act.REFERRAL_UNDONE, "referral", number, said) as act:
        here = _referral(desk, number, said)
        if here.receipt_on is not None:
            raise InputError("taken_back_answered", where=str(number), what="回执", option="--receipt")
        act.replace(Referral, [number], [])
        _note(act, desk, said, referral_id=number)


def undo_receipt(desk: Desk, number: int, said: Back) -> int:
    """The receipt alone; gives the id that the referral has from now on. Raises InputError."""
    with _undoing(desk, Act.REFERRAL_UNDONE, "referral", number, said) as act:
        here = _referral(desk, number, said)
        if here.receipt_on is None:
            raise InputError("taken_back_nothing", where=str(number), what="回执")
        row = {"kind": here.kind.value, "number": here.number, "receiver": here.receiver, "day": here.day}
        more = {"plot_id": here.plot_id, "patch_id": here.patch_id, "account_id": desk.actor.account}
        (key,) = act.replace(Referral, [number], [{**row, **more}])
        _note(act, desk, said, whole=False, referral_id=number)
    return key


def _referral(desk: Desk, number: int, said: Back) -> ReferralHere:
    gone = [one.id for one in referrals(desk.sight, withdrawn=True)]
    here = _here(referrals(desk.sight), gone, number, "referral_unknown")
    _require(desk, Act.REFERRAL_UNDONE, [here.about] if here.about else [])
    require_after(said.day, here.receipt_on or here.day, str(number), "登记")
    return here


def undo_sharing(desk: Desk, number: int, said: Back, *, answer: bool = False) -> None:
    """`answer`: the body's answer alone. Raises InputError."""
    with _undoing(desk, Act.SHARING_UNDONE, "sharing", number, said) as act:
        gone = [one.id for one in sharings(desk.sight, withdrawn=True)]
        here = _here(sharings(desk.sight), gone, number, "sharing_unknown")
        _require(desk, Act.SHARING_UNDONE, here.abouts)
        require_after(said.day, here.answered if answer else here.day, str(number), "登记")
        _replace(act, here, Sharing, SharingAnswer, answer=answer)
        _note(act, desk, said, whole=not answer, sharing_id=number)


def undo_suggestion(desk: Desk, number: int, said: Back, *, answer: bool = False) -> None:
    """`answer`: our written answer alone. Raises InputError."""
    with _undoing(desk, Act.SUGGESTION_UNDONE, "suggestion", number, said) as act:
        gone = [one.id for one in suggestions(desk.sight, withdrawn=True)]
        here = _here(suggestions(desk.sight), gone, number, "suggestion_unknown")
        _require(desk, Act.SUGGESTION_UNDONE, here.abouts)
        require_after(said.day, here.answered if answer else here.received, str(number), "登记")
        _replace(act, here, Suggestion, SuggestionAnswer, answer=answer)
        _note(act, desk, said, whole=not answer, suggestion_id=number)


def _replace(act: Doing, here: SharingHere | SuggestionHere, thing: Any, answers: Any, *, answer: bool) -> None:
    if answer and here.answer is None:
        raise InputError("taken_back_nothing", where=str(here.id), what="答复")
    if not answer and here.answer is not None:
        raise InputError("taken_back_answered", where=str(here.id), what="答复", option="--answer")
    act.replace(answers if answer else thing, [here.answer if answer and here.answer else here.id], [])


def _undoing(desk: Desk, act: Act, table: str, number: int, said: Back) -> AbstractContextManager[Doing]:
    """Who may not at all is told so before anything is looked up."""
    require_may(desk.policy, desk.actor, act)
    require_text(str(number), 撤销理由=said.reason)
    return acting(desk, act, f"{table}:{number}")


Row = TypeVar("Row", ReferralHere, SharingHere, SuggestionHere)


def _here(found: Sequence[Row], gone: Sequence[int], number: int, unknown: str) -> Row:
    if number in gone:
        raise InputError("taken_back_already", where=str(number))
    one = next((one for one in found if one.id == number), None)
    if one is None:
        raise InputError(unknown, where=str(number))
    return one


def _require(desk: Desk, word: Act, abouts: Sequence[About]) -> None:
    for about in abouts:
        require_may(desk.policy, desk.actor, word, about)


def _note(act: Doing, desk: Desk, said: Back, *, whole: bool = True, **key: int) -> None:
    require_past(act, said.day, str(next(iter(key.values()))))
    keys: dict[str, int | None] = {"referral_id": None, "sharing_id": None, "suggestion_id": None}
    row = {"whole": whole, "reason": said.reason.strip(), "day": said.day, "account_id": desk.actor.account}
    act.add(TakenBack, **{**keys, **key}, **row)
