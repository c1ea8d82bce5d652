"""Lists of acts about different plots by different people, for tests of what any order of them leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import made_doing as doing
from made_books import TOWNSHIPS, UNLAWFUL, Given, issue
from made_evidence import docx, photo
from made_people import add_person
from made_returns import IMAGES, UNCHANGED, as_person, county
from weipian.terms.acting import Act, Role
from weipian.terms.inspection import ApprovalSystem
from weipian.terms.words import GateName

LARGE = 40_000_000_000
TWO = 2
"""Of each kind."""
Doing = Callable[[Any], object]
PEOPLE = (
    ("town0", Role.TOWNSHIP_CLERK, TOWNSHIPS[0], ""), ("town1", Role.TOWNSHIP_CLERK, TOWNSHIPS[1], ""),
    ("group", Role.LEADING_GROUP, "", ""), ("water", Role.DEPARTMENT_CLERK, "", "水利"),
)  # fmt: skip


def plots(letter: str, count: int, said: Mapping[str, str], cultivated: int = LARGE) -> tuple[Given, ...]:
    """By turns in each township."""
    return tuple(
        Given(f"{letter}{at}", TOWNSHIPS[at % 2], cultivated_um2=cultivated, proposal=said, images=IMAGES)
        for at in range(count)
    )


def prepared(folder: Path, count: int = TWO) -> Any:
    """So many plots D to be returned, Q to be inspected, K to be determined; a review that is open, approvals; the
    clerk's desk."""
    desk = county(folder, plots("D", count, UNCHANGED, 2_000_000_000))
    from weipian.store.acting import acting
    from weipian.store.models import Approval

    inspected, reviewed = plots("Q", count, UNLAWFUL), plots("K", count, UNLAWFUL)
    issue(desk, inspected + reviewed, "202309", date(2023, 9, 1))
    for name, role, township, department in PEOPLE:
        add_person(folder, name, role, township, department=department)
    with acting(desk, Act.RECORD_KEPT, "approval") as act:
        act.add_many(Approval, [{"number": f"批{at}号"} for at in range(count)])
    doing.convened(desk, "HS-1")
    for at, one in enumerate(inspected):
        doing.put_in(desk, folder.parent / f"{one.number}.jpg", photo(size=(30, 30 + at)), one.number, "site_photo")
    for one in reviewed:
        doing.put_in(desk, folder.parent / f"{one.number}.docx", docx(name=one.number.encode()), one.number, "minutes")
    return desk


@dataclass(frozen=True)
class Thread:
    """What happens to one thing, in its order."""

    about: str
    acts: tuple[Doing, ...]


def threads(count: int = TWO) -> tuple[Thread, ...]:
    return tuple(
        thread
        for at in range(count)
        for thread in (
            Thread(f"Q{at}", inspected(f"Q{at}", at % 2)),
            Thread(f"D{at}", returned(f"D{at}", sent_back=at == 1)),
            Thread(f"K{at}", reviewed(f"K{at}")),
            Thread(f"批{at}号", looked_up(f"批{at}号")),
        )
    )


def inspected(plot: str, place: int) -> tuple[Doing, ...]:
    """Assigned, handed over, taken, visited, marked, opined, checked from above, reviewed, asked about."""
    town = f"town{place}"
    return (
        lambda desk: doing.assign(desk, plot, TOWNSHIPS[place]),
        lambda desk: doing.take(as_person(desk, town), plot),
        lambda desk: doing.visit(as_person(desk, town), plot, suspected_unlawful="1", new_building="1"),
        lambda desk: doing.mark(as_person(desk, town), plot),
        lambda desk: doing.hand_over(desk, plot),
        lambda desk: doing.take(as_person(desk, "water"), plot),
        lambda desk: doing.opine(as_person(desk, "leader"), plot, GateName.A),
        lambda desk: doing.opine(as_person(desk, "group"), plot, GateName.D),
        lambda desk: doing.checked_above(desk, plot),
        lambda desk: doing.answered_above(as_person(desk, "reviewer"), plot),
        lambda desk: doing.on_agenda(desk, plot),
        lambda desk: doing.spoken(desk, plot),
        lambda desk: doing.decided(desk, plot, "未判定"),
        lambda desk: doing.decided(desk, plot, "新增建设用地违法"),
        lambda desk: doing.asked(as_person(desk, "leader"), plot),
        lambda desk: doing.visit(as_person(desk, town), plot, told="复查", new_building="0"),
    )


def returned(plot: str, *, sent_back: bool) -> tuple[Doing, ...]:
    steps: tuple[Doing, ...] = (
        lambda desk: doing.filled(desk, plot),
        lambda desk: doing.self_checked(desk, plot),
        lambda desk: doing.second(as_person(desk, "reviewer"), plot),
        lambda desk: doing.released(as_person(desk, "leader"), plot),
        lambda desk: doing.back(as_person(desk, "reviewer"), plot),
    )
    return steps if sent_back else steps[:-1]


def reviewed(plot: str) -> tuple[Doing, ...]:
    """A review of its own, to its end; and the upper level's word."""
    return (
        lambda desk: doing.convened(desk, plot),
        lambda desk: doing.on_agenda(desk, plot, plot),
        lambda desk: doing.decided(desk, plot, "新增建设用地违法", plot),
        lambda desk: doing.confirmed(as_person(desk, "reviewer"), plot),
        lambda desk: doing.locked(as_person(desk, "leader"), plot),
        lambda desk: doing.determined(as_person(desk, "leader"), plot),
        lambda desk: doing.final(as_person(desk, "leader"), plot),
    )


def looked_up(number: str) -> tuple[Doing, ...]:
    def search(system: ApprovalSystem, day: int) -> Doing:
        return lambda desk: doing.looked(desk, number, system, date(2023, 9, day))

    return tuple(search(system, day) for day, system in enumerate(ApprovalSystem, start=1))


def done(desk: Any, order: Sequence[int], lists: Sequence[Thread] = ()) -> None:
    """Every act of every list; `order`: whose next act comes next, by the lists' numbers."""
    left = [list(thread.acts) for thread in lists or threads()]
    for at in order:
        refused = getattr(left[at].pop(0)(desk), "refused", ())
        assert not refused, [str(one) for one in refused]
    assert not any(left)


def in_turn(count: int = TWO) -> list[int]:
    """One thread after the other."""
    return [at for at, thread in enumerate(threads(count)) for _ in thread.acts]
