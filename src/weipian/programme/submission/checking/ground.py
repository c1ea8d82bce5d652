"""Checks with a shape of their own that look at what a determination rests on (plan 二(二)(三))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from weipian.policy.calendar import add_months
from weipian.programme.submission.checking.asking import Ask, own
from weipian.programme.submission.checking.finding import Told
from weipian.programme.submission.checking.row import Paper
from weipian.programme.submission.checking.subjects import spelt_number
from weipian.terms.area import decimals
from weipian.terms.checking import Subject
from weipian.terms.determination import ActualUse, ApprovalKind
from weipian.terms.words import Category

MONTHS_A_YEAR = 12
YEAR_OF_NUMBER = re.compile(r"[〔\[(（](\d{4})[〕\])）]")
LICENCE = re.compile(r"[CT]\d{22}")


@own("approval_covers")
def approval_covers(ask: Ask) -> Iterator[Told]:
    """二(三): approvals in time cover the actual extent; what stays uncovered is under the law's line."""
    area, start = ask.row.measured.area, ask.row.construction_start
    usable = [paper for paper in ask.row.approvals if _in_time(paper, start)]
    if not usable:
        yield ask.open(Subject.APPROVAL_COVER)
        return
    shares = [paper.cover for paper in usable if paper.cover is not None]
    cover = min(sum(shares, Fraction(0)), Fraction(1))
    enough = cover >= ask.limit("least") and (area is None or area * (1 - cover) < ask.limit("uncovered"))
    if enough:
        return
    if len(shares) < len(usable) or area is None:
        yield ask.open(Subject.APPROVAL_COVER)
    else:
        yield ask.fails(Subject.APPROVAL_COVER, f"不少于{share(ask.limit('least'))}", share(cover))


def _in_time(paper: Paper, start: date | None) -> bool:
    """Not known to be too late: that is told by another check."""
    return start is None or paper.effective is None or paper.effective <= start


def share(value: Fraction) -> str:
    return f"{decimals(value * 100, 2)}%"


@own("approval_area_enough")
def approval_area_enough(ask: Ask) -> Iterator[Told]:
    """The approved areas together are no smaller than the plot (平台填报项)."""
    filed, areas = ask.row.filed.area, [paper.area for paper in ask.row.approvals]
    known = [area for area in areas if area is not None]
    total = sum(known, Fraction(0))
    if filed is None or not areas:
        yield ask.open(Subject.FILED_AREA if filed is None else Subject.APPROVAL_AREA)
    elif total + ask.limit("within") < filed:
        short = ask.fails(Subject.APPROVAL_AREA, f"不少于{spelt_number(Subject.FILED_AREA, filed)}")
        yield short if len(known) == len(areas) else ask.open(Subject.APPROVAL_AREA)


@own("approval_year_agrees")
def approval_year_agrees(ask: Ask) -> Iterator[Told]:
    """The year in an approval's number is that of its date, or the one before (a number is given before the seal)."""
    for paper in ask.row.approvals:
        year = YEAR_OF_NUMBER.search(paper.number)
        if year is None or paper.effective is None or paper.kind is ApprovalKind.TITLE:
            continue
        if int(year[1]) not in (paper.effective.year, paper.effective.year - 1):
            yield ask.fails(Subject.APPROVAL_NUMBER, f"与批准时间{paper.effective}同年", paper.number)


@own("temporary_term")
def temporary_term(ask: Ask) -> Iterator[Told]:
    """自然资规〔2021〕2号: no longer than the usual term; long works may have the longer one."""
    permit = ask.row.permit
    if permit is None or permit.approved is None or permit.until is None:
        yield ask.open(Subject.PERMIT_UNTIL)
        return
    usual, longer = (add_months(permit.approved, _months(ask, name)) for name in ("usual", "longer"))
    if permit.until <= usual or (permit.until <= longer and permit.long_project):
        return
    if permit.until <= longer and permit.long_project is None:
        yield ask.open(Subject.PERMIT_UNTIL)
    else:
        yield ask.fails(Subject.PERMIT_UNTIL, f"不晚于{longer if permit.long_project else usual}")


def _months(ask: Ask, name: str) -> int:
    period = ask.law.value(ask.entry.text(name)).period
    return period.count * (MONTHS_A_YEAR if period.unit == "year" else 1)


