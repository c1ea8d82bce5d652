"""What may be typed into 台账: lists, dates, areas, each with a hint; nothing where the system fills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from weipian.workbook.sheets_columns import COLUMNS, Column
from weipian.workbook.sheets_legend_words import told_of

LARGEST_MU = 10**9
FARTHEST = 10**5
EARLIEST, LATEST = date(1950, 1, 1), date(2099, 12, 31)
NUMBERS: Mapping[str, tuple[str, float, float, str]] = {
    "mu_filed": ("decimal", 0, LARGEST_MU, "填数，单位亩，不能为负；不知道就留空，0 表示查过没有。"),
    "metres": ("decimal", -FARTHEST, FARTHEST, "填数，单位米；不知道就留空。"),
    "count": ("integer", 0, FARTHEST, "填整数；不知道就留空。"),
}


def write_checks(sheet: Any, first: int, last: int) -> None:
    """The rules of every column, from row `first` to `last`."""
    for number, column in enumerate(COLUMNS):
        rule = _rule(column) if column.filled else None
        if rule is not None:
            sheet.data_validation(first, number, last, number, rule)
    own = [run for run in _runs() if run is not None]
    (left, right), *others = own
    more = [[first, one, last, other] for one, other in others]
    sheet.data_validation(first, left, last, right, {**LOCKED, "other_cells": more})


LOCKED: Mapping[str, object] = {
    "validate": "custom",
    "value": "=FALSE",
    "ignore_blank": False,
    "error_title": "本列不用填",
    "error_message": "灰底的列由系统生成，改了也不会导入。要改的事项请填白底的列。",
}


def _runs() -> list[tuple[int, int] | None]:
    """Runs of neighbouring columns that the system fills."""
    found: list[tuple[int, int] | None] = []
    for filled, group in groupby(enumerate(COLUMNS), key=lambda one: one[1].filled):
        numbers = [number for number, _ in group]
        found.append(None if filled else (numbers[0], numbers[-1]))
    return found


def _rule(column: Column) -> dict[str, Any] | None:
    if column.choices:
        return _told(column, {"validate": "list", "source": list(column.choices)}, "从下拉列表中选；不知道就留空。")
    if column.kind == "date":
        rule = {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
        return _told(column, rule, "填日期，如 2023-08-05；不知道就留空。")
    if column.kind in NUMBERS:
        sort, least, most, words = NUMBERS[column.kind]
        return _told(column, {"validate": sort, "criteria": "between", "minimum": least, "maximum": most}, words)
    return None


def _told(column: Column, rule: dict[str, Any], how: str) -> dict[str, Any]:
    """The rule with its hint and its error; Excel takes 32 characters of a title and 255 of a text."""
    return {
        **rule,
        "ignore_blank": True,
        "input_title": column.header[:32],
        "input_message": f"{how}{told_of(column.key).tip}"[:255],
        "error_title": "填写的内容不对",
        "error_message": f"「{column.header}」{how}"[:255],
    }
