"""The layer of patches: one row a patch, what was issued of it and how it stands, as `patches list` says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from weipian.office.exporting.looks import conclusion_label, label_of, mark_of
from weipian.office.exporting.plots import Row, Told, is_doubtful, mu, outcome_label, unchecked_of
from weipian.office.ledger.rows import area_written
from weipian.store.queries.export import Issued
from weipian.store.queries.patch_list import Stands
from weipian.terms.acting import State
from weipian.terms.area import Area
from weipian.terms.words import Category

UNITS = {"mu": "亩", "m2": "平方米"}
DAY = "%Y%m%d"
"""How the platform writes the days of the images."""


def patch_rows(found: Sequence[Stands], issued: Mapping[str, Issued], plots: Mapping[str, Sequence[Told]]) -> list[Row]:
    """Each patch as the layer's row; `plots` its open ones."""
    return [_row(one, issued[one.number], plots.get(one.number, ())) for one in found]


def _row(one: Stands, issued: Issued, plots: Sequence[Told]) -> Row:
    return {
        **_as_issued(one, issued),
        **_standing(one, plots),
        **_areas(one, issued, plots),
        "unchecked": unchecked_of(plots),
        "outcome": _each(outcome_label(plot) for plot in plots),
        "due": one.due,
        "supplementary": int(issued.supplementary),
        "plots": len(plots),
        "gone": int(one.gone),
    }


def _as_issued(one: Stands, issued: Issued) -> Row:
    """Under the platform's names, in its spelling where the source had the column."""
    said = issued.attributes
    earlier, later = (day.strftime(DAY) if day else "" for day in (issued.earlier_image, issued.later_image))
    return {
        "JCBH": one.number,
        "TBLX": said.get("TBLX") or Category(one.category).label,
        "XZQDM": said.get("XZQDM") or "",
        "XZQMC": issued.township,
        "JCMJ": issued.area,
        "JCMJDW": UNITS.get(issued.unit, ""),
        "XFSJ": said.get("XFSJ") or issued.issued.isoformat(),
        "QSX": said.get("QSX") or earlier,
        "HSX": said.get("HSX") or later,
    }


def _standing(one: Stands, plots: Sequence[Told]) -> Row:
    said = one.determination.split(",")
    return {
        "batch": one.batch,
        "township": one.township,
        "category": one.category,
        "state": one.state,
        "state_label": State(one.state).label,
        "proposal": one.proposal,
        "proposal_label": conclusion_label(one.proposal),
        "determination": one.determination,
        "determination_label": label_of(one.determination),
        "mark": mark_of(said, doubtful=any(map(is_doubtful, plots))).name.lower(),
        "review": _each(plot.now["review"] for plot in plots),
    }


def _areas(one: Stands, issued: Issued, plots: Sequence[Told]) -> Row:
    area = Area.of_um2(one.area_um2)
    filed = [area_written(plot.now["area_filed_mu"]) for plot in plots]
    known = [each for each in filed if each is not None]
    return {
        "area_m2": area.text_m2(),
        "area_mu": area.text_mu(),
        "issued_mu": mu(_issued_area(issued)),
        "filed_mu": mu(sum(known[1:], known[0])) if known and len(known) == len(filed) else None,
        "cultivated_mu": _mu(one.cultivated_um2),
        "farmland_mu": _mu(one.farmland_um2),
        "redline_mu": _mu(one.redline_um2),
    }


def _issued_area(issued: Issued) -> Area | None:
    """None where nothing was issued, or nobody knows in which unit."""
    if not issued.area or issued.unit not in UNITS:
        return None
    number = Fraction(issued.area)
    return Area(number) if issued.unit == "m2" else Area.of_mu(number)


def _mu(um2: int | None) -> str | None:
    return None if um2 is None else Area.of_um2(um2).text_mu()


def _each(words: Iterable[str]) -> str:
    """Each once, where plots differ."""
    return "、".join(dict.fromkeys(filter(None, words)))
