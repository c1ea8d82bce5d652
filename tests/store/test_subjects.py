"""What the chain keeps in the clear names no patch, plot, party, project or file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edited_ledger import exported, take, write_cells
from made_ground import PATCHES, ground_desk
from weipian.terms.acting import Act
from weipian.terms.records import RecordKind


@pytest.mark.requirement("B12")
def test_subjects_are_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    desk = ground_desk(tmp_path)
    from weipian.store.models import Event

    _year(desk, tmp_path)
    events = list(Event.objects.order_by("seq").values_list("act", "subject"))
    ours = {Act.MEASURED, Act.PROPOSED, Act.PLOT_SPLIT, Act.PLOT_MERGED, Act.RECORD_KEPT, Act.LEDGER_IMPORTED}
    assert {act.value for act in (*ours, Act.PATCHES_EXPORTED, Act.LEDGER_EXPORTED, Act.LOG_EXPORTED)} <= {
        a for a, _ in events
    }
    for act, subject in events:
        assert not any(name in subject for name in (*PATCHES, "甲公司", "环县公路", "出去", "台账")), (act, subject)


def _year(desk: Any, folder: Path) -> None:
    from edited_ledger import TODAY
    from weipian.office.exporting.acts import export_patches
    from weipian.office.exporting.order import Order, Which
    from weipian.office.ledger.handing_out import export_ledger
    from weipian.office.proposing import gates_asked
    from weipian.programme.determination.acts import propose_plots
    from weipian.programme.intake.acts.records import attach, keep
    from weipian.programme.intake.record_fields import said_of
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.acts.splitting import merge_plots, split_plot
    from weipian.store.queries.log import export_log

    overlay_plots(desk)
    overlay_plots(desk, ["T1"], every=True)
    propose_plots(desk, [], gates_asked())
    propose_plots(desk, ["T1"], gates_asked(), every=True)
    keep(desk, RecordKind.PARTY, [said_of(RecordKind.PARTY, ("名称=甲公司",))])
    keep(desk, RecordKind.PROJECT, [said_of(RecordKind.PROJECT, ("项目名称=环县公路",))])
    attach(desk, ["T1"], {RecordKind.PARTY: "甲公司"})
    attach(desk, ["T1", "T2"], {RecordKind.PROJECT: "环县公路"})
    path = exported(desk, folder / "台账.xlsx")
    write_cells(path, {"T3": {"account": "看过"}})
    take(desk, path)
    parts = split_plot(desk, "T1", "approval", None).parts
    merge_plots(desk, [name for name, _ in parts])
    export_patches(desk, folder / "T1出去.geojson", Order(which=Which.PATCHES), TODAY)
    export_ledger(replace(desk), folder / "T1台账.xlsx", TODAY, None)
    export_log(desk, folder / "T1日志.jsonl")
