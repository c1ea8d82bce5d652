"""What the people on site wrote down about each patch."""

from __future__ import annotations

from weipian.demo.drawn import Cell
from weipian.demo.events import Event
from weipian.demo.papers import ground_height, road_width
from weipian.demo.places import NOTICE
from weipian.demo.scenes import CONTINUING, MINING, NEW
from weipian.demo.terrain import Terrain

Row = dict[str, Cell]
USES = {
    "house": "住宅", "highway": "公路等道路", "plant": "厂房等建（构）筑物", "resort": "地面硬化", "yard": "圈占堆放",
    "mine": "采矿用地", "solar": "光伏", "shed": "设施农业", "camp": "施工临时设施", "track": "农村道路",
    "unchanged": "其他", "pond": "农业项目", "rebuilt": "住宅",
}  # fmt: skip
NAMES = {
    "house": "农户建房", "highway": "澜屏至星海高速公路（虚构）", "plant": "工业项目", "resort": "文旅项目",
    "yard": "砂石堆场", "mine": "建材矿", "solar": "林光互补光伏", "shed": "设施农业", "camp": "高速公路施工营地",
    "track": "机耕路",
    "unchanged": "农田", "pond": "挖塘养殖", "rebuilt": "旧房翻建",
}  # fmt: skip
APPROVED_KINDS = ("house", "highway", "plant", "rebuilt")
BUILDINGS = ("house", "plant", "resort", "rebuilt")
SOUND = ("approved", "recorded", "permitted", "narrow", "shown", "licensed", "no_trace", "unknown_start")


def inspections(events: tuple[Event, ...], terrain: Terrain) -> list[Row]:
    """One row for each patch that someone has visited."""
    return [_row(event, terrain) for event in events if event.seen]


def _row(event: Event, terrain: Terrain) -> Row:
    return {
        "图斑编号": event.patch,
        "乡镇": event.place,
        "核查日期": event.inspected.isoformat(),
        "核查人": f"{event.place}核查{'一二三'[event.number % 3]}组",
        "项目名称": event.title or f"{event.place}{NAMES[event.kind]}{event.number:03d}",
        **_seen(event),
        **_looked_up(event),
        **_papers_compared(event),
        **_mining(event, terrain),
        **_counted(event),
        "情况说明": _told(event),
        "备注": NOTICE,
    }


def _seen(event: Event) -> Row:
    started = "" if event.turn in ("unknown_start", "shown", "few_photos", "no_trace") else event.started.isoformat()
    return {
        "审批系统已查询": "" if event.turn == "not_looked_up" else "是",
        "实地是否变化": "否" if event.kind == "unchanged" or event.turn == "no_trace" else "是",
        "实际用途": USES[event.kind],
        "动工时间": started,
        "新增建构筑物": "是" if event.kind in BUILDINGS or event.turn in ("misused", "permanent") else "否",
        "疑似违法": _suspected(event),
        "按存量建设用地上报": "是" if event.kind == "rebuilt" else "否",
        "农业项目破坏耕地": "是" if event.kind == "pond" else "否",
        "未变化原因": _why_unchanged(event),
        "照片张数": 1 if event.turn == "few_photos" else 4 + event.number % 5,
    }


def _why_unchanged(event: Event) -> str:
    if event.turn == "no_trace":
        return "旧采坑植被稀疏，影像发白，当年没有开采"
    return "季节性覆膜、翻耕，地类未变" if event.kind == "unchanged" else ""


def _suspected(event: Event) -> str:
    """Before the review: what is not plainly in order is suspected; what could not be looked into is not known."""
    if event.turn in ("unmeasured", "not_looked_up"):
        return ""
    return "否" if event.turn in SOUND else "是"


def _looked_up(event: Event) -> Row:
    """Who asked the ministry's approval and record systems, when, and what they said; a few are not asked yet."""
    keys = ("审批系统已查询", "备案系统查询日期", "备案系统查询人", "备案系统查询结果")
    if event.category == MINING or event.turn == "not_looked_up" or event.number % 23 == 5:
        return dict.fromkeys(keys, "")
    found = event.kind in APPROVED_KINDS and event.turn in ("approved", "late", "unknown_start", "partly", "put_right")
    answer = "已查到" if found else "未查到"
    return dict(zip(keys, ("是", event.inspected.isoformat(), "审批备案查询岗", answer), strict=True))


def _papers_compared(event: Event) -> Row:
    shed, camp, sun, road = (event.kind == kind for kind in ("shed", "camp", "solar", "track"))
    return {
        "用途相符": ("否" if event.turn == "misused" else "是") if shed or camp else "",
        "永久性建筑": ("是" if event.turn == "permanent" else "否") if camp else "",
        "光伏板压占耕地": "否" if sun else "",
        "建有升压站等建筑": ("是" if event.turn == "with_building" else "否") if sun else "",
        "道路宽度(米)": road_width(event) if road and event.turn != "unmeasured" else "",
        "路面硬化": ("是" if event.turn == "wide" else "否") if road else "",
        "列入国家公路网": "否" if road else "",
    }


def _mining(event: Event, terrain: Terrain) -> Row:
    keys = ("采矿痕迹", "开采活动", "矿业权人开采", "已自然恢复", "开采最低标高(米)", "开采最高标高(米)")
    if event.category != MINING:
        return {**dict.fromkeys(keys, ""), "疑似违法开采面积(亩)": ""}
    if event.turn == "no_trace":
        return {**dict(zip(keys, ("否", "", "", "是", "", ""), strict=True)), "疑似违法开采面积(亩)": "0.00"}
    ground = ground_height(event, terrain)
    deep = ground - (55 if event.turn == "too_deep" else 12)
    holder = "" if event.turn == "none" else "是"
    found = ("是", "开采", holder, "否", f"{deep:.1f}", f"{ground + 20:.1f}")
    part = {"licensed": 0.0, "outside": 0.55, "great_quarry": 0.24}.get(event.turn, 1.0)
    return {**dict(zip(keys, found, strict=True)), "疑似违法开采面积(亩)": f"{part * event.lie.area:.2f}"}


def _counted(event: Event) -> Row:
    """What was filed: as measured, but for every ninth patch, where the desk has rounded up."""
    more = 1.012 if event.number % 9 == 4 and event.lie.cultivated < 3 else 1.0
    return {
        "填报图斑面积(亩)": f"{event.lie.area:.2f}",
        "填报耕地面积(亩)": f"{event.lie.cultivated * more:.2f}",
        "非农化": "是" if event.category in (NEW, CONTINUING) and event.lie.cultivated > 0.1 else "否",
        "乱占耕地建房": "是" if event.kind == "house" and event.verdict == "unlawful_new" else "否",
        "敏感": "是" if event.kind == "resort" else "否",
    }


def _told(event: Event) -> str:
    what = event.title or USES[event.kind]
    image = f"{event.later_image:%Y年%m月%d日}影像"
    return f"{event.place}：现场为{what}，面积约{event.lie.area:.1f}亩，后时相{image}与现场一致"
