"""What leaves the house of map data: no more than the cap without a break, nothing secret by the wrong hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import hypot
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from made_books import made_desk
from made_ground import APPROVALS, EPSG, FARMLAND, LAND, TOWNSHIPS, box, issue, put
from refusing import refuses
from weipian.office.exporting.cover import in_plane, over_cap
from weipian.office.exporting.order import Order, Which
from weipian.store.actors import Door
from weipian.terms.acting import STAMP, Role, Secrecy
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

pytestmark = pytest.mark.requirement("F5")
TODAY = date(2023, 9, 27)
KM2 = 1_000_000
squares = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 3)), min_size=1, max_size=12)


@given(squares, st.sampled_from([0.0, 0.4, 1.0]))
def test_the_largest_cover_is_what_walking_over_cells_finds(found: list[tuple[int, int, int]], gap: float) -> None:
    """On whole squares of a lattice: from cell to cell, over gaps no wider than `gap`."""
    shapes = np.array([shapely.box(x, y, x + side, y + side) for x, y, side in found], object)
    left = {(x + i, y + j) for x, y, side in found for i in range(side) for j in range(side)}
    largest = 0
    while left:
        edge = {left.pop()}
        group = set(edge)
        while edge:
            edge = {cell for cell in left if any(_apart(cell, one) <= gap for one in edge)}
            left -= edge
            group |= edge
        largest = max(largest, len(group))
    assert over_cap(shapes, 0.5, gap) == pytest.approx(largest)
    assert over_cap(shapes, float(largest), gap) == pytest.approx(largest)
    assert over_cap(shapes, largest + 0.5, gap) is None


def _apart(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Between two unit cells."""
    gaps = [max(abs(a - b) - 1, 0) for a, b in zip(one, other, strict=True)]
    return hypot(*gaps)


def test_degrees_and_metres_are_measured_alike() -> None:
    from weipian.geometry.crs import Crs

    square = shapely.box(37_464_000, 2_881_000, 37_469_000, 2_886_000)
    there = shapely.transform(square, _to_degrees, interleaved=False)
    metres = shapely.area(in_plane([shapely.to_wkb(square)], Crs.of_epsg(EPSG)))[0]
    degrees = shapely.area(in_plane([shapely.to_wkb(there)], Crs.of_epsg(4490)))[0]
    assert metres == pytest.approx(25 * KM2, rel=1e-3)
    assert degrees == pytest.approx(metres, rel=1e-6)


def _to_degrees(x: Any, y: Any) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(EPSG, 4490, always_xy=True).transform(x, y)


@pytest.fixture
def county(tmp_path: Path) -> Any:
    """A workspace with patches and no layers yet."""
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


def secret(desk: Any, folder: Path, kind: LayerKind, rows: Any, *names: str, word: Secrecy = Secrecy.SECRET) -> None:
    """A layer with a 密级, as its import books it."""
    from weipian.programme.intake.acts.layers import add_layer
    from weipian.programme.intake.layers import read_layer
    from weipian.programme.intake.order import Order as Asked

    put(desk, folder, kind, rows, *names)
    path = folder / f"{kind.value}-2022-12-31.gpkg"
    order = Asked(str(path), kind, date(2022, 12, 31), {}, None, None, None, None, word, False, "")
    incoming = read_layer(order)
    assert any("不得在联网计算机" in one for one in incoming.said) is word.is_secret
    add_layer(desk, incoming)


def overlaid(desk: Any) -> Any:
    from weipian.programme.overlay.acts.measuring import overlay_plots

    overlay_plots(desk)
    return desk


def in_role(desk: Any, *roles: Role, door: Door = Door.CREDENTIAL) -> Any:
    return replace(desk, actor=replace(desk.actor, roles=frozenset(roles), door=door))


def export(desk: Any, target: Path) -> Any:
    from weipian.office.exporting.acts import export_patches

    return export_patches(desk, target, Order(which=None if target.suffix == ".gpkg" else Which.PATCHES), TODAY)


