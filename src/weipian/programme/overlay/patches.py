"""The patches themselves: prepared to be measured, each with an id of its own."""

from __future__ import annotations

from weipian.fence.ids import as_id, as_ids, guess_id_column
from weipian.fence.vector import VectorTable
from weipian.programme.overlay.ground import Ground, prepare
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence


def prepare_patches(
    table: VectorTable, *, id_column: str | None = None, repair: bool = False
) -> tuple[Ground, list[str], tuple[str, ...]]:
    """The patches ready to be measured, their ids, and what was guessed; a missing or repeated id is refused."""
    column, said = _id_column(table, id_column)
    if column is not None:
        table = _distinct(table, column)
    ground = prepare(table, repair=repair, id_column=column)
    if not len(ground) and not ground.refused:
        raise InputError("source_no_areas", where=ground.name)
    ids = as_ids(ground.columns[column]) if column else [str(row) for row in ground.rows]
    return ground, ids, said


def _id_column(table: VectorTable, asked: str | None) -> tuple[str | None, tuple[str, ...]]:
    if asked is not None:
        if asked not in table.columns:
            names = "、".join(table.columns)
            raise InputError("column_missing", where=table.source, column=asked, columns=names)
        return asked, ()
    found = guess_id_column(table.columns)
    if found is None:
        return None, (sentence("said_row_numbers", {"where": table.source}),)
    samples = "".join(f"「{as_id(value)}」" for value in table.columns[found][:3])
    return found, (sentence("said_id_column", {"where": table.source, "column": found, "samples": samples}),)


def _distinct(table: VectorTable, column: str) -> VectorTable:
    """Without the rows whose id is missing or stood before."""
    texts = as_ids(table.columns[column])
    seen = set(texts)
    if len(seen) == len(texts) and "" not in seen:
        return table
    seen.clear()
    refused, kept = [], []
    for index, text in enumerate(texts):
        if text and text not in seen:
            seen.add(text)
            kept.append(index)
        else:
            error = InputError("id_repeated" if text else "id_missing", id=text)
            refused.append((index, Refusal.of(table.rows[index], column, text, error)))
    return table.without(refused, kept)
