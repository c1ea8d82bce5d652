"""卷宗 (D5): how whole each plot's dossier is, what lacks, who owes it; editions that were issued, to take away."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse

from weipian.store.queries.dossiers import issue_numbered
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.dossier import Owes, Whole
from weipian.vault.keeping import require_intact
from weipian.vault.places import Places
from weipian.web.frame.route import Opens, Route
from weipian.web.pages.stages.columns import As, Column
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import ListPage


def _owed(gaps: Any) -> str:
    """Who owes what."""
    by: dict[str, list[str]] = {}
    for one in gaps:
        by.setdefault(Owes(one["who"]).label, []).append(one["label"])
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
    ),
    subject="plot",
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
    note="按判定和图斑类别核对应有材料；待补的印「待补」，不得装订。",
    empty="还没有地块。导入下发批次以后，每个地块应有哪些材料、已有哪些、还差谁补，列在这里。",
)
PAGES = (DOSSIERS,)


def issued(request: Any, number: int) -> HttpResponse:
    """The bytes of an edition as they were issued, checked; of a plot in sight alone."""
    one = issue_numbered(number, seen(request.desk))
    places = Places(request.desk.workspace.folder)
    require_intact(places, one.sha256)
    name = f"{one.plot}-卷宗-第{one.edition}版.pdf"
    answer = FileResponse(places.original(one.sha256).open("rb"), as_attachment=True, filename=name)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


ROUTES = (Route("dossiers/<int:number>.pdf", issued, "dossier-issued", Opens.PATCHES),)
