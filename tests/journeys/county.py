"""A small county with somebody of every role and, for each, what they do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import made_doing as doing
import made_pressing as pressing
import made_right as right
from made_books import TOWNSHIPS, Given
from made_cases import PLACES, Enforcing
from made_handover import hand
from made_people import add_person, administrator_of
from weipian.terms.acting import Act, Role
from weipian.terms.pressing import Mechanism, Trigger

STAR, WHEAT = TOWNSHIPS
MORE = 60
"""Patches, so that the list has a second page."""
RIGHT = ("R1", "R2", "R3", "R4", "R5")
REVIEWED = ("V1", "V2", "V3")
PEOPLE = (
    ("group", Role.LEADING_GROUP, ""), ("technician", Role.TECHNICIAN, ""), ("discipline", Role.DISCIPLINE, ""),
    ("government", Role.COUNTY_GOVERNMENT, ""), ("acceptor", Role.BUREAU_ACCEPTOR, ""),
    ("secretary", Role.TOWNSHIP_SECRETARY, STAR), ("deputy", Role.TOWNSHIP_DEPUTY, STAR),
    ("confidential", Role.CONFIDENTIAL_CLERK, ""), ("colleague", Role.COUNTY_CLERK, ""),
)  # fmt: skip
LARGE = 40_000_000_000
"""Of cultivated land: so large that the leading group looks at it itself."""


class Served(Enforcing):
    """What is mined is determined in its own words; here it is left open."""

    def determined(self, words: Mapping[str, str]) -> None:
        more = dict.fromkeys(RIGHT, "unlawful_new")
        super().determined({number: word for number, word in {**words, **more}.items() if number != "M1"})


def made(folder: Path) -> str:
    """A case, a handover, patches to be inspected; reviews, letters, mechanisms, objections, each where somebody's
    turn is; the link by which the administrator comes in first."""
    more = [
        *(Given(f"L{at:02}", TOWNSHIPS[at % 2]) for at in range(MORE)),
        *(Given(number) for number in (*RIGHT, *REVIEWED)),
        Given("G1", cultivated_um2=LARGE),
    ]
    county = Served(folder, (*PLACES, *more))
    for name, role, township in PEOPLE:
        add_person(folder, name, role, township)
    desk = county.clerk
    county.open("案〔2023〕1号", "P1")
    hand(desk, ["P3", "L01"], "农业农村")
    _putting_right(county)
    _reviews(county)
    _pressed(desk)
    doing.checked_above(desk, "L10")
    _objected(desk, "L12")
    return _first_link(folder)


def _putting_right(county: Served) -> None:
    """Four are ordered; of two things there is a photo."""
    desk = county.clerk
    for number in ("R1", "R2", "R3", "R4"):
        right.order(desk, number, number=f"整〔2023〕{number}号")
    for number in ("R4", "P1"):
        county.photo(number)


def _reviews(county: Served) -> None:
    """HS-1 is open, HS-2 wants its minutes confirmed, HS-3 the leader's lock."""
    desk = county.clerk
    for number, plot in zip(("HS-1", "HS-2", "HS-3"), REVIEWED, strict=True):
        doing.convened(desk, number)
        doing.on_agenda(desk, plot, number)
    for number, plot in (("HS-2", "V2"), ("HS-3", "V3")):
        doing.decided(desk, plot, "新增建设用地违法", number)
    doing.confirmed(county.reviewer, "HS-3")
    county.patches = (*county.patches, Given("V3"))
    county.scan()


def _pressed(desk: Any) -> None:
    """Letter 1 wants checking, 2 signing, 3 and 4 are on their way to a township; mechanisms are proposed."""
    numbers = [pressing.drafted(desk, township=town) for town in (STAR, WHEAT, STAR, STAR)]
    from weipian.programme.report.pressing.acts import letters

    letters.check(pressing.person(desk, "reviewer"), numbers[1], pressing.DAY)
    for at, number in enumerate(numbers[2:]):
        pressing.out(desk, number, name=f"卫片函〔2023〕{at + 1}号")
    pressing.proposed(desk, Mechanism.REMINDER_CIRCULAR, township=WHEAT)
    for town in (STAR, WHEAT):
        said = {"township": town, "person": "镇长", "triggers": (Trigger.EXECUTION_WEAK,)}
        pressing.proposed(desk, Mechanism.WARNING_INTERVIEW, **said)


def _objected(desk: Any, plot: str) -> None:
    from weipian.programme.report.objection.raising import Raising, raise_objection
    from weipian.terms.objection import ObjectedTo

    raise_objection(desk, Raising(plot, ObjectedTo.AREA, "面积不对", date(2023, 9, 7), "当事人甲"))


def _first_link(folder: Path) -> str:
    """The administrator has not come in yet."""
    desk = administrator_of(folder)
    from weipian.store.acting import acting
    from weipian.store.making import hashed
    from weipian.store.models import Account
    from weipian.store.tokens import new_link

    with acting(desk, Act.ACCOUNT_CHANGED, "account:administrator") as act:
        act.change(Account, desk.actor.account, link=hashed(link := new_link()))
    return link
