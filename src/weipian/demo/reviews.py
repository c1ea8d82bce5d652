"""What the collective reviews decided, and how far the rectification is: people's decisions, told by the story."""

from __future__ import annotations

from datetime import date, timedelta

from weipian.demo.drawn import Cell
from weipian.demo.events import AS_OF, Event
from weipian.demo.places import NOTICE
from weipian.terms.words import Category, Determination, Measure, Outcome

Row = dict[str, Cell]
MINING_NATURES = {
    "outside": "越界开采", "great_quarry": "越界开采", "expired": "无证开采", "none": "无证开采",
    "too_deep": "超层越界开采", "licensed": "合法勘查开采", "no_trace": "当年无勘查开采活动",
}  # fmt: skip
OTHER_USES = {
    "shed": "设施农业用地", "camp": "临时用地", "track": "农村道路", "solar": "不改变原用地性质的光伏用地",
    "unchanged": "实地未变化",
}  # fmt: skip
OPEN_QUESTIONS = {
    "unconfirmed": "纸质批文未在审批备案系统查到，先补备案，暂不判定",
    "partly": "批准红线只覆盖一部分，待按红线拆分地块后判定",
    "no_record": "未见设施农业用地备案，限期补充举证",
    "unmeasured": "未量测道路宽度，退回补测",
    "few_photos": "现场照片不足，退回补拍",
    "with_building": "升压站等建筑部分待拆分地块后判定",
}


def reviews(events: tuple[Event, ...]) -> list[Row]:
    """One row for each patch that a review has had before it by the day of the demo."""
    return [_row(event) for event in events if event.seen and event.month < 12 and event.reviewed <= AS_OF]


def _row(event: Event) -> Row:
    mining = event.category == Category.MINING.label
    return {
        "会审编号": f"会审2023-{event.month:02d}",
        "会审日期": event.reviewed.isoformat(),
        "图斑编号": event.patch,
        "地块编号": event.patch,
        "乡镇": event.place,
        "判定": "" if mining else Determination.read(event.verdict or "undetermined").label,
        "矿产判定": event.verdict if mining else "",
        "性质": _nature(event),
        "判定理由": _reason(event),
        **_rectification(event),
        "国家级或自治区级重大项目": "是" if event.kind == "highway" else "否",
        "一户一宅农村宅基地": "是" if event.kind == "house" else "否",
        "保障性安居工程": "否",
        "上级终判": "是" if event.month <= 6 and event.decided else "否",
        "备注": NOTICE,
    }


def _nature(event: Event) -> str:
    if not event.decided:
        return ""
    if event.kind == "mine":
        return MINING_NATURES[event.turn]
    return OTHER_USES.get(event.kind, "") if event.verdict == "other_use" else Determination.read(event.verdict).label


def _reason(event: Event) -> str:
    if not event.decided:
        return OPEN_QUESTIONS.get(event.turn, "举证材料不足，下次会审再议")
    if event.turn == "late":
        return "批准晚于动工，按动工时未取得批准判定"
    return f"核查意见与举证材料一致，{_nature(event)}"


def _rectification(event: Event) -> Row:
    keys = ("整改措施", "整改通知日期", "整改结果", "结果日期", "可拆除复耕", "可补办")
    if event.verdict != "unlawful_new":
        return dict.fromkeys(keys, "")
    told = _ordered(event)
    ended = told + timedelta(days=20 + int(50 * event.dice)) if _ended(event) else None
    barred = event.lie.farmland > 0 or event.lie.redline > 0
    approvable = "" if event.dice > 0.93 else ("否" if barred or event.dice < 0.4 else "是")
    cells = (
        Measure.read(event.measure).label,
        told.isoformat(),
        "" if not event.outcome else Outcome.read(event.outcome).label,
        ended.isoformat() if ended else "",
        "" if event.dice < 0.06 else "是",
        approvable,
    )
    return dict(zip(keys, cells, strict=True))


def _ordered(event: Event) -> date:
    """Soon after the review; what is still open was ordered only after the penalty, in the last two months."""
    soon = event.reviewed + timedelta(days=4)
    return soon if _ended(event) else max(soon, AS_OF - timedelta(days=6 + int(52 * event.dice)))


def _ended(event: Event) -> bool:
    return event.outcome not in ("", "in_progress")
