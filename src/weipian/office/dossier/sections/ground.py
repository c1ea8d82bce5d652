"""What the place is: facts, account in words, images before and after, overlay figure and areas."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.figures.chip_frame import WIDTH_MM
from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.laid import laid_grid
from weipian.office.dossier.sections.words import (
    NONE,
    Pictures,
    day,
    gaps,
    heading,
    joined,
    plot_said,
    rows,
    said,
    wide,
)
from weipian.office.imaging.chip import Chip, NoChip, pixel_text
from weipian.papers.model import Break, Facts, Figure, Grid, Pair, Part, Remark, Side, Text
from weipian.programme.report.explain.figures import MEASURED
from weipian.terms.area import Area
from weipian.terms.dossier import Section
from weipian.terms.inspection import Mark
from weipian.terms.words import Category

PRINTED_MM = 77.5
"""How wide a chip stands on the page: its scale there is another than on its own."""
MARKS = frozenset(one.value for one in Mark)


def facts(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    story = d.told.story
    issue, plot = story.issue, story.plot
    yield heading(Section.FACTS, d.whole)
    project, party = plot_said(d)
    unit = "平方米" if issue.unit == "m2" else "亩"
    pairs = rows(
        (
            ("图斑编号", issue.number),
            ("地块编号", plot.number),
            ("图斑类别", category_of(d)),
            ("所在乡镇", plot.township or "乡镇未定"),
            ("下发批次", f"{issue.batch}（第 {issue.batch_version} 版）"),
            ("下发日期", day(issue.issued)),
            ("前时相", day(issue.earlier_image) if issue.earlier_image else "下发数据没有注明"),
            ("后时相", day(issue.later_image) if issue.later_image else "下发数据没有注明"),
            ("图斑下发面积", f"{issue.area} {unit}" if issue.area else "下发数据没有注明"),
            ("地块实测面积", f"{Area.of_um2(plot.area_um2).text_mu(2)} 亩"),
            ("办理进度", plot.state.label),
            ("办理期限", day(story.due) if story.due else "没有未办结的期限"),
            ("项目", project or "未登记"),
            ("责任主体", party or "未登记"),
            ("拆分情况", _split(d)),
            (
                "单独标识",
                joined(Mark(key).label for key, flag in d.row.marks.items() if flag and key in MARKS).replace(
                    NONE, "没有"
                ),
            ),
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


def category_of(d: Dossier) -> str:
    issue = d.told.story.issue
    added = issue.supplementary and issue.category is not Category.SUPPLEMENTARY
    return issue.category.label + ("（补充图斑）" if added else "")


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
        both = "前后时相影像：同一范围、同一比例，红线为地块界线"
        caption = both if len(d.chips.chips) == 2 else "影像中的红线为地块界线" if d.chips.chips else ""
        yield Pair(_side(d.chips.before, pictures), _side(d.chips.after, pictures), caption=caption)
    own = [one for one in d.evidence if one.kind.value in ("image_earlier", "image_later")]
    if own:
        yield Text((f"另存入影像材料 {len(own)} 份，见备考表的散列值清单。",))
    yield from gaps(Section.IMAGES, d.whole, d.township)


def _side(one: Chip | NoChip, pictures: Pictures) -> Side:
    title = f"{one.moment.label}"
    if isinstance(one, NoChip):
        return Side(f"{title}　{day(one.asked) if one.asked else '没有注明日期'}", why=one.why)
    lines = (
        f"拍摄 {one.taken}　来源 {one.source}",
        f"比例尺 1:{round(one.scale * WIDTH_MM / PRINTED_MM)}　像元 {pixel_text(one.pixel_m)}　{one.crs}",
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
    yield Break()
    yield laid_grid(d)
    yield from gaps(Section.OVERLAY, d.whole, d.township)
