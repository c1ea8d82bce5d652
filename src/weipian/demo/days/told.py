"""The county's own story, out of its tables: what is found on each plot, and how its review ends."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from weipian.fence.field import folded_name
from weipian.office.county import CountyFiles, TableFile
from weipian.programme.inspection.site import OWN, SITE_FIELDS, fact

Row = Mapping[str, str]
FILED = ("图斑编号", "填报图斑面积(亩)", "填报耕地面积(亩)", "非农化", "乱占耕地建房", "敏感")
"""What an inspection's table says that is filed in the ledger."""
RIGHTED = ("整改措施", "整改通知日期", "整改结果", "结果日期")
FEASIBLE = ("可拆除复耕", "可补办")
MARKED = ("国家级或自治区级重大项目", "一户一宅农村宅基地", "保障性安居工程")
UNSAID = "举证材料不足，下次会审再议"
"""Why a plot that the story leaves open is decided as 未判定."""


@dataclass(frozen=True, slots=True)
class Found:
    """What people found on a plot: the day, who was there, their account, the facts as the books keep them."""

    day: date
    inspectors: str
    account: str
    facts: Mapping[str, str]
    row: Row


@dataclass(frozen=True, slots=True)
class Ended:
    """How a plot's review ends. `final`: the level above has determined it by the end of the story."""

    word: str
    nature: str
    because: str
    final: bool
    row: Row

    @property
    def ordered(self) -> date | None:
        return _day(self.row, "整改通知日期")

    @property
    def outcome_on(self) -> date | None:
        return _day(self.row, "结果日期")


OPEN = Ended("未判定", "", UNSAID, final=False, row={})


@dataclass(frozen=True, slots=True)
class Told:
    """By patch, both."""

    found: Mapping[str, Found] = field(default_factory=dict)
    ended: Mapping[str, Ended] = field(default_factory=dict)

    def end_of(self, patch: str) -> Ended:
        """A plot of which the story says nothing stays undetermined."""
        return self.ended.get(patch, OPEN)


def read_story(county: CountyFiles) -> Told:
    """Both tables of county.toml."""
    return Told(
        {row["图斑编号"]: _found(row) for row in _rows(county.inspections)},
        {row["图斑编号"]: _ended(row) for row in _rows(county.review)},
    )


def _rows(table: TableFile | None) -> list[Row]:
    if table is None:
        return []
    encoding = "gb18030" if table.encoding == "GBK" else table.encoding or "utf-8-sig"
    with table.path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def _found(row: Row) -> Found:
    asked = {name for one in SITE_FIELDS.values() if one.key not in OWN for name in one.names()}
    facts = [fact(name, text) for name, text in row.items() if text and folded_name(name) in asked]
    return Found(date.fromisoformat(row["核查日期"]), row["核查人"], row["情况说明"], dict(facts), row)


def _ended(row: Row) -> Ended:
    word = row["判定"] or row["矿产判定"] or OPEN.word
    return Ended(word, row["性质"], row["判定理由"], row["上级终判"] == "是", row)


def _day(row: Row, name: str) -> date | None:
    text = row.get(name, "")
    return date.fromisoformat(text) if text else None
