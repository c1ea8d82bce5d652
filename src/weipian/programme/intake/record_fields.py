"""What a record says, by kind: the columns of a table and the words of the command are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weipian.fence.field import Field, Kind
from weipian.terms.errors import InputError, UsageError
from weipian.terms.records import RecordKind
from weipian.terms.words import fold

NOTE = Field("note", "备注", ("BZ",))
FIELDS: Mapping[RecordKind, tuple[Field, ...]] = {
    RecordKind.PROJECT: (
        Field("name", "项目名称", ("名称", "XMMC", "项目"), required=True, filled=True),
        Field("kind", "项目类型", ("类型", "行业")),
        Field("level", "项目级别", ("级别",)),
        Field("department", "主管部门", ("部门", "项目主管部门")),
        Field("party", "责任主体", ("主体", "业主", "建设单位")),
        NOTE,
    ),
    RecordKind.PARTY: (
        Field("name", "责任主体", ("名称", "主体", "用地主体", "姓名", "单位"), required=True, filled=True),
        Field("kind", "主体类型", ("类型",)),
        Field("number", "证件号码", ("代码", "统一社会信用代码", "身份证号")),
        NOTE,
    ),
    RecordKind.APPROVAL: (
        Field("number", "批准文号", ("文号", "PZWH", "批文"), required=True, filled=True),
        Field("kind", "批准类型", ("类型", "PZLX")),
        Field("authority", "批准机关", ("机关", "PZJG")),
        Field("effective", "批准日期", ("日期", "PZRQ"), kind=Kind.DATE),
        Field("area", "批准面积(亩)", ("批准面积",), kind=Kind.MU),
        Field("project", "项目名称", ("项目", "XMMC")),
        Field("in_systems", "部系统查到", ("系统查询结果", "BACX"), kind=Kind.FLAG),
        Field("looked_up", "查询日期", ("CXRQ",), kind=Kind.DATE),
        Field("looked_up_by", "查询人", ("CXR",)),
        Field("looked_up_result", "查询结果"),
        NOTE,
    ),
    RecordKind.VILLAGE: (
        Field("name", "村名", ("村", "名称", "CMC", "ZLDWMC"), required=True, filled=True),
        Field("township", "乡镇", ("所属乡镇", "XZQMC"), required=True, filled=True),
        Field("code", "村代码", ("代码", "ZLDWDM")),
        NOTE,
    ),
}
LINKS: Mapping[RecordKind, tuple[str, RecordKind]] = {
    RecordKind.PROJECT: ("party", RecordKind.PARTY),
    RecordKind.APPROVAL: ("project", RecordKind.PROJECT),
}
"""The field that names another record."""
PLAIN = {RecordKind.VILLAGE: ("note",)}
"""Fields that a kind's table has no column for."""
LATER = {RecordKind.APPROVAL: ("area",)}
"""Fields that older rows were written without: NULL there, and it stays so until somebody says something."""


def fields_of(kind: RecordKind) -> tuple[Field, ...]:
    return tuple(field for field in FIELDS[kind] if field.key not in PLAIN.get(kind, ()))


@dataclass(frozen=True, slots=True)
class Said:
    """One record as somebody gives it: values by key, None and "" where nothing is said; `row` of its table, or 0."""

    values: Mapping[str, object]
    row: int = 0


def said_of(kind: RecordKind, words: Sequence[str]) -> Said:
    """From `项=值` words of a command. Raises UsageError for an unknown word, InputError where a value is wrong."""
    fields = fields_of(kind)
    given: dict[str, object] = {}
    for word in words:
        name, sign, value = word.partition("=")
        field = next((one for one in fields if fold(name) in {fold(each) for each in one.names()}), None)
        if field is None or not sign:
            allowed = "、".join(f"{one.label}({one.key})" for one in fields)
            raise UsageError("record_word", where=word, kind=kind.label, fields=allowed)
        given[field.key] = _read(field, value)
    for field in fields:
        if field.filled and not given.get(field.key):
            raise UsageError("record_needs", where=kind.label, label=field.label, key=field.key)
    return Said({field.key: given.get(field.key) for field in fields})


def _read(field: Field, value: str) -> object:
    try:
        return field.read(value)
    except InputError as error:
        raise InputError(error.code, where=field.label, **error.params) from None
