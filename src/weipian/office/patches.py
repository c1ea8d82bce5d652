"""The issued patches with what was measured of them; nothing issued is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from weipian.fence.field import read_date
from weipian.fence.ids import as_id
from weipian.fence.vector import VectorTable, read
from weipian.office.county import PatchFiles
from weipian.programme.overlay.files import prepare_patches
from weipian.programme.overlay.ground import Ground
from weipian.programme.overlay.measured import RefusedRow
from weipian.terms.area import Area
from weipian.terms.errors import InputError, Refusal
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class Issued:
    """A patch as it was issued."""

    patch: str
    batch: str
    category: Category
    issued: date
    area: Area | None
    township: str
    earlier_image: date | None
    later_image: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """One file of issued patches: `issued[i]` has shape i of `ground`."""

    name: str
    ground: Ground
    issued: list[Issued]
    refused: tuple[RefusedRow, ...]
    said: tuple[str, ...]


def read_batches(files: PatchFiles) -> list[Batch]:
    """Every file of patches; a bad row is refused and the good ones go on. An id may stand in one batch only."""
    seen: dict[str, str] = {}
    return [_read_batch(path, files, seen) for path in files.files]


def _read_batch(path: Path, files: PatchFiles, seen: dict[str, str]) -> Batch:
    table = read(path, encoding=files.encoding, id_column=files.id, firm=False)
    _require_columns(files, table)
    issued: dict[int, Issued] = {}
    refused, kept = [], []
    for index, row in enumerate(table.rows):
        try:
            issued[row] = _issued(path.stem, files, table.columns, index, seen)
            kept.append(index)
        except InputError as error:
            value = as_id(table.columns[files.id][index])
            refused.append((index, Refusal.of(row, error.where or files.id, value, error)))
    ground, _, said = prepare_patches(table.without(refused, kept), id_column=files.id)
    return Batch(
        name=path.stem,
        ground=ground,
        issued=[issued[row] for row in ground.rows],
        refused=tuple(RefusedRow(path.name, one) for one in ground.refused),
        said=(*said, *ground.said),
    )


def _require_columns(files: PatchFiles, table: VectorTable) -> None:
    wanted = (
        files.id,
        files.category,
        files.issued,
        files.area,
        files.township,
        files.earlier_image,
        files.later_image,
    )
    for column in filter(None, wanted):
        if column not in table.columns:
            raise InputError("county_column_missing", where=table.source, column=column, found="、".join(table.columns))


def _issued(
    batch: str, files: PatchFiles, columns: Mapping[str, list[object]], index: int, seen: dict[str, str]
) -> Issued:
    """One patch. Raises InputError whose `where` is the column."""

    def cell(column: str) -> str:
        return as_id(columns[column][index]) if column else ""

    patch = cell(files.id)
    if not patch:
        raise InputError("id_missing", where=files.id, id="")
    if patch in seen:
        raise InputError("patch_in_two_batches", where=files.id, patch=patch, first=seen[patch])
    found = Issued(
        patch=patch,
        batch=batch,
        category=Category.read(cell(files.category), where=files.category),
        issued=day_of(cell(files.issued), files.issued),
        area=area_of(cell(files.area), files),
        township=cell(files.township),
        earlier_image=day_of(cell(files.earlier_image), files.earlier_image) if cell(files.earlier_image) else None,
        later_image=day_of(cell(files.later_image), files.later_image) if cell(files.later_image) else None,
    )
    seen[patch] = batch
    return found


def day_of(text: str, column: str) -> date:
    try:
        return read_date(text)
    except InputError as error:
        raise InputError(error.code, where=column, **error.params) from None


def area_of(text: str, files: PatchFiles) -> Area | None:
    """The issued area; empty is not known. Negative or unreadable is refused."""
    if not text:
        return None
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise InputError("not_a_number", where=files.area, value=text) from None
    if value < 0:
        raise InputError("negative_area", where=files.area, value=text)
    return Area.of_mu(value) if files.area_unit == "mu" else Area.of_m2(value)
