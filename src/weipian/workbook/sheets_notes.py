"""Sheet 图例与说明: what the workbook is, what it is not, and how to read it."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from weipian.workbook.sheets_cells import Pen, landscape
from weipian.workbook.sheets_rows import LedgerBook

READING = (
    (
        "台账",
        "一行一个地块（或整改结果不同的一部分）。隐藏的第2行是字段名，导入时按它认列，请勿删除；只选第3行以下排序。",
    ),
    ("面积", "亩显示两位小数，单元格内保留未舍入的数；㎡列在旁边。1亩＝2000/3㎡，在2000国家大地坐标系椭球面上计算。"),
    ("下发、填报、实测", "同一面积的三个来源分列，互不替换。不带来源的「耕地面积」是问责比例采用的数。"),
    ("判定", "由县级会审作出；「系统建议」只供参考，不代替判定。「未判定」不计入分子分母，另列。"),
    ("存疑", "证据不足，不等于违法，也不等于合法；「尚缺证据」写明要补什么。"),
    ("空格、没有查", "空格是不知道；「没有查」「未检查」「查得不全」各写明原因；0.00 才表示检查过、没有。"),
    ("闸门", "A 县卫片办会审前逐一实地核查；B 拆除复耕实地核查；C 报市卫片办核验；D 领导小组逐一实地核查。"),
    ("问责比例", "扣减前视同都未整改；扣减后按整改结果扣减。两个条件同时达到（含本数）才写「达到比例线」。"),
    ("期限", "「有效期限」为本事项、季度、年度三者最早之日；遇休息日不顺延，另列之前最后一个工作日。"),
    ("可填的列", "判定、整改措施、整改结果等列有下拉列表，只认列表中的词。"),
    (
        "导入",
        "改好后用 weipian ledger import 导入，只有改过的格起作用；判定须有会审编号，与建议不同的须写理由。"
        "导出以后别人也改过的格不覆盖，列出来由您核实。隐藏的「导出底稿」请勿删除。",
    ),
)
NOT_THIS = (
    "卫星影像是线索，不能单独作为认定违法的依据。",
    "本台账不是行政处罚或问责决定，不代替陈述申辩、听证、复议、诉讼。",
    "未达比例线不等于没有问题；个案仍须查处整改。",
)


def write_notes(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    sheet = book.add_worksheet("图例与说明")
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110)
    pen.text(sheet, 0, 0, f"{ledger.title}台账　图例与说明", "title")
    row = 1
    for notice in ledger.notices:
        pen.text(sheet, row, 0, notice, "notice")
        row += 1
    about = (
        ("截止日期", ledger.as_of.isoformat()),
        ("政策", f"{ledger.policy_title}（{ledger.policy}）"),
        ("比例依据", ledger.terms.clause),
        ("软件", ledger.software),
    )
    row = _pairs(sheet, pen, row, "基本情况", about)
    row = _pairs(sheet, pen, row, "怎样读", READING)
    row = _pairs(sheet, pen, row, "不是什么", tuple((str(k), words) for k, words in enumerate(NOT_THIS, 1)))
    if ledger.sources:
        _pairs(sheet, pen, row, "采用的图层", ledger.sources)
    landscape(sheet, ledger.title, ledger.notices, 0)


def _pairs(sheet: Any, pen: Pen, row: int, heading: str, pairs: tuple[tuple[str, str], ...]) -> int:
    """A heading and its lines; the next free row."""
    pen.text(sheet, row, 0, heading, "head")
    pen.text(sheet, row, 1, "", "head")
    for number, (name, words) in enumerate(pairs, row + 1):
        pen.text(sheet, number, 0, name, "text")
        pen.text(sheet, number, 1, words, "wrapped")
    return row + len(pairs) + 1
