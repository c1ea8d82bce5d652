"""Every command, as it is asked in both worlds; a command that stands nowhere here fails the test."""

from __future__ import annotations

from collections.abc import Iterator

import click

Path = tuple[str, ...]
DAY = ("--today", "2023-12-20")

ASKED: dict[Path, tuple[tuple[str, ...], ...]] = {
    ("patches", "list"): ((), ("--json",), ("--state", "已判定")),
    ("explain",): (("A1", "--json", *DAY), ("A2", *DAY), ("A3", *DAY)),
    ("duties",): (("--json", *DAY), DAY, ("--today", "2026-06-01")),
    ("ratio",): (
        ("--json", *DAY), DAY, ("--open", "not_final", "--json"), ("--open", "分子"), ("--open", "differing"),
        ("--open", "earlier"), ("--open", "unknown"), ("--history", "--json", "--to", "2023-12-31"),
        ("--history", "--by", "record", "--from", "2023-09-01", "--to", "2023-12-31"), ("--forecast", "--json", *DAY),
        ("--as-of", "2023-09-30", "--json"), ("--as-of", "2023-09-30", "--by", "record"),
    ),
    ("average", "list"): (("--json",),),
    ("whatif",): (("--county", "--json", *DAY), ("--township", "星原镇", *DAY)),
    ("layers", "list"): (("--json",),),
    ("records", "list"): (("project", "--json"), ("party",), ("approval",), ("village",)),
    ("account", "list"): (("--json",),),
    ("ledger", "list"): (("--json",), ()),
    ("policy", "diff"): (("ziyuan-2023", "demo-2023", "--outcomes", "--json"),),
    ("bulletin",): (("--json", *DAY), DAY),
    ("remind",): (("--json", *DAY), DAY),
    ("close", "blocked"): (("month", "2023-09", "--json", *DAY), ("year", "2023", *DAY)),
    ("close", "list"): (("--json",), ()),
    ("close", "show"): (("month", "2023-09", "--json"), ("month", "2023-09")),
    ("close", "export"): (("month", "2023-09", "月清.xlsx"),),
    ("erase", "list"): (("--json",), ()),
    ("erase", "copies"): (("--json",), ()),
    ("account", "may"): (("A1", "--json"), ("A3",), ()),
    ("review", "convene"): (("HS-1", "--on", "2023-09-05"),),
    ("review", "agenda"): (("HS-1", "A1"), ("HS-1", "A3"), ("HS-1", "A3", "--off")),
    ("review", "attend"): (("HS-1", "林业", "--person", "某人"), ("HS-1", "水利", "--out", "A1")),
    ("review", "opinion"): (("HS-1", "A1", "合法", "--of", "林业", "--json"),),
    ("review", "decide"): (("HS-1", "未判定", "A1", "--because", "缺批文", "--json"),),
    ("review", "export"): (("HS-1", "会审.xlsx"),),
    ("review", "list"): (("--json",), ()),
    ("review", "show"): (("HS-1", "--json"), ("HS-1",)),
    ("review", "minutes"): (("HS-1",),),
    ("review", "confirm"): (("HS-1",),),
    ("review", "lock"): (("HS-1", "--scan", "1"),),
    ("review", "determine"): (("HS-1", "--json"),),
    ("review", "import"): (("HS-1", "改.csv", "--kind", "决定"),),
    ("review", "undo"): (("1",),),
    ("instruct", "ask"): (("A1", "--matter", "某事", "--to", "市卫片办", "--number", "1", "--on", "2023-09-05"),),
    ("instruct", "list"): (("--json",), ()),
    ("instruct", "answer"): (("1", "--text", "同意", "--on", "2023-09-06"),),
    ("final", "add"): (("A2", "合法", "--level", "市级", "--document", "某文", "--on", "2023-10-01"),),
    ("final", "import"): (("改.csv",),),
    ("handover", "list"): (("--json",), ()),
    ("records", "show"): (("project", "环县公路", "--json"), ("party", "甲公司", "--full", "--reason", "送达文书用")),
    ("evidence", "list"): (("--json",), ()),
    ("evidence", "show"): (("1", "-o", "看.jpg"), ("2", "-o", "看二.jpg")),
    ("evidence", "history"): (("1", "--json"), ("2",)),
    ("evidence", "growth"): (("--json", *DAY),),
    ("evidence", "check"): (("--json",), ()),
    ("inspect", "list"): (("--json", "--done", *DAY), ("--late", *DAY)),
    ("inspect", "visits"): (("--json",), ()),
    ("inspect", "uppers"): (("--json",), ()),
    ("inspect", "gates"): (("--all", "--json"), ()),
    ("inspect", "marked"): (("--json",), ("-o", "标识.csv"), ("-o", "标识.xlsx")),
    ("inspect", "lookups"): (("--all", "--json"), ()),
    ("inspect", "sheets"): (("--json",), ()),
    ("inspect", "export"): (("交办", "交办.xlsx", *DAY), ("核查", "核查.csv", *DAY)),
    ("log", "head"): ((), ("--json",)),
    ("placeholder", "open"): ((),),
    ("placeholder", "add"): (("--json", "--on", "2023-12-20"),),
    ("placeholder", "list"): (("--json",),),
    ("placeholder", "reported"): (("000000000",),),
    ("audit", "verify"): (("--json",), ()),
    ("ledger", "export"): (("台账.xlsx", *DAY),),
    ("patches", "export"): (("图斑.gpkg", *DAY), ("图斑.geojson", *DAY), ("图斑.shp", *DAY), ("图斑.parquet", *DAY)),
    ("summary",): (("-o", "一页纸", *DAY),),
    ("figure",): (
        ("county", "-o", "县.svg", *DAY), ("ratio", "-o", "比例.svg", *DAY), ("duties", "-o", "期限.svg", *DAY),
        ("course", "-o", "逐日.svg", *DAY), ("flow", "-o", "流转.svg", *DAY), ("overlay", "A1", "-o", "地块.svg", *DAY),
    ),
    ("log", "export"): (("日志.jsonl",),),
    ("evidence", "export"): (("--plot", "A1", "-o", "证据"),),
    ("backup", "make"): (("备份.zip",),),
    ("backup", "check"): (("备份.zip", "--json"),),
    ("restore",): (("备份.zip", "还原"),),
    ("evidence", "add"): (("改.csv", "--plot", "A1", "--kind", "内业举证"),),
    ("evidence", "correct"): (("1", "--note", "东侧"),),
    ("close", "month"): (("2023-10", "--check", *DAY), ("2023-10", "--despite", "等上级", *DAY)),
    ("close", "quarter"): (("2023-Q3", *DAY),),
    ("close", "half-year"): (("2023", "--despite", "等上级", *DAY),),
    ("close", "year"): (("2023", *DAY),),
    ("close", "reopen"): (("month", "2023-10", "--reason", "补一个"),),
    ("handover", "add"): (("A2", "--to", "林业"),),
    ("overlay",): ((), ("--all", "--json")),
    ("propose",): ((), ("--all", "--json")),
    ("records", "add"): (("party", "名称=乙公司"),),
    ("records", "import"): (("登记.csv", "--kind", "party"),),
    ("records", "attach"): (("A1", "--party", "甲公司"),),
    ("submit", "list"): (("--json", *DAY), DAY),
    ("submit", "fill"): (("A1", "A2", "--set", "项目主体=甲公司", *DAY), ("A3", *DAY)),
    ("submit", "check"): (("A1", *DAY),),
    ("submit", "second"): (("A1", *DAY),),
    ("submit", "release"): (("A1", "--answers-for", *DAY),),
    ("submit", "return"): (("A1", "--reason", "面积不符"),),
    ("submit", "export"): (("上报件",),),
    ("submit", "later"): (("A1", "--what", "拆除复耕到位", "--evidence", "1", *DAY),),
    ("submit", "template"): (("填报表.xlsx",),),
    ("submit", "import"): (("改.csv", *DAY),),
    ("submit", "undo"): ((),),
    ("platform", "import"): (("改.csv", *DAY),),
    ("platform", "diff"): (("--json",),),
    ("problems", "import"): (("改.csv", "--level", "市级", "--received", "2023-12-01"),),
    ("problems", "list"): (("--json", *DAY), DAY),
    ("problems", "correct"): (("1",),),
    ("problems", "answer"): (("1", "--text", "已改正", *DAY),),
    ("problems", "export"): (("答复表.xlsx",),),
    ("problems", "undo"): ((),),
    ("split",): (("A3", "--by", "LINESTRING(37466050 2880000, 37466050 2882000)", "--crs", "4525"),),
    ("merge",): (("A3-1", "A3-2"),),
    ("ledger", "import"): (("改.csv",),),
    ("ledger", "undo"): ((),),
    ("inspect", "assign"): (("A1", "--to", "星原镇", "--on", "2023-09-01"),),
    ("inspect", "take"): (("A1", "--on", "2023-09-02"),),
    ("inspect", "record"): (("A1", "--who", "甲", "--account", "已建", "--on", "2023-09-03"),),
    ("inspect", "upper"): (
        ("A1", "--body", "市卫片办", "--with", "甲", "--finding", "属实", "--on", "2023-09-04"),
    ),
    ("inspect", "answer"): (("1", "--confirm", "--scan", "1", "--on", "2023-09-05"),),
    ("inspect", "opinion"): (
        ("A1", "--gate", "A", "--present", "甲", "--text", "属实", "--responsible", "乙", "--on", "2023-09-05"),
    ),
    ("inspect", "mark"): (("A1", "--mark", "非农化", "--why", "占耕地建厂房", "--on", "2023-09-05"),),
    ("inspect", "lookup"): (("甲批1号", "--system", "备案", "--found", "--who", "甲", "--on", "2023-09-05"),),
    ("inspect", "import"): (("核查", "再查.csv", "--on", "2023-09-05"),),
    ("inspect", "undo"): ((),),
    ("patches", "add"): (("再发.csv", "--issued", "2023-09-01", "--crs", "4525"),),
    ("layers", "add"): (("没有.gpkg", "--kind", "solar", "--as-of", "2023-01-01"),),
    ("average", "judge"): (("--text", "参考", "--paper", "文件", "--on", "2023-09-05"),),
    ("account", "add"): (("新人", "--role", "auditor", "--json"),),
    ("account", "redeem"): (("没有的链接",),),
    ("account", "change"): (("r-auditor", "--off"), ("r-auditor", "--on")),
    ("erase", "ask"): (("A3",),),
    ("erase", "take-back"): (("2",),),
    ("erase", "confirm"): (("2",),),
    ("erase", "tidy"): ((),),
}  # fmt: skip
"""Command → the words of every asking; in this order, so that what writes comes after what reads."""

APART = {
    "calc ratio", "calc gates", "calc duties", "calc whatif", "measure", "new", "military-form", "run", "policy list",
    "policy show", "policy check", "demo", "setup", "doctor", "backup drill", "upgrade",
}  # fmt: skip
"""Commands that open no workspace's books: no world can reach them. `doctor` looks at the machine, a drill tells how
long it took, and there is nothing to upgrade."""


def leaves(command: click.Command, words: Path = ()) -> Iterator[Path]:
    """Every command that does something, out of the tree itself."""
    if not isinstance(command, click.Group):
        yield words
        return
    context = click.Context(command, info_name="weipian")
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from leaves(found, (*words, name))