def huge(desk: Any, *shapes: Any) -> None:
    """Patches of these outlines, issued after the others."""
    from made_books import Given, patch_row, plot_row, standing_row
    from weipian.store.acting import acting
    from weipian.store.models import Batch, Patch, Plot, Standing
    from weipian.terms.acting import Act

    day = date(2023, 9, 1)
    with acting(desk, Act.BATCH_ADDED, "batch:九月") as act:
        batch = act.add(
            Batch, name="九月", version=1, year=2023, period="2023-09", issued=day, received=day, source="x",
            source_sha256="", patches=len(shapes), refused=0,
        )  # fmt: skip
        for at, shape in enumerate(shapes):
            given = Given(f"H{at}")
            row = {**patch_row(given, batch, day), "crs": f"EPSG:{EPSG}", "wkb": shapely.to_wkb(shape)}
            key = act.add(Patch, **row)
            act.add(Plot, **plot_row(given, key))
            act.add(Standing, **standing_row(given, key, batch, day))


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".parquet", ".shp"])
def test_patches_that_cover_too_much_do_not_leave(county: Any, tmp_path: Path, suffix: str) -> None:
    huge(county, box(0, 5000, 3000, 10_000), box(3000.5, 5000, 6000, 10_000))
    with refuses("cover_over_cap", InputError):
        export(county, tmp_path / f"a{suffix}")
    assert not list(tmp_path.glob("a.*"))
    from weipian.store.models import Event

    assert not Event.objects.filter(act="patches_exported").exists()


def test_those_that_lie_apart_leave(county: Any, tmp_path: Path) -> None:
    huge(county, box(0, 5000, 3000, 10_000), box(3002, 5000, 6000, 10_000))
    assert len(export(county, tmp_path / "a.geojson").layers[0]) == 5


def test_outlines_of_a_whole_county_leave_coarsely(county: Any, tmp_path: Path) -> None:
    """A side with teeth of 10 m between two townships: the teeth stay here, the sides still meet."""
    teeth = [(0.0 if i % 2 else 10.0, i * 10.0) for i in range(601)]
    left = shapely.Polygon([(-6000, 0), *teeth, (-6000, 6000)])
    right = shapely.Polygon([(6000, 0), *teeth, (6000, 6000)])
    moved = [shapely.transform(one, lambda xy: xy + np.array([37_464_000, 2_881_000])) for one in (left, right)]
    put(county, tmp_path, LayerKind.TOWNSHIP, [(moved[0], "星原镇"), (moved[1], "麦浪乡")], "XZQMC")
    done = export(county, tmp_path / "a.gpkg")
    assert any("概化到 50 米" in one for one in done.said)
    found = pyogrio.raw.read(tmp_path / "a.gpkg", layer="乡镇")[2]
    shapes = shapely.from_wkb(found)
    assert shapely.get_num_coordinates(shapes).sum() < 40
    assert shapely.area(shapely.intersection(*shapes)) == pytest.approx(0, abs=1e-3)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(72 * KM2, rel=1e-3)


def test_what_rests_on_a_secret_layer_leaves_by_named_hands_in_person(county: Any, tmp_path: Path) -> None:
    secret(county, tmp_path, LayerKind.PERMANENT_BASIC_FARMLAND, FARMLAND, "JBNTTBBH")
    overlaid(county)
    target = tmp_path / "a.gpkg"
    with pytest.raises(InputError) as found:
        export(county, target)
    assert found.value.code == "secret_needs_role"
    assert "县卫片办负责人" in found.value.message
    with refuses("secret_in_person", InputError):
        export(in_role(county, Role.COUNTY_LEADER, door=Door.STAND_IN), target)
    assert not target.exists()
    assert export(in_role(county, Role.COUNTY_LEADER), target).secrecy is Secrecy.SECRET
    said = pyogrio.read_info(target, layer="图斑")["dataset_metadata"]
    assert (said["SECRECY"], said["STAMP"]) == ("秘密", STAMP)
    assert county.actor.label in said["TAKEN_BY"]


