"""A plot of the books as a row of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from weipian.office.ledger.following import day_in, determined
from weipian.office.ledger.now import now_of
from weipian.office.site_cells import site_cells
from weipian.programme.submission.fields import AREAS, MARKS, SITE
from weipian.store.queries.ledger import Line, Proposed
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.determination import Nature
from weipian.terms.words import Category, Conclusion, Determination, LayerKind, Measure, Outcome
from weipian.workbook.sheets_rows import LedgerRow, Thrice

SHEET = {
    "farmland": LayerKind.PERMANENT_BASIC_FARMLAND,
    "redline": LayerKind.ECOLOGICAL_REDLINE,
    "cultivated_measured": LayerKind.LAND_USE,
}
"""The measured areas of the sheet and the layer that each was measured on."""
SQUARE_METRES = 1_000_000


def row_of(line: Line, cultivated: Area | None) -> LedgerRow:
    """One plot of the main sheet; `cultivated` is the area that the ratio takes."""
    now, mining = now_of(line).values, line.category is Category.MINING
    site = {field.key: field.read(now[field.key]) for field in SITE}
    filed = {field.key: area_written(now[field.key]) for field in AREAS}
    issued = area_issued(line)
    row = LedgerRow(
        plot=line.plot,
        patch=line.patch,
        batch=line.batch,
        project=now["project"],
        category=line.category,
        issued=line.issued,
        township=line.township,
        determination=None if mining else Determination(determined(line) or Determination.UNDETERMINED),
        cultivated=cultivated,
        outcome=Outcome(now["outcome"]),
        nature=now["nature"],
        measure=Measure(now["measure"]),
        area=Thrice(issued, filed["area_filed_mu"], Area(Fraction(line.area_um2, SQUARE_METRES))),
        cultivated_areas=Thrice(None, filed["cultivated_filed_mu"], measured_cultivated(line)),
        farmland=measured(line, LayerKind.PERMANENT_BASIC_FARMLAND),
        redline=measured(line, LayerKind.ECOLOGICAL_REDLINE),
        mining=area_written(now["mining_mu"]),
        gates=gates(line.proposed),
        review=now["review"],
        because=now["because"],
        final=flag(now["final"]),
        due=line.due,
        ordered=day_in(now, "ordered"),
        supplementary=line.supplementary or line.category is Category.SUPPLEMENTARY,
        accepted_above=flag(now["final"]),
        can_recultivate=flag(now["can_recultivate"]),
        can_approve=flag(now["can_approve"]),
        marks={field.key: now[field.key] == "1" for field in MARKS if now[field.key]},
        remark=now["remark"],
        conclusion=Conclusion(now["mining_determination"]) if now["mining_determination"] else None,
        reviewed=day_in(now, "reviewed"),
        outcome_on=day_in(now, "outcome_on"),
        farmland_filed=filed["farmland_filed_mu"],
        redline_filed=filed["redline_filed_mu"],
        state=line.state.label,
        unchecked={key: unchecked(line, kind) for key, kind in SHEET.items()},
        site=site_cells(site),
    )
    return with_proposal(row, line.proposed)


def flag(text: str) -> bool | None:
    return None if not text else text == "1"


def area_written(text: str) -> Area | None:
    """亩 as written."""
    return Area.of_mu(Fraction(text)) if text else None


def area_issued(line: Line) -> Area | None:
    """The area of the patch as issued; of a part of one nothing was issued."""
    if line.plot != line.patch or not line.issued_area:
        return None
    try:
        number = Fraction(line.issued_area)
    except ValueError:
        return None
    return Area(number) if line.issued_unit == "m2" else Area.of_mu(number)


def measured(line: Line, kind: LayerKind) -> Area | None:
    """A measured area; None where it was not checked or is not fully known."""
    laid = line.laid.get(kind)
    if laid is None or laid.area_um2 is None or laid.checked not in (Checked.FOUND, Checked.NONE):
        return None
    return Area(Fraction(laid.area_um2, SQUARE_METRES))


def measured_cultivated(line: Line) -> Area | None:
    """Net cultivated land by the survey."""
    laid = line.laid.get(LayerKind.LAND_USE)
    area = laid.detail.get("cultivated_um2") if laid else None
    return None if area is None else Area(Fraction(int(area), SQUARE_METRES))


def unchecked(line: Line, kind: LayerKind) -> str:
    """Why nothing is known, where it is not."""
    laid = line.laid.get(kind)
    return (Checked.NOT_CHECKED if laid is None else laid.checked).label


def gates(proposed: Proposed | None) -> tuple[str, ...]:
    """The gates that fire; what is not certain says so."""
    found = proposed.gates if proposed else ()
    return tuple(f"{gate['gate']}" if gate.get("certain", True) else f"{gate['gate']}（待确认）" for gate in found)


def with_proposal(row: LedgerRow, proposed: Proposed | None) -> LedgerRow:
    """What the rules propose, why, and what is missing."""
    if proposed is None:
        return row
    answer = proposed.answer
    because = f"{answer.get('because', '')}{clause(answer, proposed.rule)}"
    return replace(
        row,
        proposal=Conclusion(proposed.conclusion),
        proposal_nature=Nature(proposed.nature).label if proposed.nature else "",
        reasons=(because,),
        missing=tuple(answer.get("missing", ())),
    )


def clause(answer: Mapping[str, object], rule: str) -> str:
    """The clause of the rule that decided."""
    findings = answer.get("findings", [])
    assert isinstance(findings, list)
    found = next((one["clause"] for one in findings if one["rule"] == rule), "")
    return f"（{found}）" if found else ""
