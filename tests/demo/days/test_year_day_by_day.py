"""The year as forty-two people lived it, read from its log and by the commands, against oracles of a few lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import small_county
from lived_year import LIVING, Year, asked, run
from weipian.demo.days.people import CAST
from weipian.policy import load
from weipian.terms.acting import Role
from weipian.terms.words import Conclusion

POLICY = load("demo-2023")
LAST = "2024-02-05"
Years = Callable[[str, str], Year]


@pytest.fixture(scope="session")
def from_files() -> dict[str, Any]:
    return small_county.worked().answer()


@pytest.mark.requirement("C1", "E1", "F4")
def test_it_ends_as_the_same_year_from_files(year: Year, from_files: dict[str, Any], county: Path) -> None:
    ratio = asked(year, "ratio")
    assert ratio["county"] == from_files["ratio"]["county"]
    assert ratio["townships"] == from_files["ratio"]["townships"]
    listed = {row["patch"]: row for row in asked(year, "patches", "list")["patches"]}
    assert set(listed) == {patch["patch"] for patch in from_files["patches"]}
    mined = {row["图斑编号"]: Conclusion.read(row["矿产判定"]).value for row in mines(county)}
    for patch in from_files["patches"]:
        row, word = listed[patch["patch"]], mined.get(patch["patch"], patch["determination"])
        assert (row["determination"] or "undetermined") == (word or "undetermined"), patch["patch"]
        assert row["proposal"] == patch["proposal"]["conclusion"]


def mines(county: Path) -> list[dict[str, str]]:
    """The mining plots that the story's reviews determined; the files' answer tells of land alone."""
    text = (county / "虚构数据_会审结果.csv").read_text(encoding="gb18030")
    return [row for row in csv.DictReader(text.splitlines()) if row["矿产判定"]]


@pytest.mark.requirement("C1", "C3")
def test_nothing_is_determined_but_by_a_locked_review_or_from_above(year: Year) -> None:
    log = year.log
    locked = {row["number"]: key for key, row in log.tables["review"].items() if row["state"] == "locked"}
    assert len(locked) == len(log.tables["review"]) == 13
    decided = {(row["review_id"], row["plot_id"]): row["word"] for row in log.current("review_decision")}
    assert {plot for _, plot in decided} == {key for key, row in log.tables["plot"].items() if not row["closed"]}
    for row in log.current("determination"):
        word = row["determination"] or row["conclusion"]
        assert row["final"] or decided[locked[row["review"]], row["plot_id"]] == word
    finals = {row["plot_id"] for row in log.current("determination") if row["final"]}
    assert finals == {row["plot_id"] for row in log.tables["final_paper"].values()}


@pytest.mark.requirement("C1")
def test_the_level_above_saw_one_plot_otherwise(year: Year) -> None:
    assert len(seen_otherwise(year)) == 1


def seen_otherwise(year: Year) -> list[int]:
    """Plots of which the level above says something else than the county did."""
    history: dict[int, list[str]] = {}
    for row in year.log.tables["determination"].values():
        history.setdefault(row["plot_id"], []).append(row["determination"])
    finals = {row["plot_id"] for row in year.log.current("determination") if row["final"]}
    return [plot for plot, words in history.items() if plot in finals and words == ["unlawful_new", "other_use"]]


@pytest.mark.requirement("C2")
def test_nobody_audits_what_they_filled(year: Year) -> None:
    rows = list(year.log.tables["submission"].values())
    audited = [row for row in rows if row["checked_by_id"] is not None]
    assert all(row["checked_by_id"] != row["filled_by_id"] for row in audited)
    out = {row["plot_id"] for row in year.log.current("submission") if row["state"] in ("released", "accepted")}
    assert len(out) >= 24
    sent_back = {row["plot_id"] for row in rows if row["state"] == "returned"}
    assert len(sent_back) == 3  # by the audit, after the platform's list, after the region's
    assert sent_back <= out
    assert not [row for row in year.log.current("submission") if row["state"] == "returned"]


@pytest.mark.requirement("C4")
def test_the_county_confirms_on_the_day_after_each_release(year: Year) -> None:
    """And what was sent back after that is confirmed anew; nothing is accepted above that was not."""
    rows = year.log.tables["submission"]
    for row in rows.values():
        if row["state"] == "confirmed":
            assert date.fromisoformat(row["confirmed_on"]) == date.fromisoformat(row["released_on"]) + timedelta(days=1)
        if row["state"] == "accepted":
            assert rows[row["replaces_id"]]["state"] == "confirmed"
    out = [row for row in year.log.current("submission") if row["released_on"]]
    assert len(out) >= 24
    assert all(row["confirmed_on"] for row in out)


@pytest.mark.requirement("B4")
def test_a_plot_was_cut_and_put_together(year: Year) -> None:
    """Its parts were measured and proposed for, made up the whole to the last unit, and are closed again."""
    plots = year.log.tables["plot"]
    parts = {key: row for key, row in plots.items() if row["parent_id"] is not None}
    assert len(parts) == 2
    (whole,) = {row["parent_id"] for row in parts.values()}
    assert sum(row["area_um2"] for row in parts.values()) == plots[whole]["area_um2"]
    assert not plots[whole]["closed"]
    assert all(row["closed"] for row in parts.values())
    acts = [event["act"] for event in year.log.events if event["act"] in ("plot_split", "plot_merged")]
    assert acts == ["plot_split", "plot_merged"]
    for table in ("measurement", "proposal"):
        assert set(parts) <= {row["plot_id"] for row in year.log.tables[table].values()}, table
    assert {row["plot_id"] for row in year.log.current("determination")} & {whole, *parts} <= {whole}


@pytest.mark.requirement("C6")
def test_what_changed_since_a_close_stands_beside_its_figures(year: Year) -> None:
    """The plot that the region saw otherwise, at every close before that; the second version has it in its figures."""
    (changed,) = seen_otherwise(year)
    wanted = (year.log.tables["plot"][changed]["number"], "determination", "unlawful_new", "other_use")
    for words, there in ((REOPENED, True), ((*REOPENED[:2], "--version", "2"), False), (("half-year", "2023"), True)):
        rows = asked(year, "close", "show", *words)["restated"]
        said = {(row["plot"], row["field"], row["was"], row["now"]) for row in rows}
        assert (wanted in said) == there, words
        assert all(row["act"] and row["by"] for row in rows if row["field"] == "determination")


REOPENED = ("quarter", "2023-Q1", "--version", "1")


@pytest.mark.requirement("A3")
def test_everybody_may_do_what_they_did(year: Year) -> None:
    roles = {f"{row['label']}({row['name']})": json.loads(row["roles"]) for row in year.log.tables["account"].values()}
    for event in year.log.events:
        if event["act"] != "workspace_made" and event["actor"] in roles:
            assert set(roles[event["actor"]]) & set(POLICY.value(f"acts.{event['act']}").items), event["act"]
    before = {event["actor"] for event in year.log.events} - set(roles)
    assert all(actor.startswith(SETTING_UP) for actor in before)


SETTING_UP = ("建立工作区(", "系统管理员(administrator)")
"""Before there are accounts, and before the administrator has a name."""


@pytest.mark.requirement("A3")
def test_every_role_has_its_part(year: Year) -> None:
    """Who did nothing may do nothing that this year has."""
    assert len(CAST) == 42
    assert {role for one in CAST for role in one.roles} == set(Role)
    actors = {event["actor"] for event in year.log.events}
    idle = [one for one in CAST if f"{one.label}({one.key})" not in actors]
    did = {event["act"] for event in year.log.events}
    for one in idle:
        open_to = {act for act in did if {role.value for role in one.roles} & set(POLICY.value(f"acts.{act}").items)}
        assert open_to <= ONE_WAY, one
    assert {role for one in idle for role in one.roles} == {Role.CONFIDENTIAL_CLERK}


ONE_WAY = {"credential_set"}
"""Only the administrator comes in by a one-time link here."""


@pytest.mark.requirement("B5", "E7")
def test_late_days_are_charged_to_whom_the_patch_lay_with(year: Year, county: Path) -> None:
    """Visited on the thirteenth day: the tenth was in time, a rest-day end moves on for a township."""
    rows = asked(year, "inspect", "list", "--done", "--late", "--today", LAST)["patches"]
    told = {row["patch"]: row["late"] for row in rows if row["inspected"]}
    issued = {row["number"]: date.fromisoformat(row["issued"]) for row in year.log.tables["patch"].values()}
    late = {
        patch for patch, row in stories(county).items() if row["乡镇"] == "瓦屏乡" and issued[patch].month in (5, 9)
    }
    assert set(told) == late
    for patch in late:
        end = issued[patch] + timedelta(days=10)
        while end.weekday() >= 5:
            end += timedelta(days=1)
        assert told[patch] == {"瓦屏乡": (issued[patch] + timedelta(days=13) - end).days}


def stories(county: Path) -> dict[str, dict[str, str]]:
    text = (county / "虚构数据_实地核查.csv").read_text(encoding="utf-8-sig")
    return {row["图斑编号"]: row for row in csv.DictReader(text.splitlines())}


@pytest.mark.requirement("C6")
def test_a_closed_period_says_the_same_after_december(year: Year) -> None:
    """Byte for byte, every close of the year, the one that was reopened too."""
    assert len(year.closes) == 13 + 4 + 1 + 1 + 1
    now = {tuple(key): frozen for *key, frozen in json.loads(run(LIVING, year.folder))}
    for *key, then in year.closes:
        assert json.dumps(now[tuple(key)]) == json.dumps(then), key
    first, second = (frozen for _, key, _, frozen in year.closes if key == "2023-Q1")
    assert (first["version"], second["version"]) == (1, 2)
    assert first["figures"] != second["figures"]  # the region saw one plot otherwise in between
    by_command = asked(year, "close", "show", "quarter", "2023-Q1", "--version", "1")["frozen"]
    assert json.dumps(by_command, sort_keys=True) == json.dumps(first)


@pytest.mark.requirement("C3", "C4", "B5")
def test_what_the_year_has_to_hold(year: Year) -> None:
    log = year.log
    answers = {row["answer"] for row in log.current("upper_answer")}
    assert answers == {"confirmed", "objected"}
    assert {row["gate"] for row in log.tables["gate_opinion"].values()} == {"A", "B", "D"}
    (instruction,) = log.current("instruction")
    assert instruction["answered"] > instruction["asked"]
    problems = log.current("problem")
    assert len(problems) == 3
    assert sum(row["patch_id"] is None for row in problems) == 1
    assert {row["state"] for row in problems} == {"answered"}
    words: dict[tuple[int, int], set[str]] = {}
    for row in log.current("review_opinion"):
        words.setdefault((row["review_id"], row["plot_id"]), set()).add(row["word"])
    assert any(len(said) > 1 for said in words.values())
    assert asked(year, "audit", "verify")["clean"]


def plain(year: Year) -> Any:
    """Everything that was written, but for credentials, and what is the workspace's own."""
    return [
        (event["act"], row["table"], row["key"], {k: v for k, v in sealed["values"].items() if k not in OWN})
        for event in year.log.events
        if event["act"] not in ("workspace_made", "ledger_exported", "log_exported")
        for row, sealed in zip(event["rows"], event["payload"]["rows"], strict=True)
    ]


OWN = {"credential", "link"}


@pytest.mark.requirement("F4")
@pytest.mark.tool("postgres")
def test_both_databases_hold_the_same_year(years: Years) -> None:
    """Lived twice it is the same."""
    assert plain(years("", LAST)) == plain(years("postgresql", LAST))
