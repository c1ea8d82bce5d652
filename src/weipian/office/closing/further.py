"""What inspection, review and submission know of plots that stands in the way of a close (plan 二(四)(八), 三)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from weipian.office.closing.gated import open_gates
from weipian.office.ledger.following import determined
from weipian.policy import Policy
from weipian.programme.submission.acts.reconciling import differing
from weipian.store.queries.blocking import in_open_reviews, locked_reviews, unanswered_checks, with_open_problems
from weipian.store.queries.instructions import waiting_patches
from weipian.store.queries.ledger import Line
from weipian.store.queries.submission import returns
from weipian.terms.closing import Blocks
from weipian.terms.submission import ReturnState
from weipian.terms.words import Determination

Found = Iterable[tuple[Line, Blocks]]


@dataclass(frozen=True, slots=True)
class More:
    """A question to other tables: which words it may answer; how many queries it asks is the same for any plots."""

    words: frozenset[Blocks]
    ask: Callable[[Policy, Sequence[Line]], Found]


def _upper(_: Policy, lines: Sequence[Line]) -> Found:
    waiting = unanswered_checks()
    return ((line, Blocks.UPPER_UNANSWERED) for line in lines if line.patch in waiting)


def _instructions(_: Policy, lines: Sequence[Line]) -> Found:
    waiting = waiting_patches()
    return ((line, Blocks.INSTRUCTION_WAITS) for line in lines if line.patch in waiting)


def _reviews(_: Policy, lines: Sequence[Line]) -> Iterator[tuple[Line, Blocks]]:
    """A final determination of the level above stands by its own paper."""
    waiting, locked = in_open_reviews(), locked_reviews()
    for line in lines:
        if line.id in waiting:
            yield line, Blocks.REVIEW_UNLOCKED
        said = line.determined
        if is_determined(line) and said and said.values["final"] != "1" and said.values["review"] not in locked:
            yield line, Blocks.REVIEW_NOT_HERE


def is_determined(line: Line) -> bool:
    """What a review left undetermined has nothing to be released."""
    return determined(line) not in ("", Determination.UNDETERMINED.value)


def _returns(_: Policy, lines: Sequence[Line]) -> Iterator[tuple[Line, Blocks]]:
    """Those beside the platform's newest list too; where none was taken in, nothing is known to differ."""
    subs = returns()
    differs = differing({line.id: line.plot for line in lines}, subs)
    for line in lines:
        state = subs[line.id].state if line.id in subs else ReturnState.TO_FILL
        if state is ReturnState.RETURNED:
            yield line, Blocks.RETURNED
        elif not state.is_out and is_determined(line):
            yield line, Blocks.NOT_RELEASED
        if line.id in differs:
            yield line, Blocks.PLATFORM_DIFFERS


def _problems(_: Policy, lines: Sequence[Line]) -> Found:
    plots, patches = with_open_problems()
    return ((line, Blocks.PROBLEM_OPEN) for line in lines if line.id in plots or line.patch in patches)


MORE: tuple[More, ...] = (
    More(frozenset({Blocks.GATE_OFFICE, Blocks.GATE_GROUP}), open_gates),
    More(frozenset({Blocks.UPPER_UNANSWERED}), _upper),
    More(frozenset({Blocks.REVIEW_UNLOCKED, Blocks.REVIEW_NOT_HERE}), _reviews),
    More(frozenset({Blocks.INSTRUCTION_WAITS}), _instructions),
    More(frozenset({Blocks.NOT_RELEASED, Blocks.RETURNED, Blocks.PLATFORM_DIFFERS}), _returns),
    More(frozenset({Blocks.PROBLEM_OPEN}), _problems),
)


def told(policy: Policy, lines: Sequence[Line], wanted: Collection[Blocks]) -> Mapping[int, frozenset[str]]:
    """Plot → the wanted words that hold of it."""
    found: dict[int, set[str]] = {}
    for more in MORE:
        if more.words.isdisjoint(wanted):
            continue
        for line, word in more.ask(policy, lines):
            found.setdefault(line.id, set()).add(word.value)
    return {plot: frozenset(words) for plot, words in found.items()}
