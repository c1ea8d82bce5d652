"""Edits into records: each plot's record is written anew, and what it replaces stays as history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from weipian.office.ledger.now import records
from weipian.programme.submission.fields import Kept
from weipian.programme.submission.rules import Edit
from weipian.store.models import Determination, Filed, PuttingRight, SiteFacts
from weipian.store.queries.imports import TABLES, Written
from weipian.store.queries.ledger import DETERMINED, RIGHT, Line
from weipian.store.writing import Act
from weipian.terms import words

Texts = Mapping[str, str]
Merged = dict[Kept, Texts]
FLAGS = frozenset({"final", "can_recultivate", "can_approve"})
DAYS = frozenset({"reviewed", "ordered", "outcome_on"})
TABLE_OF = {
    Kept.SITE: SiteFacts,
    Kept.AREAS: Filed,
    Kept.MARKS: Filed,
    Kept.DETERMINATION: Determination,
    Kept.RIGHT: PuttingRight,
}


def write_edits(act: Act, edits: Iterable[Edit], lines: Mapping[str, Line]) -> list[Written]:
    """New records for every plot that was edited; what was written, so that it can be undone."""
    by_plot: dict[str, list[Edit]] = {}
    for edit in edits:
        by_plot.setdefault(edit.plot, []).append(edit)
    wanted: dict[str, list[tuple[Line, dict[str, Any]]]] = {}
    for plot, own in sorted(by_plot.items(), key=lambda item: lines[item[0]].id):  # by id: a number's place tells of it
        line = lines[plot]
        merged = merge(line, own)
        for table in dict.fromkeys(TABLE_OF[edit.entry.kept]._meta.db_table for edit in own):
            wanted.setdefault(table, []).append((line, ROWS[table](line, merged)))
    return [one for table, rows in wanted.items() for one in _write(act, table, rows)]


def _write(act: Act, table: str, rows: Sequence[tuple[Line, dict[str, Any]]]) -> list[Written]:
    old = [_id_of(line, table) for line, _ in rows]
    new = act.replace(TABLES[table], [key for key in old if key is not None], [row for _, row in rows])
    return [Written(table, line.id, was, key) for (line, _), was, key in zip(rows, old, new, strict=True)]


def _id_of(line: Line, table: str) -> int | None:
    kept = {"site_facts": line.site, "filed": line.filed, "determination": line.determined, "rectification": line.right}
    found = kept[table]
    return found.id if found else None


def merge(line: Line, edits: Iterable[Edit]) -> Merged:
    """The plot's records with the edits in them."""
    found = {kept: dict(texts) for kept, texts in records(line).items()}
    for edit in edits:
        name = "conclusion" if edit.key == "mining_determination" else edit.entry.name
        found[edit.entry.kept][name] = edit.new
    return {kept: {name: text for name, text in texts.items() if text} for kept, texts in found.items()}


def _site(line: Line, merged: Merged) -> dict[str, Any]:
    return {"plot_id": line.id, "facts": dict(merged[Kept.SITE])}


def _filed(line: Line, merged: Merged) -> dict[str, Any]:
    marks = {name: int(text) for name, text in merged[Kept.MARKS].items()}
    return {"plot_id": line.id, "areas": dict(merged[Kept.AREAS]), "marks": marks}


def _determined(line: Line, merged: Merged) -> dict[str, Any]:
    row = columns(line, merged[Kept.DETERMINATION], DETERMINED)
    if line.category is not words.Category.MINING:
        row["conclusion"] = CONCLUSION.get(row["determination"], "")
    return row


def _right(line: Line, merged: Merged) -> dict[str, Any]:
    return columns(line, merged[Kept.RIGHT], RIGHT)


def columns(line: Line, texts: Texts, names: Iterable[str]) -> dict[str, Any]:
    """Kept texts as column values."""
    return {"plot_id": line.id, **{name: value_of(name, texts.get(name, "")) for name in names}}


def value_of(name: str, text: str) -> object:
    """A kept text as its column wants it."""
    if name in FLAGS:
        return None if not text else text == "1"
    if name in DAYS:
        return date.fromisoformat(text) if text else None
    return text


ROWS = {
    SiteFacts._meta.db_table: _site,
    Filed._meta.db_table: _filed,
    Determination._meta.db_table: _determined,
    PuttingRight._meta.db_table: _right,
}
CONCLUSION = {
    words.Determination.LAWFUL_NEW.value: words.Conclusion.LAWFUL.value,
    words.Determination.UNLAWFUL_NEW.value: words.Conclusion.UNLAWFUL.value,
    words.Determination.UNLAWFUL_EXISTING.value: words.Conclusion.UNLAWFUL.value,
    words.Determination.UNLAWFUL_FARMING.value: words.Conclusion.UNLAWFUL.value,
    words.Determination.OTHER_USE.value: words.Conclusion.OTHER_USE.value,
}
"""What a determination of land concludes."""
