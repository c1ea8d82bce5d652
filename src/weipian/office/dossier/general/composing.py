"""A general volume as a paper: cover, index, by stage what the books tell and each paper on a page, end sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from weipian.office.dossier.composing import Stamp, digest_of
from weipian.office.dossier.general.gathering import General
from weipian.office.dossier.sections.words import Pictures, day, rows, wide
from weipian.papers.model import Cover, End, Facts, Figure, Gap, Grid, Heading, Index, Paper, Part, Remark
from weipian.programme.report.dossier.general.needs import Asked
from weipian.store.queries.general import PaperHere
from weipian.terms.acting import STAMP
from weipian.terms.dossier import GeneralStage, Section
from weipian.terms.words import Sure
from weipian.vault.kinds import BY_TYPE

APART = "原件另附"


def composed(g: General, stamp: Stamp) -> Paper:
    """The whole paper."""
    pictures, owed = Pictures(), len(g.held.gaps)
    numbers = {one.id: at for at, one in enumerate(in_order(g), 1)}
    body = [part for stage in GeneralStage for part in _stage(g, stage, numbers, pictures)]
    return Paper(
        title=f"{g.county}自然资源卫片执法综合卷　{g.owner.label}",
        author=f"{g.county}卫片办",
        day=stamp.day,
        parts=(_cover(g, stamp), Index(), *body, *_end(g, stamp)),
        number=f"综合卷　{g.owner.label}",
        head=f"{g.county}卷宗",
        foot=f"{stamp.label}　{stamp.head}",
        secrecy=STAMP,
        mark=f"待补 {owed} 项" if owed else "",
        subject=f"综合卷 {g.owner.label} {stamp.label}",
        pictures=pictures.found,
    )


def says(g: General) -> str:
    """SHA-256 of all that it says, whatever its edition, day, and place in the log."""
    return digest_of(composed(g, Stamp(0, "", "", date(2000, 1, 1))))


def in_order(g: General) -> list[PaperHere]:
    """By stage, then by day: so they are numbered."""
    order = list(GeneralStage)
    return sorted(g.papers, key=lambda one: (order.index(one.stage), one.day, one.id))


def _cover(g: General, stamp: Stamp) -> Cover:
    owed = len(g.held.gaps)
    return Cover(
        title="综　合　卷",
        kicker=f"{g.county}{g.year}年自然资源卫片执法",
        rows=rows((
            (g.owner.whose.label, g.owner.label), ("材料", f"{len(g.papers)} 份"),
            ("台账登记", f"{len(g.entries)} 条"), ("编次", "、".join(stage.label for stage in GeneralStage)),
            ("版次", stamp.label + (f"（替代{stamp.before}）" if stamp.before else "")), ("出具日期", day(stamp.day)),
        )),
        owner=g.owner.label if g.owner.township else f"{g.county}{g.owner.label}",
        note=f"本卷尚缺 {owed} 项" if owed else "",
    )  # fmt: skip


def _stage(g: General, stage: GeneralStage, numbers: dict[int, int], pictures: Pictures) -> Iterator[Part]:
    gaps = g.held.gaps_of(stage)
    yield Heading(stage.label, owed="、".join(one.label for one in gaps))
    booked = [one for one in g.entries if one.stage is stage]
    yield Grid(
        head=("日期", "种类", "事项", "文号、编号", "情况"),
        rows=tuple((day(one.day), one.kind.label, one.what, one.number or "—", one.told or "—") for one in booked),
        widths=(4, 3, 7, 5, 7),
        title="台账里登记的",
        none="台账里没有登记。",
    )
    own = [one for one in in_order(g) if one.stage is stage]
    yield Grid(
        head=("序号", "日期", "种类", "标题", "原件"),
        rows=tuple(
            (str(numbers[one.id]), day(one.day), one.kind.label, one.title, f"证据 {one.evidence} 号") for one in own
        ),
        widths=(2, 4, 3, 10, 4),
        title="存入的材料",
        none="没有存入材料。",
    )
    yield from (_gap(one, g) for one in gaps)
    for one in own:
        yield from _paper(one, numbers[one.id], g, pictures)


def _gap(one: Asked, g: General) -> Gap:
    who = g.owner.label if one.who.value == "self" else one.who.label
    return Gap(one.label, who, one.clause, "" if one.sure is Sure.STATED else f"{one.sure.label}：{one.note}")


def _paper(one: PaperHere, number: int, g: General, pictures: Pictures) -> Iterator[Part]:
    """A page of its own: the picture itself, or the sheet that stands before the original."""
    yield Heading(f"{number}　{one.kind.label}　{one.title}")
    kind = BY_TYPE[one.media_type].label if one.media_type in BY_TYPE else one.media_type
    pairs = rows((
        ("日期", day(one.day)), ("种类", one.kind.label), ("方面", one.stage.label), ("文件", one.name),
        ("格式", f"{kind}，{one.size:,} 字节"), ("存入人", one.by), ("证据号", str(one.evidence)),
        ("SHA-256", one.sha256), ("SM3", one.sm3),
    ))  # fmt: skip
    yield Facts(pairs, wide=wide(pairs, 20) | {"SHA-256", "SM3", "文件"})
    if one.sha256 in g.pictures:
        yield Figure(pictures.put(one.sha256, g.pictures[one.sha256]), "", one.title)
        return
    yield Remark(APART, (
        f"这份材料的原件存于证据 {one.evidence} 号，不排进本卷的页：装订时把打印的原件放在本页之后。",
        f"取出用 weipian evidence show {one.evidence} --original，记入日志；是不是这一份，以上面的散列值为准。",
    ))  # fmt: skip


def _end(g: General, stamp: Stamp) -> Iterator[Part]:
    yield Heading(Section.END.label)
    has, of = g.held.score
    yield End(
        rows=rows((
            ("综合卷", g.owner.label), ("版次", stamp.label), ("替代", stamp.before or "没有"),
            ("齐全", f"{has}/{of}　{'齐全' if has == of else '待补'}"), ("材料", f"{len(g.papers)} 份"),
            ("日志位置", stamp.head), ("规则", g.notice or "已与原文核对"), ("密级", STAMP),
            ("不收", "移交问责的登记不进综合卷，由有权查看的人另行保管"),
        )),
        hashes=tuple((f"{at} {one.kind.label} {one.title}", one.sha256) for at, one in enumerate(in_order(g), 1)),
        head=stamp.head,
        qr=f"weipian:{stamp.workspace}:{stamp.head}:综合卷:{g.owner.label}:{stamp.edition}",
        title="",
    )  # fmt: skip
