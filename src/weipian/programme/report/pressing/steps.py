"""What may be done with a letter now, as a table of the policy: move × state; when a reply is due. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from weipian.policy import Policy
from weipian.policy.clocks import after
from weipian.terms.acting import Act
from weipian.terms.pressing import LetterMove, LetterState

ACTS: Mapping[LetterMove, Act] = {
    LetterMove.EDIT: Act.LETTER_DRAFTED,
    LetterMove.CHECK: Act.LETTER_CHECKED,
    LetterMove.SEND_BACK: Act.LETTER_CHECKED,
    LetterMove.SIGN: Act.LETTER_SIGNED,
    LetterMove.NUMBER: Act.LETTER_SENT,
    LetterMove.SEAL: Act.LETTER_SENT,
    LetterMove.SEND: Act.LETTER_SENT,
    LetterMove.RECEIVE: Act.LETTER_RECEIVED,
    LetterMove.REPLY: Act.LETTER_REPLIED,
    LetterMove.WITHDRAW: Act.LETTER_UNDONE,
}
"""Which act a move is: who may is asked of it."""
LEADS_TO: Mapping[LetterMove, LetterState] = {
    LetterMove.EDIT: LetterState.DRAFTED,
    LetterMove.CHECK: LetterState.CHECKED,
    LetterMove.SEND_BACK: LetterState.SENT_BACK,
    LetterMove.SIGN: LetterState.SIGNED,
    LetterMove.NUMBER: LetterState.NUMBERED,
    LetterMove.SEAL: LetterState.SEALED,
    LetterMove.SEND: LetterState.SENT,
    LetterMove.RECEIVE: LetterState.RECEIVED,
    LetterMove.REPLY: LetterState.REPLIED,
    LetterMove.WITHDRAW: LetterState.WITHDRAWN,
}


def states_of(policy: Policy, move: LetterMove) -> frozenset[LetterState]:
    """The states in which a move is possible."""
    return frozenset(LetterState(name) for name in policy.value(f"letters.moves_{move.value}").items)


def reply_due(policy: Policy, sent_on: date) -> date | None:
    """The day by which a reply is due where the letter names none; None where the calendar is not published."""
    return after(sent_on, policy.value("letters.reply_within").period)


def is_overdue(state: LetterState, due: date | None, today: date) -> bool:
    """Out, not replied to, and past its day."""
    return state in (LetterState.SENT, LetterState.RECEIVED) and due is not None and today > due
