"""What the books tell of an owner's work, as entries by stage; the same for whoever asks.

Only what the owner itself is shown elsewhere: letters that are out, mechanisms that were decided. Referrals for
accountability stand in no general volume: they are for who sees those papers (requirement E4). Counts, no plots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.dossier.sections.words import said
from weipian.programme.report.dossier.general.needs import Entry
from weipian.programme.report.pressing.seeing import SECRET_STATES
from weipian.store.queries.acceptance import AcceptanceHere, SupervisionHere, acceptances, supervisions
from weipian.store.queries.accountability import StartHere, starts
from weipian.store.queries.general import Owner
from weipian.store.queries.general_books import Counted, CountedBooks, counted_books
from weipian.store.queries.letters import LetterHere, letters
from weipian.store.queries.mechanisms import MechanismHere, mechanisms
from weipian.store.sight import EVERYTHING
from weipian.terms.acceptance import Appraisal
from weipian.terms.closing import PeriodKind
from weipian.terms.dossier import GeneralKind as Kind
from weipian.terms.dossier import GeneralStage as Stage
from weipian.terms.dossier import Whose
from weipian.terms.pressing import Mechanism, SentPaper, StartKind
from weipian.terms.review import ReviewForm, ReviewState

HANDED = "handed"
"""That something was handed to a unit, in the law's words."""


@dataclass(frozen=True, slots=True)
class Books:
    """All owners' at once."""

    counted: CountedBooks
    letters: Sequence[LetterHere]
    mechanisms: Sequence[MechanismHere]
    supervisions: Sequence[SupervisionHere]
    acceptances: Mapping[str, AcceptanceHere]
    starts: Sequence[StartHere]


def read_books() -> Books:
    """A fixed number of questions."""
    return Books(
        counted_books(), letters(), mechanisms(), supervisions(EVERYTHING), acceptances(EVERYTHING), starts()
    )  # fmt: skip


def units_in(books: Books) -> list[str]:
    """Units of whose work the books tell something."""
    counted = books.counted
    found = {one.whose for rows in (counted.assigned_units, counted.handed) for one in rows}
    found |= {letter.department for letter in books.letters} | {one.department for one in books.mechanisms}
    return sorted(found - {""})


def entries(books: Books, owner: Owner) -> tuple[tuple[Entry, ...], frozenset[str]]:
    """By stage and day; and what has begun, in the law's words."""
    found = [*_pressed(books, owner), *_met(books, owner)]
    found += [one for row in ROWS for one in _counted(books, owner, row)]
    begun: set[str] = set()
    if owner.township:
        own = [one for one in books.starts if one.township == owner.township]
        found += [*map(_begun, own), *_accepted(books, owner)]
        begun |= {one.kind.value for one in own}
    elif any(one.whose == owner.unit for one in books.counted.handed):
        begun.add(HANDED)
    order = list(Stage)
    return tuple(sorted(found, key=lambda one: (order.index(one.stage), one.day, one.kind, one.what))), frozenset(begun)


@dataclass(frozen=True, slots=True)
class _Row:
    """Which counts stand as which entries, of whom. `what` with the name of a batch or period."""

    of: frozenset[Whose]
    rows: Callable[[CountedBooks], Sequence[Counted]]
    stage: Stage
    kind: Kind
    what: str
    told: str


LAND, UNITS = frozenset({Whose.TOWNSHIP, Whose.OFFICE}), frozenset({Whose.UNIT, Whose.OFFICE})
ROWS = (
    _Row(LAND, lambda one: one.batches, Stage.CONDUCT, Kind.NOTICE, "下发批次 {name}", "图斑 {count} 个"),
    _Row(LAND, lambda one: one.assigned, Stage.CONDUCT, Kind.NOTICE, "交办核查", "图斑 {count} 个"),
    _Row(UNITS, lambda one: one.assigned_units, Stage.CONDUCT, Kind.NOTICE, "交部门核查", "图斑 {count} 个"),
    _Row(LAND, lambda one: one.ordered, Stage.ADVANCE, Kind.NOTICE, "下达整改通知", "地块 {count} 个"),
    _Row(UNITS, lambda one: one.handed, Stage.CONDUCT, Kind.NOTICE, "移交图斑", "{count} 件"),
    _Row(UNITS, lambda one: one.urged, Stage.ADVANCE, Kind.URGING, "催办移交", "{count} 件"),
    _Row(UNITS, lambda one: one.answered, Stage.ADVANCE, Kind.REPORT, "答复移交", "{count} 件"),
    _Row(LAND, lambda one: one.closed, Stage.ADVANCE, Kind.REPORT, "{name}", "已关闭，地块 {count} 个"),
)