@own("facility_off_farmland")
def facility_off_farmland(ask: Ask) -> Iterator[Told]:
    """自然资规〔2019〕4号: permanent basic farmland is left alone, or was made good elsewhere."""
    farmland, most = ask.row.measured.farmland, ask.limit("most")
    if farmland is None:
        yield ask.open(Subject.MEASURED_FARMLAND)
    elif farmland > most and not (ask.row.facility and ask.row.facility.farmland_redrawn):
        redrawn = ask.row.facility.farmland_redrawn if ask.row.facility else None
        should = f"不大于{spelt_number(Subject.MEASURED_FARMLAND, most)}，或有补划文件"
        yield (
            ask.lacks(Subject.FACILITY_REDRAWN, should)
            if redrawn is None
            else ask.fails(Subject.MEASURED_FARMLAND, should)
        )


@own("solar_off_cultivated")
def solar_off_cultivated(ask: Ask) -> Iterator[Told]:
    """自然资办发〔2023〕12号: no panel on cultivated land; none measured settles it."""
    measured, panels = ask.row.measured.cultivated, ask.row.sun.panels_on_cultivated if ask.row.sun else None
    if measured == 0 or panels is False:
        return
    if panels is None:
        yield ask.lacks(Subject.SOLAR_CULTIVATED, "否")
    else:
        yield ask.fails(Subject.SOLAR_CULTIVATED, "否")


@own("housing_mark")
def housing_mark(ask: Ask) -> Iterator[Told]:
    """二(二), 自然资发〔2020〕127号: a house on cultivated land begun since the day is marked on its own."""
    row, since = ask.row, ask.law.value(ask.entry.text("since")).date
    if row.actual_use is not ActualUse.HOUSING or row.measured.cultivated == 0:
        return
    if row.construction_start is None or row.measured.cultivated is None:
        yield ask.open(Subject.CONSTRUCTION_START)
    elif row.construction_start >= since and row.marks.get("unlawful_housing") is False:
        yield ask.fails(Subject.UNLAWFUL_HOUSING, "是")


@own("nonfarm_mark")
def nonfarm_mark(ask: Ask) -> Iterator[Told]:
    """二(二): new unlawful construction on cultivated land of the two monthly categories is marked 非农化."""
    row = ask.row
    if row.category not in (Category.NEW_NONFARM_CONSTRUCTION, Category.CONTINUING_CHANGE):
        return
    if row.measured.cultivated is None:
        yield ask.open(Subject.MEASURED_CULTIVATED)
    elif row.reasons.get("nonfarm_conversion"):
        return  # somebody looked, and said why
    elif row.measured.cultivated > ask.limit("over") and row.marks.get("nonfarm_conversion") is False:
        yield ask.fails(Subject.NONFARM, "是")


@own("licence_in_force")
def licence_in_force(ask: Ask) -> Iterator[Told]:
    """二(三); mining guide: in force on the day of the later image, or expired with its renewal accepted."""
    licence, image = ask.row.licence, ask.row.later_image
    if licence is None or licence.valid_from is None or licence.until is None or image is None:
        yield ask.open(Subject.LICENCE_UNTIL)
    elif image < licence.valid_from:
        yield ask.fails(Subject.LICENCE_FROM, f"不晚于后时相{image}")
    elif image > licence.until and not licence.renewal_accepted:
        late = ask.fails(Subject.LICENCE_UNTIL, f"不早于后时相{image}，或延续申请已受理")
        yield ask.lacks(Subject.LICENCE_UNTIL, late.should) if licence.renewal_accepted is None else late


@own("licence_number_form")
def licence_number_form(ask: Ask) -> Iterator[Told]:
    """A licence's number has 23 characters and starts with C (mining) or T (exploring)."""
    number = ask.row.licence.number if ask.row.licence else ""
    if not number:
        yield ask.open(Subject.LICENCE_NUMBER)
    elif not LICENCE.fullmatch(number):
        yield ask.fails(Subject.LICENCE_NUMBER, "C或T开头的23位")


@own("barred_from_approval")
def barred_from_approval(ask: Ask) -> Iterator[Told]:
    """四(一), 二(六): retrospective approval on farmland or redline is not the county's to pursue; look twice."""
    for subject, area in (
        (Subject.MEASURED_FARMLAND, ask.row.measured.farmland),
        (Subject.MEASURED_REDLINE, ask.row.measured.redline),
    ):
        if area is None:
            yield ask.open(subject)
        elif area > ask.limit("over"):
            yield ask.fails(subject, "不占，或附上级批准文件")
