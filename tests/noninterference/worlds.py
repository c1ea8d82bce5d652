"""Two worlds that are alike but for their military patches: shape, place, number, category, attributes, what was done.

A world is a workspace on which the same acts were done in the same order by commands, at the same moments, with the
same salts. Its military patches come last or first by number, lie on other land, are of another kind and were judged
otherwise than the other world's; then they are withdrawn alike.
"""

from __future__ import annotations

import csv
import itertools
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from made_books import TOWNSHIPS, made_desk
from made_evidence import ZIYUAN, photo
from made_ground import APPROVALS, FARMLAND, LAND, X0, Y0, box, put
from made_people import add_person
from noninterference.asking import Answer, asked
from weipian.cli.desk import system_user
from weipian.terms.acting import Role
from weipian.terms.words import LayerKind

ORDINARY = {"A1": box(0, 0, 100, 100), "A2": box(200, 0, 300, 100), "A3": box(2000, 0, 2100, 100)}
ORDER = ("A1", "M1", "A2", "M2", "A3")
"""Rows of the package; M1 and M2 are military."""
TOWNS = [(box(-500, -500, 250, 2500), TOWNSHIPS[0]), (box(250, -500, 3500, 2500), TOWNSHIPS[1])]
REDLINE = [(box(2050, -10, 2300, 900), "R1")]
KINDS = ("新增非农建设类", "年度内持续变化类", "其他新增建设类", "其他变化类", "矿产图斑", "补充图斑")
CONFIDENTIAL = Role.CONFIDENTIAL_CLERK
PASSPHRASE = "秋水共长天一色秋水共长天"


@dataclass(frozen=True)
class Military:
    """A patch of which nothing may stay. `first`, `then`: its outline as issued, and as re-issued."""

    number: str
    kind: str
    first: Any
    then: Any
    words: str
    mu: str
    conclusion: str

    @property
    def is_mining(self) -> bool:
        return self.kind == "矿产图斑"


def military(chance: random.Random) -> Military:
    """Drawn anew for every world."""
    first = _outline(chance)
    kind = chance.choice(KINDS)
    known = ("合法", "违法", "伪变化") if kind == "矿产图斑" else ("合法新增建设用地", "新增建设用地违法", "其他用地")
    return Military(
        number=f"{chance.choice('0AZ军')}{chance.randrange(10 ** chance.randrange(6, 16)):06d}",
        kind=kind,
        first=first,
        then=shapely.affinity.scale(first, 1.1, chance.uniform(0.9, 1.2))
        if chance.random() < 0.5
        else _outline(chance),
        words="".join(chance.choice("营靶哨坪港炮舰盾") for _ in range(chance.randrange(6, 40)))
        + f"{chance.random():.12f}",
        mu=f"{chance.uniform(0.1, 300):.4f}",
        conclusion=chance.choice(known),
    )


def _outline(chance: random.Random) -> Any:
    """Convex, somewhere in the county or outside of it, of any size."""
    x, y, side = chance.uniform(-900, 3200), chance.uniform(-400, 2400), chance.uniform(40, 900)
    points = [
        (X0 + x + chance.uniform(0, side), Y0 + y + chance.uniform(0, side)) for _ in range(chance.randrange(4, 40))
    ]
    return shapely.convex_hull(shapely.multipoints(np.array(points)))


def base(folder: Path) -> Path:
    """The county before anything was issued: layers, registers, one account a role; made once."""
    desk = made_desk(folder / "county", system_user())
    put(desk, folder, LayerKind.LAND_USE, LAND, "DLBM", "KCXS")
    put(desk, folder, LayerKind.PERMANENT_BASIC_FARMLAND, FARMLAND, "JBNTTBBH")
    put(desk, folder, LayerKind.ECOLOGICAL_REDLINE, REDLINE, "HXBM")
    put(desk, folder, LayerKind.APPROVAL_BOUNDARY, APPROVALS, "PZWH", "PZLX", "PZRQ", "BACX")
    put(desk, folder, LayerKind.TOWNSHIP, TOWNS, "XZQMC")
    for role in Role:
        (folder / f"{role.value}.key").write_text(
            add_person(folder / "county", f"r-{role.value}", role, _town(role)), "utf-8"
        )
    for words in (("party", "名称=甲公司"), ("project", "项目名称=环县公路", "责任主体=甲公司")):
        assert asked("records", "add", *words, "--workspace", str(folder / "county")).code == 0
    from django.db import connection

    connection.close()
    return folder


def _town(role: Role) -> str:
    return TOWNSHIPS[0] if role.value.startswith("township") else ""


class Clock(datetime):
    """A second passes between acts."""

    ticks: Iterator[int] = itertools.count()

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime(2023, 9, 24, tzinfo=UTC) + timedelta(seconds=next(cls.ticks))


