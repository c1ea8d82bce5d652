"""卷宗 (D5): how whole each plot's dossier is, what lacks, who owes it; editions that were issued, to take away."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse

from weipian.store.queries.dossiers import issue_numbered
from weipian.store.queries.general import general_numbered
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.dossier import GeneralKind, GeneralStage, Owes, Whole
from weipian.vault.keeping import require_intact
from weipian.vault.places import Places
from weipian.web.frame.route import Opens, Route
from weipian.web.pages.stages.columns import As, Column
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import Beside as ListBeside
from weipian.web.pages.stages.listing import ListPage


def _owed(gaps: Any) -> str:
    """Who owes what."""
    by: dict[str, list[str]] = {}
    for one in gaps:
        by.setdefault(Owes(one["who"]).label, []).append(one["label"])
    return "；".join(f"{who}：{'、'.join(some)}" for who, some in by.items())


def _lacks(gaps: Any) -> str:
    by: dict[str, list[str]] = {}
    for one in gaps:
        by.setdefault(one["whom"], []).append(one["label"])
    return "；".join(f"{who}：{'、'.join(some)}" for who, some in by.items())


DOSSIERS = ListPage(
    "dossiers",
    "卷宗",
    "账和图",
    ("dossier", "list"),
    "dossiers",
    (
        Column("plot", "地块", As.PLOT),
        Column("township", "乡镇"),
        Column("whole", "齐全", words=Whole),
        Column("has", "已有", As.NUMBER),
        Column("asked", "应有", As.NUMBER),
        Column("gaps", "待补：由谁补什么", As.LONG, said=_owed),
        Column("edition", "版次", As.NUMBER, nothing="没有出具"),
        Column("issued", "出具", As.DAY),
        Column("issue", "下载", As.LINK, to="/dossiers/{}.pdf"),
        Column("bound", "册", nothing="没有装订"),
        Column("rebind", "册要重装", pick=lambda value: value or None),
    ),
    subject="plot",
    family="dossiers",
    takes=("township",),
    tabs="whole",
    does={
        "dossier_issued": (do("dossier/issue", "出具", plots="plot"),),
        "dossier_worded": (do("dossier/reword", "改写情况说明", plot="plot"),),
    },
    many=(do("dossier/issue", "出具卷宗", act=Act.DOSSIER_ISSUED, plots="plot"),),
    beside=(
        do("dossier/bind", "按乡镇装订", act=Act.VOLUME_BOUND),
        do("dossier/word", "出单件", act=Act.DOSSIER_ISSUED),
    ),
    others=(
        ListBeside(
            "volumes",
            "已装订的册",
            (
                Column("township", "乡镇"),
                Column("volume", "册", As.NUMBER),
                Column("edition", "版次", As.NUMBER),
                Column("dossiers", "卷数", As.NUMBER),
                Column("pages", "页数", As.NUMBER),
                Column("day", "装订", As.DAY),
                Column("by", "装订人"),
                Column("rebind", "出了新版、要重装的卷", As.PLOT, nothing="没有"),
            ),
        ),
    ),
    note="按判定和图斑类别核对应有材料；待补的印「待补」，不得装订。",
    empty="还没有地块。导入下发批次以后，每个地块应有哪些材料、已有哪些、还差谁补，列在这里。",
)
GENERAL = ListPage(
    "dossiers/general",
    "综合卷",
    "账和图",
    ("dossier", "general", "list"),
    "general",
    (
        Column("owner", "乡镇、单位"),
        Column("papers", "材料", As.NUMBER),
        Column("entries", "台账登记", As.NUMBER),
        Column("has", "已有", As.NUMBER),
        Column("asked", "应有", As.NUMBER),
        Column("gaps", "还缺：由谁补什么", As.LONG, said=_lacks),
        Column("edition", "版次", As.NUMBER, nothing="没有出具"),
        Column("issued", "出具", As.DAY),
        Column("issue", "下载", As.LINK, to="/dossiers/general/{}.pdf"),
    ),
    subject="owner",
    family="dossiers",
    does={
        "general_kept": (do("dossier/general/add", "存入材料", owner="owner"),),
        "general_issued": (do("dossier/general/issue", "出具", owner="owner"),),
    },
    beside=(
        do("dossier/general/take-back", "撤回一份材料", act=Act.GENERAL_TAKEN_BACK),
        do("dossier/general/export", "导出原件", act=Act.EVIDENCE_GIVEN),
    ),
    others=(
        ListBeside(
            "papers",
            "存入的材料",
            (
                Column("paper", "材料号", As.NUMBER),
                Column("owner", "乡镇、单位"),
                Column("stage", "阶段", words=GeneralStage),
                Column("kind", "种类", words=GeneralKind),
                Column("day", "日期", As.DAY),
                Column("title", "标题", As.LONG),
                Column("evidence", "原件", As.LINK, to="/evidence/{}/"),
                Column("by", "存入人"),
            ),
        ),
    ),
    note="工作部署、开展、推进、成效四个方面的方案、通知、会议、通报、函件、报告、约谈等；台账里已登记的自动列入。",
    empty="没有综合卷。",
)
PAGES = (DOSSIERS, GENERAL)


def issued(request: Any, number: int) -> HttpResponse:
    """The bytes of an edition as they were issued, checked; of a plot in sight alone."""
    one = issue_numbered(number, seen(request.desk))
    return _handed(request, one.sha256, f"{one.plot}-卷宗-第{one.edition}版.pdf")


def issued_general(request: Any, number: int) -> HttpResponse:
    """The same of a general volume in sight."""
    one = general_numbered(number, seen(request.desk))
    return _handed(request, one.sha256, f"{one.owner.label}-综合卷-第{one.edition}版.pdf")


def _handed(request: Any, sha256: str, name: str) -> HttpResponse:
    places = Places(request.desk.workspace.folder)
    require_intact(places, sha256)
    answer = FileResponse(places.original(sha256).open("rb"), as_attachment=True, filename=name)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


ROUTES = (
    Route("dossiers/<int:number>.pdf", issued, "dossier-issued", Opens.PATCHES),
    Route("dossiers/general/<int:number>.pdf", issued_general, "general-issued", Opens.PATCHES),
)
