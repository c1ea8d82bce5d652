"""What is read of an issued patch, and what platforms call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weipian.fence.field import folded_name
from weipian.fence.ids import guess_id_column
from weipian.terms.errors import InputError

NUMBER, CATEGORY, TOWNSHIP, ISSUED = "number", "category", "township", "issued"
AREA, AREA_MU, AREA_M2 = "area", "area_mu", "area_m2"
EARLIER, LATER = "earlier_image", "later_image"
PROJECT, PARTY, VILLAGE = "project", "party", "village"


@dataclass(frozen=True, slots=True)
class PatchField:
    """`names` as platforms write them, the likeliest first; without any it is only taken where somebody says so."""

    key: str
    label: str
    names: tuple[str, ...] = ()


FIELDS = (
    PatchField(NUMBER, "图斑编号", ("JCBH", "图斑编号", "监测编号", "TBBH", "TBYBH", "图斑号")),
    PatchField(CATEGORY, "图斑类型", ("TBLX", "图斑类型", "图斑类别", "类型")),
    PatchField(TOWNSHIP, "乡镇", ("XZQMC", "乡镇", "乡镇街道", "XZMC", "乡镇名称")),
    PatchField(ISSUED, "下发时间", ("XFSJ", "下发时间", "下发日期")),
    PatchField(AREA_MU, "图斑面积（亩）", ("图斑面积(亩)", "监测面积(亩)", "JCMJ(亩)")),
    PatchField(AREA_M2, "图斑面积（平方米）", ("图斑面积(平方米)", "监测面积(平方米)", "图斑面积(m2)", "图斑面积(㎡)")),
    PatchField(AREA, "图斑面积", ("JCMJ", "监测面积", "图斑面积", "TBMJ")),
    PatchField(EARLIER, "前时相", ("QSX", "前时相", "前时相日期")),
    PatchField(LATER, "后时相", ("HSX", "后时相", "后时相日期")),
    PatchField(PROJECT, "项目"),
    PatchField(PARTY, "责任主体"),
    PatchField(VILLAGE, "村"),
)
KEYS = {field.key: field for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Places:
    """Field → column of the file; `guessed`: those that nobody said."""

    columns: Mapping[str, str]
    guessed: tuple[str, ...]

    @property
    def area(self) -> tuple[str, str]:
        """The column of the issued area and its unit; both empty where there is none, the unit where nobody says."""
        for key, unit in ((AREA_MU, "mu"), (AREA_M2, "m2"), (AREA, "")):
            if key in self.columns:
                return self.columns[key], unit
        return "", ""


def places_of(
    columns: Mapping[str, Sequence[object]], mapping: Mapping[str, str], id_column: str | None, where: str
) -> Places:
    """`mapping`: column of the file → field. Raises InputError for an unknown field, column, or no number."""
    found = {key: column for column, key in mapping.items()}
    if id_column is not None:
        found[NUMBER] = id_column
    for key, column in found.items():
        if key not in KEYS:
            fields = "、".join(f"{field.label}({field.key})" for field in FIELDS)
            raise InputError("no_such_field", where=where, field=key, fields=fields)
        if column not in columns:
            raise InputError("column_missing", where=where, column=column, columns="、".join(columns))
    guessed = _guessed(columns, found)
    if NUMBER not in {**found, **guessed}:
        raise InputError("patch_number_column", where=where, columns="、".join(columns))
    return Places({**guessed, **found}, tuple(guessed))


def _guessed(columns: Mapping[str, Sequence[object]], found: Mapping[str, str]) -> dict[str, str]:
    """By the standard names; a column that somebody has given another meaning is left alone."""
    by_name = {folded_name(name): name for name in reversed(list(columns)) if name not in found.values()}
    areas = {AREA, AREA_M2, AREA_MU}
    out: dict[str, str] = {}
    for field in FIELDS:
        taken = field.key in found or (field.key in areas and areas & {*found, *out})
        column = next((by_name[folded_name(name)] for name in field.names if folded_name(name) in by_name), None)
        if not taken and column is not None:
            out[field.key] = column
    if NUMBER not in found and NUMBER not in out:
        number = guess_id_column(columns)
        out |= {NUMBER: number} if number else {}
    return out
