"""A layer booked: its file kept, its version written, in one act."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass

from weipian.atlas.kept import partial_beside, sweep, write_kept
from weipian.fence.ids import as_id
from weipian.programme.intake.layers import Incoming, refused_json
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import LayerVersion
from weipian.store.queries.layers import LayerHere, booked_names, current_layers, layer_of
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence
from weipian.terms.words import LayerKind
from weipian.work.placing import is_full, sync_folder


@dataclass(frozen=True, slots=True)
class Added:
    """The version; `fresh` is false where the same was there already and nothing was added."""

    layer: LayerHere
    fresh: bool


def same_layer(incoming: Incoming) -> LayerHere | None:
    """The current version, if this is the same once more: nothing to add."""
    order, now = incoming.order, current_layers().get(incoming.order.kind)
    if now is None:
        return None
    asked = (order.as_of, incoming.source_sha256, dict(incoming.columns), incoming.coverage.wkb, order.secrecy)
    has = (now.as_of, now.source_sha256, dict(now.columns), now.coverage, now.secrecy)
    read_alike = len(incoming.found) == now.features and incoming.area_um2 == now.area_um2
    return now if asked == has and read_alike else None


def doubts_of(desk: Desk, incoming: Incoming) -> list[str]:
    """What a person should know before this version counts: older than the one it replaces, or of another county."""
    order, now = incoming.order, current_layers().get(incoming.order.kind)
    said = []
    if now is not None and order.as_of < now.as_of:
        said.append(sentence("said_layer_older", {"as_of": order.as_of, "now": now.label}))
    if order.kind is LayerKind.TOWNSHIP:
        names = {as_id(value) for value in incoming.found.table.columns[incoming.columns["name"]]}
        strange = sorted(names - set(desk.policy.townships))
        if strange:
            params: dict[str, object] = {"count": len(strange), "names": "、".join(strange[:5])}
            said.append(sentence("said_township_unknown", params))
    return said


def add_layer(desk: Desk, incoming: Incoming) -> Added:
    """Keep the file and book the version. Raises InputError where the actor may not, or the disk is full."""
    require_may(desk.policy, desk.actor, Act.LAYER_ADDED)
    same = same_layer(incoming)
    if same is not None:
        return Added(same, fresh=False)
    folder = desk.workspace.layers
    partial = partial_beside(folder, incoming.order.kind.value)
    table = incoming.found.table
    try:
        sha256 = write_kept(partial, table.columns, table.rows, table.wkb, table.crs)
        key = _book(desk, incoming, sha256, partial.name)
    except OSError as error:
        raise InputError("layer_no_room" if is_full(error) else "layer_not_kept", where=str(folder)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return Added(layer_of(key), fresh=True)


def _book(desk: Desk, incoming: Incoming, sha256: str, partial: str) -> int:
    """In the transaction nobody else can take the number, so the file's place is free."""
    kind = incoming.order.kind
    with acting(desk, Act.LAYER_ADDED, f"layer:{kind.value}") as act:
        sweep(desk.workspace.layers, booked_names(), time.time())
        before = LayerVersion.objects.filter(kind=kind.value).order_by("-version").first()
        version = before.version + 1 if before else 1
        name = f"{kind.value}-{version}.parquet"
        current = LayerVersion.objects.filter(kind=kind.value, current=True).values_list("id", flat=True)
        key = _write(act, incoming, version, f"{desk.workspace.layers.name}/{name}", sha256, list(current))
        os.replace(desk.workspace.layers / partial, desk.workspace.layers / name)
        sync_folder(desk.workspace.layers)  # before the commit: a version that is booked has its file
    return key


def _write(act: Doing, incoming: Incoming, version: int, kept: str, sha256: str, old: list[int]) -> int:
    order, found = incoming.order, incoming.found
    row = {
        "kind": order.kind.value,
        "version": version,
        "as_of": order.as_of,
        "name": incoming.name,
        "source_sha256": incoming.source_sha256,
        "kept": kept,
        "kept_sha256": sha256,
        "crs": f"EPSG:{found.table.crs.epsg}",
        "columns": dict(incoming.columns),
        "features": len(found),
        "vertices": incoming.vertices,
        "area_um2": incoming.area_um2,
        "refused": refused_json(incoming),
        "repaired": [one.as_json() for one in found.mended],
        "coverage": incoming.coverage.wkb,
        "coverage_note": incoming.coverage.note,
        "secrecy": order.secrecy.value,
        "note": order.note,
    }
    return act.replace(LayerVersion, old, [row])[0]
