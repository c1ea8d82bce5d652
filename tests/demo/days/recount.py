"""The end of a year, counted once more by nothing but the ledger's workbook and the exported log: a second opinion."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

MU = Fraction(2000, 3)
"""Square metres."""
UNLAWFUL, SETTLED = "新增建设用地违法", ("已拆除复耕到位", "已补办用地手续", "已按其他措施整改到位")
SIGN = {"freeze": {"frozen": 1}, "release": {"frozen": -1}, "debit": {"frozen": -1, "debited": 1}}
MONTHS = {"demolish_and_recultivate": 1, "retrospective_approval": 3}
HOLIDAYS = {
    2023: [
        (1, 1, 2),
        (1, 21, 27),
        (4, 5, 5),
        (4, 29, 30),
        (5, 1, 3),
        (6, 22, 24),
        (9, 29, 30),
        (10, 1, 6),
        (12, 30, 31),
    ],
    2024: [(1, 1, 1)],
}
WORKED = {2023: [(1, 28), (1, 29), (4, 23), (5, 6), (6, 25), (10, 7), (10, 8)], 2024: [(2, 4)]}


def ledger_rows(path: Path) -> list[dict[str, Any]]:
    """The main sheet: the second row says what each column is."""
    rows = openpyxl.load_workbook(path, read_only=True, data_only=True)["台账"].iter_rows(values_only=True)
    next(rows)
    names = next(rows)
    return [dict(zip(names, row, strict=True)) for row in rows if row[0]]


def log_tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row as the last event left it; what was replaced is left out."""
    tables: dict[str, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for row, sealed in zip(event.get("rows", ()), event.get("payload", {}).get("rows", ()), strict=True):
            tables[row["table"]][row["key"]].update(sealed["values"])
    return {name: [row for row in rows.values() if row.get("current", 1)] for name, rows in tables.items()}


def square_metres(row: dict[str, Any]) -> Fraction:
    return Fraction(Decimal(str(row["cultivated_mu"] or 0))) * MU


def ratios(ledger: list[dict[str, Any]]) -> dict[str, tuple[Fraction, Fraction]]:
    """Township → what counts above and below the line, ㎡; "" is the county."""
    sums: dict[str, list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for row in ledger:
        lawful = row["determination"] == "合法新增建设用地" and not (
            row["supplementary"] == "是" and row["accepted_above"] != "是"
        )
        unlawful = row["determination"] == UNLAWFUL and row["outcome"] != SETTLED[0]
        for name in (row["township"], ""):
            sums[name][0] += square_metres(row) * (unlawful and row["outcome"] != SETTLED[1])
            sums[name][1] += square_metres(row) * (lawful or unlawful)
    return {name: (above, below) for name, (above, below) in sums.items()}


def open_unlawful(ledger: list[dict[str, Any]]) -> Fraction:
    """Cultivated land under new unlawful construction that is not put right, ㎡."""
    own = [row for row in ledger if row["determination"] == UNLAWFUL and row["outcome"] not in SETTLED]
    return sum((square_metres(row) for row in own), Fraction(0))


def quota(tables: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, str], Fraction]:
    """(township, frozen or debited) → ㎡, by the region's notices."""
    kinds = {row["id"]: row["kind"] for row in tables["quota_notice"]}
    book: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for line in tables["quota_line"]:
        for account, sign in SIGN[kinds[line["notice_id"]]].items():
            book[line["township"], account] += sign * Fraction(line["quantity"]) * MU
    return dict(book)


def moved(tables: dict[str, list[dict[str, Any]]]) -> dict[str, Fraction]:
    """How much was frozen, released, debited over the year, ㎡."""
    kinds = {row["id"]: row["kind"] for row in tables["quota_notice"]}
    found: dict[str, Fraction] = defaultdict(Fraction)
    for line in tables["quota_line"]:
        found[kinds[line["notice_id"]]] += Fraction(line["quantity"]) * MU
    return dict(found)


def late_plots(tables: dict[str, list[dict[str, Any]]], today: date) -> set[str]:
    """Plots whose order ran out before they were accepted or approved, or has run out."""
    numbers = {row["id"]: row["number"] for row in tables["plot"]}
    done: dict[int, date] = {}
    for row in tables["self_acceptance"]:
        done[row["plot_id"]] = max(done.get(row["plot_id"], date.min), date.fromisoformat(row["day"]))
    for row in tables["rectification"]:
        if row["outcome"] == "retrospective_approval":
            done[row["plot_id"]] = date.fromisoformat(row["outcome_on"])
    orders = {row["plot_id"]: row for row in tables["rectification_order"]}
    return {numbers[plot] for plot, row in orders.items() if min(done.get(plot, today), today) > until(row)}


def until(order: dict[str, Any]) -> date:
    """The order's own day, else the policy's months after it; the end of a rest day is the next working day."""
    day = date.fromisoformat(order["due"] or order["day"])
    if not order["due"]:
        month = day.month - 1 + MONTHS[order["measure"]]
        year, month, number = day.year + month // 12, month % 12 + 1, day.day
        while True:
            try:
                day = date(year, month, number)
                break
            except ValueError:
                number -= 1
    while rests(day):
        day += timedelta(days=1)
    return day


def rests(day: date) -> bool:
    """In 2023 and the first days of 2024."""
    if any(month == day.month and first <= day.day <= last for month, first, last in HOLIDAYS[day.year]):
        return True
    return day.weekday() >= 5 and (day.month, day.day) not in WORKED[day.year]


def working_days_after(day: date, days: int) -> date:
    """The last of so many working days; the day itself is not counted."""
    while days:
        day += timedelta(days=1)
        days -= not rests(day)
    return day


CHILDREN = {
    "court_asked": ("court_executed", "court_refused"),
    "referred": ("referral_ended",),
    "reconsidered": ("reconsideration_ended",),
    "litigated": ("litigation_ended",),
    "handed": ("handover_ended",),
}


def case_steps(tables: dict[str, list[dict[str, Any]]]) -> dict[int, list[dict[str, Any]]]:
    """The steps of every case in their order; one plot a case here."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(tables["case_move"], key=lambda row: row["turn"]):
        found[row["case_id"]].append(row)
    return dict(found)


def hanging(steps: list[str]) -> set[str]:
    """What was begun in a case before its last step and had no end by then."""
    return {
        begun
        for at, begun in enumerate(steps[:-1])
        if begun in CHILDREN and not set(CHILDREN[begun]) & set(steps[at:-1])
    }


def by_state(ledger: list[dict[str, Any]]) -> Counter[str]:
    """How far the patches have come; a row of a part is its plot's."""
    return Counter({row["patch"]: row["state"] for row in ledger}.values())
