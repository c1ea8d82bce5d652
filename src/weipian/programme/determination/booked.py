"""A booked plot as the rules read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from weipian.fence.row import Row
from weipian.programme.determination.cells import Held, Register
from weipian.programme.determination.known import Seen, sources
from weipian.programme.inspection.fields import INSPECTION_FIELDS
from weipian.store.queries.determination import Books, Case, Papered
from weipian.store.queries.overlay import Figures
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

FIELDS = {field.key: field for field in INSPECTION_FIELDS}
LOOKED_AT = (Checked.FOUND, Checked.NONE, Checked.PARTLY)


def seen(case: Case, books: Books, doubts: list[str]) -> Seen:
    """All that is known of a plot; what can't be read is not known, and told in `doubts`."""
    figures = {kind: one for kind, one in case.figures.items() if one.checked in LOOKED_AT}
    labels = {kind: books.layers[one.layer].label for kind, one in figures.items() if one.layer is not None}
    land = figures.get(LayerKind.LAND_USE)
    return Seen(
        plot=case.plot,
        category=case.category,
        issued=case.issued,
        earlier_image=case.earlier_image,
        later_image=case.later_image,
        area=Area.of_um2(case.area_um2),
        cultivated=area_in(land, "cultivated_um2"),
        farmland=area_on(figures.get(LayerKind.PERMANENT_BASIC_FARMLAND)),
        redline=area_on(figures.get(LayerKind.ECOLOGICAL_REDLINE)),
        existing_share=_share(area_in(land, "existing_um2"), case.area_um2),
        visit=visit_of(case, doubts),
        registers={kind: _register(one, labels[kind], books) for kind, one in figures.items() if kind in labels},
        sources=sources(labels),
    )


def area_on(figures: Figures | None) -> Area | None:
    """None where it was not checked or is not fully known."""
    return None if figures is None or figures.area_um2 is None else Area.of_um2(figures.area_um2)


def area_in(figures: Figures | None, name: str) -> Area | None:
    """A figure of the detail; None where it is not known."""
    units = None if figures is None else figures.detail.get(name)
    return None if units is None else Area.of_um2(units)


def _share(part: Area | None, whole_um2: int) -> Fraction | None:
    return None if part is None or not whole_um2 else part.m2 / Fraction(whole_um2, 1_000_000)


def visit_of(case: Case, doubts: list[str]) -> Row:
    """What people wrote down, read."""
    return dict(_read(case, doubts))


def _read(case: Case, doubts: list[str]) -> Iterator[tuple[str, object]]:
    for key, text in case.site.items():
        field = FIELDS.get(key)
        if field is None or not text:
            continue
        try:
            yield key, field.read(text)
        except InputError as error:
            doubts.append(f"{field.label}：{error.message}")


def _register(figures: Figures, label: str, books: Books) -> Register:
    held = tuple(_held(record, figures.kind, books) for record in figures.detail.get("records", ()))
    columns = books.layers[figures.layer].columns if figures.layer is not None else {}
    return Register(figures.checked is not Checked.PARTLY, label, held, columns)


def _held(record: Mapping[str, Any], kind: LayerKind, books: Books) -> Held:
    values = record["values"]
    paper = books.approvals.get(values.get("number", "")) if kind is LayerKind.APPROVAL_BOUNDARY else None
    return Held(record["row"], Area.of_um2(record["area_um2"]), {**values, **_of_paper(values, paper)})


def _of_paper(values: Mapping[str, str], paper: Papered | None) -> dict[str, str]:
    """What the approval's own record adds: what the layer leaves out, and the last look-up in the systems."""
    if paper is None:
        return {}
    told = {"kind": paper.kind, "authority": paper.authority, "effective": str(paper.effective or "")}
    added = {key: text for key, text in told.items() if text and not values.get(key)}
    return added if paper.in_systems is None else {**added, "in_systems": "1" if paper.in_systems else "0"}
