"""Every command that takes a table in, with rows for it: what the benchmark runs, and what the test holds each to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Row = Mapping[str, str]
Words = tuple[str, ...]
FILE, BATCH, TOWN = "{file}", "{batch}", "星原镇"
NOWHERE = "X-9"
REVIEW = (("review", "convene", "HS-1", "--on", "2023-09-05"), ("review", "attend", "HS-1", "林业"))
LIST = "问题清单.csv"
ORDERS, SHARINGS, SUGGESTIONS = "整改通知.csv", "共享.csv", "建议.csv"
SECOND: Mapping[str, tuple[Words, Callable[[str, int], Words]]] = {
    ORDERS: (
        ("地块编号", "整改措施", "整改通知文号", "整改通知日期", "责任人"),
        lambda plot, at: (plot, "拆除复耕", f"整改{at}号", "2023-09-01", "甲"),
    ),
    SHARINGS: (
        ("单位", "共享内容", "地块编号", "共享日期", "文号"),
        lambda plot, at: ("公安", "违法用地", plot, "2023-09-02", f"函{at}号"),
    ),
    SUGGESTIONS: (
        ("文号", "事项", "收到日期", "地块编号"), lambda plot, at: (f"检建{at}号", "督促履职", "2023-09-02", plot)
    ),
}  # fmt: skip
"""Tables that come before others: a header, and a plot's row."""


@dataclass(frozen=True, slots=True)
class BulkAct:
    """A command. `row`: cells of one plot (its number, its place from 1 on); `bad`: cells that spoil such a row;
    `aliases`: header → another name that it is known by; `count`, `batch`: where the answer says how many and which.

    `before`: commands that come first, `determined`: whether the plots are so far. `lacks`: what it can't do yet.
    """

    name: str
    words: Words
    row: Callable[[str, int], Row]
    bad: Row
    aliases: Mapping[str, str]
    count: tuple[str, ...]
    batch: tuple[str, ...] = ()
    undo: Words = ()
    before: tuple[Words, ...] = ()
    who: str = ""
    determined: bool = False
    lacks: frozenset[str] = frozenset()


def _review(kind: str, row: Callable[[str, int], Row], bad: Row, aliases: Mapping[str, str]) -> BulkAct:
    return BulkAct(
        kind, ("review", "import", "HS-1", FILE, "--kind", kind), row, bad, aliases, (kind, "rows"), (kind, "batch"),
        ("review", "undo", BATCH), REVIEW,
    )  # fmt: skip


def _records(kind: str, row: Callable[[str, int], Row], bad: Row, aliases: Mapping[str, str]) -> BulkAct:
    words = ("records", "import", FILE, "--kind", kind)
    return BulkAct(f"登记（{kind}）", words, row, bad, aliases, ("added",), lacks=frozenset({"undo"}))


