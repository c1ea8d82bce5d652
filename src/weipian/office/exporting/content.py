"""Everything that goes into the file, out of the books, of what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from weipian.geometry.crs import Crs
from weipian.gis.layer import Field, Layer, Style
from weipian.gis.placing import PLANE, commonest, placed
from weipian.office.exporting.columns import PATCHES, PLOTS
from weipian.office.exporting.looks import by_determination, by_state
from weipian.office.exporting.order import Order, Which
from weipian.office.exporting.patches import patch_rows
from weipian.office.exporting.plots import Row, Told, plot_rows
from weipian.policy import Policy
from weipian.store.queries.export import Issued, issued_of
from weipian.store.queries.ledger import Line, lines
from weipian.store.queries.overlay import PlotHere, open_plots
from weipian.store.queries.patch_list import Stands, Wanted, listed
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence


@dataclass(slots=True)
class Content:
    """The layers, and what a person must know beside them."""

    crs: Crs
    layers: list[Layer] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def content_of(order: Order, policy: Policy, sight: Sight) -> Content:
    """The wanted layers in the system that most patches were issued in. Raises InputError `gis_nothing`."""
    found, issued = listed(Wanted(sight)), issued_of(sight)
    every = [Told.of(line) for line in lines(sight)]
    withdrawn = {one.line.patch for one in every if one.line.state is State.WITHDRAWN}
    withdrawn |= {one.number for one in found if one.state == State.WITHDRAWN.value}
    content = Content(commonest([one.crs for one in issued.values()]))
    if order.which in (None, Which.PATCHES):
        shown = [one for one in found if one.number not in withdrawn and _wants_patch(order, one)]
        _add_patches(content, sorted(shown, key=lambda one: one.number), issued, every)
    if order.which in (None, Which.PLOTS):
        own = [one for one in every if one.line.patch not in withdrawn and _wants_plot(order, one.line)]
        _add_plots(content, own, policy, sight)
    if not any(map(len, content.layers)):
        raise InputError("gis_nothing")
    if withdrawn:
        content.said.append(sentence("said_gis_withdrawn", {"count": len(withdrawn)}))
    return content


def _wants_patch(order: Order, one: Stands) -> bool:
    return order.wants(one.batch, one.category, one.state, one.determination)


def _wants_plot(order: Order, line: Line) -> bool:
    from weipian.office.ledger.following import determined

    return order.wants(line.batch, line.category.value, line.state.value, determined(line))


def _add_patches(
    content: Content, shown: Sequence[Stands], issued: Mapping[str, Issued], every: Sequence[Told]
) -> None:
    plots: dict[str, list[Told]] = {}
    for one in every:
        plots.setdefault(one.line.patch, []).append(one)
    own = [issued[one.number] for one in shown]
    wkb, moved = placed([one.wkb for one in own], [one.crs for one in own], content.crs)
    if moved:
        content.said.append(sentence("said_gis_moved", {"count": moved, "crs": content.crs.label}))
    rows = patch_rows(shown, issued, plots)
    content.layers.append(_layer("图斑", PATCHES, rows, wkb, content.crs, "JCBH"))


def _add_plots(content: Content, own: Sequence[Told], policy: Policy, sight: Sight) -> None:
    """A whole plot has its patch's outline as issued; a part comes out of the plane."""
    outlines = {one.number: one for one in open_plots(sight=sight)}
    shapes: list[PlotHere] = [outlines[one.line.plot] for one in own]
    wkb, _ = placed([one.wkb for one in shapes], [one.crs or PLANE for one in shapes], content.crs)
    content.layers.append(_layer("地块", PLOTS, plot_rows(own, policy), wkb, content.crs, "plot"))


def _layer(
    name: str, fields: tuple[Field, ...], rows: Iterable[Row], wkb: Sequence[bytes], crs: Crs, label: str
) -> Layer:
    rows = list(rows)
    columns = {each.name: [row[each.name] for row in rows] for each in fields}
    styles = (Style("按判定", "mark", by_determination(), label), Style("按进度", "state", by_state(), label))
    return Layer(name, fields, columns, wkb, crs, styles)
