"""Plots' rows for the self-check, put together from all the books at a handful of questions, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property

from weipian.policy import Policy
from weipian.programme.determination.booked import seen
from weipian.programme.determination.known import plot_facts
from weipian.programme.overlay.sharing import Ground, shared_ground
from weipian.programme.submission.checking.beside import UNPUNISHED, Beside, Opined, Punished
from weipian.programme.submission.checking.booked import row_of
from weipian.programme.submission.checking.continuing import Laid, laid
from weipian.programme.submission.checking.papers import Looked
from weipian.programme.submission.checking.row import Evidence, Row
from weipian.store.queries.determination import Books, books, cases_of
from weipian.store.queries.evidence import listed
from weipian.store.queries.inspected import mark_reasons, opinions
from weipian.store.queries.ledger import Line
from weipian.store.queries.prosecuted import prosecuted
from weipian.store.queries.submission import parties
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.words import LayerKind


def rows_of(policy: Policy, lines: Sequence[Line], sight: Sight = EVERYTHING) -> list[Row]:
    """In the order of the lines; what a return says is not in them. `sight`: whose evidence is looked at."""
    return Rows(policy, lines, sight).of([line.plot for line in lines])


class Rows:
    """Plots' rows, put together when they are asked for, each once; the books are read at the first of them."""

    def __init__(self, policy: Policy, lines: Iterable[Line], sight: Sight = EVERYTHING) -> None:
        self.policy, self.sight, self.lines = policy, sight, {line.plot: line for line in lines}
        self.made: dict[str, Row] = {}

    def of(self, plots: Sequence[str]) -> list[Row]:
        """In their order; those that lack are put together at once."""
        lacking = [self.lines[plot] for plot in plots if plot not in self.made]
        if lacking:
            touch, known = self.policy.value("determination.cover.touch").number, self.beside.known
            cases = {case.plot: case for case in cases_of({line.patch for line in lacking})}
            said = _punished([line.id for line in lacking])
            for line in lacking:
                facts = plot_facts(seen(cases[line.plot], known, []), [])
                self.made[line.plot] = row_of(line, facts, touch, self.beside.of(line, said.get(line.id, UNPUNISHED)))
        return [self.made[plot] for plot in plots]

    @cached_property
    def beside(self) -> _Beside:
        return _Beside(self.sight, books())

    def meeting(self, plots: Collection[str], others: Collection[str]) -> set[str]:
        """Those of `others` that a check of `plots` has to see too, other than for their ground: the same review, the
        same approval, the same photo."""
        wanted = {one for plot in plots for one in self._shared(plot)}
        return {plot for plot in others if not wanted.isdisjoint(self._shared(plot))}

    def _shared(self, plot: str) -> Iterator[tuple[str, str]]:
        line = self.lines[plot]
        if line.determined is not None and line.determined.values["review"]:
            yield "review", line.determined.values["review"]
        laid_on = line.laid.get(LayerKind.APPROVAL_BOUNDARY)
        for record in laid_on.detail.get("records", ()) if laid_on is not None else ():
            if number := record["values"].get("number", ""):
                yield "approval", number
        for piece in self.beside.evidence_of(line):
            if piece.kind.is_photo:
                yield "photo", piece.sha256


def laid_on_one_another(
    policy: Policy, rows: Iterable[Row], asked: Iterable[str], ground: Ground | None = None
) -> Laid:
    """All rows, those of `asked` with what they go on from; the pairs in which an asked one is. `ground`: where that
    was measured already."""
    every = {row.plot: row for row in rows}
    measured = ground if ground is not None else shared_ground(frozenset(asked), every.keys())
    return laid(every.values(), measured, policy.value("areas.overlap").number)


class _Beside:
    """Read once for all plots."""

    def __init__(self, sight: Sight, known: Books) -> None:
        self.known, self.evidence = known, _evidence(sight)
        self.reasons, self.parties = mark_reasons(), parties()
        self.looked = {one.number: Looked(one.looked_up, one.looked_up_by) for one in known.approvals.values()}
        self.approved = {one.number: _approved(one.area) for one in known.approvals.values() if one.area is not None}
        self.opinions: dict[str, dict[str, Opined]] = {}
        for (patch, gate), opinion in opinions().items():
            self.opinions.setdefault(patch, {})[gate] = opinion

    def of(self, line: Line, said: Punished) -> Beside:
        return Beside(
            opinions=self.opinions.get(line.patch, {}),
            reasons=self.reasons.get(line.id, {}),
            looked=self.looked,
            approved=self.approved,
            punished=said,
            party=self.parties.get(line.patch, ""),
            evidence=self.evidence_of(line),
        )

    def evidence_of(self, line: Line) -> tuple[Evidence, ...]:
        """Its own, and that of the whole patch where it is a part."""
        whole = self.evidence.get(line.patch, ()) if line.plot != line.patch else ()
        return (*self.evidence.get(line.plot, ()), *whole)


def _approved(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def _punished(plots: Collection[int]) -> Mapping[int, Punished]:
    found = prosecuted(plots).items()
    return {plot: Punished(one.penalty_on, one.approved_on, one.linked_ticked) for plot, one in found}


def _evidence(sight: Sight) -> Mapping[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for one in listed(sight):
        heading = one.facts.get("gps", {}).get("heading")
        day = date.fromisoformat(one.taken_at[:10]) if one.taken_at else None
        turned = round(float(heading)) % 360 if heading else None
        found.setdefault(one.plot, []).append(Evidence(one.kind, day, turned, one.sha256))
    return {plot: tuple(pieces) for plot, pieces in found.items()}
