"""Checks of all rows together: nothing twice, nothing lost, nothing counted again (plan 四(一); requirements B4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from weipian.programme.submission.checking.asking import of_set
from weipian.programme.submission.checking.finding import Told, Why
from weipian.programme.submission.checking.law import Entry, Law
from weipian.programme.submission.checking.row import Row, Whole
from weipian.programme.submission.checking.subjects import plain
from weipian.terms.checking import Subject

Found = Iterator[tuple[str, Told]]
Key = TypeVar("Key")
One = TypeVar("One")


def fails(subject: Subject, stands: str, should: str) -> Told:
    return Told(Why.FAILS, subject, stands, should)


BESIDE_OTHERS = frozenset(
    {
        "plot_once",
        "no_overlap",
        "continuing_counted_once",
        "review_one_time",
        "approval_one_date",
        "approval_used_up",
        "photo_once",
    }
)
"""What a plot fails because of another patch; the rest hangs on the plots of its own patch alone."""


@of_set("plot_once")
def plot_once(entry: Entry, law: Law, whole: Whole) -> Found:
    """A plot stands once in a return."""
    for plot, rows in _by((row.plot, row) for row in whole.rows).items():
        if len(rows) > 1:
            yield plot, fails(Subject.PLOT, f"{len(rows)}行", "1行")


@of_set("whole_or_parts")
def whole_or_parts(entry: Entry, law: Law, whole: Whole) -> Found:
    """B4: a patch that was cut is returned by its parts, never beside them."""
    cut = {row.parent for row in whole.rows if row.parent} | {split.patch for split in whole.splits}
    for row in whole.rows:
        if row.plot in cut:
            yield row.plot, fails(Subject.PARTS, "整块与拆分各块并列", "只报拆分各块")


@of_set("all_parts_returned")
def all_parts_returned(entry: Entry, law: Law, whole: Whole) -> Found:
    """B4: the parts of a patch are returned together."""
    for split in whole.splits:
        here = [row.plot for row in whole.rows if row.plot in split.parts]
        left = sorted(split.parts - set(here))
        for plot in here:
            if left:
                yield plot, Told(Why.LACKS, Subject.PARTS, f"缺{'、'.join(left)}", "各块一并上报")


@of_set("split_keeps_area")
def split_keeps_area(entry: Entry, law: Law, whole: Whole) -> Found:
    """B4: the filed areas of the parts make up the patch; each part may be off by its own rounding."""
    for split in whole.splits:
        rows = [row for row in whole.rows if row.plot in split.parts]
        areas = [row.filed.area for row in rows if row.filed.area is not None]
        if split.area is None or len(areas) < len(split.parts):
            yield from ((row.plot, Told(Why.OPEN, Subject.PARTS)) for row in rows)
            continue
        total = sum(areas, Fraction(0))
        if abs(total - split.area) > law.number(entry.text("within")) * len(areas):
            told = fails(Subject.PARTS, f"合计{plain(total)}亩", f"{plain(split.area)}亩")
            yield from ((row.plot, told) for row in rows)


@of_set("no_overlap")
def no_overlap(entry: Entry, law: Law, whole: Whole) -> Found:
    """Two plots of a return don't claim the same ground."""
    own = {row.plot: row for row in whole.rows}
    if whole.overlaps is None:
        yield from ((plot, Told(Why.OPEN, Subject.OVERLAPS)) for plot in own)
        return
    for pair in whole.overlaps:
        if pair.one not in own or pair.other not in own or pair.shared <= law.number(entry.text("over")):
            continue
        if _goes_on(own[pair.one], own[pair.other]):
            continue
        for plot, other in ((pair.one, pair.other), (pair.other, pair.one)):
            yield plot, fails(Subject.OVERLAPS, f"与{other}重叠{plain(pair.shared)}亩", "不重叠")


def _goes_on(one: Row, other: Row) -> bool:
    """A continuing change lies on its earlier patch by nature; that it counts once is asked elsewhere."""
    return any(link.patch == other.patch for link in one.earlier) or any(
        link.patch == one.patch for link in other.earlier
    )


@of_set("continuing_counted_once")
def continuing_counted_once(entry: Entry, law: Law, whole: Whole) -> Found:
    """四(一), E1: a change that goes on from an earlier patch that was counted is filed with its new part only."""
    for row in whole.rows:
        counted = [link for link in row.earlier if link.counted]
        if any(link.counted is None for link in row.earlier) or row.filed.area is None or row.measured.area is None:
            if row.earlier:
                yield row.plot, Told(Why.OPEN, Subject.EARLIER)
            continue
        shared = sum((link.shared for link in counted), Fraction(0))
        new = max(row.measured.area - shared, Fraction(0))
        if shared > law.number(entry.text("over")) and row.filed.area > new + law.number(entry.text("within")):
            told = f"填报{plain(row.filed.area)}亩，其中{plain(shared)}亩已随前次图斑计入"
            yield row.plot, fails(Subject.EARLIER, told, f"不大于{plain(new)}亩")


