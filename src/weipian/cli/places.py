"""`weipian places …`: places that come again, hot spots, and who builds again by effective decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.office.places.repeated import Places
    from weipian.store.acting import Desk

places = ChineseGroup(
    "places",
    {
        "list": ("weipian.cli.places:listed", "重复地点和热点：各批次之间、与往年图斑之间，以前怎样判定"),
        "builders": ("weipian.cli.places:builders", "重复违法的当事人：只凭生效决定，限看得到个人信息的角色，记入日志"),
    },
    help="源头防范：哪里一再出现图斑，哪里集中，谁一再违法。重叠只是线索，不是违法认定。",
)
KINDS = {"township": "乡镇", "village": "村", "cluster": "连片"}


@click.command(
    "list",
    cls=ChineseCommand,
    help="两个图斑重叠的部分占较小一个的比例达到政策包的比例，算同一地点；附先前的判定经过。"
    "没有往年图斑图层的，写明没有查。",
)
@click.option("--township", metavar="乡镇", help="只看某乡镇")
@at_desk
@as_json
def listed(desk: Desk, township: str | None, as_json: bool) -> None:
    from weipian.office.places.before import row_json
    from weipian.office.places.repeated import places as found_of

    found = found_of(desk, township)
    answer = {
        "places": [row_json(one) for one in found.repeated],
        "spots": [{"kind": one.kind, "name": one.name, "patches": list(one.places)} for one in found.spots],
        "earlier_layer": found.layer.label if found.layer else None,
        "earlier_looked": found.layer is not None,
        "least_share": str(float(found.least)),
    }
    give(answer, _text(found), as_json)


def _text(found: Places) -> str:
    from weipian.office.places.before import row_text

    looked = f"往年图斑：{found.layer.label}" if found.layer else "往年图斑：没有图层，没有查"
    spots = [
        f"热点·{KINDS[one.kind]}　{one.name}　{len(one.places)} 个：{'、'.join(one.places)}" for one in found.spots
    ]
    return "\n".join([*map(row_text, found.repeated), *spots, f"共 {len(found.repeated)} 处（重叠只是线索）。{looked}"])


@click.command(
    cls=ChineseCommand,
    help="有两个以上生效处罚决定的当事人（个数由政策包定）；只看生效决定，线索、建议、判定都不算。"
    "谁、为什么查看记入日志，结果不进通报。",
)
@click.option("--reason", required=True, metavar="理由", help="为什么查看")
@at_desk
@as_json
def builders(desk: Desk, reason: str, as_json: bool) -> None:
    from weipian.office.places.decisions import EFFECTIVE
    from weipian.programme.report.places.builders import repeat_builders

    found = repeat_builders(desk, EFFECTIVE, reason)
    rows: list[dict[str, Any]] = [
        {
            "party": one.name,
            "decisions": [
                {"plot": each.plot, "township": each.township, "on": each.day.isoformat(), "paper": each.paper}
                for each in one.decisions
            ],
        }
        for one in found
    ]
    lines = [
        f"{one.name}　{len(one.decisions)} 个生效决定："
        + "；".join(f"{each.day} {each.paper}（{each.plot}）" for each in one.decisions)
        for one in found
    ]
    give({"builders": rows}, "\n".join([*lines, f"共 {len(found)} 个当事人"]), as_json, full=True)
