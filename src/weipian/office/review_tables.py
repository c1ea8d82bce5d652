"""Excel both ways for a review: its workbook out, and attendance, opinions, decisions, final determinations in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from weipian.fence.field import Field, Kind
from weipian.fence.sheets import SUFFIXES, read_sheets
from weipian.fence.table import Cells, Table, read_cells, rows_of
from weipian.office.inspecting.gates import gates_open
from weipian.office.ledger.following import follow
from weipian.office.ledger.saving import require_writable
from weipian.programme.determination.review.attending import Came, attend
from weipian.programme.determination.review.deciding import Decided, decide
from weipian.programme.determination.review.finals import Final, TakenIn, take_finals
from weipian.programme.determination.review.opening import opinions_by_plot, why_now
from weipian.programme.determination.review.rules import MINING, label_of
from weipian.programme.determination.review.speaking import NothingTaken, Spoken, Written, speak
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.reviews import PlotAsked, Said, attendance, plots_asked, review_named, said_in
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.terms.review import Above
from weipian.terms.words import Determination
from weipian.work.placing import put
from weipian.workbook.review import Sheet, write_review

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
FINAL = (
    PLOT, Field("word", "终判", ("判定", "上级判定", "终判结果"), required=True, filled=True),
    Field("level", "判定层级", ("层级",), Kind.WORD, required=True, filled=True, word=Above),
    Field("document", "文件", ("文号", "依据文件"), required=True, filled=True),
    Field("on", "日期", ("判定日期", "文件日期"), Kind.DATE, required=True, filled=True), Field("because", "理由"),
)  # fmt: skip
SHEETS: Mapping[str, tuple[Field, ...]] = {"到会": CAME, "意见": SPOKEN, "决定": DECIDED}


@dataclass(frozen=True, slots=True)
class Tables:
    """What a file holds, by the name of its sheet."""

    tables: Mapping[str, Table]
    sha256: str


def read_tables(
    path: Path, wanted: Mapping[str, tuple[Field, ...]], mapping: Mapping[str, str], encoding: str | None
) -> Tables:
    """The sheets that are wanted and there; a CSV, or a workbook with none of these names, is read as the only one."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if path.suffix.lower() not in SUFFIXES:
        cells = read_cells(path, encoding=encoding)
        return Tables({_only(wanted, path): rows_of(cells, _one(wanted, path), mapping, path.name)}, digest)
    sheets = read_sheets(path)
    named = {name: sheets[name].rows for name in wanted if name in sheets and sheets[name].rows}
    if not named:
        rows = next((one.rows for one in sheets.values() if one.rows), {})
        named = {_only(wanted, path): rows}
    found = {name: rows_of(_cells(rows, path), wanted[name], mapping, path.name) for name, rows in named.items()}
    return Tables(found, digest)


def _only(wanted: Mapping[str, tuple[Field, ...]], path: Path) -> str:
    if len(wanted) != 1:
        raise InputError("review_which_table", where=path.name, names="、".join(wanted))
    return next(iter(wanted))


def _one(wanted: Mapping[str, tuple[Field, ...]], path: Path) -> tuple[Field, ...]:
    return wanted[_only(wanted, path)]


def _cells(rows: Mapping[int, tuple[str, ...]], path: Path) -> Cells:
    if not rows:
        raise InputError("empty_table", where=path.name)
    first = min(rows)
    body = {
        number: row for number, row in rows.items() if number != first and row[:1] not in (("plot",), ("department",))
    }
    return Cells(tuple(cell.strip() for cell in rows[first]), body, ())


def export_review(desk: Desk, number: str, target: Path) -> int:
    """The review's workbook, logged as a copy that leaves; gives how many plots. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    review = review_named(number, seen(desk))
    require_writable(target)
    sheets = review_sheets(desk, review.id)
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partial.xlsx")
    try:
        write_review(partial, sheets, review.on)
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))
        put(partial, target)
    except OSError as error:
        raise InputError("output_locked", where=str(target)) from error
    finally:
        partial.unlink(missing_ok=True)
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


def take_rows(desk: Desk, number: str, name: str, table: Table, *, dry_run: bool) -> Written:
    """The rows of one sheet into the review: one act, one batch. A row whose word is left empty says nothing."""
    rows = [
        {key: value if isinstance(value, str) else "" for key, value in row.items()} | {"row": at}
        for row, at in zip(table.rows, table.numbers, strict=True)
    ]
    if name == "到会":
        came = [Came(str(one["department"]), str(one["person"]), str(one["post"]), int(one["row"])) for one in rows]
        written, refused = attend(desk, number, came, dry_run=dry_run) if came else (0, [])
        return Written(written, 0, refused)
    said = [one for one in rows if one["word"]]
    if not said:
        return Written(0, 0, [])
    try:
        if name == "意见":
            return speak(desk, number, [Spoken(**one) for one in said], dry_run=dry_run)  # type: ignore[arg-type]
        return decide(desk, number, [Decided(**one) for one in said], gates_open, dry_run=dry_run)  # type: ignore[arg-type]
    except NothingTaken as nothing:
        return Written(0, nothing.same, nothing.refused)


def take_finals_of(
    desk: Desk, path: Path, mapping: Mapping[str, str], encoding: str | None, *, dry_run: bool
) -> tuple[Table, TakenIn]:
    """The final determinations of a table, as one batch. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.FINAL_DETERMINATION_TAKEN)
    found = read_tables(path, {"终判": FINAL}, mapping, encoding)
    table = next(iter(found.tables.values()))
    finals = [
        Final(**{key: "" if value is None else value for key, value in row.items()}, row=at)  # type: ignore[arg-type]
        for row, at in zip(table.rows, table.numbers, strict=True)
    ]
    return table, take_finals(desk, finals, follow, name=path.name, sha256=found.sha256, dry_run=dry_run)