@of_set("township_known")
def township_known(entry: Entry, law: Law, whole: Whole) -> Found:
    """The township is one of the county's."""
    known = law.policy.townships
    for row in whole.rows:
        if not row.township:
            yield row.plot, Told(Why.LACKS, Subject.TOWNSHIP, "空", "本县乡镇")
        elif row.township not in known:
            yield row.plot, fails(Subject.TOWNSHIP, row.township, "、".join(known))


@of_set("cut_by_township")
def cut_by_township(entry: Entry, law: Law, whole: Whole) -> Found:
    """B4: a plot that lies in several townships is cut at their line first."""
    for row in whole.rows:
        if row.townships is None:
            yield row.plot, Told(Why.OPEN, Subject.TOWNSHIPS)
            continue
        within = {name: area for name, area in row.townships.items() if area > law.number(entry.text("over"))}
        if len(within) > 1:
            stands = "、".join(f"{name}{plain(area)}亩" for name, area in sorted(within.items()))
            yield row.plot, fails(Subject.TOWNSHIPS, stands, "一个乡镇")


@of_set("township_agrees")
def township_agrees(entry: Entry, law: Law, whole: Whole) -> Found:
    """The township is the one in which most of the plot lies."""
    for row in whole.rows:
        if not row.townships or not row.township:
            yield row.plot, Told(Why.OPEN, Subject.TOWNSHIP)
            continue
        most = max(row.townships.values())
        if row.townships.get(row.township, Fraction(0)) < most:
            there = "、".join(sorted(name for name, area in row.townships.items() if area == most))
            yield row.plot, fails(Subject.TOWNSHIP, row.township, there)


@of_set("review_one_time")
def review_one_time(entry: Entry, law: Law, whole: Whole) -> Found:
    """C3: one review number is one review, which may take a few days (joint reading, circulation)."""
    most = law.value(entry.text("most")).days
    for review, rows in _by((row.review, row) for row in whole.rows if row.review).items():
        days = [row.reviewed for row in rows if row.reviewed]
        if days and (max(days) - min(days)).days > most:
            told = fails(Subject.REVIEWED, f"{review}自{min(days)}至{max(days)}", f"相隔不超过{most}日")
            yield from ((row.plot, told) for row in rows)


@of_set("approval_one_date")
def approval_one_date(entry: Entry, law: Law, whole: Whole) -> Found:
    """One approval has one date, wherever it is relied upon."""
    papers = (((one.number, one.authority), (row, one)) for row in whole.rows for one in row.approvals if one.number)
    for (number, _), found in _by(papers).items():
        days = sorted({paper.effective for _, paper in found if paper.effective})
        for plot in sorted({row.plot for row, _ in found}):
            if len(days) > 1:
                said = "、".join(str(day) for day in days)
                yield plot, fails(Subject.APPROVAL_DATE, f"{number}有{said}", "同一批文一个日期")


@of_set("approval_used_up")
def approval_used_up(entry: Entry, law: Law, whole: Whole) -> Found:
    """The plots that rely on one approval are together no larger than what it approves."""
    uses = ((paper.number, (row, paper)) for row in whole.rows for paper in row.approvals if paper.number)
    for number, found in _by(uses).items():
        areas = [paper.area for _, paper in found if paper.area is not None]
        filed = {row.plot: row.filed.area for row, _ in found if len(row.approvals) == 1}
        if not areas or None in filed.values():
            yield from ((row.plot, Told(Why.OPEN, Subject.APPROVAL_AREA)) for row, _ in found)
            continue
        total = sum((area for area in filed.values() if area is not None), Fraction(0))
        if len(filed) > 1 and total > max(areas) + law.number(entry.text("within")) * len(filed):
            told = fails(Subject.APPROVAL_AREA, f"{number}已用于{plain(total)}亩", f"批准{plain(max(areas))}亩")
            yield from ((plot, told) for plot in sorted(filed))


@of_set("photo_once")
def photo_once(entry: Entry, law: Law, whole: Whole) -> Found:
    """二(二): one photo does not show two patches (the same bytes)."""
    photos = ((one.sha256, row) for row in whole.rows for one in row.evidence if one.kind.is_photo and one.sha256)
    for rows in _by(photos).values():
        patches = sorted({row.patch for row in rows})
        for plot in sorted({row.plot for row in rows}):
            if len(patches) > 1:
                yield plot, fails(Subject.EVIDENCE, f"同一照片用于{'、'.join(patches)}", "各图斑各自的照片")


def _by(pairs: Iterable[tuple[Key, One]]) -> dict[Key, list[One]]:
    """What has the same key, together."""
    found: dict[Key, list[One]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found
