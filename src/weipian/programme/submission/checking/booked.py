"""A plot's row from what the books know of it today: its line, and its facts as the determination rules read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from weipian.fence.field import read_date, read_mu
from weipian.programme.determination.facts import PlotFacts
from weipian.programme.determination.finding import determination_for
from weipian.programme.submission.checking.beside import NOTHING, Beside, gates, reasons
from weipian.programme.submission.checking.papers import Looked, papers_of
from weipian.programme.submission.checking.righted import Part, righted
from weipian.programme.submission.checking.row import Areas, Overlap, Road, Row, Split, Whole
from weipian.terms.area import M2_PER_MU, Area
from weipian.terms.checking import Subject
from weipian.terms.determination import Nature
from weipian.terms.errors import InputError
from weipian.terms.words import Category, Conclusion, Determination, LayerKind, Measure, Outcome, Word

Listed = TypeVar("Listed", bound=Word)
Texts = Mapping[str, str]

UNKEPT: frozenset[Subject] = frozenset()
"""What the books have no place for: not lacking, just not asked. Today they have one for everything that is asked."""
UNFILED = frozenset(
    {
        Subject.FILED_OTHER_FARM, Subject.FILED_UNUSED, Subject.FILED_CONSTRUCTION, Subject.PARTY, Subject.HANDLING,
        Subject.CASE_NUMBER, Subject.EXPLANATION, Subject.EVIDENCE, Subject.FILER, Subject.CHECKER, Subject.STATEMENT,
    }
)  # fmt: skip
"""What a plot says with its return; who has not filed it yet does not lack it."""


class Laid(Protocol):
    """A plot on a kind of layer."""

    @property
    def area_um2(self) -> int | None: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...


class Kept(Protocol):
    """A current record: its values as texts."""

    @property
    def values(self) -> Texts: ...


class Proposed(Protocol):
    """What the rules proposed, and the gates of the patch."""

    @property
    def conclusion(self) -> str: ...
    @property
    def nature(self) -> str: ...
    @property
    def gates(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def event(self) -> int: ...


class Booked(Protocol):
    """A plot with its current records, as the ledger's query gives it (`store.queries.ledger.Line`)."""

    @property
    def plot(self) -> str: ...
    @property
    def patch(self) -> str: ...
    @property
    def category(self) -> Category: ...
    @property
    def issued(self) -> date: ...
    @property
    def issued_area(self) -> str: ...
    @property
    def issued_unit(self) -> str: ...
    @property
    def township(self) -> str: ...
    @property
    def project(self) -> str: ...
    @property
    def laid(self) -> Mapping[LayerKind, Laid]: ...
    @property
    def proposed(self) -> Proposed | None: ...
    @property
    def determined(self) -> Kept | None: ...
    @property
    def filed_areas(self) -> Texts: ...
    @property
    def marks(self) -> Texts: ...
    @property
    def site(self) -> Kept | None: ...
    @property
    def right(self) -> Kept | None: ...
    @property
    def parts(self) -> Sequence[Part]: ...


def row_of(line: Booked, facts: PlotFacts, touch: Fraction, beside: Beside = NOTHING) -> Row:
    """The row. `touch`: the share up to which a record's boundary counts as not covering the plot (the law's)."""
    seen, decided = _values(line.site), _values(line.determined)
    marks = {name: text == "1" for name, text in line.marks.items()}
    row = Row(
        plot=line.plot,
        patch=line.patch,
        category=line.category,
        township=line.township,
        parent=line.patch if line.plot != line.patch else "",
        issued=line.issued,
        issued_area=_issued(line),
        earlier_image=facts.earlier_image,
        later_image=facts.later_image,
        determination=_word(Determination, decided.get("determination")),
        conclusion=_conclusion(line, decided),
        nature=_word(Nature, decided.get("nature")),
        proposed=_proposed(line),
        because=decided.get("because", ""),
        review=decided.get("review", ""),
        reviewed=_day(decided.get("reviewed")),
        filed=Areas(**{name: _mu(text) for name, text in line.filed_areas.items()}),
        measured=_measured(facts),
        mined=_mu(seen.get("mining_mu")),
        townships=_townships(line),
        project=seen.get("project") or line.project,
        party=beside.party,
        marks=marks,
        reasons=reasons(marks, beside),
        gates=tuple(gates(line.proposed.gates, line.proposed.event, beside)) if line.proposed else (),
        evidence=beside.evidence,
    )
    row = replace(row, upper=row.decided if decided.get("final") == "1" else "")
    row = _with_site(_with_right(row, _values(line.right)), seen, facts)
    said = beside.punished
    row = replace(row, penalty_on=said.penalty_on, approved_on=said.approved_on, linked_ticked=said.linked_ticked)
    done = righted(row, line.parts)
    row = replace(row, righted=done, right_booked=done)
    return _with_papers(row, papers_of(facts, touch, _looked(line, beside), beside.approved), beside)


def _with_papers(row: Row, papers: Mapping[str, Any], beside: Beside) -> Row:
    """An approval whose record was written without an area does not lack it; that there is none is told elsewhere."""
    row = replace(row, **papers)
    kept = bool(row.approvals) and all(one.number in beside.approved for one in row.approvals)
    return row if kept else replace(row, unkept=frozenset({Subject.APPROVAL_AREA}))


