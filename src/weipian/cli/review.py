"""`weipian review …`: the collective review from its convening to the determination."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, ROWS_REFUSED, give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.review import ReviewForm

if TYPE_CHECKING:
    from weipian.programme.determination.review.convening import Listed
    from weipian.store.acting import Desk

review = ChineseGroup(
    "review",
    {
        "convene": ("weipian.cli.review:convene", "召集会审，该上会的图斑自动列入"),
        "agenda": ("weipian.cli.review:agenda", "议题：列入、拿掉"),
        "attend": ("weipian.cli.review:attend", "登记到会、回避"),
        "opinion": ("weipian.cli.review:opinion", "登记一个单位对地块的意见"),
        "decide": ("weipian.cli.review:decide", "记录会审对地块的决定和理由"),
        "export": ("weipian.cli.review_tables:export", "导出会审工作簿：到会、意见、决定三张表"),
        "import": ("weipian.cli.review_tables:imported", "导入填好的到会、意见、决定"),
        "undo": ("weipian.cli.review:undo", "撤销一批到会、意见或决定（纪要确认之前）"),
        "minutes": ("weipian.cli.review_seen:minutes", "看纪要或纪要草稿"),
        "confirm": ("weipian.cli.review:confirm", "确认纪要（须另一人）"),
        "lock": ("weipian.cli.review:lock", "定稿：绑定签字扫描件，不再改动"),
        "determine": ("weipian.cli.review:determine", "依据已定稿的会审作出判定"),
        "list": ("weipian.cli.review_seen:listed", "有哪些会审，各走到哪一步，现在能办什么"),
        "show": ("weipian.cli.review_seen:show", "看一次会审：议题、意见、决定"),
    },
    help="集体会审：召集、议题、到会、意见、决定、纪要、定稿、判定。",
)
FORM = OneOf(ReviewForm, "形式")


@click.command(
    cls=ChineseCommand,
    help="召集会审。意见不一、到线、存疑、占耕地判其他用地、人机不一、被退回（含问题清单点到未答复）的"
    "自动列入议题并写明原因。",
)
@click.argument("number", metavar="编号")
@click.option("--on", required=True, type=DAY, metavar="日期", help="哪一天")
@click.option("--form", type=FORM, default="meeting", metavar="形式", help="会议、联合审阅、传阅（默认会议）")
@click.option("--title", default="土地卫片图斑集体会审", metavar="名称", help="会审名称")
@click.option("--chair", default="", metavar="姓名", help="主持人")
@click.option("--corrects", default="", metavar="编号", help="更正哪一次已定稿的会审")
@click.option("--empty", is_flag=True, help="先不列议题")
@at_desk
@as_json
def convene(
    desk: Desk,
    number: str,
    on: dt.date,
    form: ReviewForm,
    title: str,
    chair: str,
    corrects: str,
    empty: bool,
    as_json: bool,
) -> None:
    from weipian.programme.determination.review.convening import Convening, convene

    said = Convening(number, form, on, title, chair, corrects)
    found = convene(desk, said, by_itself=not empty, returned=() if empty else _sent_back(desk))
    _give_listed(number, found, f"已召集会审 {number}（{form.label}，{on}）", as_json)


def _sent_back(desk: Desk) -> frozenset[str]:
    """For who may convene. Raises InputError for others before anything is looked up."""
    from weipian.store.actors import require_may
    from weipian.store.queries.sent_back import sent_back
    from weipian.store.seeing import seen
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.REVIEW_CONVENED)
    return sent_back(seen(desk))


def _give_listed(number: str, found: list[Listed], head: str, as_json: bool) -> None:
    rows = [{"plot": one.plot.plot, "why": [why.value for why in one.why]} for one in found]
    told = [f"{one.plot.plot}　{'、'.join(why.label for why in one.why)}" for one in found]
    give({"review": number, "agenda": rows}, "\n".join([f"{head}，列入 {len(found)} 个地块", *told]), as_json)


@click.command(cls=ChineseCommand, help="把地块列入议题；--by-itself 把现在该上会的补列进来；--off 拿掉还没有决定的。")
@click.argument("number", metavar="编号")
@click.argument("plots", metavar="PLOT…", nargs=-1)
@click.option("--by-itself", is_flag=True, help="补列现在该上会的")
@click.option("--off", is_flag=True, help="从议题中拿掉")
@at_desk
@as_json
def agenda(desk: Desk, number: str, plots: tuple[str, ...], by_itself: bool, off: bool, as_json: bool) -> None:
    from weipian.programme.determination.review.convening import put_on_agenda, take_off_agenda

    if off:
        take_off_agenda(desk, number, plots)
        give({"review": number, "off": list(plots)}, f"已从会审 {number} 拿掉 {len(plots)} 个地块", as_json)
        return
    found = put_on_agenda(desk, number, plots, by_itself=by_itself, returned=_sent_back(desk))
    _give_listed(number, found, f"会审 {number}", as_json)


@click.command(cls=ChineseCommand, help="登记一个单位到会；加 --out 登记该单位（或 --person 一人）在某个地块上回避。")
@click.argument("number", metavar="编号")
@click.argument("department", metavar="单位")
@click.option("--person", default="", metavar="姓名", help="谁")
@click.option("--post", default="", metavar="职务", help="职务")
@click.option("--out", metavar="PLOT", help="在哪个地块上回避")
@click.option("--reason", default="", metavar="原因", help="回避的原因")
@at_desk
@as_json
def attend(
    desk: Desk, number: str, department: str, person: str, post: str, out: str | None, reason: str, as_json: bool
) -> None:
    from weipian.programme.determination.review.attending import Came, attend, stay_out

    came, batch = Came(department, person, post), None
    if out:
        stay_out(desk, number, out, came, reason)
        text = f"已登记：「{department}」在 {out} 上回避"
    else:
        batch = attend(desk, number, [came]).batch
        text = f"已登记：「{department}」到会（批号 {batch}）" if batch else f"「{department}」到会已登记过，没有变化"
    give({"review": number, "department": department, "out": out, "batch": batch}, text, as_json)


@click.command(cls=ChineseCommand, help="登记一个单位对一个地块的意见。不同意见照样保留。")
@click.argument("number", metavar="编号")
@click.argument("plot", metavar="PLOT")
@click.argument("word", metavar="意见")
@click.option("--of", "department", required=True, metavar="单位", help="哪个单位的意见")
@click.option("--person", default="", metavar="姓名", help="谁说的")
@click.option("--because", default="", metavar="理由", help="理由")
@at_desk
@as_json
def opinion(
    desk: Desk, number: str, plot: str, word: str, department: str, person: str, because: str, as_json: bool
) -> None:
    from weipian.programme.determination.review.speaking import Spoken, speak

    done = speak(desk, number, [Spoken(plot, department, word, because, person)])
    give(
        {"review": number, "batch": done.batch}, f"已登记「{department}」对 {plot} 的意见（批号 {done.batch}）", as_json
    )


@click.command(
    cls=ChineseCommand, help="记录会审对一个或几个地块的决定。与建议不同、须逐个研判的写明理由；未判定的也写明理由。"
)
@click.argument("number", metavar="编号")
@click.argument("word", metavar="决定")
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option("--because", default="", metavar="理由", help="理由")
@click.option("--nature", default="", metavar="性质", help="性质（与建议一致的不用写）")
@at_desk
@as_json
def decide(
    desk: Desk, number: str, word: str, plots: tuple[str, ...], because: str, nature: str, as_json: bool
) -> None:
    from weipian.office.inspecting.gates import gates_open
    from weipian.programme.determination.review.deciding import Decided, decide

    done = decide(desk, number, [Decided(plot, word, because, nature) for plot in plots], gates_open)
    text = f"已记录 {done.rows} 个地块的决定。批号 {done.batch}，纪要确认前可用 weipian review undo 撤销"
    give({"review": number, "batch": done.batch, "rows": done.rows, "same": done.same}, text, as_json)


@click.command(
    cls=ChineseCommand,
    help="撤销一批到会、意见或决定（纪要确认之前）；原来的恢复，经过都留在日志里。乡镇、部门只能撤销自己的意见。",
)
@click.argument("batch", metavar="批号", type=int)
@at_desk
@as_json
def undo(desk: Desk, batch: int, as_json: bool) -> None:
    from weipian.programme.determination.review.undoing import undo_batch

    done = undo_batch(desk, batch)
    text = f"已撤销第 {batch} 批（{done.act.label}），{done.rows} 行"
    give({"undone": batch, "act": done.act.value, "rows": done.rows}, text, as_json)


@click.command(cls=ChineseCommand, help="确认纪要，须由没有记录决定的人本人确认；--back 在定稿前退回。")
@click.argument("number", metavar="编号")
@click.option("--back", is_flag=True, help="退回，以便更改")
@at_desk
@as_json
def confirm(desk: Desk, number: str, back: bool, as_json: bool) -> None:
    from weipian.programme.determination.review.ending import confirm, take_back

    (take_back if back else confirm)(desk, number)
    give({"review": number, "back": back}, f"会审 {number} 的纪要已{'退回' if back else '确认'}", as_json)


@click.command(
    cls=ChineseCommand, help="定稿：把确认过的纪要绑定到已存入证据的签字扫描件。定稿后不再改动，更正须另召集会审。"
)
@click.argument("number", metavar="编号")
@click.option("--scan", required=True, type=int, metavar="证据编号", help="签字扫描件在证据登记中的编号")
@at_desk
@as_json
def lock(desk: Desk, number: str, scan: int, as_json: bool) -> None:
    from weipian.programme.determination.review.ending import lock

    found = lock(desk, number, scan)
    give({"review": number, "scan": scan, "sha256": found}, f"会审 {number} 已定稿，扫描件 SHA-256 {found}", as_json)


@click.command(cls=ChineseCommand, help="依据已定稿的会审作出判定。上级已终判的、请示未答复的不判，逐个说明。")
@click.argument("number", metavar="编号")
@at_desk
@as_json
def determine(desk: Desk, number: str, as_json: bool) -> int:
    from weipian.office.ledger.following import follow
    from weipian.programme.determination.review.determining import determine

    done = determine(desk, number, follow)
    refused = [error.as_json() for error in done.refused]
    answer = {"review": number, "plots": list(done.plots), "same": list(done.same), "refused": refused}
    text = f"已判定 {len(done.plots)} 个地块（自判，待上级终判）"
    give(answer, text + (f"；{len(done.same)} 个没有变化" if done.same else ""), as_json)
    say([str(error) for error in done.refused])
    return ROWS_REFUSED if done.refused else DONE
