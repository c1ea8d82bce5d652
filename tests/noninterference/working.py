"""What is done in each of the two worlds, the same in both."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import shapely

from made_books import TOWNSHIPS
from made_ground import EPSG
from noninterference.worlds import ORDER, World, military, same_chance, withdraw
from weipian.terms.acting import Role


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
