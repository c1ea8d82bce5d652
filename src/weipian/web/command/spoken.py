"""A command's fields as a form asks them: short names, examples, how many, what is folded away. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from weipian.web.command.port import Dialog, FieldAsked, Kind

NAMES = {"PLOT": "地块编号", "PATCH": "图斑编号", "KEY": "期", "案号|PLOT": "案号或地块编号", "项=值": "项和值"}
"""Names that the shell writes short."""
BY_FIELD = {
    "kind": "种类",
    "columns": "列",
    "text": "内容",
    "receiver": "收件机关",
    "source": "来源",
    "by": "按哪一种日期",
}
"""Where the shell has only a list of words, or an example."""
EXAMPLES = {
    "KEY": "2023-08、2023-Q3、2023",
    "evidence": "12",
    "scan": "12",
}
VALUES = {"plots": "地块", "patches": "图斑", "area": "面积最小"}
MINIMISED = {"plots": "地块最少", "area": "面积最小"}
MANY = re.compile(r"[，,]?(可多次给出|一条一次|一个单位一次)")
DEFAULT = re.compile(r"[（，]((?:默认|不写)[^（）]*)）?$")
EITHER = re.compile(r"，或者?")
SEVERAL = re.compile(r"discipline|举报、")
OPTION = re.compile(r"(?:--[a-z-]+、?)+ ?")
SHELL = re.compile(r"，如 weipian [a-z-]+ [^，。：]*|可展开的数：.*")
"""What only somebody at a shell is told."""
TECHNICAL = frozenset({"encoding", "columns", "crs", "errors", "number_column", "repair", "dpi", "png"})
"""What a reading of foreign tables may want; folded away wherever it stands."""
REHEARSAL = "dry_run"
ROWS = ("plots", "plot", "patches", "patch")
MOST = 6
"""So many optional fields stand open; of more, the first few."""
FEW = 4
UNDOES = re.compile(r"(^|-|/)(undo|withdraw|take-back|visit-back|upper-back|lift|reopen|erase|undo-import)(/|$)")
LASTS = ("erase/confirm", "review/lock", "close/month", "close/quarter", "close/half-year", "close/year", "letter/sign")
"""Dialogs that are asked back before they are done."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the form. `example`: in the empty field; `count`: how many stand in it already."""

    field: FieldAsked
    first: str = ""
    example: str = ""

    @property
    def count(self) -> int:
        return len(self.first.split()) if self.field.kind is Kind.LINES else 1

    @property
    def rows(self) -> int:
        return min(max(self.count + 1, 2), 6)


@dataclass(frozen=True, slots=True)
class Form:
    """`open`: what is asked at once; `folded`: what mostly stays empty; `rehearsal`: the tick for a trial."""

    open: Sequence[Asked]
    folded: Sequence[Asked]
    rehearsal: Asked | None
    told: str
    sure: str
    """What is asked back, "" for nothing."""


def form_of(dialog: Dialog, first: dict[str, str]) -> Form:
    """`first`: by field, what stands in it from the beginning."""
    asked = [spoken(field, first.get(field.name, "")) for field in dialog.fields]
    plain = [one for one in asked if one.field.name != REHEARSAL]
    folded = list(_folded(plain))
    return Form(
        [one for one in plain if one not in folded],
        folded,
        next((one for one in asked if one.field.name == REHEARSAL), None),
        told(dialog),
        _sure(dialog),
    )


def _folded(plain: Sequence[Asked]) -> Iterator[Asked]:
    """Nothing that has to be put in, or stands there already, but what a download is to be called."""
    free = [one for one in plain if not one.field.required and not one.first]
    seldom = [one for one in free if one.field.name in TECHNICAL]
    others = [one for one in free if one not in seldom]
    seldom += [one for one in plain if one.field.kind is Kind.DOWNLOAD and one.first and not one.field.required]
    yield from (one for one in plain if one in seldom or (len(others) > MOST and one in others[FEW:]))


def _sure(dialog: Dialog) -> str:
    if dialog.key in LASTS:
        return f"「{dialog.title}」办了以后，要改回须另行登记并写明理由。现在办理？"
    return f"「{dialog.title}」会撤回已经登记的内容，并记入日志。现在办理？" if UNDOES.search(dialog.key) else ""


def spoken(field: FieldAsked, first: str = "") -> Asked:
    label, hint, example = _label(field), field.hint, EXAMPLES.get(field.name, "")
    if field.label.strip("[]…") == "KEY":
        example = EXAMPLES["KEY"]
    if found := DEFAULT.search(label):
        label, hint = label[: found.start()], hint or found[1]
    label = MANY.sub("", label)
    if label == "据哪一期关闭的数":
        hint, example = "不填按登记现状", "month:2023-08"
    if field.choices and "：" in label:
        label = label.partition("：")[0]
    if "，如 " in label:
        label, _, example = label.partition("，如 ")
    required = field.required or label.endswith("（必填）")
    label = label.removesuffix("（必填）")
    named = replace(field, label=label, hint=_hint(field, label, hint), required=required, choices=_choices(field))
    return Asked(named, first, example)


def _label(field: FieldAsked) -> str:
    label = OPTION.sub("", field.label).strip("[]….")
    if label in NAMES:
        return NAMES[label]
    if re.fullmatch(r"FILE\.\w+", label) or (not label and field.kind is Kind.DOWNLOAD):
        return "存成的文件名"
    if field.kind is Kind.DOWNLOAD and label.startswith("写到哪里"):
        return "下载的文件夹名"
    if "|" in label or "（day" in label or label.startswith("如 ") or SEVERAL.search(label):
        return BY_FIELD.get(field.name, label)
    return label or field.name


def _hint(field: FieldAsked, label: str, hint: str) -> str:
    """Without what the form itself shows: the words to choose from, keys of the shell, the name once more."""
    hint = MANY.sub("", OPTION.sub("", hint)).strip("，；")
    words = [shown for _, shown in field.choices]
    if hint == "默认":
        return "不选为后一种"
    if field.choices and (any(hint.startswith(word) for word in words) or "英文键" in hint or "中文名" in hint):
        hint = ""
    if hint.startswith(label):
        hint = hint[len(label) :].lstrip("，；：（").removesuffix("）")
    return hint


def _choices(field: FieldAsked) -> tuple[tuple[str, str], ...]:
    sides = EITHER.split(DEFAULT.sub("", field.label))
    if len(sides) == 2 and [shown for _, shown in field.choices] == ["是", "否"]:
        return (field.choices[0][0], sides[0]), (field.choices[1][0], sides[1])
    words = MINIMISED if field.name == "minimise" else VALUES
    return tuple((value, words.get(shown, shown)) for value, shown in field.choices)


def named(title: str) -> str:
    """A command's title without the words of a shell."""
    return re.sub(r"\s*" + OPTION.pattern + r"\s*", "", title)


def told(dialog: Dialog) -> str:
    """The command's help, as somebody reads it who never saw a shell; without its first words, the title."""
    text = SHELL.sub("", MANY.sub("", dialog.told))
    for short, name in (("FILE", "文件"), ("PLOT", "地块编号"), (" Markdown", "")):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(short)}(?![A-Za-z])", name, text)
    text = re.sub(r"\s*(「[^」]*」|文件|地块编号)\s*", r"\1", OPTION.sub("", text)).replace("（）", "")
    return text.removeprefix(f"{dialog.title}。")
