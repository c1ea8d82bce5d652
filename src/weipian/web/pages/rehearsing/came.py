"""What came of a rehearsal or of the real thing: counts, what changes from what to what, refused rows with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import gettempdir
from typing import Any

from weipian.web.command.jobs import Job

SHOWN = 200
COUNTS = {
    "patches": "采用", "new": "新增", "changed": "有变化", "unchanged": "未变", "features": "图形", "rows": "行",
    "added": "新增", "done": "办理", "same": "相同", "edits": "改动", "conflicts": "别人也改过",
}  # fmt: skip
DIFFERENT = {"new": "新增", "gone": "不再下发", "back": "重新出现", "changed": "有变化"}


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, or a whole row: `what` in words."""

    where: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Came:
    """`more`: changes that are not shown."""

    counts: Sequence[tuple[str, int]]
    changes: Sequence[Change]
    more: int
    refused: Sequence[Mapping[str, Any]]
    said: Sequence[str]
    text: str
    files: Sequence[tuple[int, str]]
    code: int
    on_map: bool


def came_of(job: Job) -> Came:
    """Of a command that is through."""
    heard = job.heard
    assert heard is not None
    answer = heard.answer if isinstance(heard.answer, dict) else {}
    changes = list(_changes(answer))
    refused = [one for one in answer.get("refused", ()) if isinstance(one, dict)]
    own = {one.get("message") for one in refused}
    return Came(
        [*_counts(answer), *([("没有采用", len({one.get("row") for one in refused}))] if refused else [])],
        changes[:SHOWN],
        len(changes) - SHOWN,
        refused[:SHOWN],
        [line for line in heard.beside if _is_new(line, own)],
        heard.text,
        [(number, path.name) for number, path in enumerate(heard.files)],
        heard.code,
        bool(answer.get("outlines")),
    )


def _is_new(line: str, own: set[object]) -> bool:
    """Neither what the table of refused rows says already, nor a place on the machine that serves."""
    told = "行没有采用" in line or ("处" in line and line.startswith("  ……"))
    return not told and gettempdir() not in line and not any(isinstance(text, str) and text in line for text in own)


def _counts(answer: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, label in COUNTS.items():
        value = answer.get(name)
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, list | int):
            yield label, len(value) if isinstance(value, list) else value


def _changes(answer: Mapping[str, Any]) -> Iterator[Change]:
    for one in answer.get("edits", ()):
        yield Change(str(one["plot"]), str(one["label"]), _text(one["old"]), _text(one["new"]))
    for one in answer.get("differences", ()):
        yield from _of_patch(one)


def _of_patch(one: Mapping[str, Any]) -> Iterator[Change]:
    what, fields, shape = DIFFERENT.get(one["what"], one["what"]), one["fields"], one["geometry"]
    if not fields and not shape:
        yield Change(one["patch"], what, "", "")
    for each in fields:
        yield Change(one["patch"], f"{what}：{each['field']}", _text(each["old"]), _text(each["new"]))
    if shape:
        yield Change(one["patch"], f"{what}：图形面积（m²）", shape["old_area_m2"], shape["new_area_m2"])


def _text(value: object) -> str:
    return "空" if value in (None, "") else str(value)