ACTS: tuple[BulkAct, ...] = (
    BulkAct(
        "交办", ("inspect", "import", "交办", FILE, "--on", "2023-08-03"),
        lambda plot, _: {"图斑编号": plot, "承办": TOWN, "内部期限": "2023-08-20", "说明": "尽快"},
        {"图斑编号": NOWHERE}, {"图斑编号": "图斑号", "承办": "承办单位", "内部期限": "期限"},
        ("done",), ("sheet",), ("inspect", "undo", BATCH),
    ),
    BulkAct(
        "核查", ("inspect", "import", "核查", FILE),
        lambda plot, _: {"地块编号": plot, "核查日期": "2023-08-05", "核查人": "甲、乙", "情况说明": "已建厂房"},
        {"地块编号": NOWHERE}, {"地块编号": "地块号"},
        ("done",), ("sheet",), ("inspect", "undo", BATCH),
    ),
    _review(
        "到会", lambda _, at: {"单位": "水利", "姓名": f"与会{at}", "职务": "股长"},
        {"单位": "没有的局"}, {"单位": "参会单位", "姓名": "参会人员"},
    ),
    _review(
        "意见",
        lambda plot, _: {"图斑（地块）编号": plot, "单位": "林业", "意见": "合法新增建设用地", "理由": "有批文"},
        {"图斑（地块）编号": NOWHERE}, {"图斑（地块）编号": "图斑编号", "单位": "部门", "意见": "判定意见"},
    ),
    _review(
        "决定", lambda plot, _: {"图斑（地块）编号": plot, "决定": "违法新增建设用地", "理由": "未批先建"},
        {"图斑（地块）编号": NOWHERE}, {"图斑（地块）编号": "地块", "决定": "会审决定", "理由": "判定理由"},
    ),
    BulkAct(
        "终判", ("final", "import", FILE),
        lambda plot, _: {"图斑（地块）编号": plot, "终判": "合法新增建设用地", "判定层级": "自治区级",
                         "文件": "某函1号", "日期": "2023-10-08"},
        {"图斑（地块）编号": NOWHERE}, {"图斑（地块）编号": "图斑", "终判": "上级判定", "文件": "文号"},
        ("plots",), ("import",), ("ledger", "undo", BATCH), who="leader", determined=True,
    ),
    BulkAct(
        "台账", ("ledger", "import", FILE),
        lambda plot, _: {"地块编号": plot, "耕地面积·填报(亩)": "2.5", "敏感": "是"},
        {"地块编号": NOWHERE}, {"耕地面积·填报(亩)": "填报耕地面积(亩)", "敏感": "媒体或群众关注"},
        ("edits",), ("import",), ("ledger", "undo", BATCH),
    ),
    BulkAct(
        "填报", ("submit", "import", FILE, "--today", "2023-09-10"),
        lambda plot, _: {"地块编号": plot, "占耕地面积(亩)": "3", "案号": "某案1号"},
        {"地块编号": NOWHERE}, {"地块编号": "监测编号", "占耕地面积(亩)": "占耕地面积"},
        ("plots",), ("taking",), ("submit", "undo", BATCH), determined=True,
    ),
    BulkAct(
        "平台清单", ("platform", "import", FILE, "--today", "2023-09-20"),
        lambda plot, _: {"图斑编号": plot, "状态": "待审核", "占耕地面积(亩)": "3"},
        {"状态": "没有的状态"}, {"图斑编号": "监测编号", "状态": "审核状态"},
        ("rows",), ("taking",), ("platform", "undo", BATCH), determined=True,
    ),
    BulkAct(
        "问题清单", ("problems", "import", FILE, "--level", "市级", "--received", "2023-09-11"),
        lambda plot, _: {"图斑编号": plot, "问题": "照片不清"},
        {"问题": ""}, {"图斑编号": "监测编号", "问题": "存在问题"},
        ("rows",), ("taking",), ("problems", "undo", BATCH), determined=True, lacks=frozenset({"again"}),
    ),
    BulkAct(
        "问题答复", ("problems", "answer", "--from", FILE, "--today", "2023-09-20"),
        lambda _, at: {"问题编号": str(at), "答复": "已补拍"},
        {"问题编号": "某号"}, {"答复": "整改情况"}, ("answered",), ("taking",), ("problems", "undo", BATCH),
        before=(("problems", "import", LIST, "--level", "市级", "--received", "2023-09-11"),),
        determined=True,
    ),
    _records(
        "party", lambda _, at: {"责任主体": f"第{at}公司", "主体类型": "企业", "备注": "旧"},
        {"责任主体": ""}, {"责任主体": "名称", "主体类型": "类型"},
    ),
    _records(
        "project", lambda _, at: {"项目名称": f"第{at}路", "项目类型": "交通", "项目级别": "县级"},
        {"责任主体": "没有的公司"}, {"项目名称": "名称", "项目类型": "行业"},
    ),
    _records(
        "approval", lambda _, at: {"批准文号": f"县批{at}号", "批准类型": "用地", "批准日期": "2022-05-01"},
        {"批准日期": "某日"}, {"批准文号": "文号", "批准类型": "类型"},
    ),
    _records(
        "village", lambda _, at: {"村名": f"第{at}村", "乡镇": TOWN},
        {"乡镇": "没有的镇"}, {"村名": "名称", "乡镇": "所属乡镇"},
    ),
    BulkAct(
        "移交", ("handover", "import", "移交", FILE),
        lambda plot, _: {"图斑编号": plot, "移交部门": "农业农村", "事由": "农房", "移交日期": "2023-09-01"},
        {"图斑编号": NOWHERE}, {"图斑编号": "图斑号", "移交部门": "承办部门"},
        ("done",), ("sheet",), ("handover", "undo", "--sheet", BATCH),
    ),
    BulkAct(
        "整改通知", ("right", "import", FILE),
        lambda plot, at: {"地块编号": plot, "整改措施": "拆除复耕", "整改通知文号": f"整改{at}号",
                          "整改通知日期": "2023-09-01", "责任人": "甲"},
        {"地块编号": NOWHERE}, {"地块编号": "图斑编号", "整改措施": "措施", "整改通知文号": "文号"},
        ("done",), ("sheet",), ("right", "undo", "--sheet", BATCH), determined=True,
    ),
    BulkAct(
        "整改进展", ("right", "import", FILE, "--table", "进展"),
        lambda plot, _: {"地块编号": plot, "进展": "拆除", "进展日期": "2023-09-10", "情况说明": "已拆除"},
        {"地块编号": NOWHERE}, {"地块编号": "地块号", "进展": "整改进展", "情况说明": "说明"},
        ("done",), ("sheet",), ("right", "undo", "--sheet", BATCH), (("right", "import", ORDERS),), determined=True,
    ),
    BulkAct(
        "移送", ("refer", "import", "移送", FILE),
        lambda plot, at: {"文号": f"移{at}号", "类别": "司法", "接收单位": "公安", "移送日期": "2023-09-10",
                          "地块编号": plot},
        {"接收单位": "没有的单位"}, {"文号": "移送文号", "接收单位": "单位"},
        ("done",), ("sheet",), ("refer", "undo-import", BATCH), who="leader", determined=True,
    ),
    BulkAct(
        "信息共享", ("share", "import", "共享", FILE),
        lambda plot, at: {"单位": "公安", "共享内容": "违法用地", "地块编号": plot, "共享日期": "2023-09-10",
                          "文号": f"函{at}号"},
        {"单位": "没有的单位"}, {"单位": "共享单位", "共享内容": "内容"},
        ("done",), ("sheet",), ("share", "undo-import", BATCH), determined=True,
    ),
    BulkAct(
        "共享答复", ("share", "import", "答复", FILE),
        lambda _, at: {"共享编号": str(at), "答复内容": "已收到", "答复日期": "2023-09-12"},
        {"共享编号": "某号"}, {"共享编号": "编号", "答复内容": "答复"},
        ("done",), ("sheet",), ("share", "undo-import", BATCH), (("share", "import", "共享", SHARINGS),),
        determined=True,
    ),
    BulkAct(
        "检察建议", ("suggest", "import", "建议", FILE),
        lambda plot, at: {"文号": f"检建{at}号", "事项": "督促履职", "收到日期": "2023-09-10", "地块编号": plot},
        {"事项": ""}, {"文号": "建议文号", "事项": "建议事项"},
        ("done",), ("sheet",), ("suggest", "undo-import", BATCH), determined=True,
    ),
    BulkAct(
        "建议答复", ("suggest", "import", "建议答复", FILE),
        lambda _, at: {"建议编号": str(at), "答复内容": "已整改", "答复日期": "2023-09-20", "答复文号": f"复{at}号"},
        {"建议编号": "某号"}, {"建议编号": "编号", "答复内容": "答复"},
        ("done",), ("sheet",), ("suggest", "undo-import", BATCH), (("suggest", "import", "建议", SUGGESTIONS),),
        who="leader", determined=True,
    ),
    BulkAct(
        "异议", ("object", "import", FILE),
        lambda plot, _: {"地块编号": plot, "异议内容": "判定", "理由": "有批文", "当事人": "甲",
                         "收到日期": "2023-09-10"},
        {"地块编号": NOWHERE}, {"地块编号": "地块号", "异议内容": "内容"},
        ("done",), ("sheet",), ("object", "undo-import", BATCH), determined=True,
    ),
    BulkAct(
        "线索", ("clue", "import", FILE),
        lambda _, at: {"乡镇": TOWN, "发现日期": "2023-09-01", "来源": "巡查", "位置": f"110.6{at:04},26.1",
                       "情况": "有人备料"},
        {"来源": "没有的来源"}, {"情况": "情况说明", "位置": "经纬度"},
        ("rows",), ("sheet",), ("clue", "undo", BATCH), lacks=frozenset({"again"}),
    ),
    BulkAct(
        "指标通知", ("quota", "notice", "import", FILE),
        lambda plot, at: {"文号": f"冻{at}号", "类型": "冻结", "日期": "2023-09-20", "乡镇": TOWN, "数量(亩)": "3.5",
                          "地块编号": plot},
        {"类型": "没有的类型"}, {"文号": "通知文号", "数量(亩)": "数量"},
        ("done",), ("sheet",), ("quota", "undo", "--sheet", BATCH), determined=True,
    ),
)  # fmt: skip
"""By name, in the order of the year."""
APART = {
    "patches add": "issued packages: versions are compared",
    "calc ratio": "no workspace",
    "calc gates": "no workspace",
    "calc whatif": "no workspace",
    "accept import": "tests/programme/report/acceptance",
    "case approval import": "tests/office/bulk",
    "case import": "tests/cli/test_case_commands.py",
    "letter import": "tests/office/pressing",
    "quota accept": "tests/cli/test_quota_commands.py",
    "quota confirm": "tests/cli/test_quota_commands.py",
}
"""Commands that read somebody's columns, but nothing that the office fills, and what of the year's second half needs
people or cases beside; each has tests of its own."""


def table(act: BulkAct, plots: list[str], bad: int = 0) -> list[Row]:
    """Good rows of all plots, then bad ones."""
    good = [act.row(plot, at) for at, plot in enumerate(plots, start=1)]
    spoilt = [{**act.row(NOWHERE, len(plots) + at), **act.bad} for at in range(1, bad + 1)]
    return [*good, *spoilt]


def told(answer: Mapping[str, object], path: Words) -> object:
    """What stands in an answer under these words; a list's length is how many it tells."""
    found: object = answer
    for word in path:
        assert isinstance(found, Mapping)
        found = found[word]
    return found
