"""A transcript against the reviews that were held here: such a one must be locked and say the same (C3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from weipian.programme.submission.fields import Kept
from weipian.programme.submission.rules import Asked, Fault
from weipian.store.acting import Desk
from weipian.store.queries.instructions import waiting_patches
from weipian.store.queries.ledger import Line
from weipian.store.queries.rectification import ordered_plots
from weipian.store.queries.reviews import booked_reviews
from weipian.terms.errors import InputError
from weipian.terms.review import ReviewState
from weipian.terms.words import Conclusion, Determination

WORDS = ("determination", "mining_determination")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Our reviews by number: state, and plot → word decided; patches that wait for instructions; plots ordered here."""

    reviews: Mapping[str, tuple[ReviewState, Mapping[str, str]]] = field(default_factory=dict)
    waiting: Collection[str] = frozenset()
    ordered: Collection[str] = frozenset()


def reviewed(desk: Desk) -> Reviewed:
    """As the books say now."""
    waiting = waiting_patches() if desk.policy.value("review.instruction_bars").flag else frozenset()
    return Reviewed(booked_reviews(), waiting, ordered_plots())


def against_reviews(asked: Asked, line: Line, now: Mapping[str, str], known: Reviewed, row: int) -> Asked:
    """A number that is none of ours stays a transcript, as before."""
    own = {edit.key: edit.new for edit in asked.edits if edit.entry.kept is Kept.DETERMINATION}
    word = next((own[key] for key in WORDS if key in own), "")
    if not own.keys() & {*WORDS, "review"}:
        return asked
    word = word or next((now[key] for key in WORDS if now.get(key)), "")
    try:
        if word and word != Determination.UNDETERMINED.value and line.patch in known.waiting:
            raise InputError("review_instruction_waits")
        _require_same(line, word, own.get("review", now.get("review", "")), known)
    except InputError as error:
        asked.faults.append(Fault(row, "review", own.get("review", ""), error))
    return asked


ORDERED = frozenset({"measure", "ordered", "outcome", "outcome_on"})
"""What follows from an order and what came after it."""


def against_orders(asked: Asked, line: Line, known: Reviewed, row: int) -> Asked:
    """A plot whose rectification is kept here is put right here: the ledger's columns of it only show it."""
    if line.plot in known.ordered:
        for edit in asked.edits:
            if edit.entry.kept is Kept.RIGHT and edit.key in ORDERED:
                asked.faults.append(Fault(row, edit.key, edit.new, InputError("ledger_right_ordered")))
    return asked


def _require_same(line: Line, word: str, number: str, known: Reviewed) -> None:
    if number not in known.reviews:
        return
    state, decided = known.reviews[number]
    if state is not ReviewState.LOCKED:
        raise InputError("review_not_locked", number=number, state=state.label)
    if line.plot not in decided:
        raise InputError("review_plot_not_decided", number=number)
    if decided[line.plot] != word:
        said = decided[line.plot]
        words = Determination if said in {one.value for one in Determination} else Conclusion
        raise InputError("review_disagrees", number=number, decided=words(said).label)
