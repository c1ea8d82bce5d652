"""The workspace's layer versions to measure on: their ready files, made again from what is kept where missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.kept import ROW, attributes_at
from weipian.atlas.ready import Damaged, Ready, Store, Wish
from weipian.fence.vector import read
from weipian.programme.intake.keys import CLASS
from weipian.programme.overlay.ground import Ground, prepare
from weipian.programme.overlay.laid import keep
from weipian.programme.overlay.ready_ground import ReadyGround
from weipian.store.queries.layers import LayerHere
from weipian.terms.errors import InputError, Refusal
from weipian.work.placing import reason_of

READY = "ready"


def laid_version(here: LayerHere, workspace: Path) -> ReadyGround:
    """A booked layer mapped from the disk; feature i is the kept file's i-th, `rows[i]` the source's row.

    Raises InputError where the kept file is gone or is not what was booked, or the disk is full.
    """
    path, store = workspace / here.kept, Store(workspace / Path(here.kept).parent / READY)
    wish = Wish(class_column=here.columns.get(CLASS))
    try:
        place = store.place(path, wish)
        found = store.open(place) or _made(here, path, wish, store, place)
    except OSError as error:
        raise InputError("layer_not_ready", where=str(path), reason=reason_of(error)) from error
    return ReadyGround(here.label, found)


def forget(here: LayerHere, workspace: Path) -> None:
    """Drop a ready file that proved `Damaged`; the next `laid_version` makes it again."""
    store = Store(workspace / Path(here.kept).parent / READY)
    store.drop(store.place(workspace / here.kept, Wish(class_column=here.columns.get(CLASS))))


def attributes_of(
    here: LayerHere, workspace: Path, features: Sequence[int] | NDArray[np.int64]
) -> dict[str, list[object]]:
    """What the layer says of its i-th features, under our keys."""
    columns = dict(here.columns)
    found = attributes_at(workspace / here.kept, features, list(columns.values()))
    return {key: found[column] for key, column in columns.items()}


def _made(here: LayerHere, path: Path, wish: Wish, store: Store, place: Path) -> Ready:
    keep(store, path, wish, place, ground_of(here, path))
    found = store.open(place)
    if found is None:
        raise Damaged(str(place))
    return found


def ground_of(here: LayerHere, path: Path) -> Ground:
    """The kept layer in memory, with the rows that were refused when it came in."""
    table = read(path, columns=[ROW, *([here.columns[CLASS]] if CLASS in here.columns else [])])
    ground = prepare(table)
    if len(ground) != here.features:
        raise InputError("layer_changed", where=str(path))
    return replace(
        ground,
        name=here.label,
        rows=[int(str(row)) for row in ground.columns[ROW]],
        refused=tuple(_refusal(row) for row in here.refused),
        refused_boxes=_boxes(here.refused),
    )


def _refusal(row: Mapping[str, object]) -> Refusal:
    return Refusal(
        row=int(str(row["row"])),
        field=str(row["field"]),
        value=str(row["value"]),
        code=str(row["code"]),
        message=str(row["message"]),
    )


def _boxes(refused: Sequence[Mapping[str, object]]) -> NDArray[np.float64]:
    """In metres of the plane."""
    boxes = [box if isinstance(box := row["box"], list) else [np.nan] * 4 for row in refused]
    return np.array(boxes, float).reshape(-1, 4) / 1000.0
