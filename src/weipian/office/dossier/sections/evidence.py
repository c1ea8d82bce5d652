"""批准查询与举证材料: approvals and registers that the plot lies on, look-ups, the list of papers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import NONE, Pictures, day, gaps, heading, rows, said, wide, yes
from weipian.papers.model import Facts, Grid, Part
from weipian.programme.submission.checking.row import Paper
from weipian.terms.acting import Checked
from weipian.terms.area import decimals
from weipian.terms.dossier import Section
from weipian.terms.inspection import ApprovalSystem
from weipian.terms.words import LayerKind

Pairs = tuple[tuple[str, str | None], ...]


def evidence(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.EVIDENCE, d.whole)
    yield Grid(
        head=("文号", "种类", "批准机关", "批准日期", "覆盖", "审批系统"),
        rows=tuple(_approval(one) for one in d.row.approvals),
        widths=(6, 5, 5, 4, 3, 5),
        title="压占的用地批准",
        none=_no_approval(d),
    )
    for title, pairs in _registers(d):
        made = rows(pairs)
        yield Facts(made, wide=wide(made), title=title)
    yield Grid(
        head=("查询日期", "系统", "文号", "查询人", "结果"),
        rows=tuple(
            (
                day(one.day), ApprovalSystem(one.system).label, one.number, one.person or NONE,
                f"{'查到' if one.found else '没有查到'}　{said(one.result) if one.result else ''}",
            )
            for one in d.looked
        ),
        widths=(3, 3, 5, 3, 6),
        title="审批备案系统查询登记",
        none="没有另外登记的查询；核查时所查见实地核查意见",
    )  # fmt: skip
    yield Grid(
        head=("证据号", "种类", "名称", "说明", "存入"),
        rows=tuple(
            (str(one.id), one.kind.label, said(one.name), said(one.note), f"{one.by}\n{one.at:%Y-%m-%d}")
            for one in d.evidence
            if not one.kind.is_photo
        ),
        widths=(2, 4, 7, 4, 5),
        title="举证材料目录",
        none="没有存入材料",
        note="材料原件存证据库，按散列值核对；散列值清单见备考表。",
    )
    yield from gaps(Section.EVIDENCE, d.whole, d.township)


def _approval(one: Paper) -> tuple[str, ...]:
    looked = "　".join(filter(None, (one.looked_up.isoformat() if one.looked_up else "", one.looked_up_by)))
    found = {None: "没有查", True: "查到", False: "没有查到"}[one.in_systems]
    return (
        one.number or NONE, one.kind.label if one.kind else NONE, one.authority or NONE, day(one.effective),
        _share(one.cover) or NONE, f"{found}\n{looked}" if looked else found,
    )  # fmt: skip


def _no_approval(d: Dossier) -> str:
    """Looked at and nothing there, or not looked at: never the same words."""
    figure = next((one for one in d.told.figures if one.figure == LayerKind.APPROVAL_BOUNDARY.value), None)
    checked = figure.checked if figure else None
    if checked is Checked.NONE:
        return "用地批准红线查过，地块没有压占"
    if checked in (Checked.FOUND, Checked.PARTLY):
        return "压占用地批准红线，但图层没有写明文号"
    return f"用地批准红线{checked.label if checked else '没有查'}，不能说没有批准"


def _registers(d: Dossier) -> Iterator[tuple[str, Pairs]]:
    row = d.row
    if one := row.licence:
        kind = one.kind.label if one.kind else "矿业权"
        yield kind, (
            ("许可证号", one.number), ("有效期自", day(one.valid_from)), ("有效期至", day(one.until)),
            ("延续已受理", yes(one.renewal_accepted, "没有注明")), ("覆盖地块", _share(one.cover)),
            ("在批准标高内", yes(one.within_elevation, "没有查明")),
        )  # fmt: skip
    if (facility := row.facility) is not None:
        yield "设施农业用地备案", (
            ("备案号", facility.number), ("备案日期", day(facility.recorded)), ("覆盖地块", _share(facility.cover)),
            ("用途相符", yes(facility.use_fits, "没有注明")), ("审批系统查到", yes(facility.in_systems)),
        )  # fmt: skip
    if (permit := row.permit) is not None:
        yield "临时用地批准", (
            ("批准文号", permit.number), ("批准日期", day(permit.approved)), ("到期日", day(permit.until)),
            ("覆盖地块", _share(permit.cover)), ("用途相符", yes(permit.use_fits, "没有注明")),
            ("有永久性建筑", yes(permit.permanent_building, "没有注明")), ("审批系统查到", yes(permit.in_systems)),
        )  # fmt: skip
    if (sun := row.sun) is not None:
        yield "光伏项目备案", (
            ("备案号", sun.number), ("复合利用方案", yes(sun.compound_scheme, "没有注明")),
            ("光伏板压占耕地", yes(sun.panels_on_cultivated, "没有注明")),
            ("建有升压站等建筑", yes(sun.built_parts, "没有注明")),
        )  # fmt: skip
    road = row.road
    if road.width_m is not None or road.hardened is not None or road.in_national_network is not None:
        yield "道路实测", (
            ("路面宽", f"{decimals(road.width_m, 2)} 米" if road.width_m is not None else "没有量"),
            ("路面硬化", yes(road.hardened, "没有注明")), ("列入国家公路网", yes(road.in_national_network)),
        )  # fmt: skip


def _share(part: Fraction | None) -> str:
    return "" if part is None else f"{decimals(part * 100, 2)}%"
