"""Every command × every role: nobody is shown what is not theirs, in no file, no sentence, no JSON (A3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.reachable import ACTS, OUT, OUTSIDE, READS, Read, Shows, commands
from cli.two_townships import (
    ELSEWHERE,
    HANDED,
    OTHERS,
    OWN,
    World,
    found_of,
    made_world,
    ran,
)
from law_roles import law_roles
from made_books import TOWNSHIPS
from weipian.terms.acting import Register, Role

SOURCE = Path(__file__).resolve().parents[2] / "src" / "weipian"
LAW: dict[str, Any] = law_roles()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return made_world(tmp_path_factory.mktemp("with") / "w", others=True)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same without the other township's patches and records."""
    return made_world(tmp_path_factory.mktemp("without") / "w", others=False)


OF_A1 = {
    "A1": "plot_unknown", "A-1": "case_unknown", "甲方公路": "record_unknown", "1": "evidence_unknown",
    "01": "objection_unknown", "001": "letter_unknown",
}  # fmt: skip
"""What is asked for of the one township's patch → what somebody else is told."""
CALLS = [
    pytest.param(read, id="-".join(read.words[:3]).replace(OUT, "").replace("/", ""))
    for reads in READS.values()
    for read in reads
]


def roles_of(family: str, name: str) -> set[str]:
    return set(LAW[family][name]["value"])


def refused(read: Read, role: Role) -> str:
    """The code that the tables say; "" where this role is shown something."""
    if isinstance(read.shows, Register):
        return "" if role.value in roles_of("registers", read.shows.value) else "register_closed"
    if read.act is not None and role.value not in roles_of("acts", read.act.value):
        return "act_not_of_role"
    sees = LAW["sees"][role.value]["value"]
    if sees == "escalation" and read.shows is Shows.ESCALATION:
        return ""
    if sees not in ("county", "township", "handed"):
        return "sees_no_patches"
    if sees == "handed" and read.shows is Shows.SUMS:
        return "sums_not_handed"
    if sees != "handed":
        return ""
    return next((code for word, code in OF_A1.items() if word in read.words), "")


@pytest.mark.requirement("A3")
def test_every_command_is_in_one_table() -> None:
    """A command that nobody classified fails here."""
    tables = [*READS, *ACTS, *OUTSIDE]
    assert sorted(tables) == sorted(set(tables))
    assert sorted(commands()) == sorted(tables)


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("read", CALLS)
def test_who_sees_no_patches_is_shown_none(world: World, tmp_path: Path, read: Read) -> None:
    """Also: every role is let in or refused as the tables say, and a refusal leaves no file."""
    blind = [role for role in Role if LAW["sees"][role.value]["value"] not in ("county", "township", "handed")]
    for role in blind:
        done = ran(world, role, read.words, tmp_path / role.value)
        assert done.code == refused(read, role), role
        assert found_of([*OWN[:2], *OTHERS, *HANDED, *ELSEWHERE], done.shown) == [], role


@pytest.mark.requirement("A3", "A4")
@pytest.mark.parametrize("read", CALLS)
def test_a_township_never_sees_another(world: World, alone: World, tmp_path: Path, read: Read) -> None:
    role = Role.TOWNSHIP_CLERK
    done = ran(world, role, read.words, tmp_path / "out")
    assert done.code == refused(read, role)
    assert found_of([*OTHERS, *HANDED, *ELSEWHERE], done.shown) == []
    if read.same_without:
        assert done.json == ran(alone, role, read.words, tmp_path / "alone").json


