"""此处以前: what lay on a plot's patch before, how it was judged; for `explain`, so only neighbours are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weipian.office.places.repeated import EARLIER, Earlier, Repeated, of_books, of_layer
from weipian.programme.report.places.finding import among, planar
from weipian.store.acting import Desk
from weipian.store.queries.clues import judged, outlines_near
from weipian.store.queries.layers import current_layers
from weipian.store.seeing import seen
from weipian.terms.area import Area, decimals
from weipian.terms.words import Conclusion, Determination


@dataclass(frozen=True, slots=True)
class Before:
    """What lay there; `looked`: whether there is a layer of earlier years to look into."""

    rows: tuple[Repeated, ...]
    looked: bool


def before(desk: Desk, patch_id: int) -> Before:
    """Of what is in sight, whatever came before or since."""
    sight, least = seen(desk), desk.policy.value("places.repeat_share").number
    found = outlines_near(sight, patch_id)
    mine = next((place for place, one in enumerate(found) if one.patch_id == patch_id), None)
    layer = current_layers().get(EARLIER)
    if mine is None:
        return Before((), layer is not None)
    areas, shapes = [one.area_um2 for one in found], planar(found)
    history = judged([one.number for one in found], sight)
    pairs = [pair for pair in among(shapes, areas, least) if mine in (pair.one, pair.other)]
    rows = [of_books(found, pair, history) for pair in pairs]
    if layer is not None:
        own = [found[mine]]
        rows += of_layer(desk, layer, own, planar(own), [areas[mine]], least)
    return Before(tuple(rows), layer is not None)


def row_json(one: Repeated) -> dict[str, Any]:
    """One repeat place for programs."""
    old = one.before
    earlier = isinstance(old, Earlier)
    return {
        "patch": one.patch.number,
        "township": one.patch.township,
        "village": one.patch.village or None,
        "issued": one.patch.issued.isoformat(),
        "before": old.number,
        "before_from": "layer" if earlier else "books",
        "before_batch": None if isinstance(old, Earlier) else old.batch,
        "before_issued": old.issued if isinstance(old, Earlier) else old.issued.isoformat(),
        "shared_mu": decimals_mu(one.shared_um2),
        "share": decimals(one.share, 4),
        "judged": [
            {
                "plot": said.plot, "determination": said.determination, "conclusion": said.conclusion,
                "review": said.review, "on": said.day.isoformat() if said.day else None, "current": said.current,
            }
            for said in one.history
        ],
        "judged_known": not earlier,
    }  # fmt: skip


def decimals_mu(um2: int) -> str:
    return decimals(Area.of_um2(um2).mu, 4)


def row_text(one: Repeated) -> str:
    """One line for people."""
    old = one.before
    if isinstance(old, Earlier):
        which = f"往年图斑 {old.number or '（没有编号）'}　{old.issued or '下发日期不明'}"
        said = "往年怎样判定，图层里没有"
    else:
        which = f"{old.number}　{old.batch}　{old.issued}"
        said = "；".join(map(judged_text, one.history)) or "还没有判定"
    share = decimals(one.share * 100, 2)
    shared = f"重叠 {decimals_mu(one.shared_um2)} 亩（较小者的 {share}%）"
    return f"{one.patch.number}　{one.patch.township}　与 {which} {shared}　{said}"


def judged_text(said: Any) -> str:
    word = said.determination or said.conclusion
    label = next((one.label for kind in (Determination, Conclusion) for one in kind if one.value == word), word)
    now = "" if said.current else "（后改）"
    day = f"{said.day} " if said.day else ""
    return f"{said.plot} {day}{said.review} 判为{label}{now}"


def section(found: Before) -> str:
    """The section of `explain`."""
    lines = [f"    {row_text(one)}" for one in found.rows]
    if not found.looked:
        lines.append("    往年：没有往年图斑图层，没有查")
    elif not any(isinstance(one.before, Earlier) for one in found.rows):
        lines.append("    往年：查过往年图斑图层，没有达到重叠比例的")
    if not any(not isinstance(one.before, Earlier) for one in found.rows):
        lines.append("    本工作区各批次：没有达到重叠比例的其他图斑")
    return "\n".join(["十、此处以前（图斑重叠只是线索，不是违法认定）", *lines])
