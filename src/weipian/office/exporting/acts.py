"""Patches handed out: written, logged with the file's hash, then put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian import __version__
from weipian.gis.layer import About, Layer
from weipian.gis.saving import SEVERAL, making, require_suffix, write_layers
from weipian.office.exporting.content import Content, content_of
from weipian.office.exporting.cover import cap_m2, in_plane, require_under_cap, surely_under
from weipian.office.exporting.order import Order
from weipian.office.exporting.outlines import as_may_leave, township_layer
from weipian.office.exporting.secrecy import Guarded, guarded
from weipian.office.ledger.standing import ratio_now
from weipian.record.head import Head
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.log import head_now
from weipian.store.seeing import summed
from weipian.terms.acting import STAMP, Act, Secrecy
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import UsageError


@dataclass(frozen=True, slots=True)
class Done:
    """What was written, and what a person must know of it."""

    layers: tuple[Layer, ...]
    about: About
    sha256: str
    head: Head
    secrecy: Secrecy
    said: tuple[str, ...]


def export_patches(desk: Desk, target: Path, order: Order, today: date) -> Done:
    """Raises UsageError, InputError. What stood there stays until the new file is whole and the log names it."""
    require_may(desk.policy, desk.actor, Act.PATCHES_EXPORTED)
    sight = summed(desk, order.township)
    suffix = require_suffix(target)
    if suffix != SEVERAL and order.which is None:
        raise UsageError("gis_one_layer", where=target.name)
    with making(target) as folder:
        head = head_now()
        found = content_of(order, desk.policy, sight)
        guard = guarded(desk, suffix == SEVERAL)
        for one in found.layers:
            _require_under_cap(desk, one, target.name)
        outlines, coarse = _outlines(desk, found, guard, sight.one_township)
        layers = [*found.layers, *outlines]
        about = about_of(desk, order, today, head, guard)
        write_layers(folder, target, layers, about)
        sha256 = hash_of_file(folder / target.name)
        with acting(desk, Act.PATCHES_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.PATCHES, target.name, sha256)
    return Done(tuple(layers), about, sha256, head, guard.highest, (*found.said, *guard.said, *coarse))


def _require_under_cap(desk: Desk, layer: Layer, where: str) -> None:
    if not surely_under(layer.wkb, layer.crs, cap_m2(desk.policy)):
        require_under_cap(desk.policy, in_plane(layer.wkb, layer.crs), where)


def _outlines(desk: Desk, found: Content, guard: Guarded, only: str | None) -> tuple[list[Layer], list[str]]:
    if guard.outlines is None:
        return [], []
    townships = ratio_now(desk).answer["townships"]
    assert isinstance(townships, dict)
    named: Mapping[str, Mapping[str, object]] = {
        name: block for name, block in townships.items() if only in (None, name)
    }
    layer = township_layer(guard.outlines, desk.workspace.folder, found.crs, named)
    layer, said = as_may_leave(layer, desk.policy)
    return ([layer] if len(layer) else []), said


def about_of(desk: Desk, order: Order, today: date, head: Head, guard: Guarded) -> About:
    """What the file says of itself: which books, until when, and how secret."""
    policy = desk.policy
    facts = {
        "WORKSPACE": desk.workspace.id,
        "POLICY": policy.name,
        "AS_OF": today.isoformat(),
        "LOG_SEQ": str(head.seq),
        "LOG_HASH": head.hash,
        "SELECTION": order.told(),
        "STAMP": STAMP,
        "TAKEN_BY": desk.actor.signed,
        "SECRECY": guard.highest.label,
        "SOURCES": "；".join(f"{one.label} 密级{one.secrecy.label}" for one in guard.sources),
        "SOFTWARE": f"weipian {__version__}",
    }
    title = f"{policy.place_label}{policy.year}年自然资源卫片执法"
    return About(title, policy.notice, facts, _stamp(head, today))


def _stamp(head: Head, today: date) -> str:
    """The last event's time as GeoPackage writes it."""
    moment = head.at or f"{today.isoformat()}T00:00:00"
    return f"{moment[:19]}.000Z"
