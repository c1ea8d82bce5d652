"""A determination in a ledger is the transcript of a review: its number, and a reason where it departs (C1, C3)."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.programme.submission.fields import Kept
from weipian.programme.submission.rules import Asked, Edit, Fault, Now
from weipian.terms.errors import InputError
from weipian.terms.words import Determination

REVIEW, REVIEWED, BECAUSE, MINING, LAND = "review", "reviewed", "because", "mining_determination", "determination"


def transcribed(asked: Asked, now: Now, row: int, review: str) -> Asked:
    """The row with its review number filled in, or with the faults that keep it from being taken."""
    own = {edit.key: edit for edit in asked.edits if edit.entry.kept is Kept.DETERMINATION}
    if not own or asked.faults:
        return asked
    extra = list(_implied(own, now, row, review))
    then = {**now.values, **{edit.key: edit.new for edit in (*own.values(), *extra)}}
    faults = [Fault(row, key, then.get(key, ""), error) for key, error in _faults(then, own, now)]
    return Asked([*asked.edits, *extra], asked.conflicts, faults)


def _implied(own: dict[str, Edit], now: Now, row: int, review: str) -> Iterator[Edit]:
    """The number given for the whole ledger; a new number leaves the old one's date behind."""
    number = now.values.get(REVIEW, "")
    if REVIEW not in own and review and review != number:
        yield Edit(row, now.plot, REVIEW, number, review)
    elif REVIEW not in own:
        return
    day = now.values.get(REVIEWED, "")
    if REVIEWED not in own and day:
        yield Edit(row, now.plot, REVIEWED, day, "")


def _faults(then: dict[str, str], own: dict[str, Edit], now: Now) -> Iterator[tuple[str, InputError]]:
    word = MINING if now.mining else LAND
    if word not in own and (not then.get(word) or _says_more(then, own)):
        yield word, InputError("ledger_determination_missing")
    elif not then[word]:
        yield word, InputError("ledger_determination_cleared")
    elif not then.get(REVIEW):
        yield REVIEW, InputError("ledger_review_missing")
    elif now.proposed and now.proposed != then[word] and not then.get(BECAUSE):
        yield BECAUSE, InputError("ledger_because_missing")


def _says_more(then: dict[str, str], own: dict[str, Edit]) -> bool:
    """A nature without a determination is a slip; a review may well leave a plot undetermined, and say why."""
    nature = own["nature"].new if "nature" in own else ""
    return then.get(LAND) == Determination.UNDETERMINED.value and bool(nature)
