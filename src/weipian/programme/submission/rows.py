"""Plots' rows for the self-check, put together from all the books at a handful of questions, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from weipian.policy import Policy
from weipian.programme.determination.booked import seen
from weipian.programme.determination.known import plot_facts
from weipian.programme.overlay.sharing import shared_ground
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


def rows_of(policy: Policy, lines: Sequence[Line], sight: Sight = EVERYTHING) -> list[Row]:
    """In the order of the lines; what a return says is not in them. `sight`: whose evidence is looked at."""
    known, touch = books(), policy.value("determination.cover.touch").number
    cases = {case.plot: case for case in cases_of({line.patch for line in lines})}
    beside = _Beside(sight, known, [line.id for line in lines])
    return [row_of(line, plot_facts(seen(cases[line.plot], known, []), []), touch, beside.of(line)) for line in lines]


def laid_on_one_another(policy: Policy, rows: Iterable[Row], asked: Iterable[str]) -> Laid:
    """All rows, those of `asked` with what they go on from; the pairs in which an asked one is."""
    every = {row.plot: row for row in rows}
    return laid(every.values(), shared_ground(frozenset(asked), every.keys()), policy.value("areas.overlap").number)


class _Beside:
    """Read once for all plots."""

    def __init__(self, sight: Sight, known: Books, plots: Sequence[int]) -> None:
        self.reasons, self.parties, self.evidence = mark_reasons(), parties(), _evidence(sight)
        self.looked = {one.number: Looked(one.looked_up, one.looked_up_by) for one in known.approvals.values()}
        self.punished = {
            plot: Punished(one.penalty_on, one.approved_on, one.linked_ticked)
            for plot, one in prosecuted(plots).items()
        }
        self.opinions: dict[str, dict[str, Opined]] = {}
        for (patch, gate), opinion in opinions().items():
            self.opinions.setdefault(patch, {})[gate] = opinion

    def of(self, line: Line) -> Beside:
        whole = self.evidence.get(line.patch, ()) if line.plot != line.patch else ()
        return Beside(
            opinions=self.opinions.get(line.patch, {}),
            reasons=self.reasons.get(line.id, {}),
            looked=self.looked,
            punished=self.punished.get(line.id, UNPUNISHED),
            party=self.parties.get(line.patch, ""),
            evidence=(*self.evidence.get(line.plot, ()), *whole),
        )


def _evidence(sight: Sight) -> Mapping[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for one in listed(sight):
        heading = one.facts.get("gps", {}).get("heading")
        day = date.fromisoformat(one.taken_at[:10]) if one.taken_at else None
        turned = round(float(heading)) % 360 if heading else None
        found.setdefault(one.plot, []).append(Evidence(one.kind, day, turned, one.sha256))
    return {plot: tuple(pieces) for plot, pieces in found.items()}
