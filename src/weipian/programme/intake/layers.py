"""A layer's file read, judged and written down, before anything is booked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from weipian.atlas.parent import hash_of
from weipian.fence.ids import as_id, guess_id_column
from weipian.fence.vector import VectorTable, read, split_source
from weipian.programme.intake import coverage
from weipian.programme.intake.classes import require_land_classes
from weipian.programme.intake.coverage import Coverage
from weipian.programme.intake.judging import Step, Usable, usable
from weipian.programme.intake.keys import CLASS, Key
from weipian.programme.intake.order import Order
from weipian.programme.intake.rules import SAMPLES, columns_of
from weipian.terms.acting import Secrecy
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True, eq=False)
class Incoming:
    """A layer ready to be booked. `columns`: our key → its column."""

    order: Order
    name: str
    source_sha256: str
    columns: Mapping[str, str]
    found: Usable
    coverage: Coverage
    said: tuple[str, ...]

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return self.found.refused

    @property
    def area_um2(self) -> int:
        return int(self.found.areas.sum())

    @property
    def vertices(self) -> int:
        return len(self.found.shapes.x)


STEPS = 4
"""How often `step` is called while a layer is read."""


def read_layer(order: Order, step: Step = lambda: None) -> Incoming:
    """Raises InputError where nothing of the layer can be used, UsageError for a key that its kind has not."""
    path, layer = split_source(order.source)
    table = read(path, layer=layer, encoding=order.encoding, crs=order.crs)
    step()
    columns = columns_of(order.kind, list(table.columns), order.asked, table.source)
    if order.kind is LayerKind.LAND_USE:
        require_land_classes(table, columns.found[CLASS])
    sha256 = hash_of(path)
    step()
    found = usable(table, repair=order.repair, id_column=columns.found.get("number") or guess_id_column(table.columns))
    step()
    if not len(found):
        raise InputError("source_no_areas", where=table.source)
    covered = coverage.of_layer(order, found)
    step()
    said = (*table.said, *_guess(columns.guessed, columns.found, table), *_warnings(order), *covered.said)
    return Incoming(order, f"{path.name}{f'#{layer}' if layer else ''}", sha256, columns.found, found, covered, said)


def _guess(guessed: tuple[Key, ...], found: Mapping[str, str], table: VectorTable) -> list[str]:
    """One sentence with samples of every column that was guessed."""
    if not guessed:
        return []
    texts = []
    for key in guessed:
        column = found[key.key]
        samples = "、".join(as_id(value) for value in table.columns[column][:SAMPLES])
        texts.append(f"{key.label}={column}（{samples}）")
    return [sentence("said_layer_columns", {"where": table.source, "columns": "；".join(texts)})]


def _warnings(order: Order) -> list[str]:
    """Requirement F5: of unknown secrecy, or secret on a machine that may be on a network."""
    if order.secrecy is Secrecy.UNKNOWN:
        return [sentence("said_secrecy_unknown", {"kind": order.kind.label})]
    if order.secrecy.is_secret:
        return [sentence("said_layer_secret", {"kind": order.kind.label, "secrecy": order.secrecy.label})]
    return []


def refused_json(incoming: Incoming) -> list[dict[str, object]]:
    """Refused rows as a version keeps them; `box` in whole millimetres of the plane, null where unknown."""
    boxes = incoming.found.refused_boxes
    return [
        {**refusal.as_json(), "box": None if np.isnan(box).any() else [round(side * 1000) for side in box.tolist()]}
        for refusal, box in zip(incoming.refused, boxes, strict=True)
    ]


def error_workbook(order: Order) -> Path:
    """Where the refused rows are listed: beside the source."""
    path, _ = split_source(order.source)
    return path.with_name(f"{path.stem}-错误行.xlsx")
