"""The county's folder: every layer in the format in which such a layer usually arrives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from weipian.demo import papers, survey
from weipian.demo.county import LayerFile
from weipian.demo.drawn import Drawn, shifted
from weipian.demo.events import AS_OF, Event
from weipian.demo.ground import Ground
from weipian.demo.land import Land
from weipian.demo.noise import hashed
from weipian.demo.places import COUNTY_CODE, NOTICE
from weipian.demo.save import save_geodatabase, save_geojson, save_geopackage, save_parquet, save_shapefile
from weipian.demo.terrain import Terrain
from weipian.terms.words import LayerKind

TODAY = AS_OF.isoformat()


def save_layers(folder: Path, terrain: Terrain, ground: Ground, events: tuple[Event, ...]) -> list[LayerFile]:
    """Writes all layers but the land-use survey; what county.toml must say of all of them is given back."""
    farmland = survey.farmland(ground.covers, ground.land)
    save_geopackage(folder / f"{NOTICE}_永久基本农田.gpkg", "YJJBNTTB", farmland)
    return [*SURVEY, *_control(folder, ground), *_records(folder, terrain, ground, events)]


def save_land_use(folder: Path, land: Land) -> None:
    """The survey, by far the largest layer."""
    save_geodatabase(folder / f"{NOTICE}_国土变更调查2022.gdb", "DLTB", survey.land_use(land))


SURVEY = (
    LayerFile(
        LayerKind.LAND_USE, f"{NOTICE}_国土变更调查2022.gdb", "DLTB", "DLBM",
        columns={"class": "DLBM", "ridge_share": "KCXS", "area": "TBMJ", "net_area": "TBDLMJ"},
    ),
    LayerFile(LayerKind.PERMANENT_BASIC_FARMLAND, f"{NOTICE}_永久基本农田.gpkg", "YJJBNTTB"),
)  # fmt: skip


def _control(folder: Path, ground: Ground) -> list[LayerFile]:
    covers = ground.covers
    save_shapefile(folder / f"{NOTICE}_生态保护红线.shp", survey.redline(covers), tell_encoding=False)
    save_shapefile(folder / f"{NOTICE}_乡镇.shp", survey.townships(covers), tell_encoding=True)
    save_geopackage(folder / f"{NOTICE}_重点区域.gpkg", "ZDQY", survey.key_areas(covers))
    return [
        LayerFile(LayerKind.ECOLOGICAL_REDLINE, f"{NOTICE}_生态保护红线.shp", encoding="GBK"),
        LayerFile(LayerKind.TOWNSHIP, f"{NOTICE}_乡镇.shp", columns={"name": "XZQMC", "code": "XZQDM"}),
        LayerFile(LayerKind.KEY_AREA, f"{NOTICE}_重点区域.gpkg", "ZDQY", columns={"name": "MC"}),
    ]


def _records(folder: Path, terrain: Terrain, ground: Ground, events: tuple[Event, ...]) -> list[LayerFile]:
    save_geopackage(folder / f"{NOTICE}_用地批准红线.gpkg", "YDPZ", papers.approvals(events))
    save_geojson(folder / f"{NOTICE}_采矿权.geojson", papers.licences(events, terrain))
    save_shapefile(folder / f"{NOTICE}_设施农业用地.shp", papers.facilities(events), tell_encoding=False)
    save_geopackage(folder / f"{NOTICE}_临时用地.gpkg", "LSYD", papers.permits(events))
    save_parquet(folder / f"{NOTICE}_农村道路.parquet", papers.rural_roads(events, ground.land))
    save_geojson(folder / f"{NOTICE}_光伏用地.geojson", papers.solar(events))
    return list(RECORDS)


RECORDS = (
    LayerFile(
        LayerKind.APPROVAL_BOUNDARY, f"{NOTICE}_用地批准红线.gpkg", "YDPZ", as_of=TODAY,
        columns={"number": "PZWH", "authority": "PZJG", "effective": "PZRQ", "kind": "PZLX", "project": "XMMC",
                 "in_systems": "BACX", "looked_up": "CXRQ", "looked_up_by": "CXR", "nested": "ZJGTH"},
    ),
    LayerFile(
        LayerKind.MINING_LICENCE, f"{NOTICE}_采矿权.geojson", as_of=TODAY,
        columns={"number": "XKZH", "kind": "XKZLX", "name": "KSMC", "holder": "KQR", "mineral": "KZ",
                 "valid_from": "YXQQ", "until": "YXQZ", "renewal_accepted": "YXSL", "top": "BGSX", "bottom": "BGXX"},
    ),
    LayerFile(
        LayerKind.FACILITY_FARMLAND, f"{NOTICE}_设施农业用地.shp", as_of=TODAY, encoding="GBK",
        columns={"number": "BAH", "recorded": "BARQ", "use": "YT", "until": "DQR", "project": "XMMC",
                 "in_systems": "XTCX"},
    ),
    LayerFile(
        LayerKind.TEMPORARY_USE, f"{NOTICE}_临时用地.gpkg", "LSYD", as_of=TODAY,
        columns={"number": "PZWH", "authority": "PZJG", "approved": "PZRQ", "until": "DQR", "project": "XMMC",
                 "use": "YT", "long_project": "CQXM", "in_systems": "XTCX"},
    ),
    LayerFile(
        LayerKind.RURAL_ROAD, f"{NOTICE}_农村道路.parquet", as_of=TODAY,
        columns={"name": "DLMC", "width_m": "KD", "hardened": "YH", "in_national_network": "GJGLW"},
    ),
    LayerFile(
        LayerKind.SOLAR, f"{NOTICE}_光伏用地.geojson", as_of=TODAY,
        columns={"number": "BAH", "project": "XMMC", "compound_scheme": "FHFA", "panels_on_cultivated": "ZYGD",
                 "recorded": "BARQ"},
    ),
)  # fmt: skip


def save_patches(folder: Path, events: tuple[Event, ...]) -> list[str]:
    """One file a batch: Shapefile GBK, one with its .cpg; September's came as a GeoPackage."""
    names = []
    for month in range(1, 13):
        drawn = patches([event for event in events if event.month == month])
        stem = f"{NOTICE}_2023{month:02d}下发图斑"
        if month == 9:
            save_geopackage(folder / f"{stem}.gpkg", "JCTB", drawn)
        else:
            save_shapefile(folder / f"{stem}.shp", drawn, tell_encoding=month == 4)
        names.append(f"{stem}.gpkg" if month == 9 else f"{stem}.shp")
    return names


def patches(events: Sequence[Event]) -> Drawn:
    """JCTB, as issued; JCMJ in 亩, for some a little off what the ground measures."""
    number = np.asarray([event.number for event in events])
    off = np.where(hashed(7, number) > 0.9, 1 + 0.012 * (hashed(8, number) - 0.5), 1.0)
    shapes = [event.shape for event in events]
    area = survey.areas_m2(shifted(np.asarray(shapes, dtype=object))) * 3 / 2000
    return Drawn.of_rows(
        shapes,
        [
            {
                "JCBH": event.patch, "TBLX": event.category, "XZQDM": COUNTY_CODE, "XZQMC": event.place,
                "JCMJ": round(float(issued), 2), "XFSJ": event.issued.isoformat(),
                "QSX": event.earlier_image.strftime("%Y%m%d"), "HSX": event.later_image.strftime("%Y%m%d"),
            }
            for event, issued in zip(events, area * off, strict=True)
        ],
    )  # fmt: skip
