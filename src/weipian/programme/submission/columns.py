"""The cells of a plot's return: what each is called, what the books fill it with, which a person fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from weipian.fence.field import Field, Kind
from weipian.policy import Policy
from weipian.programme.submission.checking.row import Righted, Row
from weipian.programme.submission.values import kept_text, same
from weipian.terms.determination import Handling
from weipian.terms.errors import InputError, PolicyError
from weipian.terms.words import Category, Conclusion, Determination

Texts = Mapping[str, str]
Fill = Callable[[Row], str]
CENT = Decimal("0.01")
SEVERAL = "；"


@dataclass(frozen=True, slots=True)
class Column:
    """A cell: `fill` what the books say; `own`: a person may write it, else it follows the books."""

    field: Field
    fill: Fill
    own: bool = False

    @property
    def key(self) -> str:
        return self.field.key


def mu_text(area: Fraction | None) -> str:
    """亩 to two places, as the platform takes them; nothing where it is not known."""
    if area is None:
        return ""
    exact = Decimal(area.numerator) / Decimal(area.denominator)
    return str(exact.quantize(CENT, ROUND_HALF_UP))


def _area(name: str) -> Fill:
    """As people filed it, else as it was measured; never worked out from the other cells."""

    def fill(row: Row) -> str:
        filed, measured = getattr(row.filed, name), getattr(row.measured, name)
        return mu_text(measured if filed is None else filed)

    return fill


def _mark(name: str) -> Fill:
    return lambda row: {True: "1", False: "0"}.get(row.marks[name], "") if name in row.marks else ""


def _papers(name: str) -> Fill:
    return lambda row: SEVERAL.join(str(getattr(paper, name) or "") for paper in row.approvals)


def _text(name: str) -> Fill:
    """A word by its label, a day as ISO; nothing where it is not known."""

    def fill(row: Row) -> str:
        value: object = row
        for step in name.split("."):
            value = getattr(value, step, None)
        return "" if value is None else str(getattr(value, "label", value))

    return fill


def _decided(row: Row) -> str:
    """What a review determined, never what the rules propose: those are not certified (A1)."""
    words: type[Determination] | type[Conclusion] = Determination if row.category.is_land else Conclusion
    return words(row.decided).label if row.decided else ""


def _unsaid(row: Row) -> str:
    """A person's cell that the books do not fill: whether the platform means all land or cultivated land is not known
    (A1)."""
    return ""


_MU, _DATE, _FLAG = Kind.MU, Kind.DATE, Kind.FLAG
RIGHTED = (
    Field("right_total", "应整改面积(亩)", ("应整改面积",), _MU),
    Field("right_done", "已整改面积(亩)", ("已整改面积",), _MU),
    Field("right_left", "未整改面积(亩)", ("未整改面积",), _MU),
    Field("right_demolished", "拆除复耕面积(亩)", ("拆除复耕面积",), _MU),
    Field("right_approved", "补办面积(亩)", ("补办面积",), _MU),
)
COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column(Field("township", "乡镇", ("乡镇街道",)), _text("township")),
        Column(Field("category", "图斑类型", ("图斑类别",)), _text("category")),
        Column(Field("issued", "下发时间", kind=_DATE), _text("issued")),
        Column(Field("later_image", "后时相", kind=_DATE), _text("later_image")),
        Column(Field("decided", "核实认定意见", ("合法性判定", "判定", "判定结果")), _decided),
        Column(Field("nature", "分类", ("判定性质", "违法类型")), _text("nature")),
        Column(Field("actual_use", "实际用途", ("用途分类细化",)), _text("actual_use")),
        Column(Field("mining_activity", "开采活动"), _text("mining_activity")),
        Column(Field("project", "项目名称"), _text("project"), own=True),
        Column(Field("party", "项目主体", ("责任主体", "违法主体", "用地主体")), _text("party"), own=True),
        Column(Field("construction_start", "建设时间", ("动工时间",), _DATE), _text("construction_start")),
        Column(Field("area", "地块面积(亩)", ("地块面积", "图斑面积(亩)"), _MU), _area("area"), own=True),
        Column(Field("cultivated", "占耕地面积(亩)", ("占耕地面积",), _MU), _area("cultivated"), own=True),
        Column(
            Field("other_farm", "占非耕农用地面积(亩)", ("占非耕农用地面积",), _MU), _area("other_farm"), own=True
        ),
        Column(Field("unused", "占未利用地面积(亩)", ("占未利用地面积",), _MU), _area("unused"), own=True),
        Column(Field("construction", "建设用地面积(亩)", ("建设用地面积",), _MU), _area("construction"), own=True),
        Column(
            Field("farmland", "占永久基本农田面积(亩)", ("占基本农田面积", "占永久基本农田面积"), _MU),
            _area("farmland"),
            own=True,
        ),
        Column(Field("redline", "占生态红线面积(亩)", ("占生态红线面积",), _MU), _area("redline"), own=True),
        Column(
            Field("mined", "疑似违法开采面积(亩)", ("疑似面积",), _MU), lambda row: mu_text(row.mined), own=True
        ),
        Column(Field("nonfarm_conversion", "非农化", kind=_FLAG), _mark("nonfarm_conversion")),
        Column(Field("unlawful_housing", "新增乱占耕地建房", kind=_FLAG), _mark("unlawful_housing")),
        Column(Field("approval_numbers", "批准文号", ("批文文号",)), _papers("number")),
        Column(Field("approval_authorities", "批准机关"), _papers("authority")),
        Column(Field("approval_dates", "批准时间"), _papers("effective")),
        Column(Field("licence_number", "许可证号", ("采矿许可证号",)), _text("licence.number")),
        Column(Field("licence_from", "许可证起始日", kind=_DATE), _text("licence.valid_from")),
        Column(Field("licence_until", "许可证截止日", kind=_DATE), _text("licence.until")),
        Column(Field("handling", "处理方式", kind=Kind.WORD, word=Handling), _text("handling"), own=True),
        Column(Field("case_number", "案号"), _text("case_number"), own=True),
        Column(Field("explanation", "不立案的说明"), _text("explanation"), own=True),
        *(Column(field, _unsaid, own=True) for field in RIGHTED),
        Column(Field("account", "现场核查描述", ("情况说明",)), _text("account"), own=True),
    )
}  # fmt: skip
AREAS = ("area", "cultivated", "other_farm", "unused", "construction", "farmland", "redline")


@dataclass(frozen=True, slots=True)
class Header:
    """A column of the platform's table: what the law calls it, and which cell it is."""

    text: str
    column: Column


