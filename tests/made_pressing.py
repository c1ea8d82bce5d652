"""A county whose plots are determined, with the people who press; letters and mechanisms made by acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from made_books import TOWNSHIPS, UNLAWFUL, Given, issue, made_desk
from made_closing import work
from made_people import add_person
from weipian.terms.acting import Act, Role
from weipian.terms.pressing import LetterKind, LetterStage, Mechanism, Trigger

DAY, LATER = date(2023, 9, 10), date(2023, 9, 12)
STAR, WHEAT = TOWNSHIPS
PEOPLE = (
    ("reviewer", Role.COUNTY_REVIEWER, ""), ("leader", Role.COUNTY_LEADER, ""),
    ("government", Role.COUNTY_GOVERNMENT, ""), ("discipline", Role.DISCIPLINE, ""), ("auditor", Role.AUDITOR, ""),
    ("star", Role.TOWNSHIP_CLERK, STAR), ("wheat", Role.TOWNSHIP_CLERK, WHEAT), ("water", Role.DEPARTMENT_CLERK, ""),
)  # fmt: skip
PATCHES = (
    *(Given(f"P{at}", STAR, proposal=UNLAWFUL) for at in range(1, 5)),
    Given("W1", WHEAT, proposal=UNLAWFUL),
)
"""Four unlawful plots of 3 亩 of cultivated land each in one township, one in the other."""


def county(folder: Path) -> Any:
    desk = made_desk(folder)
    issue(desk, PATCHES, issued=date(2023, 7, 1))
    work(desk)
    for name, role, township in PEOPLE:
        add_person(folder, name, role, township)
    return desk


def person(desk: Any, name: str) -> Any:
    """The same desk with another account at it, in person."""
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    return replace(desk, actor=actor_of(Account.objects.get(name=name)))


def stand_in(desk: Any, name: str) -> Any:
    from weipian.store.actors import Door

    other = person(desk, name)
    return replace(other, actor=replace(other.actor, door=Door.STAND_IN))


def basis(desk: Any, day: date = DAY, kind: Any = None, key: str = "") -> Any:
    from weipian.office.pressing.reckoning import Period, wanted_of

    return wanted_of(desk, Period(kind, key), day)


def drafted(desk: Any, **said: Any) -> int:
    from weipian.programme.report.pressing.acts.letters import Draft, draft

    kind, stage = said.pop("kind", LetterKind.WARNING), said.pop("stage", LetterStage.MONTHLY_CLOSE)
    reckoning, day = said.pop("reckoning", None) or basis(desk), said.pop("day", DAY)
    if "department" not in said:
        said.setdefault("township", STAR)
    return draft(desk, Draft(kind, stage, **said), reckoning, day)


def out(
    desk: Any,
    number: int,
    day: date = DAY,
    name: str = "卫片函〔2023〕1号",
    who: tuple[str, str] = ("reviewer", "leader"),
) -> int:
    """On its way until it is sent; `who` checks and who signs."""
    from weipian.programme.report.pressing.acts import letters

    letters.check(person(desk, who[0]), number, day)
    letters.sign(person(desk, who[1]), number, day)
    letters.give_number(desk, number, name, day)
    letters.seal(desk, number, day)
    letters.send(desk, number, day)
    return number


def proposed(desk: Any, kind: Mechanism = Mechanism.REMINDER_CIRCULAR, **said: Any) -> int:
    from weipian.programme.report.pressing.acts.mechanisms import Proposal, propose

    said = {"township": STAR, "triggers": (Trigger.PROGRESS_SLOW,), "because": "整改进展慢", **said}
    return propose(desk, Proposal(kind, **said), basis(desk), DAY)


def project(
    desk: Any, name: str = "甲水库", kind: str = "水利工程", department: str = "水利", owner: str = "甲公司"
) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party, Project

    with acting(desk, Act.RECORD_KEPT, "project") as act:
        party = act.add(Party, name=owner) if owner else None
        act.add(Project, name=name, kind=kind, department=department, party_id=party)


def events(act: Act) -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.filter(act=act.value).order_by("seq").values_list("subject", flat=True))
