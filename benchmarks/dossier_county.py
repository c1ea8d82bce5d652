"""A county whose plots have full stories: layers and images under them, photos, facts, a proposal, a determination.

Made by the store, as a year of work would leave it. Every place carries several plots where many are asked for: what is
read and drawn for each is the same work, and the images stay of a size that can be made in a minute.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from benchmarks.bulk_county import POLICY, SAID, SITE, settle
from benchmarks.docs import DOCS
from weipian.cli.desk import system_user
from weipian.store.making import make

EPSG, LONGITUDE, WEST, SOUTH = 4525, 110.64, 37_464_000.0, 2_881_000.0
PLACES, APART, PARCELS, PHOTOS, TOWN = 400, 220.0, 8, 3, "石桥镇"
ISSUED, BEFORE, AFTER = date(2023, 8, 1), date(2022, 7, 1), date(2023, 7, 1)
KINDS = ("photo_far", "photo_near", "photo_inside")


def made(folder: Path, count: int) -> None:
    """The system's user is its clerk."""
    workspace = make(folder, POLICY, system_user()).workspace
    from weipian.policy import load
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    sys.path.insert(0, str(DOCS.parent / "tests"))
    desk = Desk(workspace, load(POLICY), actor_of_system_user(system_user()))
    places = [_corner(at) for at in range(min(count, PLACES))]
    _layers(desk, folder.parent, places)
    _images(desk, folder.parent)
    _plots(desk, [places[at % len(places)] for at in range(count)])
    _photos(desk)
    settle(desk)


def _corner(at: int) -> tuple[float, float]:
    across = round(PLACES**0.5)
    return WEST + (at % across) * APART, SOUTH + (at // across) * APART


def _outline(corner: tuple[float, float]) -> Any:
    x, y = corner
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    reach = 38 + 7 * np.sin(3 * turn + x)
    return shapely.Polygon(np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)]))


