"""立案: by the competent body, with the clue's day and a second person's approval (plan 二(五), requirement D2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.cases.acts.bringing import (
    approval_columns,
    plots_among,
    plots_of,
    require_approved,
    require_unlawful,
)
from weipian.programme.rectification.cases.competence import Approver, require_competent
from weipian.store.acting import Desk, acting
from weipian.store.actors import place_of, require_may
from weipian.store.days import require_past
from weipian.store.models import Case, CaseMove
from weipian.store.queries.cases import CaseHere, PlotInCase, cases, cases_on
from weipian.store.queries.records import ids_by_name
from weipian.store.sight import EVERYTHING
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.cases import OVER, Breach, CaseStep
from weipian.terms.errors import InputError
from weipian.terms.records import RecordKind
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class Opening:
    """A case: its number, plots, nature, the clue's day, when it was opened, by whom approved; whose, of which project.

    `body` empty: that of who opens it.
    """

    number: str
    plots: tuple[str, ...]
    breach: Breach
    day: date
    clue: date | None
    approver: Approver
    body: str = ""
    party: str = ""
    project: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """What openings are checked against."""

    numbers: frozenset[str]
    on: Mapping[int, Collection[CaseHere]]
    parties: Mapping[str, int]
    projects: Mapping[str, int]


def books_of(wanted: Sequence[Opening], plots: Collection[int]) -> Books:
    """As they stand; the same number of questions however many openings."""
    taken = {one.number for one in cases(EVERYTHING, [one.number for one in wanted])}
    parties = ids_by_name(RecordKind.PARTY) if any(one.party for one in wanted) else {}
    projects = ids_by_name(RecordKind.PROJECT) if any(one.project for one in wanted) else {}
    return Books(frozenset(taken), cases_on(plots), parties, projects)


def own_body(desk: Desk) -> str:
    """The body of who is at the desk, by the role that may."""
    _, department = place_of(desk.policy, desk.actor, Act.CASE_OPENED)
    return department or desk.policy.value("cases.own_body").text


def require_openable(desk: Desk, said: Opening, plots: Sequence[PlotInCase], books: Books) -> None:
    """Raises InputError: wrong body, no second person, lawful, a case already, unknown party."""
    where = said.number or "、".join(said.plots)
    if not said.number.strip():
        raise InputError("case_no_number", where=where)
    own = own_body(desk)
    if said.body and said.body != own and desk.actor.department:
        raise InputError("case_not_own_body", where=where, body=said.body, own=own)
    require_competent(desk.policy, said.body or own, said.breach, where)
    require_approved(desk, CaseStep.OPENED.value, CaseStep.OPENED.label, said.approver, where)
    require_unlawful(plots)
    if said.number.strip() in books.numbers:
        raise InputError("case_number_taken", where=where)
    for one in plots:
        if said.breach.is_mining != (one.category is Category.MINING):
            raise InputError("case_breach_of_other", where=one.number, breach=said.breach.label)
        standing = [case for case in books.on.get(one.id, ()) if case.turns[-1].step not in OVER]
        if standing:
            raise InputError("case_plot_taken", where=one.number, case=standing[0].number)
    _require_known(said, books, where)
    if said.clue is not None and said.clue > said.day:
        raise InputError("case_clue_after", where=where, clue=said.clue, day=said.day)


def _require_known(said: Opening, books: Books, where: str) -> None:
    if said.party and said.party not in books.parties:
        raise InputError("case_record_unknown", where=where, kind="责任主体", name=said.party)
    if said.project and said.project not in books.projects:
        raise InputError("case_record_unknown", where=where, kind="项目", name=said.project)


def require_open_role(desk: Desk) -> None:
    """Who may not at all is told so before anything is looked up."""
    require_may(desk.policy, desk.actor, Act.CASE_OPENED)


def open_case(desk: Desk, said: Opening) -> int:
    """The case's id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CASE_OPENED)
    with acting(desk, Act.CASE_OPENED, "case") as act:
        require_past(act, said.day, said.number)
        plots = plots_of(desk, Act.CASE_OPENED, said.plots)
        books = books_of([said], [one.id for one in plots])
        require_openable(desk, said, plots, books)
        (key,) = write_openings(act, desk, [(said, plots)], books, None)
        act.subject = f"case:{key}"
    return key


def ready(desk: Desk, said: Opening, known: Mapping[str, PlotInCase], books: Books) -> list[PlotInCase]:
    """The plots of an opening in a table. Raises InputError."""
    plots = plots_among(desk, Act.CASE_OPENED, list(dict.fromkeys(said.plots)), known)
    require_openable(desk, said, plots, books)
    return plots


def write_openings(
    act: Doing,
    desk: Desk,
    wanted: Sequence[tuple[Opening, Sequence[PlotInCase]]],
    books: Books,
    sheet: int | None,
) -> list[int]:
    """Rows of cases that were checked before; their ids."""
    keys = act.add_many(Case, [{} for _ in wanted])
    rows = [
        {
            "case_id": key,
            "turn": 1,
            "plot_id": plot.id,
            "patch_id": plot.patch_id,
            "step": CaseStep.OPENED.value,
            "day": said.day,
            "clue": said.clue,
            "number": said.number.strip(),
            "breach": said.breach.value,
            "body": said.body or own_body(desk),
            "party_id": books.parties.get(said.party),
            "project_id": books.projects.get(said.project),
            "reason": said.reason.strip() or None,
            **approval_columns(said.approver),
            "account_id": desk.actor.account,
            "sheet_id": sheet,
        }
        for key, (said, plots) in zip(keys, wanted, strict=True)
        for plot in plots
    ]
    act.add_many(CaseMove, rows)
    return keys