def test_figures_on_secret_layers_likewise(county: Any, tmp_path: Path) -> None:
    from weipian.office.figures.plots import plot_figures

    secret(county, tmp_path, LayerKind.LAND_USE, LAND, "DLBM", "KCXS", word=Secrecy.CONFIDENTIAL)
    secret(county, tmp_path, LayerKind.APPROVAL_BOUNDARY, APPROVALS, "PZWH", "PZLX", "PZRQ", "BACX")
    overlaid(county)
    with refuses("secret_needs_role", InputError):
        next(plot_figures(county, ["T1"]))
    figure = next(plot_figures(in_role(county, Role.COUNTY_LEADER), ["T1"]))
    assert figure.notice == f"{STAMP}　底数密级：机密"


def test_maps_of_too_much_ground_do_not_leave_at_once(county: Any, tmp_path: Path) -> None:
    from weipian.office.figures.plots import chosen_plots, figures_for, plot_figures

    put(county, tmp_path, LayerKind.LAND_USE, LAND, "DLBM", "KCXS")
    overlaid(county)
    assert len(list(plot_figures(county))) == 3
    huge(county, box(0, 5000, 6000, 10_000))
    with refuses("cover_over_cap", InputError):
        next(plot_figures(county, ["H0"]))
    assert [plot.number for plot in chosen_plots(county, (), "麦浪乡")] == ["T3"]
    assert len(list(figures_for(county, chosen_plots(county, (), "麦浪乡")))) == 1
    with refuses("township_unknown", InputError):
        chosen_plots(county, (), "别处镇")


def test_the_countys_map_draws_no_secret_layer(county: Any, tmp_path: Path) -> None:
    from weipian.office.figures.county import map_of

    put(county, tmp_path, LayerKind.TOWNSHIP, TOWNSHIPS, "XZQMC")
    put(county, tmp_path, LayerKind.LAND_USE, LAND, "DLBM", "KCXS")
    drawn = map_of(county, TODAY)
    assert {one.name for one in drawn.townships} == {"星原镇", "麦浪乡"}
    assert drawn.backdrops
    secret(county, tmp_path, LayerKind.TOWNSHIP, TOWNSHIPS, "XZQMC")
    secret(county, tmp_path, LayerKind.LAND_USE, LAND, "DLBM", "KCXS")
    drawn = map_of(county, TODAY)
    assert {one.name for one in drawn.townships} == {""}
    assert not drawn.backdrops
    assert STAMP in drawn.notice


def test_no_command_hands_out_a_layer() -> None:
    """Layers come in and are looked at; of all commands those that write maps are named here, each held up above."""
    from importlib import import_module

    from weipian.cli.frame import COMMANDS, program

    layers = import_module("weipian.cli.layers").layers
    assert set(layers.lazy) == {"add", "list"}
    writing = {
        name
        for name in COMMANDS
        for command in [program.get_command(None, name)]  # type: ignore[arg-type]
        if command is not None and any("--output" in param.opts for param in command.params)
    }
    assert writing <= {"measure", "figure", "summary", "demo", "run", "overlay", "military-form", "rank"}


def test_an_export_holds_no_shape_of_a_layer_but_the_townships(county: Any, tmp_path: Path) -> None:
    put(county, tmp_path, LayerKind.LAND_USE, LAND, "DLBM", "KCXS")
    put(county, tmp_path, LayerKind.PERMANENT_BASIC_FARMLAND, FARMLAND, "JBNTTBBH")
    overlaid(county)
    export(county, tmp_path / "a.gpkg")
    names = {str(name) for name, kind in pyogrio.list_layers(tmp_path / "a.gpkg") if kind}
    assert names == {"图斑", "地块"}
    from made_ground import PATCHES

    for name in names:
        for shape in shapely.from_wkb(pyogrio.raw.read(tmp_path / "a.gpkg", layer=name)[2]):
            assert any(shapely.equals_exact(shape.normalize(), one.normalize(), 1e-6) for one in PATCHES.values())
