"""填报上报 (C2, C4): returns, what is entered afterwards, the platform beside ours, problem lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weipian.programme.submission.comparing import Acting, Kind
from weipian.store.queries.submission import has_filled
from weipian.terms.acting import Act
from weipian.terms.submission import LaterKind, ProblemLevel, ProblemState, ReturnState, Timely
from weipian.terms.words import Outcome
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import ListPage, Todo

GROUP = "填报上报"


def _out(row: Row) -> bool:
    """Whether its monthly day no longer binds."""
    return bool(row["released"])


def _filled_none(desk: Any) -> bool:
    """Whoever filled one in is not its second pair of eyes: their list is another."""
    return not has_filled(desk.actor.account)


def _at(state: ReturnState) -> Callable[[Row], bool]:
    return lambda row: bool(row["state"] == state.value)


def _released(row: Row) -> bool:
    return bool(row["state"] == ReturnState.RELEASED.value)


RETURNS = ListPage(
    "returns",
    "填报上报",
    GROUP,
    ("submit", "list"),
    "returns",
    (
        Column("plot", "地块", As.LINK, to="/returns/{}/"),
        Column("township", "乡镇", nothing="乡镇不明"),
        Column("state", "进度", words=ReturnState),
        Column("due", "月报期限", As.LIGHT, over=_out, nothing="无月报期限"),
        Column("timely", "是否按时", words=Timely),
        Column("released", "上报日期", As.DAY),
        Column("reason", "退回原因", As.LONG),
        Column("patch", "图斑", As.PATCH),
    ),
    subject="plot",
    family="returns",
    tabs="state",
    rows_alike=_filled_none,
    does={
        "fill": (do("submit/fill", "填报", plots="plot"),),
        "self_check": (do("submit/check", "自检", plots="plot"),),
        "second": (do("submit/second", "审核", plots="plot"),),
        "release": (do("submit/release", "上报", plots="plot"),),
        "send_back": (do("submit/return", "退回", plots="plot"),),
    },
    always=(do("submit/confirm", "登记平台确认", _released, act=Act.SUBMISSION_CONFIRMED, plots="plot"),),
    many=tuple(
        do(f"submit/{word}", label, plots="plot")
        for word, label in (
            ("fill", "填报"),
            ("check", "自检"),
            ("second", "审核"),
            ("release", "上报"),
            ("confirm", "平台确认"),
            ("return", "退回"),
        )
    ),
    beside=(
        do("submit/export", "导出上传件", act=Act.SUBMISSION_EXPORTED),
        do("submit/template", "导出填报表", act=Act.SUBMISSION_EXPORTED),
        do("submit/import", "导入填报表", act=Act.SUBMISSION_FILLED),
        do("submit/undo", "撤销导入", act=Act.IMPORT_UNDONE),
    ),
    todos=(
        Todo("returned", "退回的填报要改", Act.SUBMISSION_FILLED, "fill", _at(ReturnState.RETURNED)),
        Todo("fill", "填报", Act.SUBMISSION_FILLED, "fill", _at(ReturnState.TO_FILL)),
        Todo("check", "自检", Act.SUBMISSION_FILLED, "self_check", _at(ReturnState.FILLED)),
        Todo("second", "审核填报", Act.SUBMISSION_CHECKED, "second"),
        Todo("release", "上报", Act.SUBMISSION_RELEASED, "release"),
    ),
    note="填报、自检、审核（填报人以外的人）、上报（负责人写明负责）、平台确认，一步接一步；点地块看各栏和自检结果。",
    empty="还没有要填报的地块。先导入下发批次。",
)


def _lacks(row: Row) -> bool:
    return bool(row["lacks"] or row["unpapered"])


LATER = ListPage(
    "returns/later",
    "补录",
    GROUP,
    ("submit", "later-list"),
    "later",
    (
        Column("plot", "地块", As.PLOT),
        Column("township", "乡镇"),
        Column("outcome", "整改结果", words=Outcome),
        Column("since", "到位日期", As.DAY),
        Column("added", "已补录", As.LONG, said=lambda found: "；".join(map(_added, found))),
        Column("lacks", "还缺补录", words=LaterKind, nothing="不缺"),
        Column("unpapered", "证据已移出", nothing="无"),
        Column("who", "由谁补"),
    ),
    subject="plot",
    family="returns",
    takes=("lacking",),
    always=(do("submit/later", "补录", _lacks, act=Act.LATER_ADDED, plot="plot"),),
    note="整改、补办到位的，要补到自然资源综合监测平台。",
    empty="还没有整改、补办到位的地块。到位以后，要补录到平台的列在这里，由谁补也写在这里。",
)


def _added(one: Row) -> str:
    return f"{LaterKind(one['what']).label} {one['day']} 证据 {one['evidence']} 号（{one['by']}）"


PLATFORM = ListPage(
    "platform",
    "平台对账",
    GROUP,
    ("platform", "diff"),
    "differences",
    (
        Column("plot", "地块", As.LINK, to="/returns/{}/"),
        Column("patch", "图斑", As.PATCH),
        Column("kind", "怎样不同", words=Kind),
        Column("field", "哪一栏"),
        Column("ours", "本县"),
        Column("theirs", "平台"),
        Column("todo", "要办什么", words=Acting),
        Column("who", "由谁办"),
    ),
    subject="plot",
    family="returns",
    tabs="kind",
    beside=(
        do("platform/import", "导入平台清单", act=Act.PLATFORM_TAKEN),
        do("platform/undo", "撤销导入", act=Act.IMPORT_UNDONE),
    ),
    sheet="平台对账.xlsx",
    sheet_needs=Act.SUBMISSION_EXPORTED,
    note="与最近导入的平台清单逐块逐栏比。没有导入过的，这里是空的，不等于一致。",
    empty="没有不同，或者还没有导入过平台清单（先点「导入平台清单」）。",
)


def _answered(row: Row) -> bool:
    return bool(row["state"] == ProblemState.ANSWERED.value)


def _open_and_matched(row: Row) -> bool:
    return bool(row["matched"] and row["state"] == ProblemState.OPEN.value)


PROBLEMS = ListPage(
    "problems",
    "问题清单",
    GROUP,
    ("problems", "list"),
    "problems",
    (
        Column("problem", "编号", As.NUMBER),
        Column("level", "哪一级", words=ProblemLevel),
        Column("named", "点到的图斑", As.PATCH),
        Column("matched", "对到本县图斑"),
        Column("matter", "问题", As.LONG),
        Column("received", "收到", As.DAY),
        Column("due", "答复期限", As.LIGHT, over=_answered),
        Column("state", "进度", words=ProblemState),
        Column("answer", "答复", As.LONG),
    ),
    subject="problem",
    family="returns",
    takes=("every",),
    tabs="state",
    does={
        "problem_answered": (
            do("problems/answer", "答复", lambda row: not _answered(row), number="problem"),
            do("problems/correct", "重开填报改正", _open_and_matched, number="problem"),
        )
    },
    beside=(
        do("problems/import", "导入问题清单", act=Act.PROBLEMS_TAKEN),
        do("problems/export", "导出答复表", act=Act.SUBMISSION_EXPORTED),
        do("problems/answer", "导入答复表", act=Act.PROBLEM_ANSWERED),
        do("problems/undo", "撤销导入", act=Act.IMPORT_UNDONE),
    ),
    todos=(Todo("answer", "答复问题", Act.PROBLEM_ANSWERED, only=lambda row: not _answered(row)),),
    note="市级、自治区发来的问题；没有对到本县图斑的同样要答复。",
    empty="没有还没答复的问题。",
)
PAGES = (RETURNS, LATER, PLATFORM, PROBLEMS)
