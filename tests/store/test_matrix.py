"""Every act × every role × whose patch it is × how far it has come, against the table as it is written in the law."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from law_roles import law_roles
from made_books import made_desk
from refusing import refuses
from weipian.store.actors import About, Actor, Door, may, possible, sight_of
from weipian.store.sight import Sight
from weipian.terms.acting import Act, Role, Sees, State

SOURCE = Path(__file__).resolve().parents[2] / "src" / "weipian"
LAW: dict[str, Any] = law_roles()
"""Read here with nothing of ours: the oracle."""
OWN, OTHER, DEPARTMENT = "星原镇", "砚溪镇", "水利"
ABOUT = [
    None,
    *(
        About(township, state, frozenset(handed))
        for township, state, handed in product((OWN, OTHER, ""), (None, *State), ((), ("林业",), (DEPARTMENT, "林业")))
    ),
]


@pytest.fixture(scope="module")
def policy() -> Any:
    from weipian.policy import load

    return load("demo-2023")


def person(*roles: Role, door: Door = Door.CREDENTIAL) -> Actor:
    return Actor(1, "a", "甲", frozenset(roles), OWN, DEPARTMENT, door)


def shown(role: str, about: About) -> bool:
    match LAW["sees"][role]["value"]:
        case "county":
            return True
        case "township":
            return about.township == OWN
        case "handed":
            return DEPARTMENT in about.departments
        case _:
            return False


def expected(act: str, roles: tuple[str, ...], about: About | None, door: Door) -> str | None:
    """What the law's own table says, worked out without our code."""
    able = [role for role in roles if role in LAW["acts"][act]["value"]]
    if not able:
        return "act_not_of_role"
    if about is not None:
        if not any(shown(role, about) for role in able):
            return "act_not_of_township"
        states = LAW["act_states"].get(act, {}).get("value")
        if states is not None and about.state is not None and about.state.value not in states:
            return "act_not_in_state"
    if door is Door.STAND_IN and act in LAW["acting"]["in_person"]["value"]:
        return "act_in_person"
    return None


@pytest.mark.requirement("A3", "A4")
@pytest.mark.parametrize("act", Act)
def test_the_check_is_the_table(policy: Any, act: Act) -> None:
    for role, about, door in product(Role, ABOUT, (Door.CREDENTIAL, Door.STAND_IN)):
        refused = may(policy, person(role, door=door), act, about)
        found = refused.code if refused else None
        assert found == expected(act.value, (role.value,), about, door), (act, role, about, door)
        if refused:
            assert refused.error("甲").message


@pytest.mark.requirement("A3")
def test_two_roles_do_no_more_than_each_by_itself(policy: Any) -> None:
    """Who sees the county by one role does not act on another township by the other."""
    for pair, act, about in product(combinations(Role, 2), Act, (None, About(OWN), About(OTHER, State.MEASURED))):
        refused = may(policy, person(*pair), act, about)
        found = refused.code if refused else None
        assert found == expected(act.value, tuple(pair), about, Door.CREDENTIAL), (pair, act, about)
        alone = [may(policy, person(role), act, about) is None for role in pair]
        assert (refused is None) == any(alone)


@pytest.mark.requirement("A3", "F3")
def test_who_is_refused_is_told_who_can(policy: Any) -> None:
    """Every role that the table has for the act stands in the sentence, the township's under its name."""
    about = About(OTHER, State.MEASURED, frozenset({"林业"}))
    for act, role in product(Act, Role):
        refused = may(policy, person(role), act, about)
        if refused is None or refused.code == "act_in_person":
            continue
        said = refused.error("甲").message
        for able in LAW["acts"][act.value]["value"]:
            assert Role(able).label in said
        if "township_clerk" in LAW["acts"][act.value]["value"]:
            assert f"{OTHER}：" in said
        if "department_clerk" in LAW["acts"][act.value]["value"]:
            assert "林业：" in said


@pytest.mark.requirement("A3")
def test_a_list_says_what_this_person_can_do_now(policy: Any) -> None:
    found = {one.act: one for one in possible(policy, person(Role.TOWNSHIP_CLERK), About(OWN, State.WITHDRAWN))}
    assert {act.value for act in found} == set(LAW["act_states"])
    added = found[Act.EVIDENCE_ADDED]
    assert added.refused is not None
    assert added.refused.code == "act_not_in_state"
    now = {one.act: one for one in possible(policy, person(Role.TOWNSHIP_CLERK), About(OWN, State.MEASURED))}
    assert now[Act.EVIDENCE_ADDED].refused is None
    split = now[Act.PLOT_SPLIT]
    assert split.refused is not None
    assert (split.refused.code, split.who) == ("act_not_of_role", "县卫片办经办")


@pytest.mark.requirement("A3")
def test_what_each_role_sees(policy: Any) -> None:
    sights = {
        Sees.COUNTY: Sight(everything=True),
        Sees.TOWNSHIP: Sight(township=OWN),
        Sees.HANDED: Sight(department=DEPARTMENT),
    }
    for role in Role:
        sees = Sees(LAW["sees"][role.value]["value"])
        assert sight_of(policy, person(role)) == sights.get(sees, Sight())
    assert sight_of(policy, person()) == Sight()
    assert sight_of(policy, replace(person(Role.TOWNSHIP_CLERK), township="")).is_nothing
    assert not Sight(township="").shows("")
    assert not Sight(department="").shows(OWN, {""})


@pytest.mark.requirement("A3", "F1")
def test_acting_asks_the_check_and_a_refusal_leaves_no_event(tmp_path: Path) -> None:
    """Through the real door: every act by every role, on an own patch and on another's."""
    desk = made_desk(tmp_path / "w")
    from weipian.store.acting import acting
    from weipian.store.models import Event

    seq = Event.objects.count()
    here, there = About(OWN, State.MEASURED), About(OTHER, State.MEASURED)
    for act, role, about in product(Act, Role, (here, there)):
        if about is there and role is not Role.TOWNSHIP_CLERK:
            continue
        code = expected(act.value, (role.value,), about, Door.CREDENTIAL)
        other = replace(desk, actor=person(role))
        if code is None:
            with acting(other, act, "matrix", about=about):
                pass
            seq += 1
            assert Event.objects.get(seq=seq).act == act.value
        else:
            with refuses(code), acting(other, act, "matrix", about=about):
                pass
        assert Event.objects.count() == seq


DECIDES = {
    "policy/roles.py",
    "policy/spelling.py",
    "store/accounts.py",
    "store/actors.py",
    "store/making.py",
    "store/queries/people.py",
    "store/seeing.py",
    "store/standing_in.py",
    "terms/acting.py",
}
"""Where roles may be looked at; what commands and pages print of them is beside."""
SAYS = {"cli/account.py", "cli/account_may.py", "web/pages/system/people.py"}
CAST = {"demo/days/people.py", "demo/days/admitted.py"}
"""The demo's made-up people: who they are, not what they may."""


def looked_at(path: Path) -> Iterator[str]:
    """`Role.X` and `….roles` in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id == "Role" and node.attr.isupper():
                yield f"Role.{node.attr}"
            if node.attr == "roles":
                yield ".roles"


@pytest.mark.requirement("A3")
def test_nobody_else_decides_by_a_role() -> None:
    found = {path.relative_to(SOURCE).as_posix(): set(looked_at(path)) for path in sorted(SOURCE.rglob("*.py"))}
    elsewhere = {name: words for name, words in found.items() if words and name not in DECIDES | SAYS | CAST}
    assert elsewhere == {}
    assert not any(word.startswith("Role.") for name in SAYS for word in found[name])
