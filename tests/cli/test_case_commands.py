"""`weipian case` as people would use it, from the stop order to the approval; wrong ways end with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_cases import Enforcing
from weipian.cli.desk import system_user
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("D2")
Weipian = Any
BY = ("--approved-by", "某局长", "--paper", "审1号")


@pytest.fixture
def county(tmp_path: Path) -> Enforcing:
    """The bureau's enforcer is the operating system's user."""
    made = Enforcing(tmp_path / "county")
    from made_people import administrator_of
    from weipian.store.acting import acting
    from weipian.store.models import Account
    from weipian.terms.acting import Act

    with acting(administrator_of(made.folder), Act.ACCOUNT_CHANGED, "account") as act:
        act.change(Account, made.enforcer.actor.account, os_user=system_user())
    return made


def test_from_the_stop_order_to_the_approval(weipian: Weipian, county: Enforcing) -> None:
    def told(*words: str) -> Any:
        done = weipian("case", *words, "--json", cwd=county.folder)
        assert done.code == 0, done.out + done.err
        return done.json

    told("stop", "P1", "--number", "停1号", "--on", "2023-08-23", "--served", "2023-08-23")
    told("revisit", "P1", "--found", "仍在继续", "--text", "仍在施工", "--on", "2023-08-25")
    assert [one["outcome"] for one in told("stops")["stops"]] == ["went_on"]
    assert [one["plot"] for one in told("waiting")["plots"]] == ["M1", "P1", "P2", "P3"]
    opening = ("P1", "--number", "1号", "--clue", "2023-08-22", "--on", "2023-09-01", *BY)
    wrong = weipian("case", "open", *opening, "--breach", "村民建房", "--json", cwd=county.folder)
    assert (wrong.code, wrong.json["errors"][0]["code"]) == (1, "case_wrong_body")
    assert "weipian handover" in wrong.json["errors"][0]["message"]
    told("open", *opening, "--breach", "非法占地")
    county.photo("P1")
    told("step", "1号", "调查", "--on", "2023-09-04")
    told("step", "1号", "法制审核", "--on", "2023-09-05")
    told("step", "1号", "告知", "--on", "2023-09-06", "--served", "2023-09-06")
    early = weipian(
        "case", "step", "1号", "决定", "--number", "罚1号", "--penalty", "罚款", "--on", "2023-09-08", cwd=county.folder
    )
    assert (early.code, "2023-09-11" in early.err) == (1, True)
    told("step", "1号", "决定", "--number", "罚1号", "--penalty", "罚款", "--fine", "8000", "--on", "2023-09-20")
    told("step", "1号", "送达", "--served", "2023-09-21")
    (one,) = told("list", "--today", "2023-10-01")["cases"]
    assert (one["stage"], one["penalties"], one["plots"]) == ("served", ["fine"], ["P1"])
    shown = told("show", "1号", "--today", "2023-10-01")
    assert [step["step"] for step in shown["steps"]][-2:] == ["decided", "served"]
    due = {one["clock"]: one["due"] for one in told("deadlines", "--today", "2023-10-01")["deadlines"]}
    assert due["reconsideration"] == "2023-11-20"
    check = told("approval", "check", "P1", "--level", "自治区级", "--industry", "是", "--plan", "是")
    assert [(row["key"], row["unknown"]) for row in check["against"]] == [("farmland", True), ("redline", True)]
    told("approval", "grant", "P1", "--number", "批1号", "--authority", "自治区", "--higher", "--on", "2023-11-10")
    assert [row["counts"] for row in told("approval", "list")["approvals"]] == [True]
    told("undo", "P1", "--approval")
    told("uncased", "P2", "--reason", "占地极少，已拆", "--on", "2023-09-05", *BY)
    assert [row["how"] for row in told("without")["plots"]] == ["uncased"]
    assert told("export", "案件.xlsx")["rows"] == 1
    assert told("import", "案件.xlsx")["same"] == ["1号"]
    for words in (("list",), ("show", "1号"), ("deadlines",), ("stops",), ("without",), ("waiting",), ("sheets",)):
        assert weipian("case", *words, cwd=county.folder).code == 0
    assert clean(county.clerk)
    assert county.enforcer.actor.roles == {Role.BUREAU_ENFORCER}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("step", "没有", "调查"), 1),
        (("step", "1号", "没有这步"), 2),
        (("open", "P1", "--number", "1号", "--breach", "没有"), 2),
        (("import", "没有.xlsx"), 1),
        (("undo", "P1", "--stop"), 1),
        (("undo-import",), 1),
        (("decline", "P1"), 1),
        (("revisit", "P1", "--found", "不知道"), 2),
    ],
)
def test_wrong_ways_end_with_a_sentence(weipian: Weipian, county: Enforcing, words: tuple[str, ...], code: int) -> None:
    done = weipian("case", *words, cwd=county.folder)
    assert done.code == code
    assert any("\u4e00" <= sign <= "\u9fff" for sign in done.err)
