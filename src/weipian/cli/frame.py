"""Start, answer, end: the one place where errors become sentences and exit codes."""

from __future__ import annotations

import json
import os
import sys
from typing import NoReturn

import click

from weipian import __version__
from weipian.cli.chinese import ChineseGroup, in_chinese
from weipian.cli.desk import place_options
from weipian.terms.errors import Cancelled, WeipianError

COMMANDS = {
    "calc": ("weipian.cli.calc:calc", "计算器：问责比例、闸门、期限、整改测算（不需要工作区）"),
    "measure": ("weipian.cli.measure:measure", "套合：量出每个图斑压盖各图层的面积"),
    "new": ("weipian.cli.new:new", "建立工作区：一个县一年的全部数据"),
    "account": ("weipian.cli.account:account", "账号：谁可以办理什么"),
    "layers": ("weipian.cli.layers:layers", "图层：导入、查看"),
    "tianditu": ("weipian.cli.tianditu:tianditu", "外部底图（天地图）：签准接入、停用"),
    "images": ("weipian.cli.images:images", "影像：导入、查看、撤下，裁前后时相"),
    "records": ("weipian.cli.records:records", "项目、责任主体、批文、村的登记"),
    "patches": ("weipian.cli.patches:patches", "图斑：导入下发批次、查看"),
    "overlay": ("weipian.cli.overlay:overlay", "套合：图斑压盖了什么"),
    "propose": ("weipian.cli.propose:propose", "判定建议：逐个地块，附理由和缺什么"),
    "split": ("weipian.cli.split:split", "拆分地块"),
    "merge": ("weipian.cli.split:merge", "把拆分的地块合并回去"),
    "explain": ("weipian.cli.explain:explain", "说明：每个数字和结论从哪里来"),
    "ledger": ("weipian.cli.ledger:ledger", "台账：导出、导入、撤销导入"),
    "review": ("weipian.cli.review:review", "集体会审：召集、议题、意见、决定、纪要、定稿、判定"),
    "instruct": ("weipian.cli.instruct:instruct", "请示报告：请示、答复"),
    "final": ("weipian.cli.final:final", "上级终判：录入、导入"),
    "handover": ("weipian.cli.handover:handover", "移交部门：移交、答复、审核、催办、撤销、查看、两头用表"),
    "refer": ("weipian.cli.refer:refer", "移送：司法、纪检监察、人事部门，只记文号、日期、接收单位和回执"),
    "share": ("weipian.cli.share:share", "信息共享：与纪检监察、公安、审计、法院、检察院，及其答复"),
    "suggest": ("weipian.cli.suggest:suggest", "检察建议：登记、答复"),
    "case": ("weipian.cli.case:case", "查处：责令停止、立案办理、法定期限、非立案整改、补办手续"),
    "inspect": ("weipian.cli.inspect:inspect", "核查：交办、登记、上级检查、逐一核查意见、标识、批文查询"),
    "right": ("weipian.cli.right:right", "整改：通知、进展、自验、核验、到位，清单和挂图"),
    "submit": ("weipian.cli.submit:submit", "填报上报：填报、自检、审核、上报、退回、导出、补录"),
    "platform": ("weipian.cli.platform:platform", "平台对账：导入平台清单，两边比"),
    "problems": ("weipian.cli.problems:problems", "问题清单：导入、改正、逐条答复"),
    "quota": ("weipian.cli.quota:quota", "补充耕地指标：自治区通知和应冻结的两本账，验收确认，账实不符"),
    "duties": ("weipian.cli.standing:duties", "期限：工作区里各批图斑的到期事项"),
    "ratio": ("weipian.cli.ratio:ratio", "问责比例：工作区现在的数，展开到地块，逐日，推算"),
    "average": ("weipian.cli.average:average", "参考全国平均值的认定：登记、查看"),
    "whatif": ("weipian.cli.standing:whatif", "整改测算：用工作区现在的数"),
    "close": ("weipian.cli.close:close", "期末关闭：月清、季清、半年、年度，重开，查看"),
    "remind": ("weipian.cli.pressing:remind", "催办：可复制的文字，只有件数和日期"),
    "rank": ("weipian.cli.rank:rank", "各乡镇排名：各项各排，附办法"),
    "mechanism": ("weipian.cli.mechanism:mechanism", "四项机制：通报提醒、约谈、联合惩戒、移交问责"),
    "letter": ("weipian.cli.letter:letter", "函件：拟稿、核稿、签发、编号、用印、发出、签收、回复"),
    "bulletin": ("weipian.cli.pressing:bulletin", "通报：各乡镇的质量和时效"),
    "accept": ("weipian.cli.accept:accept", "执法验收：逐乡镇评分、列问题、复查、结论、督导、成果报市"),
    "object": ("weipian.cli.object:object_", "异议：提出、受理、答复、改正前后的数字"),
    "clue": ("weipian.cli.clue:clue", "线索：县里自行发现的，到有平台编号为止"),
    "places": ("weipian.cli.places:places", "重复地点、热点，以前怎样判定"),
    "evidence": ("weipian.cli.evidence:evidence", "证据：存入、查看、导出原件、核对"),
    "figure": ("weipian.cli.figure:figure", "图件：全县图斑、比例、期限日历、流转、地块套合图"),
    "dossier": ("weipian.cli.dossier:dossier", "卷宗：一图斑（地块）一卷宗，出具、核对、装订"),
    "summary": ("weipian.cli.summary:summary", "一页纸：给领导看的一页，每个数字都能点开"),
    "erase": ("weipian.cli.erase:erase", "依规移出：一人申请，另一人确认"),
    "placeholder": ("weipian.cli.placeholder:placeholder", "机要编号：只有机要员本人能打开"),
    "military-form": ("weipian.cli.military_form:military_form", "空白《军用土地登记表》：不打开工作区，不联网"),
    "log": ("weipian.cli.log:log", "办理日志：导出"),
    "audit": ("weipian.cli.log:audit", "核验：日志与数据有没有被改动"),
    "backup": ("weipian.cli.backup:backup", "备份：整个工作区做成一个文件；检查、还原演练"),
    "restore": ("weipian.cli.restore:restore", "还原：从备份件建立工作区"),
    "upgrade": ("weipian.cli.upgrade:upgrade", "升级：把旧工作区改为本程序的版本，先备份"),
    "run": (
        "weipian.cli.run:run",
        "按 county.toml 从文件办完一年：套合、判定建议、闸门、期限、比例、台账、一页纸",
    ),
    "serve": ("weipian.cli.serve:serve", "网页工作台：在浏览器里办理"),
    "policy": ("weipian.cli.policy:policy", "政策包：查看、检查、比较"),
    "demo": ("weipian.cli.demo:demo", "虚构的示范县：造数据、办一年、看结果"),
    "setup": ("weipian.cli.setup:setup", "安装后准备一次：编译量算内核"),
    "doctor": ("weipian.cli.doctor:doctor", "体检：版本、缺什么、有何风险、怎样补救"),
}


