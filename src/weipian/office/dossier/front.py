"""Cover, spine and list of a bound volume: not counted among its pages."""

from __future__ import annotations

from weipian.office.dossier.sections.words import day
from weipian.papers.model import UNNUMBERED, Cover, Grid, Heading, Paper, Spine, Text
from weipian.store.acting import Desk
from weipian.store.queries.volumes import Volume

LEAST_MM, COVERS_MM, PAGES_A_MM = 15, 5, 10
"""A spine is as wide as the paper is thick: ten leaves a millimetre, and what the covers take."""

NOTE = "散列值为各卷出具时的原件，原件另存；封面、书脊、目录不编页码。"


def front(desk: Desk, one: Volume) -> Paper:
    """The first paper of a volume."""
    county, year = desk.policy.place_label, desk.policy.year
    title = f"{one.township}　第 {one.number} 册"
    return Paper(
        title=f"{county}卷宗　{title}",
        author=f"{county}卫片办",
        day=one.day,
        parts=(
            _cover(one, county, year, title),
            Spine(
                _spine(one, county, year),
                width_mm=max(LEAST_MM, COVERS_MM + -(-one.pages // PAGES_A_MM)),
            ),
            Heading("册内卷宗目录"),
            _list(one),
            Text((f"装订时日志位置 {one.head}。{NOTE}",), small=True),
        ),
        number=title,
        head=f"{county}卷宗",
        foot=f"第 {one.number} 册　第 {one.edition} 版　{one.head}",
        pages_of=UNNUMBERED,
    )


def _spine(one: Volume, county: str, year: int) -> tuple[str, ...]:
    thick = f"{len(one.issues)}卷{one.pages}页"
    return (f"{county}卫片执法卷宗", f"{year}年", one.township, f"第{one.number}册", thick)


def _cover(one: Volume, county: str, year: int, title: str) -> Cover:
    edition = f"第 {one.edition} 版" + (f"（替代第 {one.edition - 1} 版，{day(one.before)}）" if one.before else "")
    return Cover(
        title=title,
        kicker=f"{county}{year}年自然资源卫片执法卷宗",
        rows=(
            ("卷数", f"{len(one.issues)} 卷"),
            ("页数", f"第 1—{one.pages} 页"),
            ("版次", edition),
            ("装订日期", day(one.day)),
        ),
        owner=f"{county}卫片执法工作办公室",
    )


def _list(one: Volume) -> Grid:
    starts = one.starts
    rows = tuple(
        (
            str(n), each.plot, f"第 {each.edition} 版", day(each.day),
            f"{starts[each.plot][0]}—{starts[each.plot][1]}", each.sha256[:16],
        )
        for n, each in enumerate(one.issues, 1)
    )  # fmt: skip
    return Grid(
        ("序号", "图斑（地块）", "版次", "出具日期", "页码", "散列值"),
        rows,
        widths=(2, 6, 3, 4, 4, 5),
        none="没有",
    )
