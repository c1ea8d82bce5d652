"""Excel both ways for a review: its workbook out, and attendance, opinions, decisions in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from weipian.fence.field import Field
from weipian.fence.table import Table
from weipian.office.inspecting.gates import gates_open
from weipian.office.keyed_tables import write_keyed
from weipian.programme.determination.review.attending import Came, attend
from weipian.programme.determination.review.deciding import Decided, decide
from weipian.programme.determination.review.opening import opinions_by_plot, why_now
from weipian.programme.determination.review.rules import MINING, label_of
from weipian.programme.determination.review.speaking import Spoken, speak
from weipian.programme.determination.review.written import NothingTaken, Step, Written
from weipian.store import models
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.reviews import PlotAsked, Said, attendance, plots_asked, review_named, said_in
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.words import Determination
from weipian.workbook.review import Sheet

PLOT = Field("plot", "图斑（地块）编号", ("地块编号", "图斑编号", "地块", "图斑"), required=True, filled=True)
BODY = Field("department", "单位", ("部门", "参会单位"), required=True, filled=True)
CAME = (BODY, Field("person", "姓名", ("参会人员",)), Field("post", "职务"))
SPOKEN = (
    PLOT, BODY, Field("word", "意见", ("判定意见",), required=True), Field("because", "理由"),
    Field("person", "发言人", ("姓名",)),
)  # fmt: skip
DECIDED = (
    PLOT, Field("word", "决定", ("判定", "会审决定"), required=True), Field("because", "理由", ("判定理由",)),
    Field("nature", "性质"),
)  # fmt: skip
SHEETS: Mapping[str, tuple[Field, ...]] = {"到会": CAME, "意见": SPOKEN, "决定": DECIDED}


def export_review(desk: Desk, number: str, target: Path) -> int:
    """The review's workbook, logged as a copy that leaves; gives how many plots. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    review = review_named(number, seen(desk))
    sheets = review_sheets(desk, review.id)
    write_keyed(desk, target, sheets, review.on)
    return len(sheets[-1].rows)


def review_sheets(desk: Desk, review: int) -> list[Sheet]:
    """Who came, opinions, decisions, of the plots in sight."""
    sight = seen(desk)
    agenda = {str(one["plot"]): one for one in said_in(models.AgendaItem, review, sight)}
    plots = plots_asked(sight, list(agenda))
    opinions = said_in(models.Opinion, review, sight)
    words = opinions_by_plot(opinions)
    decided = {str(one["plot"]): one for one in said_in(models.Decision, review, sight)}
    about = [_about(plot, agenda[name], decided.get(name), words) for name, plot in plots.items()]
    said = []
    for one in opinions:
        if one["plot"] in plots:
            mining = plots[str(one["plot"])].mining
            own = {name: str(one[name] or "") for name in ("plot", "department", "because", "person")}
            said.append({**own, "word": label_of(mining, str(one["word"]))})
    came = [{key: str(one[key] or "") for key in ("department", "person", "post")} for one in attendance(review)]
    if not (sight.everything and not sight.within):
        came = [{**one, "person": ""} for one in came]
    extra = {"township": "乡镇", "category": "图斑类别", "why": "列入原因", "proposal": "机器建议"}
    choice = {"word": [*(one.label for one in Determination), *(one.label for one in MINING[1:])]}
    heads = {PLOT.key: PLOT.label, **extra, **{one.key: one.label for one in DECIDED[1:]}}
    return [
        Sheet("到会", _heads(CAME), came, frozenset(_heads(CAME)), {}),
        Sheet("意见", _heads(SPOKEN), said, frozenset(_heads(SPOKEN)), choice),
        Sheet("决定", heads, about, frozenset(_heads(DECIDED[1:])), choice),
    ]


def _heads(fields: tuple[Field, ...]) -> dict[str, str]:
    return {one.key: one.label for one in fields}


def _about(plot: PlotAsked, item: Said, row: Said | None, words: Mapping[str, frozenset[str]]) -> dict[str, str]:
    return {
        "plot": plot.plot,
        "township": plot.about.township,
        "category": plot.category.label,
        "why": "、".join(why.label for why in why_now(plot, item, words.get(plot.plot, frozenset()))),
        "proposal": _proposal(plot.mining, plot.proposal, plot.proposed),
        "word": label_of(plot.mining, str(row["word"])) if row else "",
        "because": str(row["because"]) if row else "",
        "nature": str(row["nature"]) if row else "",
    }


def _proposal(mining: bool, word: str, proposed: Mapping[str, str] | None) -> str:
    if proposed is None:
        return "没有"
    return "存疑" if proposed["conclusion"] == "in_doubt" else label_of(mining, word)


def take_rows(desk: Desk, number: str, name: str, table: Table, *, dry_run: bool, step: Step = int) -> Written:
    """The rows of one sheet into the review: one act, one batch. A row whose word is left empty says nothing."""
    rows = [
        {key: value if isinstance(value, str) else "" for key, value in row.items()} | {"row": at}
        for row, at in zip(table.rows, table.numbers, strict=True)
    ]
    if name == "到会":
        came = [Came(str(one["department"]), str(one["person"]), str(one["post"]), int(one["row"])) for one in rows]
        return attend(desk, number, came, dry_run=dry_run, step=step) if came else Written(0, 0, [])
    said = [one for one in rows if one["word"]]
    if not said:
        return Written(0, 0, [])
    try:
        if name == "意见":
            return speak(desk, number, [Spoken(**one) for one in said], dry_run=dry_run, step=step)  # type: ignore[arg-type]
        decided = [Decided(**one) for one in said]  # type: ignore[arg-type]
        return decide(desk, number, decided, gates_open, dry_run=dry_run, step=step)
    except NothingTaken as nothing:
        return Written(0, nothing.same, nothing.refused)
