"""`weipian dossier general list`: what each general volume holds and lacks; the papers of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.terms.dossier import Owes

if TYPE_CHECKING:
    from weipian.office.dossier.general.listing import ListedGeneral
    from weipian.programme.report.dossier.general.needs import Asked, Entry
    from weipian.store.acting import Desk
    from weipian.store.queries.general import PaperHere


@click.command(
    "list",
    cls=ChineseCommand,
    help="看得到的综合卷：材料几份、台账登记几条、还缺什么由谁补、出具到第几版；写明一个的，列出它的全部。",
)
@click.argument("owner", metavar="[乡镇或单位]", required=False)
@at_desk
@as_json
def listed(desk: Desk, owner: str | None, as_json: bool) -> None:
    from weipian.office.dossier.general.listing import listing
    from weipian.programme.report.dossier.general.keeping import owner_named

    found = listing(desk, owner_named(desk.policy, owner) if owner else None)
    papers = [_paper(one) for each in found for one in each.papers]
    entries = [_entry(each.owner.label, one) for each in found for one in each.entries] if owner else []
    lines = [_line(one) for one in found]
    lines += [f"  {one['day']}　{one['kind_label']}　{one['what']}　{one['told']}　台账" for one in entries]
    lines += [f"  {one['day']}　{one['kind_label']}　{one['title']}　材料 {one['paper']} 号" for one in papers if owner]
    give({"general": [_row(one) for one in found], "papers": papers, "entries": entries}, "\n".join(lines), as_json)


def _row(one: ListedGeneral) -> dict[str, object]:
    has, of = one.held.score
    return {
        "owner": one.owner.label,
        "whose": one.owner.whose.value,
        "papers": len(one.papers),
        "entries": len(one.entries),
        "has": has,
        "asked": of,
        "gaps": [
            {"what": gap.key, "label": gap.label, "who": gap.who.value, "whom": _who(one, gap), "clause": gap.clause}
            for gap in one.held.gaps
        ],
        "edition": one.issued.edition if one.issued else None,
        "issued": one.issued.day.isoformat() if one.issued else None,
        "issue": one.issued.id if one.issued else None,
        "acts": [able.as_json() for able in one.ables],
    }


def _who(one: ListedGeneral, gap: Asked) -> str:
    return one.owner.label if gap.who is Owes.SELF else gap.who.label


def _paper(one: PaperHere) -> dict[str, object]:
    return {
        "paper": one.id,
        "owner": one.owner.label,
        "stage": one.stage.value,
        "kind": one.kind.value,
        "kind_label": one.kind.label,
        "day": one.day.isoformat(),
        "title": one.title,
        "name": one.name,
        "evidence": one.evidence,
        "sha256": one.sha256,
        "by": one.by,
    }


def _entry(owner: str, one: Entry) -> dict[str, object]:
    return {
        "owner": owner,
        "stage": one.stage.value,
        "kind": one.kind.value,
        "kind_label": one.kind.label,
        "day": one.day.isoformat(),
        "what": one.what,
        "number": one.number,
        "told": one.told,
    }


def _line(one: ListedGeneral) -> str:
    has, of = one.held.score
    owed = "、".join(f"{gap.label}（{_who(one, gap)}）" for gap in one.held.gaps)
    edition = f"第 {one.issued.edition} 版 {one.issued.day}" if one.issued else "没有出具"
    own = f"材料 {len(one.papers)} 份，台账 {len(one.entries)} 条"
    whole = f"还缺 {owed}" if owed else "齐全"
    asked = (f"{has}/{of}", whole) if of else ("没有规定必有的材料", "")
    return "　".join(filter(None, (one.owner.label, asked[0], own, edition, asked[1])))