def whole_of(rows: Sequence[Row], released: frozenset[str], overlaps: tuple[Overlap, ...] | None = None) -> Whole:
    """What would be released out of all open plots; the cut patches with all their parts.

    `overlaps`: what lies on one another, where that was looked at.
    """
    parts: dict[str, list[Row]] = {}
    for row in rows:
        if row.parent:
            parts.setdefault(row.parent, []).append(row)
    splits = tuple(_split(patch, of_it) for patch, of_it in sorted(parts.items()))
    return Whole(tuple(row for row in rows if row.plot in released), overlaps, splits)


def _split(patch: str, parts: Sequence[Row]) -> Split:
    """Parts conserve the measured area (B4), so that their sum is the patch."""
    areas = [row.measured.area for row in parts if row.measured.area is not None]
    area = sum(areas, Fraction(0)) if len(areas) == len(parts) else None
    return Split(patch, area, frozenset(row.plot for row in parts))


def _values(kept: Kept | None) -> Texts:
    return {} if kept is None else kept.values


def _with_site(row: Row, seen: Texts, facts: PlotFacts) -> Row:
    """What people saw."""
    site = facts.site
    return replace(
        row,
        inspected=site.inspected,
        inspector=seen.get("inspector", ""),
        changed=site.changed,
        actual_use=site.actual_use,
        construction_start=facts.construction_start,
        farming_damage=site.farming_damage,
        reason=site.reason,
        account=seen.get("account", ""),
        photos=site.photos,
        mining_trace=site.mining_trace,
        mining_activity=site.mining_activity,
        recovered=site.recovered,
        road=Road(facts.road.width_m, facts.road.hardened, facts.road.in_national_network),
    )


def _with_right(row: Row, right: Texts) -> Row:
    """Measure, order, outcome."""
    return replace(
        row,
        measure=_word(Measure, right.get("measure")) or Measure.NONE,
        ordered=_day(right.get("ordered")),
        outcome=_word(Outcome, right.get("outcome")) or Outcome.NONE,
        outcome_on=_day(right.get("outcome_on")),
    )


def _looked(line: Booked, beside: Beside) -> dict[str, Looked]:
    """Approval → who looked it up and when: as its record says it, else the layer, else the visit."""
    seen = _values(line.site)
    found = (line.laid.get(LayerKind.APPROVAL_BOUNDARY),)
    records = [record["values"] for laid in found if laid is not None for record in laid.detail.get("records", ())]
    return {number: _look(values, beside.looked.get(number), seen) for number, values in _numbered(records)}


def _numbered(records: Sequence[Texts]) -> Iterator[tuple[str, Texts]]:
    return ((values.get("number", ""), values) for values in records)


def _look(values: Texts, booked: Looked | None, seen: Texts) -> Looked:
    if booked is not None and booked.on is not None:
        return booked
    on = _day(values.get("looked_up") or seen.get("looked_up"))
    return Looked(on, values.get("looked_up_by") or seen.get("looked_up_by", ""))


def _measured(facts: PlotFacts) -> Areas:
    return Areas(
        area=_of(facts.area),
        cultivated=_of(facts.cultivated),
        farmland=_of(facts.farmland),
        redline=_of(facts.redline),
    )


def _of(area: Area | None) -> Fraction | None:
    return None if area is None else area.mu


def _issued(line: Booked) -> Fraction | None:
    """As issued, in 亩."""
    area = _mu(line.issued_area)
    return area / M2_PER_MU if area is not None and line.issued_unit == "m2" else area


def _townships(line: Booked) -> Mapping[str, Fraction] | None:
    """Township → what of the plot lies in it; None where that was not looked at."""
    laid = line.laid.get(LayerKind.TOWNSHIP)
    if laid is None or laid.area_um2 is None:
        return None
    shares: dict[str, Fraction] = {}
    for record in laid.detail.get("records", ()):
        name = str(record["values"].get("name", ""))
        shares[name] = shares.get(name, Fraction(0)) + Area.of_um2(record["area_um2"]).mu
    return shares


def _conclusion(line: Booked, decided: Texts) -> Conclusion | None:
    """Of mining as it was determined, of land as its determination says."""
    if line.category is Category.MINING:
        return _word(Conclusion, decided.get("conclusion"))
    return CONCLUSIONS.get(decided.get("determination", ""))


CONCLUSIONS = {
    Determination.LAWFUL_NEW.value: Conclusion.LAWFUL,
    Determination.UNLAWFUL_NEW.value: Conclusion.UNLAWFUL,
    Determination.UNLAWFUL_EXISTING.value: Conclusion.UNLAWFUL,
    Determination.UNLAWFUL_FARMING.value: Conclusion.UNLAWFUL,
    Determination.OTHER_USE.value: Conclusion.OTHER_USE,
}


def _proposed(line: Booked) -> str:
    """In the words of a determination; 「存疑」 is never determined: whatever is determined departs from it."""
    if line.proposed is None:
        return ""
    conclusion = _word(Conclusion, line.proposed.conclusion)
    if conclusion is None or conclusion is Conclusion.IN_DOUBT or line.category is Category.MINING:
        return line.proposed.conclusion
    return determination_for(conclusion, _word(Nature, line.proposed.nature)).value


def _word(words: type[Listed], text: str | None) -> Listed | None:
    """None where nothing is written, or nothing of that list."""
    try:
        return words.read(text) if text else None
    except InputError:
        return None


def _day(text: str | None) -> date | None:
    try:
        return read_date(text) if text else None
    except InputError:
        return None


def _mu(text: str | None) -> Fraction | None:
    try:
        return read_mu(text) if text else None
    except InputError:
        return None
