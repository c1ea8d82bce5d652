"""A close as a workbook: figures, plots, reconciling, what changed since; who took it out is logged first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from weipian.office.closing.asked import Shown, shown
from weipian.office.closing.restated import FIELDS
from weipian.office.closing.told import category, determination
from weipian.office.ledger.saving import require_writable
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import STAMP, Act, State
from weipian.terms.area import Area
from weipian.terms.closing import Blocks, PeriodKind
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.terms.words import Outcome
from weipian.work.placing import is_full, put

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp without zone: the same close is the same bytes
Rows = Sequence[Sequence[object]]
COUNTS = (
    ("patches", "图斑"), ("plots", "地块"), ("final", "上级终判"), ("not_final", "未终判"),
    ("area_filed_mu", "填报面积(亩)"), ("area_measured_mu", "实测面积(亩)"), ("cultivated_filed_mu", "填报耕地(亩)"),
    ("cultivated_measured_mu", "实测耕地(亩)"),
)  # fmt: skip
CELL = (
    ("month", "上报月"), ("quarter", "季度"), ("patches", "图斑"), ("plots", "地块"),
    ("area_measured_mu", "实测面积(亩)"),
)  # fmt: skip


def export_close(desk: Desk, kind: PeriodKind, key: str, target: Path, version: int | None = None) -> Shown:
    """Raises InputError where this person may not, or does not see it, or it can't be written."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    found = shown(desk, kind, key, version)
    require_writable(target)
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partial.xlsx")
    try:
        write_close(partial, found)
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.PERIOD, target.name, hash_of_file(partial))
        put(partial, target)
    except (OSError, FileCreateError) as error:
        inner = error.args[0] if isinstance(error, FileCreateError) and error.args else error
        full = isinstance(inner, OSError) and is_full(inner)
        raise InputError("output_disk_full" if full else "output_locked", where=str(target)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return found


def write_close(path: Path, found: Shown) -> None:
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE})
        for name, header, rows in sheets(found):
            sheet = book.add_worksheet(name)
            bold = book.add_format({"bold": True, "bg_color": "#D9E2EC"})
            sheet.set_footer(f"&C{STAMP}")
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(header) - 1, 0), 18)
            for column, title in enumerate(header):
                sheet.write_string(0, column, title, bold)
            for line, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(line, column, value)
                    else:
                        sheet.write_string(line, column, str(value or ""))


def sheets(found: Shown) -> Iterable[tuple[str, Sequence[str], Rows]]:
    """Name, header, rows of every sheet."""
    figures = found.frozen["figures"]
    yield "汇总", ("项", *(title for _, title in COUNTS)), _summary(figures)
    yield "对账", ("表", *(title for _, title in CELL)), _reconcile(figures["reconcile"])
    header = ("地块", "乡镇", "类别", "下发日期", "上报月", "季度", "进度", "判定", "上级终判", "整改结果",
              "填报面积(亩)", "实测面积(亩)", "填报耕地(亩)", "实测耕地(亩)", "闸门", "未办完",
              "来源日志号")  # fmt: skip
    yield "地块", header, [_plot(one) for one in found.plots]
    changed = ("地块", "乡镇", "项目", "关闭时", "现在", "事项", "何时", "何人", "理由")
    yield "关闭后变动", changed, [
        (one.plot, one.township, FIELDS.get(one.field, "地块"), one.was, one.now, one.act, one.at, one.actor,
         one.because)
        for one in found.restated
    ]  # fmt: skip
    yield "意见", ("点", "意见"), list(found.opinions)
    yield "来源", ("项", "值"), _source(found)


def _summary(figures: Mapping[str, Any]) -> Rows:
    rows = [("合计", figures["total"]), *figures["by_township"].items()]
    rows += [(category(name), one) for name, one in figures["by_category"].items()]
    rows += [(determination(name), one) for name, one in figures["by_determination"].items()]
    return [(name, *(one[key] for key, _ in COUNTS)) for name, one in rows]


def _reconcile(found: Mapping[str, Any]) -> Rows:
    half = found["half_year"]
    parts = [
        *(("月×季", one) for one in found["cells"]),
        *(("按月", one) for one in found["by_month"]),
        *(("按季", one) for one in found["by_quarter"]),
        ("合计", found["total"]),
        ("半年（按下发日）", half["total"]),
        ("前两季中截止日后下发的（半年不含）", half["of_its_quarters_issued_later"]),
        ("其他季中截止日前下发的（半年含）", half["of_other_quarters_issued_before"]),
    ]
    rows: list[Sequence[object]] = [(name, *(one[key] for key, _ in CELL)) for name, one in parts]
    return [*rows, ("对账结果", "相符" if found["agrees"] else "不符")]


def _plot(one: Any) -> Sequence[object]:
    cultivated = "" if one.cultivated_um2 is None else Area.of_um2(one.cultivated_um2).text_mu()
    blocks = "、".join(Blocks(what).label for what in one.blocks.split(",") if what)
    final = "" if one.final is None else "是" if one.final else "否"
    return (
        one.plot, one.township, category(one.category), one.issued.isoformat(), one.month, one.quarter,
        State(one.state).label, determination(one.determination), final, Outcome(one.outcome).label, one.area_filed,
        Area.of_um2(one.area_um2).text_mu(), one.cultivated_filed, cultivated, one.gates, blocks, one.source,
    )  # fmt: skip


def _source(found: Shown) -> Rows:
    close = found.close
    rows: list[Sequence[object]] = [
        ("期间", f"{close.key} {PeriodKind(close.kind).label} 第 {close.version} 版"),
        ("关闭", f"{close.day} {close.by}"),
        ("未办完而关闭的理由", close.despite or ""),
        ("政策包", f"{close.policy} {close.policy_sha256}"),
        ("日志", f"{close.head_seq} {close.head_hash}"),
    ]
    return [
        *rows,
        *(("图层", f"{kind} 第{version}版 {sha256}") for kind, version, sha256 in close.layers),
        ("标记", STAMP),
    ]
