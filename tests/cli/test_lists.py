"""Every list says what this person can do with a row now, and if not, why and who can (issue: states are a table)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import weipian
from cli.reachable import READS
from made_books import TOWNSHIPS, UNLAWFUL, Given
from made_closing import close
from made_people import add_person
from made_review import County
from weipian.cli.frame import program
from weipian.policy import load
from weipian.terms.acting import Act, Role

LISTS = {
    "patches list": "patches",
    "inspect list": "patches",
    "inspect gates": "gates",
    "inspect uppers": "checks",
    "review list": "reviews",
    "review show": "agenda",
    "submit list": "returns",
    "problems list": "problems",
    "platform diff": "differences",
    "close list": "closes",
    "close blocked": "blocked",
    "instruct list": "instructions",
    "dossier list": "dossiers",
    "dossier general list": "general",
}
"""Command → where its rows stand in the JSON: rows on which the programme goes on by somebody's act."""
TOLD_ONLY = {
    "account list", "evidence list", "handover list", "images list", "layers list", "ledger list", "records list",
    "inspect sheets",
    "inspect visits", "inspect marked", "inspect lookups", "average list", "places list",
}  # fmt: skip
"""Registers and histories: rows that wait for nobody."""
SECOND_HALF = {
    "accept list": "cli/accept.py", "case approval list": "cli/case_approval.py", "case list": "cli/case_seen.py",
    "clue list": "cli/clue.py", "letter list": "office/pressing/letters.py",
    "mechanism list": "office/pressing/mechanisms.py", "object list": "cli/object.py", "quota list": "cli/quota.py",
    "quota notice list": "cli/quota_notice.py", "refer list": "cli/refer.py", "right list": "cli/right_lists.py",
    "share list": "cli/share.py", "suggest list": "cli/suggest.py",
}  # fmt: skip
"""Lists of the year's second half → where a row is put together; what it says is tried in the rooms of their own."""
CALLS = [pytest.param(READS[name][0].words, key, id=name) for name, key in LISTS.items()]
ROLES = (Role.COUNTY_CLERK, Role.COUNTY_LEADER, Role.TOWNSHIP_CLERK)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Role, str]]:
    """A patch with something open in every list."""
    made = County(tmp_path_factory.mktemp("lists") / "w", (Given("P1", TOWNSHIPS[0], proposal=UNLAWFUL),))
    from weipian.programme.determination.review.convening import put_on_agenda
    from weipian.programme.determination.review.instructing import Asking, ask
    from weipian.programme.inspection.acts.upper import Checked, record_check
    from weipian.programme.submission.acts.problems import Given as Said
    from weipian.programme.submission.acts.problems import take_problems
    from weipian.programme.submission.acts.reconciling import Listed, take_platform
    from weipian.terms.submission import PlatformStatus, ProblemLevel

    keys = {role: add_person(made.folder, f"l-{role.value}", role, place(role)) for role in ROLES}
    made.convene(by_itself=False)
    put_on_agenda(made.clerk, "HS-1", ["P1"])
    record_check(made.clerk, Checked("P1", "市卫片办", date(2023, 8, 9), "应补照片", "甲", "", None))
    ask(made.leader, Asking("P1", "媒体报道", "市卫片办", "1号", date(2023, 9, 6)))
    take_platform(made.clerk, [Listed("P1", PlatformStatus.PENDING, {})], date(2023, 9, 20))
    take_problems(made.clerk, [Said("P1", "照片不清")], ProblemLevel.REGION, date(2023, 9, 20))
    close(made.clerk, "2023-09", today=date(2023, 9, 20))
    return made.folder, keys


def place(role: Role) -> str:
    return TOWNSHIPS[0] if role is Role.TOWNSHIP_CLERK else ""


def rows(county: tuple[Path, dict[Role, str]], role: Role, words: tuple[str, ...], key: str) -> list[dict[str, Any]]:
    folder, keys = county
    told = [*words, "--workspace", str(folder), "--as", f"l-{role.value}", "--json"]
    result = CliRunner().invoke(program, told, env={"WEIPIAN_CREDENTIAL": keys[role]}, standalone_mode=False)
    assert result.exception is None, result.exception
    found: list[dict[str, Any]] = json.loads(result.stdout)[key]
    return found


@pytest.mark.requirement("A3", "C6")
@pytest.mark.parametrize(("words", "key"), CALLS)
@pytest.mark.parametrize("role", ROLES)
def test_every_row_says_what_can_be_done_now_else_why_not_and_who_can(
    county: tuple[Path, dict[Role, str]], role: Role, words: tuple[str, ...], key: str
) -> None:
    found = rows(county, role, words, key)
    assert found
    for row in found:
        assert row["acts"], row
        for one in row["acts"]:
            assert one["act"] in {act.value for act in Act}
            assert one["label"]
            assert one["can"] is (not one["why"])
            assert one["who"], one
            if role.value not in load("demo-2023").value(f"acts.{one['act']}").items:
                assert not one["can"], one


@pytest.mark.requirement("A3")
def test_a_list_that_nobody_looked_at_fails_here() -> None:
    """Whatever is called a list, or is named above, stands in one of the two tables."""
    named = {name for name in READS if name.endswith(" list") or name.startswith("inspect ")}
    assert named <= set(LISTS) | TOLD_ONLY | set(SECOND_HALF)
    assert not set(LISTS) & TOLD_ONLY
    source = Path(weipian.__file__).parent
    assert [name for name, path in SECOND_HALF.items() if '"acts"' not in (source / path).read_text("utf-8")] == []


def test_a_patch_is_told_what_brings_it_further(county: tuple[Path, dict[Role, str]]) -> None:
    (row,) = rows(county, Role.COUNTY_CLERK, READS["patches list"][0].words, "patches")
    acts = {one["act"]: one["can"] for one in row["acts"]}
    assert row["state"] == "measured"
    assert acts["proposed"]
    assert not acts["determined"]
    assert "measured" not in acts
