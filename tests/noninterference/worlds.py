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
from made_ground import APPROVALS, EPSG, FARMLAND, LAND, X0, Y0, box, put
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


def made(folder: Path, before: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world in a folder that another one may have stood in, withdrawn from, nothing yet asked of it."""
    world = worked(folder, before, seed, monkeypatch)
    withdraw(world)
    return world


def worked(folder: Path, before: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world before its withdrawal."""
    from django.db import connection

    connection.close()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder)
    chance = random.Random(seed)
    world = World(folder, (military(chance), military(chance)))
    same_chance(monkeypatch)
    _work(world)
    return world


def _work(world: World) -> None:
    first = world.patches[0].then
    _listed(world, "先")
    world.issue("下发.csv")
    world.must("patches", "add", "下发.csv", "--issued", "2023-08-01", "--batch", "八月", "--crs", str(EPSG))
    world.must("overlay")
    world.must("propose")
    world.must("inspect", "assign", world.named("M1"), "A3", "--to", "县卫片办", "--on", "2023-08-02")
    world.must("inspect", "take", world.named("M2"), "A1", "--on", "2023-08-03")
    world.must("inspect", "take", world.named("M1"), "--on", "2023-08-04")
    world.must("ledger", "import", world.facts("核查.csv"))
    world.must("records", "attach", world.named("M1"), "A2", "--project", "环县公路", "--party", "甲公司")
    world.must("ledger", "undo")
    world.must("ledger", "import", world.facts("核查.csv"))
    world.issue("重发.csv", again=True)
    world.must("patches", "add", "重发.csv", "--batch", "八月", "--crs", str(EPSG))
    world.must("overlay")
    line = shapely.LineString([(first.centroid.x, first.bounds[1] - 10), (first.centroid.x, first.bounds[3] + 10)])
    world.must("split", world.named("M1"), "--by", shapely.to_wkt(line), "--crs", str(EPSG))
    world.must("propose")
    world.must("ledger", "import", world.verdicts("会审.csv"), "--review", "会审1")
    world.must("evidence", "add", world.picture("照片1.jpg", "A1"), "--plot", "A1", "--kind", "现场照片")
    for name in ("M1", "M2"):
        plot = f"{world.named(name)}-1" if name == "M1" else world.named(name)
        world.must("evidence", "add", world.picture(f"照片{name}.jpg", name), "--plot", plot, "--kind", "现场照片")
        world.must("handover", world.named(name), "--to", "水利", "--on", "2023-09-02")
    _inspected(world)
    _listed(world, "后")
    _handed(world)
    _quota(world)
    _objected(world)
    world.must("evidence", "show", "2", "-o", "看.jpg")
    world.must("evidence", "show", "3", "-o", "看.jpg", "--original", "--why", "核对")
    world.must("ledger", "export", "台账.xlsx", "--today", "2023-09-30")
    world.must("patches", "export", "图斑.geojson", "--today", "2023-09-30")
    world.must("log", "export", "日志.jsonl")
    month, day = ("close", "month", "2023-09"), ("--today", "2023-09-20")
    world.must(*month, "--check", *day, role=Role.COUNTY_REVIEWER)
    world.must(*month, "--despite", "等上级", *day, role=Role.COUNTY_LEADER)


def _listed(world: World, name: str) -> None:
    """The platform's list and a problem list: military numbers too, before they are anybody's here and after."""
    own = dict(zip(("M1", "M2"), world.patches, strict=True))
    told = {key: own[key].words if key in own else "照片不清" for key in ORDER}
    listed = [[world.named(key), "待审核", own[key].mu if key in own else "2.5", told[key]] for key in ORDER]
    rows = [[f"{world.named('M1')}-7", told["M1"]], *([world.named(key), told[key]] for key in ORDER)]
    header = ("图斑编号", "状态", "占耕地面积(亩)", "项目名称")
    world.must("platform", "import", world.write(f"{name}平台.csv", header, listed), "--today", "2023-09-07")
    problems = world.write(f"{name}问题.csv", ("图斑编号", "存在问题"), rows)
    world.must("problems", "import", problems, "--level", "市级", "--received", "2023-09-07")
    number = "3" if name == "先" else "10"  # M1 itself: its words stand in no other patch's answer
    world.must("problems", "answer", number, "--text", told["M1"], "--today", "2023-09-08")


def _inspected(world: World) -> None:
    """Visits by command and as a table, a check from above, a mark: of military plots and of others."""
    plot, words = world.named("M2"), world.patches[1].words
    header = ("地块编号", "核查日期", "核查人", "情况说明")
    for number in (plot, "A2"):
        told = words if number == plot else "村口"
        world.must("inspect", "record", number, "--who", "甲", "--account", told, "--on", "2023-09-02")
    rows = [[plot, "2023-09-03", "乙", words[::-1]], ["A2", "2023-09-03", "乙", "村口"]]
    world.must("inspect", "import", "核查", world.write("核查表.csv", header, rows))
    check = ("--body", "市卫片办", "--with", "甲", "--finding", words, "--on", "2023-09-04", "--evidence", "3")
    world.must("inspect", "upper", plot, *check)
    world.must("inspect", "answer", "1", "--confirm", "--scan", "3", "--on", "2023-09-05", role=Role.COUNTY_REVIEWER)
    enforcer = Role.BUREAU_ENFORCER
    stopped = ("--number", f"停{words}", "--service", words, "--on", "2023-09-05")
    world.must("case", "stop", plot, "A1", "--number", "停1号", "--on", "2023-09-05", role=enforcer)
    world.must("case", "stop", plot, *stopped, role=enforcer)
    world.must("case", "revisit", plot, "--found", "已停止", "--text", words, "--on", "2023-09-06", role=enforcer)
    world.must("inspect", "mark", plot, "A1", "--mark", "敏感", "--why", "群众反映", "--on", "2023-09-05")
    world.write("再查.csv", header, [["A2", "2023-09-06", "丙", "再次到场"]])


