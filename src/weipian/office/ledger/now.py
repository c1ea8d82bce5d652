"""What the books say of a plot, as the cells of the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from weipian.programme.determination.finding import determination_for
from weipian.programme.submission.fields import ENTRIES, Kept
from weipian.programme.submission.rules import Now
from weipian.store.queries.ledger import Line
from weipian.terms.determination import Nature
from weipian.terms.words import Category, Conclusion, Determination

PLACES = tuple((key, tuple(Kept).index(entry.kept), entry.name) for key, entry in ENTRIES.items())
"""Where each cell is kept: which of the records, in their order, and under what name."""
DECIDED = tuple(Kept).index(Kept.DETERMINATION)


def now_of(line: Line) -> Now:
    """One plot's cells that people may fill."""
    kept = tuple(records(line).values())
    values = {key: kept[record].get(name, "") for key, record, name in PLACES}
    mining = line.category is Category.MINING
    values["mining_determination"] = kept[DECIDED].get("conclusion", "") if mining else ""
    if not mining:
        values["determination"] = values["determination"] or Determination.UNDETERMINED.value
    values["project"] = values["project"] or line.project
    return Now(line.plot, mining, values, proposed(line))


def records(line: Line) -> dict[Kept, Mapping[str, str]]:
    """The current records of a plot in the order of `Kept`, kept texts by name."""
    return {
        Kept.SITE: line.site.values if line.site else {},
        Kept.AREAS: line.filed_areas,
        Kept.MARKS: line.marks,
        Kept.DETERMINATION: line.determined.values if line.determined else {},
        Kept.RIGHT: line.right.values if line.right else {},
    }


def proposed(line: Line) -> str:
    """What the proposal would have the review write; 「存疑」 is never written: whatever is written departs from it."""
    if line.proposed is None:
        return ""
    if line.category is Category.MINING:
        return line.proposed.conclusion
    conclusion = Conclusion(line.proposed.conclusion)
    if conclusion is Conclusion.IN_DOUBT:
        return conclusion.value
    return determination_for(conclusion, Nature(line.proposed.nature) if line.proposed.nature else None).value