def show_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"weipian {__version__}")
        ctx.exit()


VERSION = click.Option(
    ["--version"], is_flag=True, is_eager=True, expose_value=False, help="显示版本", callback=show_version
)
program = ChineseGroup(
    "weipian",
    COMMANDS,
    help="weipian（卫片）：县级自然资源卫片执法，从下发图斑到问责比例。机器只提建议，判定由人作出。",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    params=[VERSION, *place_options()],
    no_args_is_help=True,
)


def main() -> NoReturn:
    """Runs the command; never lets a traceback reach a person."""
    as_json = "--json" in sys.argv
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices; its threads cost 0.05 s
    try:
        code = program.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(2)
    except click.UsageError as error:
        fail(in_chinese(error), as_json, hint=usage_of(error))
    except WeipianError as error:
        fail(error, as_json)
    except (KeyboardInterrupt, click.Abort):
        fail(Cancelled(), as_json)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # the last fence: what we did not foresee
        fail(of_database(error) or unforeseen(error), as_json)


def fail(error: WeipianError, as_json: bool, hint: str = "") -> NoReturn:
    if as_json:
        click.echo(json.dumps({"errors": [error.as_json()]}, ensure_ascii=False, indent=2))
    click.echo(str(error), err=True)
    if hint:
        click.echo(hint, err=True)
    sys.exit(error.exit_code)


def usage_of(error: click.UsageError) -> str:
    return f"用法可查：{error.ctx.command_path} --help" if error.ctx else ""


def of_database(error: Exception) -> WeipianError | None:
    """A database's failure while something is only looked up; acts say their own."""
    if not type(error).__module__.startswith("django.db."):
        return None
    from weipian.store.failures import told

    return told(error, "数据库")


def unforeseen(error: Exception) -> WeipianError:
    """Keeps the details for whoever mends it, in a note beside the system's temporary files; nobody's values in it."""
    import tempfile

    from weipian.cli.trace import traced

    with tempfile.NamedTemporaryFile("w", prefix="weipian-", suffix=".log", delete=False, encoding="utf-8") as note:
        note.write(traced(error))
    return WeipianError("unforeseen", kind=type(error).__name__, note=note.name)
