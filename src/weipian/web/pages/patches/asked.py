"""What the address of the list asks for: the filter is in it, so that it can be kept and sent to somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from weipian.figures.duty_values import Light
from weipian.office.figures.duties import light_of
from weipian.store.queries.patch_list import Flag, Sort, Wanted
from weipian.store.seeing import seen
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.inspection import Mark
from weipian.terms.words import Category, Conclusion, Determination, Word
from weipian.web.frame.here import here

PER_PAGE = (20, 50, 100)
NONE = (("none", "还没有"),)
FURTHEST = 40
"""Days within which some day is no longer soon."""


class DueBy(Word):
    """By the lights of the list."""

    OVERDUE = "overdue", "▲ 已过期限"
    SOON = "soon", "◆ 三个工作日内"
    LATER = "later", "● 以后"
    UNDATED = "undated", "○ 日期待定"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of the list."""

    wanted: Wanted
    page: int
    size: int

    @property
    def of_page(self) -> Wanted:
        return replace(self.wanted, limit=self.size, offset=(self.page - 1) * self.size)


CHOICES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("state", "进度", tuple((one.value, one.label) for one in State)),
    ("category", "类别", tuple((one.value, one.label) for one in Category)),
    ("due", "期限", tuple((one.value, one.label) for one in DueBy)),
    ("proposal", "机器建议", (*((one.value, one.label) for one in Conclusion), *NONE)),
    ("determination", "判定", (*((one.value, one.label) for one in Determination), *NONE)),
    ("flag", "标识", tuple((one.value, one.label) for one in (*Flag, *Mark))),
)
"""Filters of closed lists: field, label, what may be chosen."""


def asked_of(request: Any) -> Asked:
    """Raises InputError for a word that is none of those offered, and for who sees no patches."""
    given = request.GET
    wanted = Wanted(
        seen(request.desk, given.get("township") or None),
        state=_word(given, "state", State),
        category=_word(given, "category", Category),
        batch=given.get("batch") or None,
        proposal=given.get("proposal") if given.get("proposal") == "none" else _word(given, "proposal", Conclusion),
        determination=(
            given.get("determination")
            if given.get("determination") == "none"
            else _word(given, "determination", Determination)
        ),
        flag=_flag(given),
        text=given.get("q", "").strip() or None,
        sort=Sort(given["sort"]) if given.get("sort") in set(Sort) else Sort.DUE,
        descending=given.get("way") == "down",
        undated_last=True,
    )
    return Asked(_due(wanted, given.get("due"), here().today()), _whole(given, "page", 1), _size(given))


def _word(given: QueryDict, name: str, kind: type[Word]) -> str | None:
    text = given.get(name, "")
    return kind.read(text, where=name).value if text else None


def _flag(given: QueryDict) -> Flag | Mark | None:
    text = given.get("flag", "")
    if not text:
        return None
    found: tuple[Flag | Mark, ...] = (*Flag, *Mark)
    wanted = next((one for one in found if one.value == text), None)
    if wanted is None:
        raise InputError("page_not_there", where=text)
    return wanted


def _due(wanted: Wanted, asked: str | None, today: date) -> Wanted:
    match asked:
        case DueBy.OVERDUE:
            return replace(wanted, due_before=today)
        case DueBy.SOON:
            return replace(wanted, due_from=today, due_before=_later_from(today))
        case DueBy.LATER:
            return replace(wanted, due_from=_later_from(today))
        case DueBy.UNDATED:
            return replace(wanted, undated=True)
    return wanted


def _later_from(today: date) -> date:
    """The first day that the light calls no longer soon."""
    days = (today + timedelta(days=more) for more in range(1, FURTHEST))
    return next(day for day in days if light_of(day, today, True)[0] is Light.LATER)


def _whole(given: QueryDict, name: str, least: int) -> int:
    text = given.get(name, "")
    return max(int(text), least) if text.isdecimal() and len(text) < 8 else least


def _size(given: QueryDict) -> int:
    size = _whole(given, "size", 0)
    return size if size in PER_PAGE else PER_PAGE[1]
