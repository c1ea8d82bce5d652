"""Explain: every figure opens to its source; issued, filed and measured apart; three ways of not finding."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_ground import ground_desk, write_site
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

TODAY = date(2023, 12, 15)
FIGURE = {
    "figure", "value", "unit", "rule", "clause", "layer", "layer_version", "layer_hash", "measured_by", "by", "at",
}  # fmt: skip
FINDING = {"rule", "clause", "answer", "because", "missing", "margin"}


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = ground_desk(tmp_path)
    from weipian.office.proposing import gates_asked
    from weipian.programme.determination.acts import propose_plots
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.store.acting import acting
    from weipian.store.models import Filed, Plot

    overlay_plots(desk)
    write_site(desk, "T1", inspected="2023-08-05", changed="1", suspected_unlawful="1")
    with acting(desk, Act.LEDGER_IMPORTED, "plot:T1") as act:
        act.add(Filed, plot_id=Plot.objects.get(number="T1").id, areas={"cultivated": "53.9"}, marks={})
    propose_plots(desk, (), gates_asked())
    return desk


def one_told(desk: Any, number: str) -> Any:
    from weipian.programme.report.explain.answer import told
    from weipian.store.queries.explain import story_of
    from weipian.store.queries.layers import all_layers

    return told(story_of(number, desk.sight), all_layers(), desk.policy, TODAY)


@pytest.mark.requirement("A4", "B3")
def test_every_figure_opens_to_layer_clause_and_person(desk: Any) -> None:
    from weipian.programme.report.explain.answer import as_json
    from weipian.store.queries.layers import current_layers

    answer = as_json(one_told(desk, "T1"))
    assert {"plot", "figures", "findings", "history"} <= set(answer)
    assert all(set(figure) >= FIGURE for figure in answer["figures"])
    assert all(set(finding) >= FINDING for finding in answer["findings"])
    by_name = {figure["figure"]: figure for figure in answer["figures"]}
    hashes = {kind.value: layer.kept_sha256 for kind, layer in current_layers().items()}
    assert by_name["cultivated"]["layer_hash"] == hashes["land_use"]
    assert by_name["permanent_basic_farmland"]["layer_hash"] == hashes["permanent_basic_farmland"]
    assert by_name["permanent_basic_farmland"]["by"] == "clerk(clerk)"
    assert (by_name["issued_area"]["value"], by_name["filed_cultivated"]["value"]) == ("15", "53.9")
    assert by_name["measured_area"]["value"] != by_name["issued_area"]["value"]
    assert (by_name["ecological_redline"]["value"], by_name["ecological_redline"]["checked"]) == (None, "not_checked")
    assert answer["history"][0]["act"] == "batch_added"


@pytest.mark.requirement("B2", "B11")
def test_the_text_tells_none_from_not_looked_at_and_a_gate_from_a_near_miss(desk: Any) -> None:
    from weipian.programme.report.explain.text import as_text

    text = as_text(one_told(desk, "T1"))
    assert "查过，有——永久基本农田" in text
    assert "没有查：没有这个图层" in text
    assert "生态保护红线" in text
    assert "闸门A 接近但未达到" in text
    assert "还差 0." in text
    assert "依据重建规则，未与原文核对" in text
    outside = as_text(one_told(desk, "T3"))
    assert "没有查：在图层覆盖范围之外：地类图斑" in outside
    assert "查过，没有：用地批准红线" in as_text(one_told(desk, "T2"))


@pytest.mark.requirement("A3")
def test_a_township_sees_only_its_own(desk: Any) -> None:
    from made_books import as_clerk_of

    assert one_told(as_clerk_of(desk, "星原镇"), "T1")
    with pytest.raises(InputError) as caught:
        one_told(as_clerk_of(desk, "星原镇"), "T3")
    assert caught.value.code == "plot_unknown"
