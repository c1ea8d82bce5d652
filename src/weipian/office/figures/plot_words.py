"""What an overlay figure says of each layer: areas as booked; 「查过，没有」 and 「没有查」 in words of their own."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from weipian.figures.grounds import Ground
from weipian.figures.plot_values import ClassShare, GroundLayer, LandShape, LandUse, Record
from weipian.store.queries.layers import LayerHere
from weipian.store.queries.overlay import Figures
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.words import LayerKind

GROUNDS = {
    Ground.FARMLAND: LayerKind.PERMANENT_BASIC_FARMLAND,
    Ground.REDLINE: LayerKind.ECOLOGICAL_REDLINE,
    Ground.APPROVAL: LayerKind.APPROVAL_BOUNDARY,
    Ground.GROWTH: LayerKind.URBAN_GROWTH_BOUNDARY,
    Ground.LICENCE: LayerKind.MINING_LICENCE,
}


def belongs(kind: LayerKind, here: LayerHere | None, figures: Figures | None, *, mining: bool) -> bool:
    """The first three always; the growth boundary where the county has one; licences of a mine, and where they lie."""
    if kind is LayerKind.URBAN_GROWTH_BOUNDARY:
        return here is not None
    if kind is LayerKind.MINING_LICENCE:
        return mining or (figures is not None and figures.checked in (Checked.FOUND, Checked.PARTLY))
    return True


def source_of(here: LayerHere | None) -> str:
    """Which version, as of when; nothing where there is none."""
    return "" if here is None else f"截至 {here.as_of}，第{here.version}版"


def said_of(here: LayerHere | None, figures: Figures | None) -> str:
    """Why there is no area, or what to know of it; nothing where it is plainly measured and found."""
    if figures is None:
        return (Checked.NOT_CHECKED if here is None else Checked.NOT_YET).label
    older = here is not None and figures.layer is not None and figures.layer != here.id
    if figures.checked is Checked.PARTLY:
        least = Area.of_um2(int(figures.detail.get("at_least_um2") or 0))
        return f"查得不全，至少 {least.text_m2()} 平方米"
    word = "" if figures.checked is Checked.FOUND else figures.checked.label
    return f"{word}（按旧版量得）" if older else word


def ground_layer(
    ground: Ground,
    kind: LayerKind,
    here: LayerHere | None,
    figures: Figures | None,
    shapes: Sequence[shapely.Geometry],
) -> GroundLayer:
    known = figures is not None and figures.checked in (Checked.FOUND, Checked.NONE) and figures.area_um2 is not None
    return GroundLayer(
        ground=ground,
        label=kind.label,
        source=source_of(here),
        shapes=shapes,
        area=Area.of_um2(figures.area_um2) if known and figures is not None and figures.area_um2 is not None else None,
        said=said_of(here, figures),
        records=_records(figures),
    )


def _records(figures: Figures | None) -> tuple[Record, ...]:
    """Records with a number of their own; farmland blocks and redline patches are only added up."""
    records = figures.detail.get("records", ()) if figures else ()
    if figures is None or figures.kind is not LayerKind.APPROVAL_BOUNDARY:
        return ()
    return tuple(
        Record(str(one["values"].get("number") or f"第{one['row']}行，无文号"), Area.of_um2(one["area_um2"]))
        for one in records
    )


def land_use(here: LayerHere | None, figures: Figures | None, shapes: Sequence[LandShape]) -> LandUse:
    classes = figures.detail.get("classes", ()) if figures else ()
    shares = tuple(ClassShare(str(one["class"]), Area.of_um2(one["area_um2"])) for one in classes)
    return LandUse(source_of(here), shapes, shares, said_of(here, figures))
