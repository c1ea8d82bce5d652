"""What the books show of interviews, the four mechanisms, letters and urging beside a checklist (二(八)(九)).

A figure has the rows that it counts. Where nobody in the county has written down anything of a kind, there is no
figure: that nothing is kept is not nought. A joint sanction hangs on a project and is never counted as a township's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.programme.report.pressing.starts import stands
from weipian.programme.report.pressing.steps import is_overdue
from weipian.store.queries.acceptance import SupervisionHere
from weipian.store.queries.accountability import StartHere, starts
from weipian.store.queries.ledger import Line
from weipian.store.queries.letters import LetterHere, letters
from weipian.store.queries.mechanisms import MechanismHere, StepHere, mechanisms, steps_of
from weipian.store.sight import Sight
from weipian.terms.pressing import LetterState, Mechanism, MechanismState, StepKind


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the rows behind it; `value` None where it can't be told, and why."""

    value: int | None
    rows: tuple[str, ...] = ()
    why: str = ""


NOT_KEPT = "没有登记，不等于没有"
NOT_BY_TOWNSHIP = "移交登记只有文号、日期、接收机关和回执，不分乡镇"
NOT_SEEN = "由县级和项目主管部门查看"


@dataclass(frozen=True, slots=True)
class Books:
    """Every row of the county, read once. `whole`: whether who asks sees all of them."""

    mechanisms: Sequence[MechanismHere]
    letters: Sequence[LetterHere]
    starts: Sequence[StartHere]
    steps: Sequence[StepHere]
    supervisions: Sequence[SupervisionHere]
    whole: bool


def read(sight: Sight, supervisions: Sequence[SupervisionHere]) -> Books:
    """A question each. Of a township's own sight only what is its own is looked at, the rest says nothing of it."""
    whole = sight.everything
    return Books(
        [one for one in mechanisms() if whole or one.township == sight.township],
        [one for one in letters() if whole or one.township == sight.township],
        starts(None if whole else sight.township),
        steps_of() if whole else [],
        supervisions,
        whole,
    )


@dataclass(frozen=True, slots=True)
class Pressed:
    """The books as one township's figures are counted from them."""

    books: Books
    township: str
    projects: frozenset[str]
    policy: Policy
    today: date


def pressed_of(books: Books, township: str, lines: Iterable[Line], policy: Policy, today: date) -> Pressed:
    projects = frozenset(line.project for line in lines if line.project and line.township == township)
    return Pressed(books, township, projects, policy, today)


def _counted(kept: Sequence[object], rows: Iterable[str]) -> Counted:
    """`kept`: everything of its kind; where that is nothing at all, the figure is not nought."""
    found = tuple(rows)
    return Counted(len(found), found) if kept else Counted(None, why=NOT_KEPT)


def _mechanisms(told: Pressed, wanted: Callable[[MechanismHere], bool], *, interviews: bool = False) -> Counted:
    kept = [one for one in told.books.mechanisms if not interviews or one.kind is Mechanism.WARNING_INTERVIEW]
    own = [one for one in kept if one.township == told.township and wanted(one)]
    return _counted(kept, (f"机制 {one.mechanism} {one.kind.label}" for one in own))


def _decided(one: MechanismHere) -> bool:
    return one.state in (MechanismState.DECIDED, MechanismState.LIFTED)


def _in_force(told: Pressed) -> Counted:
    def holds(one: MechanismHere) -> bool:
        return one.state is MechanismState.DECIDED and (one.ends_on is None or told.today <= one.ends_on)

    return _mechanisms(told, holds)


def _letters(told: Pressed, wanted: Callable[[LetterHere], bool], *, interviews: bool = False) -> Counted:
    """Letters that are out; of `interviews` only those that hang on one."""
    on = {one.mechanism for one in told.books.mechanisms if one.kind is Mechanism.WARNING_INTERVIEW}
    kept = [one for one in told.books.letters if one.state.is_out and (not interviews or one.mechanism in on)]
    own = [one for one in kept if one.township == told.township and wanted(one)]
    return _counted(kept, (f"函件 {one.letter} {one.kind.label}" for one in own))


def _unanswered(one: LetterHere) -> bool:
    return one.state is not LetterState.REPLIED


def _late_reply(told: Pressed) -> Callable[[LetterHere], bool]:
    return lambda one: is_overdue(one.state, one.due, told.today)


def _starts(told: Pressed, *, late: bool = False) -> Counted:
    """`late`: whose papers came after their day, or have not come; where a day can't be told the figure can't."""
    own = [one for one in told.books.starts if one.township == told.township]
    if not late:
        return _counted(told.books.starts, map(_start, own))
    days = [stands(told.policy, one.kind, one.day, one.papers, told.today).late for one in own]
    if None in days:
        return Counted(None, why="工作日推算不出")
    return _counted(told.books.starts, (_start(one) for one, late_by in zip(own, days, strict=True) if late_by))


def _start(one: StartHere) -> str:
    return f"{one.kind.label} {one.start}"


def _urged(told: Pressed) -> Counted:
    """Steps hang on projects; those with a plot in the township are told beside it."""
    if not told.books.whole:
        return Counted(None, why=NOT_SEEN)
    own = [one for one in told.books.steps if one.kind is StepKind.URGED and one.project in told.projects]
    return _counted(told.books.steps, (f"督促 {one.id} {one.project}" for one in own))


def _supervised(told: Pressed) -> Counted:
    own = [one for one in told.books.supervisions if one.township == told.township]
    return _counted(told.books.supervisions, (f"督导 {one.id}" for one in own))


PRESSED: Mapping[str, tuple[str, str, Callable[[Pressed], Counted]]] = {
    "mechanisms_in_force": ("执行中的机制", "四项机制登记，联合惩戒按项目、不计入乡镇", _in_force),
    "mechanisms_lifted": (
        "已解除的机制", "四项机制登记", lambda told: _mechanisms(told, lambda one: one.state is MechanismState.LIFTED),
    ),
    "letters": ("发给本乡镇的函件", "函件登记", lambda told: _letters(told, lambda one: True)),
    "letters_unanswered": ("未回复的函件", "函件登记", lambda told: _letters(told, _unanswered)),
    "letters_overdue": ("逾期未回复的函件", "函件登记", lambda told: _letters(told, _late_reply(told))),
    "urged": ("涉及本乡镇项目的督促", "项目督促登记", _urged),
    "supervised": ("督导", "督导登记", _supervised),
    "interviews": ("县里决定的约谈", "四项机制登记", lambda told: _mechanisms(told, _decided, interviews=True)),
    "interviews_held": (
        "其中已约谈", "四项机制登记",
        lambda told: _mechanisms(told, lambda one: _decided(one) and one.held_on is not None, interviews=True),
    ),
    "interviews_answered": (
        "约谈函件已回复", "函件登记",
        lambda told: _letters(told, lambda one: one.state is LetterState.REPLIED, interviews=True),
    ),
    "interviews_overdue": (
        "约谈函件逾期未回复", "函件登记", lambda told: _letters(told, _late_reply(told), interviews=True),
    ),
    "starts": ("乡镇自行约谈、问责", "乡镇自行约谈问责登记（六(三)）", _starts),
    "starts_late": ("其中材料迟报", "期限（六(三)，5 个工作日）", lambda told: _starts(told, late=True)),
    "referrals": ("移交问责", "移交问责登记", lambda told: Counted(None, why=NOT_BY_TOWNSHIP)),
}  # fmt: skip