def _counted(books: Books, owner: Owner, row: _Row) -> Iterator[Entry]:
    """A day's of one owner; of the office all owners' together."""
    if owner.whose not in row.of:
        return
    days: dict[tuple[date, str, str], int] = {}
    for one in row.rows(books.counted):
        if owner.whose is Whose.OFFICE or one.whose == owner.label:
            key = (one.day, one.name, one.kind)
            days[key] = days.get(key, 0) + one.count
    for (day, name, kind), count in sorted(days.items()):
        stage = Stage.RESULTS if kind == PeriodKind.YEAR.value else row.stage
        named = f"{name} {PeriodKind(kind).label}" if kind else name
        yield Entry(stage, row.kind, day, row.what.format(name=named), told=row.told.format(count=count))


def _met(books: Books, owner: Owner) -> Iterator[Entry]:
    """A township's with its plots, a unit's where it came, the office's all."""
    for one in books.counted.reviews:
        count = sum(one.plots.values()) if owner.whose is Whose.OFFICE else one.plots.get(owner.township, 0)
        if owner.whose is Whose.OFFICE or count or (owner.unit and owner.unit in one.came):
            state = f"{ReviewForm(one.form).label}，{ReviewState(one.state).label}"
            told = f"{state}，地块 {count} 个" if count else state
            yield Entry(Stage.CONDUCT, Kind.MEETING, one.on, f"集体会审　{one.title}".strip("　"), one.number, told)


def _pressed(books: Books, owner: Owner) -> Iterator[Entry]:
    for letter in books.letters:
        if letter.state.is_out and letter.sent_on and _is_for(owner, letter.township, letter.department):
            told = _letter(letter, owner)
            yield Entry(Stage.ADVANCE, Kind.LETTER, letter.sent_on, letter.kind.label, letter.number or "", told)
    for one in books.mechanisms:
        if one.kind not in PRESSED or one.state in SECRET_STATES or one.decided_on is None:
            continue
        if _is_for(owner, one.township, one.department):
            yield Entry(Stage.ADVANCE, PRESSED[one.kind], one.decided_on, one.kind.label, told=_taken(one, owner))
    for each in books.supervisions:
        if _is_for(owner, each.township, ""):
            yield Entry(Stage.ADVANCE, Kind.URGING, each.day, "督导", told=_whom(owner, each.township, said(each.why)))


PRESSED = {
    Mechanism.REMINDER_CIRCULAR: Kind.CIRCULAR,
    Mechanism.WARNING_INTERVIEW: Kind.INTERVIEW,
    Mechanism.JOINT_SANCTION: Kind.URGING,
}
"""Not the referral for accountability."""


def _is_for(owner: Owner, township: str, unit: str) -> bool:
    if owner.whose is Whose.OFFICE:
        return True
    return township == owner.township if owner.township else bool(unit) and unit == owner.unit


def _whom(owner: Owner, whom: str, *more: str) -> str:
    """In the office's own volume whom it was about."""
    return "　".join(filter(None, (whom if owner.whose is Whose.OFFICE else "", *more)))


def _letter(one: LetterHere, owner: Owner) -> str:
    received = f"{one.received_on} 签收" if one.received_on else ""
    replied = f"{one.replied_on} 回复" if one.replied_on else ""
    return _whom(owner, one.addressee, "，".join(filter(None, (received, replied))) or one.state.label)


def _taken(one: MechanismHere, owner: Owner) -> str:
    held = f"{one.held_on} 进行" if one.held_on else ""
    lifted = f"{one.lifted_on} 解除" if one.lifted_on else ""
    return _whom(owner, one.township or one.project, "，".join(filter(None, (held, lifted))) or one.state.label)


def _begun(one: StartHere) -> Entry:
    """What a township began by itself."""
    sent = "、".join(f"{SentPaper(name).label} {day}" for name, day in sorted(one.papers.items()))
    kind = Kind.INTERVIEW if one.kind is StartKind.INTERVIEW else Kind.REPORT
    told = f"已报 {sent}" if sent else "材料还没有报"
    return Entry(Stage.ADVANCE, kind, one.day, one.kind.label, told=told)


def _accepted(books: Books, owner: Owner) -> Iterator[Entry]:
    one = books.acceptances.get(owner.township)
    if one is not None and one.appraisal is not Appraisal.RETRACTED:
        yield Entry(Stage.RESULTS, Kind.ACCEPTANCE, one.day, "乡镇验收结论", told=one.appraisal.label)


def pieces(found: Iterable[Entry]) -> Sequence[tuple[Stage, Kind]]:
    """What the law asks by."""
    return [(one.stage, one.kind) for one in found]
