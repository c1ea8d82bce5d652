"""Everything that may happen on a day, in its order within one. A later part of the year adds a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from weipian.demo.days import (
    arriving,
    asking,
    assigning,
    checking_above,
    closing,
    correcting,
    filling,
    handing,
    looking,
    noting,
    overruled,
    parting,
    proposing,
    returning,
    reviewing,
    visiting,
)
from weipian.demo.days.world import World

Thing = Callable[[World, date], None]
"""Asked of every day; does what falls due on it, and nothing on others."""
THINGS: tuple[Thing, ...] = (
    arriving.arrive,
    assigning.assign,
    assigning.take_over,
    visiting.visit,
    noting.note,
    parting.cut_in_two,
    parting.look_at_parts,
    parting.put_together,
    handing.hand,
    handing.look_into,
    proposing.propose,
    proposing.look_one_by_one,
    asking.put_to_above,
    asking.hear_from_above,
    reviewing.sit,
    reviewing.hear_and_decide,
    reviewing.agree,
    reviewing.close_review,
    noting.put_right,
    overruled.take_in_finals,
    checking_above.look_from_above,
    checking_above.answer_above,
    filling.fill,
    filling.check,
    filling.confirm_released,
    filling.go_on,
    filling.correct_returned,
    returning.reconcile_platform,
    correcting.take_in_problems,
    correcting.put_problems_right,
    correcting.answer_problems,
    looking.look_at_originals,
    closing.check_before,
    closing.close,
    closing.reopen,
)
