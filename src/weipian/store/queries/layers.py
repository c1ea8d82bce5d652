"""The county's layers as they are booked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from weipian.store.models import LayerVersion
from weipian.terms.acting import Secrecy
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class LayerHere:
    """One version of a layer. `kept` is its name in the workspace; `columns`: our key → its column.

    `refused`: rows that were not taken, each with `box` (whole millimetres in the authalic plane, or None).
    """

    id: int
    kind: LayerKind
    version: int
    current: bool
    as_of: date
    name: str
    source_sha256: str
    kept: str
    kept_sha256: str
    epsg: int
    columns: Mapping[str, str]
    features: int
    vertices: int
    area_um2: int
    refused: tuple[Mapping[str, object], ...]
    repaired: tuple[Mapping[str, object], ...]
    coverage: bytes | None
    coverage_note: str
    secrecy: Secrecy
    note: str
    event: int

    @property
    def label(self) -> str:
        """What a finding names as its source."""
        return f"{self.kind.label} 第{self.version}版（{self.name}，截至 {self.as_of}）"


def current_layers() -> dict[LayerKind, LayerHere]:
    """The newest version of every kind that is there."""
    found = (_here(row) for row in LayerVersion.objects.filter(current=True).order_by("id"))
    return {layer.kind: layer for layer in found}


def all_layers() -> list[LayerHere]:
    """Every version, kind by kind, the newest first."""
    return [_here(row) for row in LayerVersion.objects.order_by("kind", "-version")]


def layer_of(key: int) -> LayerHere:
    """One version by its id."""
    return _here(LayerVersion.objects.get(id=key))


def secret_layers() -> tuple[str, ...]:
    """Of every version that is kept, those that the law of state secrets binds, by name."""
    words = [one.value for one in Secrecy if one.is_secret]
    rows = LayerVersion.objects.filter(secrecy__in=words).order_by("kind", "version").values_list("kind", "version")
    return tuple(f"{LayerKind(kind).label} 第{version}版" for kind, version in rows)


def booked_names() -> list[str]:
    """The names of all kept files."""
    return [kept.rpartition("/")[2] for kept in LayerVersion.objects.values_list("kept", flat=True)]


def _here(row: LayerVersion) -> LayerHere:
    return LayerHere(
        id=row.id,
        kind=LayerKind(row.kind),
        version=row.version,
        current=row.current,
        as_of=row.as_of,
        name=row.name,
        source_sha256=row.source_sha256,
        kept=row.kept,
        kept_sha256=row.kept_sha256,
        epsg=int(row.crs.removeprefix("EPSG:")),
        columns=json.loads(row.columns),
        features=row.features,
        vertices=row.vertices,
        area_um2=row.area_um2,
        refused=tuple(json.loads(row.refused)),
        repaired=tuple(json.loads(row.repaired)),
        coverage=None if row.coverage is None else bytes(row.coverage),
        coverage_note=row.coverage_note,
        secrecy=Secrecy(row.secrecy),
        note=row.note,
        event=row.event,
    )
