"""执法验收 (E7): townships scored item by item, what was found, what was mended."""

from __future__ import annotations

from typing import Any

from weipian.terms.acceptance import Appraisal, MendKind
from weipian.terms.acting import Act
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.detail import DetailPage, Table
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import ListPage

GROUP = "督导问责"


def _open(findings: Any) -> str:
    return str(sum(bool(one["open"]) for one in findings))


def _overdue(findings: Any) -> str:
    return str(sum(bool(one["overdue"]) for one in findings))


def _mended(finding: Row) -> bool:
    """Whether the last thing said of it is that it was mended."""
    return bool(finding["mends"]) and finding["mends"][-1]["kind"] == MendKind.MENDED.value


def _to_mend(finding: Row) -> bool:
    return bool(finding["open"]) and not _mended(finding)


def _to_recheck(finding: Row) -> bool:
    return bool(finding["open"]) and _mended(finding)


def _figures(found: Any) -> str:
    """A figure that is not kept is said so, with why."""
    return "；".join(
        f"{one['label']}：{one['why'] or '不明'}" if one["value"] is None else f"{one['label']} {one['value']}"
        for one in found
    )


def _mends(found: Any) -> str:
    return "；".join(f"{one['on']} {MendKind(one['kind']).label}：{one['text']}（{one['by']}）" for one in found)


def _total(row: Row) -> Any:
    """Nothing scored is not a score of nought."""
    return row["total"] if row["scored"] else None


def _last(found: Any) -> Any:
    return f"{found[-1]['on']} {found[-1]['told']}" if found else None


FACTS = (
    Column("", "得分", As.NUMBER, pick=_total, nothing="未评"),
    Column("scored", "已评 项", As.NUMBER),
    Column("hint", "按分数线提示", words=Appraisal),
    Column("conclusion.appraisal", "验收结论", words=Appraisal, nothing="还没有作出"),
    Column("conclusion.on", "结论日期", As.DAY),
    Column("findings", "未复查通过 个", As.NUMBER, pick=_open),
    Column("findings", "其中逾期 个", As.NUMBER, pick=_overdue),
    Column("lags", "督导情形", As.LONG, nothing="没有"),
    Column("supervised", "最近督导", As.LONG, pick=_last, nothing="没有"),
)
ACCEPTANCE = ListPage(
    "acceptance",
    "执法验收",
    GROUP,
    ("accept", "list"),
    "townships",
    (Column("township", "乡镇", As.LINK, to="/acceptance/{}/"), *FACTS),
    subject="township",
    does={
        "township_scored": (do("accept/score", "评分、列问题", township="township"),),
        "township_mended": (
            do("accept/mended", "登记第 {finding} 号已整改", _to_mend, each="findings", finding="finding"),
        ),
        "township_accepted": (
            do("accept/conclude", "作结论", township="township"),
            do("accept/recheck", "复查第 {finding} 号整改", _to_recheck, each="findings", finding="finding"),
            do("accept/retract", "撤回结论", lambda row: bool(row["conclusion"]), township="township"),
        ),
        "township_supervised": (do("accept/supervise", "登记督导", township="township"),),
    },
    beside=(
        do("accept/export", "导出验收表", act=Act.LEDGER_EXPORTED),
        do("accept/import", "导入验收表", act=Act.TOWNSHIP_SCORED),
        do("accept/undo", "撤销导入", act=Act.TOWNSHIP_SCORED),
        do("accept/result", "年度成果（报市）"),
    ),
    empty="没有可看的乡镇。年底每个乡镇的评分、问题、复查和结论列在这里。",
    note="分值为本系统所设，方案没有规定；数字取自登记，分数和结论由人作出。",
)
ONE = DetailPage(
    ACCEPTANCE,
    "acceptance",
    "执法验收",
    (*FACTS, Column("conclusion.text", "总体评价", As.LONG), Column("conclusion.by", "谁作的结论")),
    (
        Table(
            "items",
            "各项评分",
            (
                Column("label", "事项"),
                Column("weight", "满分", As.NUMBER),
                Column("score", "得分", As.NUMBER, nothing="未评分"),
                Column("figures", "本系统所见", As.LONG, said=_figures, nothing="没有可取的数字，由人查看"),
                Column("note", "评分说明", As.LONG),
                Column("by", "谁评的"),
                Column("on", "日期", As.DAY),
                Column("clause", "依据", As.LONG),
            ),
        ),
        Table(
            "findings",
            "发现的问题",
            (
                Column("finding", "编号", As.NUMBER),
                Column("item", "事项"),
                Column("text", "问题", As.LONG),
                Column("on", "发现", As.DAY),
                Column("due", "整改期限", As.LIGHT, over=lambda row: not row["open"], nothing="没有写期限"),
                Column("open", "未复查通过"),
                Column("mends", "整改、复查", As.LONG, said=_mends, nothing="还没有整改"),
            ),
            empty="没有列出问题。",
        ),
        Table(
            "supervised",
            "督导",
            (
                Column("on", "日期", As.DAY),
                Column("why", "为什么", As.LONG),
                Column("told", "督导情况", As.LONG),
                Column("by", "经办"),
            ),
            empty="没有督导过。",
        ),
    ),
    words=("accept", "list"),
    field="township",
    at="townships.0",
)
PAGES = (ACCEPTANCE,)
