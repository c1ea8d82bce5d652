"""Approvals, records, permits, licences: what the county's offices hold about the changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import shapely
from shapely.affinity import translate

from weipian.demo.drawn import Cell, Drawn
from weipian.demo.events import Event
from weipian.demo.land import Land
from weipian.demo.places import COUNTY
from weipian.demo.terrain import Terrain

Row = dict[str, Cell]
FARM_USES = ("规模化养殖", "水稻育秧", "农机库房", "果蔬分拣")
WORKS = {"house": "村镇建设用地", "highway": "澜屏至星海高速公路（虚构）", "plant": "工业项目", "rebuilt": "旧房改造"}


def approvals(events: Sequence[Event]) -> Drawn:
    """用地批准红线: which of them the platform knows is in BACX."""
    held = ("approved", "late", "unconfirmed", "unknown_start", "partly", "put_right")
    own = [e for e in events if e.kind in WORKS and e.turn in held]
    return Drawn.of_rows([_approved_extent(e) for e in own], [_approval(e) for e in own])


def _approved_extent(event: Event) -> shapely.Geometry:
    around = shapely.buffer(event.shape, 2.0 + 4 * event.dice, join_style="mitre", mitre_limit=2)
    if event.turn != "partly":
        return around
    west, south, east, north = event.shape.bounds
    return shapely.intersection(around, shapely.box(west - 50, south - 50, west + 0.72 * (east - west), north + 50))


def _approval(event: Event) -> Row:
    on = _approved_on(event)
    found = "未查到" if event.turn == "unconfirmed" else "已查到"
    kind = "先行用地批复" if event.kind == "highway" and event.dice < 0.35 else "农用地转用或土地征收批文"
    kind = "增减挂钩建新批复" if event.kind == "plant" and event.dice < 0.2 else kind
    kind = "其他建设用地审批手续" if event.turn == "put_right" else kind
    authority = "自然资源部（虚构）" if event.kind == "highway" else "自治区人民政府（虚构）"
    return {
        "XMMC": event.title or f"{event.place}{WORKS[event.kind]}{event.number:03d}",
        "PZWH": f"虚构用地批〔{on.year}〕{100 + event.number}号",
        "PZJG": authority if event.kind != "rebuilt" else f"{COUNTY}人民政府",
        "PZRQ": np.datetime64(on),
        "PZLX": kind,
        "PZMJ": round(event.shape.area * 1.05 / 10_000, 4),
        "BACX": found,
        "CXRQ": np.datetime64(event.inspected),
        "CXR": "审批备案查询岗",
        "ZJGTH": "是" if kind.startswith("增减") else "",
    }


def _approved_on(event: Event) -> date:
    if event.turn == "late":
        return event.started + timedelta(days=38)
    if event.turn == "put_right":
        return event.reviewed + timedelta(days=85)
    return event.started - timedelta(days=70 + int(300 * event.dice))


def facilities(events: Sequence[Event]) -> Drawn:
    """设施农业用地备案."""
    own = [e for e in events if e.kind == "shed" and e.turn != "no_record"]
    rows: list[Row] = []
    for e in own:
        on = e.started - timedelta(days=30 + int(50 * e.dice))
        rows.append({
            "BAH": f"SSNY{e.township + 1:02d}{on:%Y%m}{e.number % 1000:03d}",
            "XMMC": f"{e.place}{FARM_USES[e.number % 4]}项目",
            "BAJG": f"{e.place}人民政府", "BARQ": on.isoformat(), "YT": FARM_USES[e.number % 4],
            "BAMJ": round(e.shape.area * 1.04, 2), "DQR": on.replace(year=on.year + 5, day=1).isoformat(),
            "XTCX": "" if e.turn == "not_looked_up" else "已查到",
        })  # fmt: skip
    return Drawn.of_rows([shapely.buffer(e.shape, 3, join_style="mitre") for e in own], rows)


def permits(events: Sequence[Event]) -> Drawn:
    """临时用地批准."""
    own = [e for e in events if e.kind == "camp"]
    rows: list[Row] = []
    for e in own:
        on = e.started - timedelta(days=25) - timedelta(days=760 if e.turn == "overdue" else 0)
        rows.append({
            "XMMC": f"澜屏至星海高速公路施工营地{e.number:03d}", "PZWH": f"虚构临用〔{on.year}〕{e.number % 90 + 1}号",
            "PZJG": f"{COUNTY}自然资源局", "PZRQ": np.datetime64(on), "DQR": np.datetime64(on + timedelta(days=729)),
            "YT": "施工便道、料场及项目驻地", "PZMJ": round(e.shape.area * 1.03, 2),
            "CQXM": "是" if e.dice > 0.8 else "否",
            "XTCX": "已查到",
        })  # fmt: skip
    return Drawn.of_rows([shapely.buffer(e.shape, 2.5, join_style="mitre") for e in own], rows)


def solar(events: Sequence[Event]) -> Drawn:
    """光伏项目备案."""
    own = [e for e in events if e.kind == "solar"]
    rows: list[Row] = [
        {"XMMC": f"{e.place}林光互补光伏{e.number:03d}", "BAH": f"2207-4599-{e.number:04d}", "FHFA": "是",
         "ZYGD": "否", "BARQ": (e.started - timedelta(days=140)).isoformat()}
        for e in own
    ]  # fmt: skip
    return Drawn.of_rows([shapely.buffer(e.shape, 6) for e in own], rows)


def rural_roads(events: Sequence[Event], land: Land) -> Drawn:
    """农村道路: those of the survey and the new ones that were entered."""
    old = [face for face, code in zip(land.faces, land.code, strict=True) if code == "1006"]
    new = [e for e in events if e.kind == "track" and e.turn == "narrow"]
    rows: list[Row] = [{"DLMC": f"乡道{k + 1:03d}", "KD": 5.5, "YH": "是", "GJGLW": "否"} for k in range(len(old))]
    rows += [{"DLMC": f"{e.place}机耕路{e.number:03d}", "KD": road_width(e), "YH": "否", "GJGLW": "否"} for e in new]
    return Drawn.of_rows([*old, *(e.shape for e in new)], rows)


def road_width(event: Event) -> float:
    """As measured on site, metres with one decimal."""
    return 9.6 if event.turn == "wide" else round(4.2 + 1.8 * event.dice, 1)


def licences(events: Sequence[Event], terrain: Terrain) -> Drawn:
    """采矿权: area and heights between which it may be mined."""
    own = [e for e in events if e.kind == "mine" and e.turn not in ("none", "no_trace")]
    rows: list[Row] = []
    for e in own:
        floor = ground_height(e, terrain)
        until = e.later_image - timedelta(days=75) if e.turn == "expired" else date(2026, 1 + e.number % 12, 28)
        rows.append({
            "XKZH": f"C4599012018067{e.number:09d}", "KSMC": e.title or f"{e.place}建材矿{e.number:03d}",
            "KQR": f"{e.place}矿业公司（虚构）", "KZ": ("建筑用灰岩", "水泥用灰岩", "建筑用砂岩")[e.number % 3],
            "KCFS": "露天开采", "XKZLX": "采矿许可证", "YXQQ": np.datetime64(date(2018, 6, 1)),
            "YXQZ": np.datetime64(until), "BGSX": round(floor + 60), "BGXX": round(floor - 30),
            "YXSL": "否" if e.number % 3 else "",
        })  # fmt: skip
    return Drawn.of_rows([_licensed_extent(e) for e in own], rows)


def _licensed_extent(event: Event) -> shapely.Geometry:
    wide = shapely.simplify(shapely.buffer(event.shape.convex_hull, 30, quad_segs=2), 8)
    shift = {"outside": 0.55, "great_quarry": 0.3}.get(event.turn, 0.0)
    west, _, east, _ = event.shape.bounds
    return translate(wide, shift * (east - west) + (30 if shift else 0), 0)


def ground_height(event: Event, terrain: Terrain) -> float:
    spot = event.shape.centroid
    return float(terrain.height(np.asarray([spot.x]), np.asarray([spot.y]))[0])
