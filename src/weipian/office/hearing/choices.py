"""What can be recorded of a plot by which key, and what of it wants a written reason, as the rules say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weipian.policy import Policy
from weipian.programme.determination.catalogue import catalogue
from weipian.programme.determination.review.determining import CONCLUSION
from weipian.programme.determination.review.rules import MINING, UNDETERMINED, label_of, require_reason
from weipian.store.queries.reviews import PlotAsked
from weipian.terms.determination import Nature
from weipian.terms.errors import InputError
from weipian.terms.review import Why
from weipian.terms.words import Conclusion, Determination

KEYS = (
    ("1", "合法", Conclusion.LAWFUL),
    ("2", "违法", Conclusion.UNLAWFUL),
    ("3", "其他用地", Conclusion.OTHER_USE),
    ("3", "伪变化", Conclusion.PSEUDO_CHANGE),
)
BACK = ("0", "退回补证")
LETTERS = {
    Conclusion.LAWFUL.value: "合",
    Conclusion.UNLAWFUL.value: "违",
    Conclusion.OTHER_USE.value: "其",
    Conclusion.PSEUDO_CHANGE.value: "伪",
    UNDETERMINED: "补",
}


def letter_of(word: str) -> str:
    """A recorded word in one letter; "" where nothing is recorded."""
    return LETTERS.get(CONCLUSION.get(word, word), "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one choice records. `wants`: why it needs a written reason, "" where it needs none."""

    word: str
    nature: str
    label: str
    wants: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A key with what falls under it, what is proposed first."""

    key: str
    label: str
    outcomes: tuple[Outcome, ...]


def choices(plot: PlotAsked, argued: Sequence[Why], policy: Policy) -> list[Choice]:
    """In the order of the keys; nothing of a mining patch that it cannot be."""
    found = []
    for key, label, conclusion in KEYS:
        outcomes = [_outcome(plot, *one, argued) for one in _words(plot, conclusion, policy)]
        if outcomes:
            found.append(Choice(key, label, tuple(sorted(outcomes, key=lambda one: not one.proposed))))
    key, label = BACK
    return [*found, Choice(key, label, (_outcome(plot, UNDETERMINED, "", "未判定", argued),))]


def _words(plot: PlotAsked, conclusion: Conclusion, policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Word, nature and label of each outcome under a conclusion."""
    words = (
        [one.value for one in MINING if one is conclusion]
        if plot.mining
        else [one.value for one in Determination if CONCLUSION.get(one.value) == conclusion.value]
    )
    for word in words:
        natures = () if plot.proposal == word or len(words) > 1 else _natures(plot, conclusion, policy)
        if len(natures) > 1:
            yield from ((word, nature.value, nature.label) for nature in natures)
        else:
            yield word, "", label_of(plot.mining, word)


def _natures(plot: PlotAsked, conclusion: Conclusion, policy: Policy) -> tuple[Nature, ...]:
    tree = "mining" if plot.mining else "land"
    rules = (one for one in catalogue(policy) if one.tree == tree and one.conclusion is conclusion)
    return tuple(dict.fromkeys(one.nature for one in rules if one.nature is not None))


def _outcome(plot: PlotAsked, word: str, nature: str, label: str, argued: Sequence[Why]) -> Outcome:
    return Outcome(word, nature, label, _wants(plot, word, argued), bool(word) and word == plot.proposal)


def _wants(plot: PlotAsked, word: str, argued: Sequence[Why]) -> str:
    try:
        require_reason(word, plot.proposal, "", argued)
    except InputError as error:
        return error.message
    return ""
