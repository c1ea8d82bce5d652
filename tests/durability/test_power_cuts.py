"""Power cuts, made from what acts really wrote: every image opens, is whole, and holds all that was acknowledged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaign.durability.cuts import Cutting, record, recording_of

pytestmark = pytest.mark.requirement("F2")
SEED = 20261201


def test_nothing_acknowledged_is_lost(quick: Path) -> None:
    recording = record(quick / "acts")
    found = Cutting(recording, quick / "images").run(700, SEED)
    assert found.complaints == []
    assert found.images == 700
    assert found.states >= len(recording.done)


def test_nor_where_a_large_act_spills_into_the_file_before_it_is_done(quick: Path) -> None:
    recording = record(quick / "acts", ("large", "small"), pragmas="PRAGMA cache_size = 10; PRAGMA cache_spill = 1")
    found = Cutting(recording, quick / "images").run(150, SEED)
    assert found.complaints == []


def test_a_new_workspace_is_whole_or_not_there(quick: Path) -> None:
    from made_books import made_desk

    desk = made_desk(quick / "elsewhere")
    (quick / "new").mkdir()
    found = Cutting(recording_of(desk, quick / "new", ("new",)), quick / "images").run(150, SEED)
    assert found.complaints == []


def test_the_rig_finds_what_full_loses(quick: Path) -> None:
    """With synchronous=FULL the folder is not synced after the journal went: it comes back and undoes an act."""
    recording = record(quick / "acts", ("small",) * 4, pragmas="PRAGMA synchronous = FULL")
    found = Cutting(recording, quick / "images", keep_first=False).run(200, SEED)
    assert found.lost > 0
    assert any("lost: event" in one for one in found.complaints)


def test_a_layer_that_is_booked_has_its_file(quick: Path) -> None:
    from made_layers import squares
    from weipian.programme.intake.acts.layers import add_layer

    desk, incoming = layer_of(quick, squares(3))

    def add(_desk: Any, _folder: Path, _number: int) -> str:
        add_layer(desk, incoming)
        return ""

    from campaign.durability import acts

    acts_then = acts.ACTS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaign.durability.cuts.ACTS", {**acts_then, "layer": add})
        recording = recording_of(desk, quick / "place", ("layer",))
    found = Cutting(recording, quick / "images").run(150, SEED)
    assert found.complaints == []


def layer_of(folder: Path, shapes: Any) -> Any:
    """A desk and a layer that was read for it."""
    from datetime import date

    import pyogrio
    import shapely

    from made_books import made_desk
    from weipian.programme.intake.layers import read_layer
    from weipian.programme.intake.order import Order
    from weipian.terms.acting import Secrecy
    from weipian.terms.words import LayerKind

    desk = made_desk(folder / "place" / "county")
    source = folder / "redline.gpkg"
    pyogrio.raw.write(
        source, shapely.to_wkb(shapes), [], [], layer="a", driver="GPKG", geometry_type="Polygon", crs="EPSG:4525"
    )
    order = Order(
        source=str(source), kind=LayerKind.ECOLOGICAL_REDLINE, as_of=date(2022, 12, 31), columns={}, class_column=None,
        encoding=None, crs=None, coverage=None, secrecy=Secrecy.OPEN, repair=False, note="",
    )  # fmt: skip
    return desk, read_layer(order, lambda *_: None)
