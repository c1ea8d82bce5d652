"""Why a plot comes to a review by itself, what has to be argued, in which words it is decided (plan 二(二)(三))."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from weipian.policy import Policy
from weipian.terms.errors import InputError
from weipian.terms.review import Why
from weipian.terms.words import Conclusion, Determination

MINING = (Conclusion.LAWFUL, Conclusion.UNLAWFUL, Conclusion.PSEUDO_CHANGE)
UNDETERMINED = Determination.UNDETERMINED.value


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a plot; `cultivated` None where it is not known, which is not nought."""

    proposed: Mapping[str, str] | None
    proposal: str
    determined: str
    gates: int
    cultivated: int | None
    opinions: frozenset[str] = frozenset()
    returned: bool = False


def reasons(facts: Facts) -> tuple[Why, ...]:
    """Why it comes by itself; none where it does not."""
    conclusion = facts.proposed["conclusion"] if facts.proposed else ""
    other = Determination.OTHER_USE.value in (conclusion, facts.proposal, facts.determined, *facts.opinions)
    said = facts.determined not in ("", UNDETERMINED)
    asked = {
        Why.DISPUTED: len(facts.opinions) > 1,
        Why.KEY: facts.gates > 0,
        Why.IN_DOUBT: conclusion == Conclusion.IN_DOUBT.value,
        Why.OTHER_ON_CULTIVATED: other and facts.cultivated != 0,
        Why.DIFFERS: said and bool(facts.proposal) and facts.determined != facts.proposal,
        Why.RETURNED: facts.returned,
    }
    return tuple(why for why, holds in asked.items() if holds)


def argued(whys: Collection[Why], policy: Policy) -> tuple[Why, ...]:
    """Those reasons for which the plot is argued by itself, with a written reason."""
    named = policy.value("review.argued_one_by_one").items
    return tuple(why for why in Why if why in whys and why.value in named)


def word_for(mining: bool, text: str) -> str:
    """A decision's or an opinion's word. Raises InputError; a mining plot has words of its own."""
    if not mining:
        return Determination.read(text).value
    if _is_undetermined(text):
        return UNDETERMINED
    word = Conclusion.read(text)
    if word not in MINING:
        raise InputError("ledger_mining_word", words="、".join(one.label for one in MINING))
    return word.value


def _is_undetermined(text: str) -> bool:
    try:
        return Determination.read(text) is Determination.UNDETERMINED
    except InputError:
        return False


def label_of(mining: bool, word: str) -> str:
    """A word for people; "" where there is none."""
    if not word:
        return ""
    return Conclusion(word).label if mining and word != UNDETERMINED else Determination(word).label


def require_reason(word: str, proposal: str, because: str, whys: Sequence[Why]) -> None:
    """Raises InputError for a decision that needs a written reason and has none."""
    if because.strip():
        return
    if word == UNDETERMINED:
        raise InputError("review_because_undetermined")
    if proposal and proposal != word:
        raise InputError("ledger_because_missing")
    if whys:
        raise InputError("review_because_argued", whys="、".join(why.label for why in whys))


def require_no_conflict(department: str, person: str, conflicts: Collection[tuple[str, str]]) -> None:
    """`conflicts`: department and person ("" is the whole department). Raises InputError for who stays out."""
    own = {name for body, name in conflicts if body == department}
    if "" in own or (person and person in own):
        raise InputError("review_in_conflict", department=department)
    if own and not person:
        raise InputError("review_who_speaks", department=department)
