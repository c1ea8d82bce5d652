"""Many who decide the same at once: exactly one does, the others are told who and when (T7)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from campaign.durability.rivals import MANY, at_once
from edited_ledger import exported, write_cells
from made_books import issue, made_desk
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act

ROUNDS = 3
pytestmark = pytest.mark.requirement("F2", "F4")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


def test_one_of_many_determines_a_plot(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Plot

    plot = Plot.objects.get(number="P1").id
    row = {"plot_id": plot, "review": "会审1", "determination": "unlawful_new"}
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plot:P1") as act:
        current = act.add(Determination, **row)
    for number in range(ROUNDS):

        def decide(old: int = current, review: str = f"会审{number + 2}") -> None:
            with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plot:P1") as act:
                act.replace(Determination, [old], [{**row, "review": review}])

        told = list(at_once(decide))
        lost = [error for error in told if error is not None]
        assert len(lost) == MANY - 1
        assert {error.code for error in lost} == {"changed_meanwhile_by"}
        assert re.search(r"clerk\(clerk\) 已于 \d{4}-\d\d-\d\d \d\d:\d\d 办理「.*会审.*」", str(lost[0]))
        current = Determination.objects.get(plot_id=plot, current=True).id
    assert Determination.objects.filter(plot_id=plot).count() == ROUNDS + 1
    assert audit_workspace(desk.workspace.folder).findings == []


def test_one_of_many_imports_the_same_plan(desk: Any, tmp_path: Path) -> None:
    from weipian.office.ledger import importing
    from weipian.office.ledger.planning import plan_import
    from weipian.office.ledger.source import read_source
    from weipian.store.models import Determination
    from weipian.store.queries.ledger import lines

    path = exported(desk, tmp_path / "台账.xlsx")
    write_cells(path, {"P1": {"determination": "新增建设用地违法", "review": "会审1"}})
    source = read_source(path, {}, None, desk.workspace.id)
    plan = plan_import(source, lines(), "")
    assert plan.edits
    told = list(at_once(lambda: importing._write(desk, source, plan, "")))
    lost = [error for error in told if error is not None]
    assert len(lost) == MANY - 1
    assert {error.code for error in lost} == {"ledger_changed_meanwhile"}
    assert "clerk(clerk) 已于" in str(lost[0])
    assert Determination.objects.filter(current=True).count() == 1
    assert audit_workspace(desk.workspace.folder).findings == []


def test_nobody_is_chained_twice(desk: Any) -> None:
    """All may do what does not concern the others: every act is there, in one chain."""
    from weipian.store.acting import acting
    from weipian.store.models import Event, Party

    before = Event.objects.count()

    def keep() -> None:
        with acting(desk, Act.RECORD_KEPT, "party:甲") as act:
            act.add(Party, name="甲")

    assert list(at_once(keep)) == [None] * MANY
    assert Event.objects.count() == before + MANY
    assert sorted(Party.objects.values_list("id", flat=True)) == list(range(1, MANY + 1))
    assert audit_workspace(desk.workspace.folder).clean