@pytest.mark.requirement("A3", "D3")
@pytest.mark.parametrize("read", CALLS)
def test_a_department_sees_what_was_handed_to_it(world: World, tmp_path: Path, read: Read) -> None:
    role = Role.DEPARTMENT_CLERK
    done = ran(world, role, read.words, tmp_path / "out")
    assert done.code == refused(read, role)
    found = found_of([*OWN[:5], *OTHERS, *ELSEWHERE], done.shown)
    assert set(found) <= {*read.words, "A1"}  # what was asked for, or two letters by chance
    if read.words[:2] == ("patches", "list"):
        assert [one["patch"] for one in done.json["patches"]] == ["HAND-水"]


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("read", CALLS)
def test_the_rest_are_let_in_as_the_tables_say(world: World, tmp_path: Path, read: Read) -> None:
    """The other roles of townships like their clerk; of the county's two by whom all is seen, and each that may not."""
    for role in Role:
        sees = LAW["sees"][role.value]["value"]
        if sees == "township" and role is not Role.TOWNSHIP_CLERK:
            done = ran(world, role, read.words, tmp_path / role.value)
            assert done.code == refused(read, role), role
            assert found_of([*OTHERS, *HANDED, *ELSEWHERE], done.shown) == [], role
        elif sees == "county" and (refused(read, role) or role in (Role.COUNTY_CLERK, Role.AUDITOR)):
            done = ran(world, role, read.words, tmp_path / role.value)
            assert done.code == refused(read, role), role


@pytest.mark.requirement("A3")
def test_the_canaries_are_there_to_be_found(world: World, tmp_path: Path) -> None:
    """Who sees the county is shown them: a test that looks for nothing would find nothing."""
    seen = b"".join(
        ran(world, Role.COUNTY_CLERK, read.words, tmp_path / str(number)).shown
        for number, read in enumerate(read for reads in READS.values() for read in reads)
        if "figure" not in read.words
    )
    assert set(found_of([*OWN, *OTHERS, *HANDED, *ELSEWHERE], seen)) == {*OWN, *OTHERS, *HANDED, *ELSEWHERE}


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("command", ACTS)
def test_who_may_not_act_is_told_so_before_anything_is_looked_up(world: World, tmp_path: Path, command: str) -> None:
    act, words = ACTS[command]
    for role in Role:
        if role.value in roles_of("acts", act.value):
            continue
        done = ran(world, role, words, tmp_path / role.value)
        assert done.code == "act_not_of_role", role
        able = roles_of("acts", act.value)
        assert all(Role(name).label.encode() in done.shown for name in able)


@pytest.mark.requirement("A3")
@pytest.mark.parametrize(
    "words",
    [
        ("explain", "{}"),
        ("figure", "overlay", "{}", "-o", f"{OUT}/f"),
        ("account", "may", "{}"),
    ],
)
@pytest.mark.parametrize("role", [Role.TOWNSHIP_CLERK, Role.DEPARTMENT_CLERK])
def test_what_is_not_seen_is_as_if_it_were_not_there(
    world: World, tmp_path: Path, words: tuple[str, ...], role: Role
) -> None:
    """No oracle: another's plot and one that never was give the same answer, but for the number asked for."""
    told = {
        name: ran(world, role, [word.format(name) if word == "{}" else word for word in words], tmp_path / name)
        for name in ("BETA-7Q", "NOT-000")
    }
    assert {one.code for one in told.values()} == {"plot_unknown"}
    assert told["BETA-7Q"].shown.replace(b"BETA-7Q", b"NOT-000") == told["NOT-000"].shown


@pytest.mark.requirement("A3", "F3")
@pytest.mark.parametrize("words", [("patches", "list"), ("duties",), ("ratio",), ("summary", "-o", f"{OUT}/p")])
def test_another_township_asked_for_by_name_is_refused(world: World, tmp_path: Path, words: tuple[str, ...]) -> None:
    if words[0] in ("ratio", "summary"):
        words = ("whatif",) if words[0] == "ratio" else ("ledger", "export", f"{OUT}/t.xlsx")
    done = ran(world, Role.TOWNSHIP_DEPUTY, [*words, "--township", TOWNSHIPS[1]], tmp_path)
    assert done.code == "other_township"
    assert TOWNSHIPS[0].encode() in done.shown
