"""What the place is: facts, account in words, images before and after, overlay figure and areas, photos as plates."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import NONE, Pictures, day, gaps, heading, mu, rows, said, wide
from weipian.office.imaging.chip import Chip, NoChip
from weipian.papers.model import Facts, Figure, Grid, Pair, Part, Plate, Plates, Remark, Side, Text
from weipian.programme.report.explain.figures import MEASURED
from weipian.programme.report.explain.figures import Figure as Measured
from weipian.store.queries.evidence import EvidenceHere
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.dossier import Section

SURVEY = ("cultivated", "gross", "existing")


def facts(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    story = d.told.story
    issue, plot = story.issue, story.plot
    yield heading(Section.FACTS, d.whole)
    unit = "平方米" if issue.unit == "m2" else "亩"
    pairs = rows(
        (
            ("图斑编号", issue.number),
            ("地块编号", plot.number),
            ("图斑类别", issue.category.label + ("（补充图斑）" if issue.supplementary else "")),
            ("所在乡镇", plot.township or "乡镇未定"),
            ("下发批次", f"{issue.batch}（第 {issue.batch_version} 版）"),
            ("下发日期", day(issue.issued)),
            ("前时相", day(issue.earlier_image)),
            ("后时相", day(issue.later_image)),
            ("下发面积", f"{issue.area} {unit}" if issue.area else NONE),
            ("实测面积", f"{Area.of_um2(plot.area_um2).text_mu(2)} 亩"),
            ("办理进度", plot.state.label),
            ("办理期限", day(story.due)),
            ("项目", story.project or "未登记"),
            ("责任主体", story.party or "未登记"),
            ("拆分情况", _split(d)),
        )
    )
    yield Facts(pairs, wide=wide(pairs))
    yield Text((f"实测面积由 {MEASURED} 量得；1 亩 = 2000/3 平方米。人名按规定遮盖，原件存证据库。",), small=True)
    yield Grid(
        head=("卷内材料", "状态", "以何为据 / 由谁补"),
        rows=tuple(
            (one.need.label, "有" if one.met else "待补", "、".join(one.by) if one.met else one.need.who.label)
            for one in d.whole.items
        ),
        widths=(5, 2, 7),
        title="本卷应有材料",
        note="按判定和图斑类别列出，依据二(七)等条。",
        none="还没有要求的材料",
    )
    yield from gaps(Section.FACTS, d.whole, d.township)


def _split(d: Dossier) -> str:
    story = d.told.story
    if story.parent:
        return f"由 {story.parent} 拆出：{story.plot.how}"
    return f"曾拆为 {'、'.join(story.parts)}" if story.parts else "没有拆分"


def account(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.ACCOUNT, d.whole)
    if d.worded is not None:
        yield Text(tuple(said(line) for line in d.worded.text.splitlines() if line.strip()))
        yield Remark(
            "改写", (f"{day(d.worded.day)} 由{d.worded.by}改写并记入日志；下列为系统按现有记录所拟，供核对。",)
        )
        yield Text(d.made, small=True)
    else:
        yield Text(d.made)
        yield Remark("说明", ("以上由系统按登记的记录逐句写成，每句都可在系统中查到出处；没有人改写过。",))
    yield from gaps(Section.ACCOUNT, d.whole, d.township)


def images(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.IMAGES, d.whole)
    if d.chips is None:
        yield Remark("没有影像", (d.chips_why or "没有裁取",))
    else:
        caption = "前后时相影像：同一范围、同一比例，红线为地块界线"
        yield Pair(_side(d.chips.before, pictures), _side(d.chips.after, pictures), caption=caption)
    own = [one for one in d.evidence if one.kind.value in ("image_earlier", "image_later")]
    if own:
        yield Text((f"另存入影像材料 {len(own)} 份，见备考表的散列值清单。",))
    yield from gaps(Section.IMAGES, d.whole, d.township)


def _side(one: Chip | NoChip, pictures: Pictures) -> Side:
    title = f"{one.moment.label}"
    if isinstance(one, NoChip):
        return Side(f"{title}　{day(one.asked)}", why=one.why)
    lines = (
        f"拍摄 {one.taken}　来源 {one.source}",
        f"比例尺 1:{one.scale}　像元 {one.pixel_m:.2g} 米　{one.crs}",
        *one.said,
    )
    name = pictures.put(f"chip-{one.moment.value}", one.picture)
    over = pictures.put(f"frame-{one.moment.value}", one.over.encode()) if one.over else ""
    return Side(f"{title}　{one.taken}", name, one.alt, lines=lines, over=over)


def overlay(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.OVERLAY, d.whole)
    if d.figure is not None:
        name = pictures.put("overlay", d.figure)
        yield Figure(
            name, f"地块 {d.number} 套合图", f"地块 {d.number} 与地类、永久基本农田、生态保护红线、批准红线的套合图"
        )
    else:
        yield Remark("没有套合图", (d.figure_why,))
    laid = [one for one in d.told.figures if one.how in ("land", "layer", "rest")]
    yield Grid(
        head=("图层", "查得", "面积（亩）", "面积（平方米）", "图层版本"),
        rows=tuple(_laid(one) for one in laid),
        widths=(6, 4, 3, 4, 5),
        right=frozenset({2, 3}),
        title="套合面积",
        note="「查过，没有」与「没有查」不同：没有查的不能说没有。",
        none="还没有套合",
    )
    yield from gaps(Section.OVERLAY, d.whole, d.township)


def _laid(one: Measured) -> tuple[str, ...]:
    label = one.label.removesuffix("·实测")
    version = f"第{one.layer.version}版 截至 {one.layer.as_of}" if one.layer else NONE
    checked = one.checked.label if one.checked else NONE
    if one.how == "land" and one.checked is Checked.FOUND:
        checked = "量得"
    note = f"（{one.note}）" if one.note else ""
    return (label, f"{checked}{note}", mu(one.value), one.value or NONE, version)


def photos(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.PHOTOS, d.whole)
    found = [one for one in d.evidence if one.kind.is_photo and not one.kind.value.endswith(("_before", "_after"))]
    yield from plates(found, d, pictures)
    yield from gaps(Section.PHOTOS, d.whole, d.township)


def plates(found: list[EvidenceHere], d: Dossier, pictures: Pictures) -> Iterator[Part]:
    """Each with its place, heading and time, as the camera wrote them."""
    if not found:
        yield Text(("没有存入照片。",))
        return
    yield Plates(tuple(_plate(at, one, d, pictures) for at, one in enumerate(found, 1)))


def _plate(at: int, one: EvidenceHere, d: Dossier, pictures: Pictures) -> Plate:
    gps = one.facts.get("gps") or {}
    place = f"{gps['latitude']}, {gps['longitude']}" if "latitude" in gps and "longitude" in gps else "照片里没有"
    heading_said = f"{round(float(gps['heading']))}°" if gps.get("heading") else "照片里没有"
    content = d.pictures.get(one.sha256)
    return Plate(
        title=f"照片 {at}　{one.kind.label}",
        picture=pictures.put(f"photo-{one.id}", content) if content else "",
        alt=f"{one.kind.label}，{one.taken_at or '时间不明'}",
        why="" if content else "原件读不出查看副本",
        rows=rows(
            (
                ("证据号", str(one.id)),
                ("拍摄时间", (one.taken_at or "").replace("T", " ") or "照片里没有"),
                ("位置（纬度, 经度）", place),
                ("方位角", heading_said),
                ("存入", f"{one.by} {one.at:%Y-%m-%d}"),
                ("说明", said(one.note)),
                ("原件散列值", one.sha256[:16]),
            )
        ),
    )
