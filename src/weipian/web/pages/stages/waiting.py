"""What waits for one person: of each list, the rows that they can carry on now, and by when.

Asked of the same commands as the lists themselves, so that a count is never another one than the list's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from weipian.figures.duty_values import Light
from weipian.office.figures.duties import light_of
from weipian.store.acting import Desk
from weipian.store.actors import may
from weipian.store.queries.assigned import given_by_name
from weipian.terms.acting import Act
from weipian.terms.errors import WeipianError
from weipian.web.pages.kept import alike, kept, of_all_alike
from weipian.web.pages.stages.columns import Row
from weipian.web.pages.stages.every import PAGES
from weipian.web.pages.stages.listing import Todo, heard_kept


class Watched(Protocol):
    """A list in which work may wait."""

    @property
    def path(self) -> str: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> str: ...
    @property
    def todos(self) -> tuple[Todo, ...]: ...
    @property
    def given(self) -> Mapping[str, Sequence[str]]: ...
    def alike_for(self, desk: Any) -> bool: ...
    def to(self, todo: Todo) -> str: ...
    def due_of(self, row: Row) -> str: ...


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A list whose page is no stage's: `path` is where it is looked at, `due` the key of its day."""

    path: str
    words: tuple[str, ...]
    rows: str
    todos: tuple[Todo, ...]
    due: str = ""
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    alike: bool = False
    rows_alike: Callable[[Any], bool] | None = None

    def to(self, todo: Todo) -> str:
        return self.path

    def alike_for(self, desk: Any) -> bool:
        return self.alike or (self.rows_alike is not None and self.rows_alike(desk))

    def due_of(self, row: Row) -> str:
        return str(row.get(self.due) or "") if self.due else ""


def _nothing_by_name(desk: Any) -> bool:
    """Whoever was given something by name has another list than their office."""
    return not given_by_name(desk.actor.account)


def _uninspected(row: Row) -> bool:
    return not row["inspected"]


OTHERS: tuple[Watched, ...] = (
    Elsewhere(
        "/inspect/?mine=1",
        ("inspect", "list"),
        "patches",
        (
            Todo("site", "核查交给我或我单位的图斑", Act.SITE_INSPECTED, only=_uninspected),
            Todo("desk", "内业举证交给我或我单位的图斑", Act.DESK_EVIDENCE_RECORDED, only=_uninspected),
        ),
        "due",
        {"mine": ["1"]},
        rows_alike=_nothing_by_name,
    ),
    Elsewhere(
        "/inspect/gates/",
        ("inspect", "gates"),
        "gates",
        (
            Todo("office", "县卫片办逐一核查出具意见", Act.OFFICE_OPINION_GIVEN),
            Todo("group", "领导小组逐一核查出具意见", Act.GROUP_OPINION_GIVEN),
        ),
        alike=True,
    ),
    Elsewhere(
        "/inspect/upper/",
        ("inspect", "uppers"),
        "checks",
        (Todo("answer", "确认上级检查结果", Act.UPPER_CHECK_ANSWERED, only=lambda row: not row["answer"]),),
    ),
    Elsewhere(
        "/review/",
        ("review", "list"),
        "reviews",
        (
            Todo("attend", "会审登记到会", Act.REVIEW_ATTENDED),
            Todo("opinion", "会审发表意见", Act.REVIEW_OPINION_GIVEN),
            Todo("decide", "记录会审决定", Act.REVIEW_DECIDED),
            Todo("minutes", "确认会审纪要", Act.MINUTES_CONFIRMED),
            Todo("lock", "会审定稿", Act.REVIEW_LOCKED),
            Todo("determine", "按会审判定", Act.DETERMINED),
        ),
    ),
)
"""In the programme's order before the stages' own lists."""


@dataclass(frozen=True, slots=True)
class Waits:
    """`late`, `soon`: how many of them; `due`: the first day, where one binds."""

    label: str
    to: str
    count: int
    late: int
    soon: int
    due: date | None


def waits_of(desk: Desk, today: date) -> list[Waits]:
    """The most urgent first; only what this person may do, of what they see."""
    found = [one for page in (*OTHERS, *PAGES) for one in _kept_of(desk, page, today)]
    return sorted(found, key=lambda one: (not one.late, not one.soon, one.due or date.max))


def _kept_of(desk: Desk, page: Watched, today: date) -> Sequence[Waits]:
    """Of one list, once for all who are alike there."""
    if not page.alike_for(desk):
        return kept(desk, "waits", lambda: list(_of(desk, page, today)), page.path)
    desk = of_all_alike(desk)
    return kept(desk, "waits", lambda: list(_of(desk, page, today)), page.path, whose=alike(desk))


def _of(desk: Desk, page: Watched, today: date) -> Iterator[Waits]:
    todos = [one for one in page.todos if may(desk.policy, desk.actor, one.act) is None]
    if not todos:
        return
    rows = _rows(desk, page)
    for todo in todos:
        if waiting := [row for row in rows if todo.waits(row)]:
            yield _waits(page, todo, waiting, today)


def _rows(desk: Desk, page: Watched) -> list[Row]:
    """None for who sees nothing of it."""
    try:
        answer: Any = heard_kept(desk, page.words, page.given, alike=page.alike_for(desk)).answer
    except WeipianError:
        return []
    return list(answer.get(page.rows) or [])


def _waits(page: Watched, todo: Todo, rows: Sequence[Row], today: date) -> Waits:
    days = [date.fromisoformat(day) for row in rows if (day := page.due_of(row))]
    lights = [light_of(day, today, True)[0] for day in days]
    late, soon = lights.count(Light.OVERDUE), lights.count(Light.SOON)
    return Waits(todo.label, page.to(todo), len(rows), late, soon, min(days, default=None))
