"""What pressed in the year beside letters: a joint sanction, the court's way, the procurator's suggestion."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from demo.days import recount
from lived_year import Year, asked

Tables = dict[str, list[dict[str, Any]]]
END = "2024-02-05"


def on(row: dict[str, Any], name: str = "day") -> date:
    return date.fromisoformat(row[name])


@pytest.mark.requirement("E4")
def test_a_sanction_follows_urging_and_refusal_and_ends_when_the_owner_gives_way(log: Tables) -> None:
    (one,) = (row for row in log["mechanism"] if row["kind"] == "joint_sanction")
    (project,) = (row for row in log["project"] if row["id"] == one["project_id"])
    steps = {row["kind"]: on(row) for row in log["project_step"] if row["project_id"] == project["id"]}
    assert steps["urged"] < steps["refused"] <= on(one, "proposed_on") < on(one, "decided_on")
    assert on(one, "decided_on") < steps["complied"] <= on(one, "lifted_on") < on(one, "ends_on")
    assert one["ground"]
    assert one["signer"]
    assert not one["township"]
    accounts = {row["id"]: row for row in log["account"]}
    assert accounts[one["decided_by_id"]]["department"] == project["department"]
    assert accounts[one["proposed_by_id"]]["department"] == ""
    (plot,) = (row["number"] for row in log["standing"] if row["project_id"] == project["id"])
    ids = {row["id"]: row["number"] for row in log["plot"]}
    begun = [on(row) for row in log["rectification_progress"] if ids[row["plot_id"]] == plot]
    assert min(begun) <= steps["complied"]


@pytest.mark.requirement("E4")
def test_the_mechanisms_list_tells_of_it(year: Year) -> None:
    listed = asked(year, "mechanism", "list", "--today", END)["mechanisms"]
    (one,) = (row for row in listed if row["kind"] == "joint_sanction")
    assert one["state"] == "lifted"
    kinds = [row["kind"] for row in asked(year, "mechanism", "steps")["steps"]]
    assert kinds == ["urged", "refused", "complied"]


@pytest.mark.requirement("D2")
def test_the_court_is_asked_when_all_days_are_over_and_the_township_carries_it_out(log: Tables) -> None:
    (steps,) = (rows for rows in recount.case_steps(log).values() if "court_asked" in {row["step"] for row in rows})
    by = {row["step"]: row for row in steps}
    asked_on = on(by["court_asked"])
    assert asked_on > recount.working_days_after(on(by["urged"], "served"), 10)
    assert asked_on > on(by["served"], "served") + timedelta(days=15)  # nobody sued against the demolition
    assert "litigated" not in by
    assert on(by["decided"]) > recount.working_days_after(on(by["hearing_notified"], "served"), 5)
    (plot,) = (row for row in log["plot"] if row["id"] == steps[0]["plot_id"])
    assert json.loads(by["court_ruled"]["more"])["executor"] == plot["township"]
    works = [on(row) for row in log["rectification_progress"] if row["plot_id"] == plot["id"]]
    assert asked_on < on(by["court_ruled"]) < min(works) <= max(works) <= on(by["court_executed"])
    (placed,) = (row for row in log["right_in_place"] if row["plot_id"] == plot["id"])
    assert on(by["court_executed"]) < on(placed) <= on(by["closed"])


@pytest.mark.requirement("D2")
def test_no_case_is_closed_over_what_hangs_on_it(log: Tables) -> None:
    every = [[row["step"] for row in rows] for rows in recount.case_steps(log).values()]
    closed = [steps for steps in every if steps[-1] == "closed"]
    assert sum("court_asked" in steps for steps in closed) == 1
    assert not [steps for steps in closed if recount.hanging(steps)]
    assert all("closed" not in steps[:-1] for steps in every)
    (cut,) = (steps[: steps.index("court_executed")] for steps in closed if "court_asked" in steps)
    assert recount.hanging([*cut, "closed"]) == {"court_asked"}


@pytest.mark.requirement("D3")
def test_the_procurator_is_answered_in_time(year: Year, log: Tables) -> None:
    (one,) = log["suggestion"]
    (answered,) = log["suggestion_answer"]
    received = on(one, "received")
    month = received.month + 1
    two_months = date(received.year + month // 12, month % 12 + 1, received.day)
    assert received < on(answered) <= two_months <= on(one, "due")
    (about,) = (row["patch_id"] for row in log["suggestion_plot"])
    failed = {row["application_id"] for row in log["upper_application_answer"] if row["result"] == "failed"}
    assert [row["patch_id"] for row in log["upper_application"] if row["id"] in failed] == [about]
    (listed,) = asked(year, "suggest", "list", "--today", END)["suggestions"]
    assert listed["answered"] == answered["day"]
    assert listed["days_late"] == 0