def _handed(world: World) -> None:
    """Handovers answered, pressed for and taken back, by command and as tables; referrals, sharing, suggestions."""
    first, second = (world.named(name) for name in ("M1", "M2"))
    words = world.patches[1].words
    world.must("handover", "A1", "--to", "水利", "--on", "2023-09-03")
    header: tuple[str, ...] = ("图斑编号", "移交部门", "事由", "移交日期")
    rows = [[second, "林业", words, "2023-09-04"], ["A3", "林业", "毁林", "2023-09-04"]]
    world.must("handover", "import", "移交", world.write("移交.csv", header, rows))
    world.must("handover", "remind", "林业", "--all", "--on", "2023-09-05")
    said = ("--told", words, "--evidence", "3", "--on", "2023-09-06")
    world.must("handover", "answer", second, "--department", "林业", *said)
    world.must("handover", "check", "1", "--back", "--reason", words, "--on", "2023-09-07")
    header = ("图斑编号", "部门", "答复类型", "答复日期", "处理情况")
    rows = [[number, "水利", "部分", "2023-09-08", "在办"] for number in (first, "A1")]
    world.must("handover", "import", "答复", world.write("答复.csv", header, rows))
    world.must("handover", "undo", "--sheet", "0")
    enforcer = Role.BUREAU_ENFORCER
    to = ("--number", words, "--to", "公安", "--on", "2023-09-08")
    world.must("refer", "add", "司法", *to, "--plot", second, role=enforcer)
    open_one = ("--number", "移2号", "--to", "纪检监察", "--on", "2023-09-08")
    world.must("refer", "add", "纪检监察", *open_one, role=enforcer)
    world.must("refer", "receipt", "1", "--receipt", words, "--on", "2023-09-09")
    world.must("share", "add", "法院", "--what", "清单", "--plot", second, "--plot", "A1", "--on", "2023-09-09")
    world.must("share", "answer", "1", "--told", "收到", "--on", "2023-09-10")
    world.must("suggest", "add", "检1号", "--matter", "复耕", "--plot", second, "--on", "2023-09-10")
    world.must("suggest", "answer", "1", "--told", "在办", "--on", "2023-09-11", role=enforcer)
    header = ("图斑编号", "移交部门", "事由", "移交日期")
    world.write("移交填好.csv", header, [["A1", "农业农村", "复耕", "2023-09-11"]])


def _quota(world: World) -> None:
    """Notices by command and as a table that name military plots and others; what would release their quota."""
    first, second = f"{world.named('M1')}-1", world.named("M2")
    area = world.patches[1].mu
    add = ("quota", "notice", "add", "--on", "2023-09-05", "--number")
    lines = ("--line", f"星原镇={area},地块={second}、A2", "--line", "星原镇=2.5,地块=A1")
    world.must(*add, "冻1", "--kind", "冻结", *lines)
    away = f"外县{world.patches[0].words[:3]}={area},地块={first}"
    world.must(*add, "冻2", "--kind", "冻结", "--line", away, "--paper", "3")
    header = ("文号", "类型", "日期", "乡镇", "数量", "地块编号")
    rows = [["解1", "解冻", "2023-09-06", "星原镇", area, second], ["解1", "解冻", "2023-09-06", "星原镇", "1", "A1"]]
    world.must("quota", "notice", "import", world.write("通知表.csv", header, rows))
    for step, day in (("accept", "2023-09-07"), ("confirm", "2023-09-08")):
        world.must("quota", step, second, "A1", "--number", "函", "--on", day, "--paper", "3")


def _objected(world: World) -> None:
    """Clues, one of them put to a military patch; objections to military plots and to another, with answers."""
    one = world.patches[1]
    spot = f"{one.then.centroid.x},{one.then.centroid.y}"
    clue = ("--township", TOWNSHIPS[0], "--source", "巡查", "--on", "2023-09-05")
    world.must("clue", "add", spot, "--told", one.words, *clue)
    world.must("clue", "add", "37464250,2881050", "--told", "堆沙", *clue)
    world.must("clue", "done", "1", "责令停止", "--paper", one.words[:3], "--on", "2023-09-06")
    world.must("clue", "link", "1", world.named("M2"), "--on", "2023-09-06")
    for plot in (f"{world.named('M1')}-1", world.named("M2"), "A2"):
        said = one.words if plot != "A2" else "有批文"
        world.must(
            "object", "raise", plot, "--about", "面积", "--reason", said, "--party", "某人", "--on", "2023-09-06"
        )
    for number in ("1", "3"):
        world.must("object", "take", number, "--on", "2023-09-07", role=Role.COUNTY_REVIEWER)
    answer = ("成立", "--reason", "重新量算", "--paper", "1号", "--on", "2023-09-08")
    for number in ("1", "3"):
        world.must("object", "answer", number, *answer, role=Role.COUNTY_LEADER)


def withdraw(world: World) -> None:
    """Asked for by the clerk, done by the confidential clerk."""
    world.must("erase", "ask", *(world.named(name) for name in ("M1", "M2")))
    done = world.must("erase", "confirm", "1", role=CONFIDENTIAL)
    assert "请立即报告本单位保密机构" in done.out
    assert done.out.count("须处理") == 3
