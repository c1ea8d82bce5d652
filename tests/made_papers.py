"""A dossier and single papers with all parts, all of it invented; pictures are noise that no two share."""

from __future__ import annotations

import io
import random
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
from PIL import Image

from weipian.papers.model import (
    Box,
    Cover,
    End,
    Facts,
    Figure,
    Gap,
    Grid,
    Heading,
    Index,
    Pair,
    Paper,
    Plate,
    Plates,
    Remark,
    Sheet,
    Side,
    Text,
)

RARE = "𠮷镕喆堃玥"
STORY = (
    "经核查，该图斑位于示范县青石镇柳河村，监测面积12.35亩。前时相影像为水田，后时相已推平并建成钢结构厂房一栋。"
    "经套合2022年度国土变更调查，占用耕地10.02亩（其中永久基本农田3.20亩）；经查询批文库，未见与该地块重合的批准文件。"
)


def picture(seed: int, form: str = "JPEG", size: tuple[int, int] = (320, 240)) -> bytes:
    """Blocks of colour, as many as a photo has detail."""
    blocks = np.random.default_rng(seed).integers(0, 255, (size[1] // 8, size[0] // 8, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(blocks.repeat(8, axis=0).repeat(8, axis=1)).save(out, form)
    return out.getvalue()


def drawing(words: str = f"套合图　权利人{RARE}", shapes: int = 300) -> bytes:
    """A figure with shapes and a text."""
    own = random.Random(shapes)
    paths = "".join(
        f'<path d="M{own.randrange(1500)} {own.randrange(1100)}l20 5l-4 22l-19 -3z" fill="#c96"/>'
        for _ in range(shapes)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="156mm" height="110mm" viewBox="0 0 1560 1100" '
        f'font-family="Somebody\'s">{paths}<text x="80" y="100" font-size="50">{words}</text></svg>'
    ).encode()


def dossier(number: str = "SF-2023-0123-01", **other: Any) -> Paper:
    """Ten pages or so: a drawing, two chips, three photos, a long table, an opinion, a gap, the end sheet."""
    rows = tuple((f"图层{at}", "水田（0101）", f"{at * 123.45:.2f}") for at in range(1, 41))
    photos = tuple(
        Plate(
            f"照片{at}",
            f"photo{at}",
            "厂房",
            rows=(("时间", "2023-10-05 09:12"), ("方位角", "135°"), ("拍摄人", "王喆")),
        )
        for at in (1, 2, 3)
    )
    parts = (
        Cover("图斑核查卷宗", "一图斑一卷宗", (("地块编号", number), ("权利人", RARE)), note="本卷尚缺1项，不得装订"),
        Index(),
        Heading("图斑基本信息"),
        Facts((("行政区", "青石镇柳河村"), ("面积", "12.35亩"), ("备注", STORY)), wide=frozenset({"备注"})),
        Heading("情况说明"), Text((STORY, STORY)), Remark("说明", ("由系统按核查结果起草。",)),
        Heading("前后时相影像"),
        Pair(Side("前时相", "before", "水田"), Side("后时相", "after", "厂房"), "影像对比"),
        Pair(Side("前时相", "before", "水田"), Side("后时相", why="县里没有覆盖该地块的后时相影像")),
        Heading("套合图"), Figure("map", "套合图", "地块与图层"),
        Grid(("图层", "地类", "面积"), (*rows, ("合计", "", "1")), (2, 3, 2), frozenset({2}), "套合面积表", total=True),
        Heading("现场照片"), Plates((*photos, Plate("照片4", why="原件已依法删除，仅存登记"))),
        Heading("核查意见"), Sheet("", (Box("意见", STORY, "王喆", "2023年10月5日"), Box("县局意见", "", owed=True))),
        Heading("举证材料", owed="批准文件"), Gap("农用地转用批准文件", "青石镇自然资源所"),
        Heading("备考表"),
        End((("立卷单位", "示范县自然资源局"),), (("照片1", sha256(b"1").hexdigest()),), "1523:9f86", "1523:9f86d081"),
    )  # fmt: skip
    pictures = {"before": picture(1, "PNG"), "after": picture(2, "PNG"), "map": drawing()}
    pictures |= {f"photo{at}": picture(10 + at) for at in (1, 2, 3)}
    told: dict[str, Any] = {
        "title": f"图斑核查卷宗{number}", "author": "示范县自然资源局", "day": date(2023, 10, 9), "number": number,
        "head": "示范县2023年度卫片执法", "foot": "第1版", "mark": "待补1项", "parts": parts, "pictures": pictures,
    }  # fmt: skip
    return Paper(**(told | other))


def single(title: str, *parts: Any, **other: Any) -> Paper:
    """A paper of few pages, without a cover."""
    told = {"number": "SF-1", "head": "示范县2023年度卫片执法", "foot": "日志头1523:9f86", **other}
    return Paper(title, "示范县自然资源局", date(2023, 10, 9), parts, **told)


def singles() -> dict[str, Paper]:
    """An inspection opinion, minutes of a review of forty plots, an acceptance sheet."""
    about = (("图斑编号", "SF20230123"), ("核查日期", "2023-10-05"), ("核查人员", f"王喆、{RARE}"))
    rows = tuple(
        (str(at), f"SF{at:06}", "柳河村", f"{at * 1.37:.2f}", "未批先建，由县局立案查处") for at in range(1, 41)
    )
    table = Grid(("序号", "图斑编号", "位置", "面积（亩）", "会审意见"), rows, (6, 18, 16, 10, 26), frozenset({3}))
    opinion = Sheet("实地核查意见表", (Box("核查情况", STORY), Box("县局意见", "", height_mm=40)), about, "一式两份。")
    minutes = (
        Heading("会审纪要", new_page=False), Facts((("时间", "2023-10-08"), ("地点", "会议室"))), table,
        Heading("讨论情况", 2), Text((STORY, STORY)), Gap("签到表", "办公室"), Remark("说明", ("按会审记录起草。",)),
    )  # fmt: skip
    accept = Sheet("整改验收表", (Box("整改内容", STORY), Box("验收组意见", "", height_mm=45)), about[:2])
    return {
        "opinion": single("实地核查意见表", opinion), "minutes": single("会审纪要", *minutes),
        "acceptance": single("整改验收表", accept),
    }  # fmt: skip
