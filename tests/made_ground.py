"""A workspace with real outlines and small layers under them, for overlay, proposals, splitting and explain."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from copied_desks import copied
from made_books import made_desk
from weipian.terms.acting import Act, Secrecy
from weipian.terms.words import Category, LayerKind

X0, Y0, EPSG = 37_464_000.0, 2_881_000.0, 4525
AS_OF = date(2022, 12, 31)


def box(x0: float, y0: float, x1: float, y1: float) -> Any:
    """A rectangle in metres from the corner of the place."""
    return shapely.box(X0 + x0, Y0 + y0, X0 + x1, Y0 + y1)


PATCHES = {"T1": box(0, 0, 100, 100), "T2": box(200, 0, 300, 100), "T3": box(2000, 0, 2100, 100)}
LAND = [(box(-50, -50, 60, 150), "0101", "0.1"), (box(60, -50, 400, 150), "0301", "")]
FARMLAND = [(box(-10, -10, 50, 110), "F1")]
APPROVALS = [(box(-10, -10, 30, 110), "批1", "农用地转用或土地征收批文", "2022-01-01", "已查到")]
TOWNSHIPS = [(box(-500, -500, 250, 500), "星原镇"), (box(250, -500, 3000, 500), "麦浪乡")]


def ground_desk(folder: Path, clerk: str = "clerk") -> Any:
    """The workspace with its patches and four layers; nobody has looked for redlines. In a file: a copy of one that
    is built once, since reading four layers starts four processes."""
    if clerk != "clerk":
        return _built(folder / "county", clerk)
    return copied("ground", _built, folder / "county")


def _built(place: Path, clerk: str = "clerk") -> Any:
    desk, folder = made_desk(place, clerk), place.parent
    put(desk, folder, LayerKind.LAND_USE, LAND, "DLBM", "KCXS")
    put(desk, folder, LayerKind.PERMANENT_BASIC_FARMLAND, FARMLAND, "JBNTTBBH")
    put(desk, folder, LayerKind.APPROVAL_BOUNDARY, APPROVALS, "PZWH", "PZLX", "PZRQ", "BACX")
    put(desk, folder, LayerKind.TOWNSHIP, TOWNSHIPS, "XZQMC")
    issue(desk)
    return desk


def put(desk: Any, folder: Path, kind: LayerKind, rows: Any, *names: str, as_of: date = AS_OF) -> None:
    """Import a layer as the command does."""
    from weipian.programme.intake.acts.layers import add_layer
    from weipian.programme.intake.layers import read_layer
    from weipian.programme.intake.order import Order

    path = folder / f"{kind.value}-{as_of}.gpkg"
    columns = [np.array([row[place + 1] for row in rows], object) for place in range(len(names))]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array([row[0] for row in rows], object)),
        columns,
        list(names),
        layer="a",
        driver="GPKG",
        geometry_type="Polygon",
        crs=f"EPSG:{EPSG}",
    )
    order = Order(
        source=str(path), kind=kind, as_of=as_of, columns={}, class_column=None, encoding=None, crs=None,
        coverage=None, secrecy=Secrecy.OPEN, repair=False, note="",
    )  # fmt: skip
    add_layer(desk, read_layer(order, lambda *_: None))


def issue(desk: Any) -> None:
    """The patches, as intake writes them; T2 came without a township."""
    from weipian.geometry.crs import Crs
    from weipian.geometry.measure import shape_areas
    from weipian.geometry.shapes import Shapes
    from weipian.store.acting import acting
    from weipian.store.models import Batch, Patch, Plot, Standing

    wkb = [shapely.to_wkb(shape) for shape in PATCHES.values()]
    areas = shape_areas(Shapes.of_wkb(wkb, Crs.of_epsg(EPSG))).tolist()
    towns = {"T1": "星原镇", "T2": "", "T3": "麦浪乡"}
    day = date(2023, 8, 1)
    with acting(desk, Act.BATCH_ADDED, "batch:八月") as act:
        batch = act.add(
            Batch, name="八月", version=1, year=2023, period="2023-08", issued=day, received=day, source="八月.shp",
            source_sha256="", patches=3, refused=0,
        )  # fmt: skip
        rows = [
            {
                "number": number, "version": 1, "batch_id": batch, "category": Category.NEW_NONFARM_CONSTRUCTION.value,
                "supplementary": False, "issued": day, "issued_area": "15", "issued_unit": "mu",
                "township": towns[number], "attributes": {}, "crs": f"EPSG:{EPSG}", "wkb": outline, "area_um2": area,
                "west": 0, "south": 0, "east": 0, "north": 0,
            }
            for number, outline, area in zip(PATCHES, wkb, areas, strict=True)
        ]  # fmt: skip
        keys = act.add_many(Patch, rows)
        own = ("number", "township", "area_um2")
        plots = [
            {**{k: row[k] for k in own}, "patch_id": key, "state": "issued"}
            for row, key in zip(rows, keys, strict=True)
        ]
        act.add_many(Plot, plots)
        listed = ("number", "township", "category", "issued", "batch_id", "area_um2")
        standing = [
            {**{k: row[k] for k in listed}, "patch_id": key, "state": "issued"}
            for row, key in zip(rows, keys, strict=True)
        ]
        act.add_many(Standing, standing)


def write_site(desk: Any, number: str, **facts: str) -> None:
    """What people wrote down of a plot."""
    from weipian.store.acting import acting
    from weipian.store.models import Plot, SiteFacts

    plot = Plot.objects.get(number=number).id
    old = list(SiteFacts.objects.filter(plot_id=plot, current=True).values_list("id", flat=True))
    with acting(desk, Act.LEDGER_IMPORTED, f"plot:{number}") as act:
        act.replace(SiteFacts, old, [{"plot_id": plot, "facts": facts}])
