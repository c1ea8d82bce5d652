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
    ("ratio",): (("--json",), ()),
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
    ("handover", "list"): (("--json",), ()),
    ("records", "show"): (("project", "环县公路", "--json"), ("party", "甲公司", "--full", "--reason", "送达文书用")),
    ("evidence", "list"): (("--json",), ()),
    ("evidence", "show"): (("1", "-o", "看.jpg"), ("2", "-o", "看二.jpg")),
    ("evidence", "history"): (("1", "--json"), ("2",)),
    ("evidence", "growth"): (("--json", *DAY),),
    ("evidence", "check"): (("--json",), ()),
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
        ("flow", "-o", "流转.svg", *DAY), ("overlay", "A1", "-o", "地块.svg", *DAY),
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
    ("split",): (("A3", "--by", "LINESTRING(37466050 2880000, 37466050 2882000)", "--crs", "4525"),),
    ("merge",): (("A3-1", "A3-2"),),
    ("ledger", "import"): (("改.csv",),),
    ("ledger", "undo"): ((),),
    ("patches", "add"): (("再发.csv", "--issued", "2023-09-01", "--crs", "4525"),),
    ("layers", "add"): (("没有.gpkg", "--kind", "solar", "--as-of", "2023-01-01"),),
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
