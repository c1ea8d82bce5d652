"""The county's layers, each read, judged and ready to be measured on."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.fence.vector import read
from weipian.office.county import LayerFile
from weipian.programme.overlay.ground import Ground, prepare
from weipian.programme.overlay.measured import RefusedRow
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True, eq=False)
class ReadLayer:
    """A layer with the list's words about it."""

    source: LayerFile
    ground: Ground

    @property
    def refused(self) -> tuple[RefusedRow, ...]:
        return tuple(RefusedRow(self.source.path.name, one) for one in self.ground.refused)


def read_layer(source: LayerFile) -> ReadLayer:
    """Reads only the columns that the list names. Raises InputError where nothing of the layer can be used."""
    named = [*source.columns.values(), *([source.class_column] if source.class_column else [])]
    table = read(source.path, layer=source.layer, encoding=source.encoding, columns=named, firm=False)
    for column in named:
        if column not in table.columns:
            raise InputError("county_column_missing", where=table.source, column=column, found="、".join(table.columns))
    return ReadLayer(source, prepare(table))


Layers = dict[LayerKind, ReadLayer]
