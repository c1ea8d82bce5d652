"""整改 (D1): orders and how they are carried out, by plot and by township."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weipian.office.closing.told import determination
from weipian.terms.acting import Act
from weipian.terms.rectification import RecordKind, RightState
from weipian.terms.words import GateName, Measure, Outcome
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.detail import DetailPage, Table
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import ListPage, Todo

GROUP = "查处整改"


def _at(*states: RightState) -> Callable[[Row], bool]:
    return lambda row: row["state"] in {state.value for state in states}


def _in_place(row: Row) -> bool:
    return bool(row["state"] == RightState.IN_PLACE.value)


def _late(days: Any) -> str:
    return "；".join(f"{holder} {count} 天" for holder, count in days.items())


def _stops(found: Any) -> str:
    """How many, and the first; all of them stand on the plot's page."""
    return f"{len(found)} 项：{found[0]['why']}" if found else ""


FACTS = (
    Column("township", "乡镇", nothing="乡镇不明"),
    Column("state", "进度", words=RightState),
    Column("due", "期限", As.LIGHT, over=_in_place),
    Column("late", "已迟（算谁的）", said=_late),
    Column("measure", "措施", words=Measure, nothing="未定"),
    Column("cultivated_mu", "耕地 亩", As.MU, nothing="不明"),
    Column("person", "责任人"),
    Column("number", "通知文号"),
    Column("stops", "还差什么", As.LONG, said=_stops, nothing="不差"),
)
RIGHT = ListPage(
    "right",
    "整改",
    GROUP,
    ("right", "list"),
    "plots",
    (Column("plot", "地块", As.LINK, to="/right/{}/"), *FACTS),
    subject="plot",
    family="right",
    takes=("township", "late", "done"),
    tabs="state",
    does={
        "rectification_ordered": (do("right/order", "下达通知", plots="plot"),),
        "rectification_progressed": (do("right/progress", "登记进展", plot="plot"),),
        "rectification_parted": (do("right/part", "分部分", plot="plot"),),
        "self_accepted": (do("right/self-accept", "自验", plot="plot"),),
        "upper_acceptance_applied": (do("right/apply-check", "申请市核验", patch="patch"),),
        "upper_acceptance_answered": (do("right/check-answer", "登记核验结果", patch="patch"),),
        "rectified": (do("right/confirm", "认定到位", plot="plot"),),
        "rectification_undone": (do("right/undo", "撤销最近一次", plot="plot"),),
    },
    many=(do("right/order", "下达通知", plots="plot"),),
    beside=(
        do("right/export", "导出表给人填", act=Act.RECTIFICATION_PROGRESSED),
        do("right/import", "导入填好的表", act=Act.RECTIFICATION_PROGRESSED),
        do("right/map", "挂图"),
    ),
    todos=(
        Todo("order", "下达整改通知", Act.RECTIFICATION_ORDERED, only=_at(RightState.NO_ORDER)),
        Todo("progress", "登记整改进展", Act.RECTIFICATION_PROGRESSED, only=_at(RightState.ORDERED)),
        Todo("self", "乡镇自验", Act.SELF_ACCEPTED, only=_at(RightState.IN_PROGRESS)),
        Todo("apply", "申请市级核验（够到面积线的）", Act.UPPER_ACCEPTANCE_APPLIED, only=_at(RightState.SELF_ACCEPTED)),
        Todo("answer", "登记核验结果", Act.UPPER_ACCEPTANCE_ANSWERED, only=_at(RightState.APPLIED)),
        Todo("confirm", "认定整改到位", Act.RECTIFIED, only=_at(RightState.SELF_ACCEPTED, RightState.APPLIED)),
    ),
    note="最急的在前。判定后没有及时下通知的，期限从判定起算，迟的算县卫片办。",
    empty="没有要整改的地块。判定违法、还没有整改到位的列在这里；先在「集体会审」判定，再下达整改通知。",
    alike=True,
)
ONE = DetailPage(
    RIGHT,
    "right",
    "整改",
    (
        Column("plot", "地块", As.PLOT),
        Column("patch", "图斑", As.PATCH),
        Column("determination", "判定", said=determination),
        *FACTS,
        Column("ordered", "通知日期", As.DAY),
        Column("also", "同时采取", words=Measure),
        Column("assumed", "措施未定，按拆除复耕推算"),
        Column("alarm", "判定后未及时下通知"),
        Column("order_by", "最迟何日下通知", As.DAY),
    ),
    (
        Table(
            "stops",
            "还差什么",
            (Column("why", "还差", As.LONG), Column("who", "由谁", As.LONG)),
            empty="不差。",
        ),
        Table(
            "history",
            "整改经过",
            (
                Column("day", "日期", As.DAY),
                Column("kind", "事项", words=RecordKind),
                Column("said", "内容", As.LONG),
                Column("by", "经办"),
            ),
        ),
        Table(
            "parts",
            "分部分整改",
            (
                Column("name", "名称"),
                Column("cultivated_mu", "耕地 亩", As.MU),
                Column("measure", "措施", words=Measure),
                Column("outcome", "结果", words=Outcome),
            ),
            empty="没有分部分。",
        ),
        Table(
            "gates",
            "核查、核验闸门",
            (
                Column("gate", "闸门", words=GateName),
                Column("measured_mu", "面积 亩", As.MU, nothing="不明"),
                Column("threshold_mu", "线 亩", As.MU),
                Column("certain", "确定"),
                Column("clause", "依据", As.LONG),
            ),
            empty="没有够到 B、C 的面积线。",
        ),
        Table("evidence", "要的证据", (Column("said", "情况", As.LONG),), empty="没有要另附的证据。"),
    ),
    words=("right", "show"),
    field="plot",
)


def _many(key: str, label: str) -> tuple[Column, Column]:
    return Column(f"{key}.plots", f"{label} 个", As.NUMBER), Column(f"{key}.cultivated_mu", f"{label} 亩", As.MU)


BOARD = ListPage(
    "right/board",
    "各乡镇进度",
    GROUP,
    ("right", "board"),
    "boards",
    (
        Column("township", "乡镇", As.LINK, to="/right/?township={}", nowhere=("全县",)),
        *_many("total", "应整改"),
        *_many("open", "未到位"),
        *_many("late", "逾期"),
        Column("alarm.plots", "未及时通知 个", As.NUMBER),
        *(Column(f"states.{state.value}.plots", state.label, As.NUMBER) for state in RightState),
        Column("days_late", "乡镇迟 天", As.NUMBER),
        Column("total.unknown", "耕地不明", As.NUMBER),
    ),
    family="right",
    total="全县",
    empty="还没有要整改的地块。有了以后，这里按乡镇列出应整改、未到位、逾期的个数和面积。",
    note="面积是占耕地面积；迟的天数只算承办单位自己的。",
    alike=True,
)
PAGES = (RIGHT, BOARD)
