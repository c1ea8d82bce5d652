"""The flow through the states, read back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from read_figure import outside, overlapping, texts
from weipian.figures.flow_values import Node, Passage, Stage, StateFlow
from weipian.figures.marks import Mark
from weipian.figures.state_flow import draw_state_flow

FLOW = StateFlow(
    title="图斑流转",
    stages=(
        Stage("下发", (Node("issued", "下发"),)),
        Stage("核查", (Node("seen", "已核查"), Node("unseen", "未核查"))),
        Stage("判定", tuple(Node(mark.name, mark.look.label, mark) for mark in reversed(Mark))),
        Stage("整改", (Node("done", "拆除复耕到位"), Node("open", "未见整改"))),
    ),
    passages=(
        Passage("issued", "seen", 289),
        Passage("issued", "unseen", 11),
        Passage("seen", "UNLAWFUL", 86),
        Passage("seen", "IN_DOUBT", 31),
        Passage("seen", "UNDETERMINED", 12),
        Passage("unseen", "UNDETERMINED", 11),
        Passage("seen", "LAWFUL", 83),
        Passage("seen", "OTHER_USE", 77),
        Passage("UNLAWFUL", "done", 1),
        Passage("UNLAWFUL", "open", 85),
    ),
    unit="地块",
)


@pytest.mark.requirement("E6")
def test_every_node_says_how_many() -> None:
    words = texts(draw_state_flow(FLOW))
    assert {"下发 300", "已核查 289", "未核查 11", "违法 86", "未判定 23", "拆除复耕到位 1", "未见整改 85"} <= set(
        words
    )
    assert {"12", "11"} <= set(words), "bands that share an end have numbers of their own"


def test_labels_keep_apart_and_on_the_sheet() -> None:
    svg = draw_state_flow(FLOW)
    assert overlapping(svg) == []
    assert outside(svg) == []


def test_a_band_is_as_wide_as_its_number() -> None:
    """Heights of the nodes' bars are in the proportion of their counts, none is lost."""
    rects = re.findall(r'<rect x="(\d+)" y="\d+" width="80" height="(\d+)"', draw_state_flow(FLOW))
    by_column: dict[str, list[int]] = {}
    for x, height in rects:
        by_column.setdefault(x, []).append(int(height))
    columns = [by_column[x] for x in sorted(by_column, key=int)]
    assert [len(column) for column in columns] == [1, 2, 5, 2]
    assert columns[1][0] / columns[1][1] == pytest.approx(289 / 11, rel=0.05)
    assert columns[2][0] / columns[2][3] == pytest.approx(86 / 83, rel=0.02)


def test_nothing_issued_draws_a_sheet_without_nodes() -> None:
    words = texts(draw_state_flow(replace(FLOW, passages=())))
    assert not any("300" in one for one in words)