def same_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clock and salts begin anew: what follows draws what the other world drew."""
    salts = itertools.count()

    def drawn(size: int) -> bytes:
        return random.Random(next(salts)).randbytes(size)

    Clock.ticks = itertools.count()
    monkeypatch.setattr("os.urandom", drawn)
    monkeypatch.setattr("random._urandom", drawn)
    monkeypatch.setattr("weipian.store.writing.datetime", Clock)
    monkeypatch.setattr("weipian.store.backup.taking.datetime", Clock)
    monkeypatch.setattr("weipian.store.tokens.datetime", Clock)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: shutil._ntuple_diskusage(10**12, 10**11, 9 * 10**11))


@dataclass
class World:
    """A workspace in `folder`/county, with what was given out before the withdrawal in `folder`/before."""

    folder: Path
    patches: Sequence[Military]

    @property
    def county(self) -> Path:
        return self.folder / "county"

    def ask(self, *words: str, role: Role | None = None, where: str = "before") -> Answer:
        """A command in a folder of its own, by the clerk of this machine or as somebody by credential."""
        place = self.folder / where
        place.mkdir(exist_ok=True)
        person = ("--as", f"r-{role.value}", "--key-file", str(self.folder / f"{role.value}.key")) if role else ()
        return asked(*words, *person, "--workspace", str(self.county), cwd=place)

    def must(self, *words: str, role: Role | None = None) -> Answer:
        answer = self.ask(*words, role=role)
        assert answer.code == 0, f"{words}: {answer.err}"
        return answer

    def named(self, name: str) -> str:
        return {"M1": self.patches[0].number, "M2": self.patches[1].number}.get(name, name)

    def issue(self, name: str, *, again: bool = False) -> None:
        """The package as a table; the second time some have changed."""
        own = dict(zip(("M1", "M2"), self.patches, strict=True))
        rows = []
        for key in ORDER:
            one = own.get(key)
            shape = (one.then if again else one.first) if one else ORDINARY[key]
            words = one.words if one else "改" if again and key == "A3" else "照旧"
            rows.append(
                [self.named(key), one.kind if one else KINDS[0], "" if one else "15", words, shapely.to_wkt(shape)]
            )
        self.write(name, ["JCBH", "TBLX", "JCMJ(亩)", "BZ", "WKT"], rows)

    def write(self, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        (self.folder / "before").mkdir(exist_ok=True)
        with (self.folder / "before" / name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([header, *rows])
        return name

    def picture(self, name: str, key: str) -> str:
        """A photo; of the military ones each has other pixels, another size, another place."""
        own = dict(zip(("M1", "M2"), self.patches, strict=True)).get(key)
        size = (300 + len(own.words) * 3, 200 + int(own.mu[-1])) if own else (400, 300)
        (self.folder / "before" / name).write_bytes(photo(ZIYUAN, size=size, taken=own.words if own else "2023:08:05"))
        return name

    def facts(self, name: str) -> str:
        """What people wrote of the ground: the same cells in every world."""
        header = [
            "地块编号",
            "项目名称",
            "核查日期",
            "实地是否变化",
            "疑似违法",
            "耕地面积·填报(亩)",
            "非农化",
            "情况说明",
        ]
        own = dict(zip(("M1", "M2"), self.patches, strict=True))
        rows = []
        for key in ORDER:
            one = own.get(key)
            sign = str(int(one.mu[-1]) % 2) if one else "1"
            rows.append(
                [
                    self.named(key),
                    one.words if one else "厂房",
                    "2023-08-05",
                    "1",
                    sign,
                    one.mu if one else "2.5",
                    sign,
                    one.words if one else "看过",
                ]
            )
        return self.write(name, header, rows)

    def verdicts(self, name: str) -> str:
        """Determinations, of the parts where a patch was cut."""
        header = ["地块编号", "判定", "矿产判定", "判定理由（会审）", "整改措施", "整改通知日期"]
        first, second = self.patches
        rows = [
            ["A1", "新增建设用地违法", "", "现场", "拆除复耕", "2023-09-01"],
            ["A2", "其他用地", "", "现场", "", ""],
        ]
        for plot, one in ((f"{first.number}-1", first), (f"{first.number}-2", first), (second.number, second)):
            land, mine = ("", one.conclusion) if one.is_mining else (one.conclusion, "")
            rows.append([plot, land, mine, one.words, "拆除复耕", "2023-09-02"])
        return self.write(name, header, rows)


def withdraw(world: World) -> None:
    """Asked for by the clerk, done by the confidential clerk."""
    world.must("erase", "ask", *(world.named(name) for name in ("M1", "M2")))
    done = world.must("erase", "confirm", "1", role=CONFIDENTIAL)
    assert "请立即报告本单位保密机构" in done.out
    assert done.out.count("须处理") == 3
