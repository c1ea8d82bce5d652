"""Every change of a plot's state that the log tells is an arrow of the policy's table, read without our code."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from made_acts import done, in_turn, prepared
from made_workspace import everything

pytestmark = pytest.mark.requirement("C1", "F1")
LAW: Any = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "src/weipian/law/2023/ziyuan/roles.toml").read_text(encoding="utf-8")
)


def test_states_go_by_the_table_and_end_where_it_leads(tmp_path: Path) -> None:
    desk, order = prepared(tmp_path / "w"), in_turn()
    random.Random(11).shuffle(order)
    done(desk, order)
    books = everything(desk.workspace.folder)
    state: dict[int, str] = {}
    arrows = set()
    for seq, event in sorted(books["event"].items()):
        act = str(event["act"])
        rows = json.loads(str(event["rows"]))
        for row, seal in zip(rows, json.loads(str(books["event_payload"][seq]["body"]))["rows"], strict=True):
            if row["table"] != "plot" or "state" not in seal["values"]:
                continue
            before, now = state.get(row["key"]), seal["values"]["state"]
            state[row["key"]] = now
            if before is not None and before != now:
                arrows.add((before, act, now))
                assert now in LAW["act_leads"][act]["value"]
                assert before in LAW["act_states"].get(act, {"value": [before]})["value"]
    assert {key: row["state"] for key, row in books["plot"].items()} == state
    assert arrows == {
        ("proposed", "determinations_transcribed", "determined"),
        ("proposed", "determined", "determined"),
    }