def headers(policy: Policy, category: Category) -> tuple[Header, ...]:
    """The platform's columns of a category, in its order. Raises PolicyError for one that is no cell of ours."""
    key = "submission.columns_land" if category.is_land else "submission.columns_mining"
    return tuple(Header(text, _named(text, key)) for text in policy.value(key).items)


@lru_cache(maxsize=256)
def _named(text: str, key: str) -> Column:
    """Kept: a thousand returns ask for the same few headers."""
    wanted = Field("", text).names()
    found = next((column for column in COLUMNS.values() if wanted & column.field.names() - {""}), None)
    if found is None:
        raise PolicyError("submission_column_unknown", where=key, column=text)
    return found


def prefilled(row: Row, policy: Policy) -> dict[str, str]:
    """Every cell of the plot's table, from the books alone."""
    return {one.column.key: _kept(one.column, one.column.fill(row)) for one in headers(policy, row.category)}


def _kept(column: Column, text: str) -> str:
    return kept_text(column.field, text) if column.field.kind is Kind.WORD else text


def written(row: Row, policy: Policy, cells: Texts) -> dict[str, str]:
    """What a person writes, read. Raises InputError for a cell that follows the books, or that can't be read."""
    own = {one.column.key: one.column for one in headers(policy, row.category)}
    found = {}
    for key, text in cells.items():
        column = own.get(key)
        if column is None and text:
            raise InputError("submission_cell_unknown", where=row.plot, cell=COLUMNS[key].field.label)
        if column is None:
            continue
        if column.own:
            found[key] = _read(column, text, row.plot)
        elif text and not same(column.field, _read(column, text, row.plot), column.fill(row)):
            raise InputError("submission_cell_of_books", where=row.plot, cell=column.field.label)
    return found


def _read(column: Column, text: str, plot: str) -> str:
    try:
        return kept_text(column.field, text)
    except InputError as error:
        raise InputError("submission_cell_wrong", where=plot, cell=column.field.label, fault=error.message) from None


def stale(row: Row, policy: Policy, entries: Texts) -> tuple[str, ...]:
    """The cells that follow the books, where the books have changed since they were filled in."""
    now = prefilled(row, policy)
    return tuple(
        COLUMNS[key].field.label for key, text in now.items() if not COLUMNS[key].own and entries.get(key, "") != text
    )


def with_return(row: Row, entries: Texts) -> Row:
    """The row as it is filed."""
    areas = {name: Fraction(entries[name]) if entries.get(name) else None for name in AREAS if name in entries}
    handling = Handling(entries["handling"]) if entries.get("handling") else row.handling
    mined = Fraction(entries["mined"]) if entries.get("mined") else None
    return replace(
        row,
        filed=replace(row.filed, **areas),
        handling=handling,
        righted=_righted(entries) or row.righted,
        mined=mined if "mined" in entries else row.mined,
        project=entries.get("project", row.project),
        party=entries.get("party", row.party),
        case_number=entries.get("case_number", row.case_number),
        explanation=entries.get("explanation", row.explanation),
        account=entries.get("account", row.account),
    )


def _righted(entries: Texts) -> Righted | None:
    """As it is filed; None where no cell is filled. What is filed and what is booked are never mixed."""
    found = {one.key.removeprefix("right_"): Fraction(entries[one.key]) for one in RIGHTED if entries.get(one.key)}
    return Righted(**found) if found else None


def shown(key: str, text: str) -> str:
    """A kept cell as the platform reads it."""
    column = COLUMNS[key]
    if column.field.kind is Kind.FLAG and text:
        return "是" if text == "1" else "否"
    return Handling(text).label if key == "handling" and text else text