def _layers(desk: Any, folder: Path, places: list[tuple[float, float]]) -> None:
    from made_ground import put
    from weipian.terms.words import LayerKind

    side = APART / PARCELS
    land, farmland = [], []
    for x, y in places:
        west, south = x - APART / 2, y - APART / 2
        for at in range(PARCELS * PARCELS):
            left, low = west + (at % PARCELS) * side, south + (at // PARCELS) * side
            code = ("0101", "0103", "0301", "1006")[(at * 7 + at // PARCELS) % 4]
            land.append((shapely.box(left, low, left + side, low + side), code, ""))
        farmland.append((shapely.box(west, south, x, y), f"F{x:.0f}{y:.0f}"))
    put(desk, folder, LayerKind.LAND_USE, land, "DLBM", "KCXS")
    put(desk, folder, LayerKind.PERMANENT_BASIC_FARMLAND, farmland, "JBNTTBBH")


def _images(desk: Any, folder: Path) -> None:
    """Two dates, the earlier one a metre off; 1 m a pixel."""
    from made_images import taken_in, texture, tiff

    side = round(round(PLACES**0.5) * APART)
    ground = texture(side)
    for name, day, off in (("before", BEFORE, 1.0), ("after", AFTER, 0.0)):
        west, north = WEST - APART / 2 + off, SOUTH - APART / 2 + side
        taken_in(desk, tiff(folder / f"{name}.tif", ground, west, north, compress="deflate", tiled=True), day)


def _plots(desk: Any, corners: list[tuple[float, float]]) -> None:
    from weipian.geometry.crs import Crs
    from weipian.geometry.measure import shape_areas
    from weipian.geometry.shapes import Shapes
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act

    wkb = [shapely.to_wkb(_outline(one)) for one in corners]
    areas = shape_areas(Shapes.of_wkb(wkb, Crs.of_epsg(EPSG))).tolist()
    with acting(desk, Act.BATCH_ADDED, "batch") as act:
        batch = act.add(
            models.Batch, name="202308", version=1, year=2023, period="2023-08", issued=ISSUED, received=ISSUED,
            source="x.shp", source_sha256="", patches=len(corners), refused=0,
        )  # fmt: skip
        own = {"category": "new_nonfarm_construction", "township": TOWN, "issued": ISSUED, "batch_id": batch}
        rows = [
            {
                **own, "number": f"P{at:04}", "area_um2": area, "version": 1, "supplementary": False,
                "issued_area": "5.0", "issued_unit": "mu", "attributes": {}, "earlier_image": BEFORE,
                "later_image": AFTER, "crs": f"EPSG:{EPSG}", "wkb": outline,
                **_box(_outline(corner)),
            }
            for at, (outline, area, corner) in enumerate(zip(wkb, areas, corners, strict=True), 1)
        ]  # fmt: skip
        keys = act.add_many(models.Patch, rows)
        listed = [(row, key) for row, key in zip(rows, keys, strict=True)]
        plot = {"township": TOWN, "state": "determined"}
        plots = act.add_many(
            models.Plot,
            [{**plot, "number": row["number"], "area_um2": row["area_um2"], "patch_id": key} for row, key in listed],
        )
        act.add_many(
            models.Standing,
            [
                {**own, "state": "determined", "number": row["number"], "area_um2": row["area_um2"], "patch_id": key}
                for row, key in listed
            ],
        )
        _story(act, plots, areas)


def _box(shape: Any) -> dict[str, int]:
    """In millimetres of the plane, as they are booked."""
    from weipian.office.figures.zone import zone_for

    sides = zone_for(EPSG, LONGITUDE).plane_box(shape.bounds)
    return dict(zip(("west", "south", "east", "north"), (round(side * 1000) for side in sides), strict=True))


def _story(act: Any, plots: list[int], areas: list[int]) -> None:
    from weipian.store import models

    answer = {**SAID, "because": "没有批准文件", "findings": [], "missing": ["用地批准文件"]}
    told = {"policy": POLICY, "conclusion": SAID["conclusion"], "nature": SAID["nature"], "rule": "x",
            "answer": answer, "gates": []}  # fmt: skip
    said = {**SAID, "because": "未批先建", "review": "H1", "reviewed": date(2023, 8, 20)}
    none = {"checked": "none", "area_um2": 0, "detail": {}}
    act.add_many(models.Proposal, [{**told, "plot_id": key} for key in plots])
    act.add_many(models.SiteFacts, [{"plot_id": key, "facts": SITE} for key in plots])
    act.add_many(models.Determination, [{"plot_id": key, **said} for key in plots])
    for kind in ("permanent_basic_farmland", "ecological_redline"):
        act.add_many(models.Measurement, [{"plot_id": key, "kind": kind, **none} for key in plots])
    land = [
        {"plot_id": key, "kind": "land_use", "checked": "found", "area_um2": area, "detail": {"cultivated_um2": area}}
        for key, area in zip(plots, areas, strict=True)
    ]
    act.add_many(models.Measurement, land)


def _photos(desk: Any) -> None:
    """Twenty files, each a photo of several plots."""
    from benchmarks.papers import chip
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act
    from weipian.vault.places import Places

    kept = [_kept(Places(desk.workspace.folder), chip(10_000_000 + at, (1024, 768))) for at in range(20)]
    pairs = list(models.Plot.objects.order_by("id").values_list("id", "patch_id"))
    rows = [
        {
            **kept[(at * PHOTOS + which) % len(kept)], "kind": kind, "plot_id": plot, "patch_id": patch, "facts": {},
            "taken_at": "2023-08-05T10:00:00", "note": "", "account_id": desk.actor.account, "name": f"{kind}.jpg",
        }
        for at, (plot, patch) in enumerate(pairs)
        for which, kind in enumerate(KINDS)
    ]  # fmt: skip
    with acting(desk, Act.EVIDENCE_ADDED, "evidence") as act:
        act.add_many(models.Evidence, rows)


def _kept(places: Any, content: bytes) -> dict[str, Any]:
    """An original with its viewing copy."""
    from tempfile import TemporaryDirectory

    from weipian.vault.keeping import coming, seal

    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        path.write_bytes(content)
        with coming(places, path, len(content), path.name) as arrived:
            seal(places, arrived)
            sums = arrived.sums
    view = places.view(sums.sha256, "view")
    view.parent.mkdir(parents=True, exist_ok=True)
    view.write_bytes(content)
    return {"sha256": sums.sha256, "sm3": sums.sm3, "size": sums.size, "media_type": "image/jpeg"}
