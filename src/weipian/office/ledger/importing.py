"""A ledger taken in: one act, exactly the edited cells, kept so that it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from weipian.office.ledger.following import follow
from weipian.office.ledger.planning import Plan, conflict_json, edit_json, kept_json, plan_import
from weipian.office.ledger.reviewed import reviewed
from weipian.office.ledger.source import Source, read_source
from weipian.office.ledger.writing import write_edits
from weipian.store.acting import Desk, acting
from weipian.store.actors import About, may, require_may
from weipian.store.conflicts import quicker_on
from weipian.store.models import LedgerImport
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import workable
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it; `number` is None where nothing was written."""

    source: Source
    plan: Plan
    number: int | None

    def as_json(self, dry_run: bool) -> dict[str, object]:
        return {
            "import": self.number,
            "dry_run": dry_run,
            "rows": self.plan.rows,
            "edits": [edit_json(edit) for edit in self.plan.edits],
            "conflicts": [conflict_json(conflict) for conflict in self.plan.conflicts],
            "refused": [refusal.as_json() for refusal in self.plan.refused],
            "said": list(self.plan.said),
        }


def take(
    desk: Desk,
    path: Path,
    *,
    review: str,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Callable[[], object]] = lambda _rows: int,
) -> Taken:
    """Read, plan, and, unless it is a dry run, write. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_IMPORTED)
    source = read_source(path, mapping, encoding, desk.workspace.id)
    found = lines(desk.sight)
    step = begin(len(source.table.rows))
    plan = plan_import(source, found, review, _barred(desk, found), reviewed(desk), step)
    if dry_run or not (plan.edits or plan.conflicts):
        return Taken(source, plan, None)
    return Taken(source, plan, _write(desk, source, plan, review))


def _barred(desk: Desk, found: Sequence[Line]) -> dict[str, InputError]:
    """The plots that have come so far, or gone, that their ledger may not be changed."""
    able = {line.plot for line in workable(desk, Act.LEDGER_IMPORTED, found, named=False)}
    refused = {
        line.plot: may(desk.policy, desk.actor, Act.LEDGER_IMPORTED, About(line.township, line.state))
        for line in found
        if line.plot not in able
    }
    return {plot: one.error(plot) for plot, one in refused.items() if one is not None}


def _write(desk: Desk, source: Source, plan: Plan, review: str) -> int:
    """Planned once more inside the transaction: somebody may have changed the books in between."""
    act_of = Act.DETERMINATIONS_TRANSCRIBED if plan.determines else Act.LEDGER_IMPORTED
    with acting(desk, act_of, "import") as act:
        found = lines(desk.sight)
        if plan_import(source, found, review, _barred(desk, found), reviewed(desk)).edits != plan.edits:
            raise InputError(
                "ledger_changed_meanwhile", where=source.name, **quicker_on({one.plot for one in plan.edits})
            )
        written = write_edits(act, plan.edits, {line.plot: line for line in found})
        number = act.add(
            LedgerImport,
            name=source.name,
            sha256=source.sha256,
            review=review,
            rows=len({edit.row for edit in plan.edits}),
            edits={
                "edits": [kept_json(edit_json(edit)) for edit in plan.edits],
                "conflicts": [kept_json(conflict_json(conflict)) for conflict in plan.conflicts],
                "written": [list(asdict(one).values()) for one in written],
            },
        )
        follow(act, desk.policy, {one.plot for one in written})
    return number
