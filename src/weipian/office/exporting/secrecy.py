"""密级 of what is handed out: the highest of the layers that its figures were measured on (requirement F5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.office.exporting.plots import SHOWN_KINDS
from weipian.store.queries.export import measured_on
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.terms.acting import Secrecy
from weipian.terms.messages import sentence
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Guarded:
    """`sources`: the layers behind the figures; `outlines`: the townships' layer where it may go along."""

    highest: Secrecy
    sources: tuple[LayerHere, ...]
    outlines: LayerHere | None
    said: tuple[str, ...]


def guarded(with_outlines: bool) -> Guarded:
    """Outlines of a secret layer stay here: they are the layer itself, not a figure out of it."""
    sources = measured_on(SHOWN_KINDS)
    townships = current_layers().get(LayerKind.TOWNSHIP) if with_outlines else None
    kept = townships if townships is not None and not townships.secrecy.is_secret else None
    every = [*sources, *([kept] if kept else [])]
    highest = Secrecy.highest(one.secrecy for one in every)
    said = _said(every, highest)
    if townships is not None and kept is None:
        said.append(sentence("said_gis_no_outlines", {"secrecy": townships.secrecy.label}))
    return Guarded(highest, tuple(every), kept, tuple(said))


def _said(every: Sequence[LayerHere], highest: Secrecy) -> list[str]:
    said = []
    if highest not in (Secrecy.OPEN, Secrecy.UNKNOWN):
        found = [one for one in every if one.secrecy is highest]
        said.append(sentence("said_gis_secrecy", {"secrecy": highest.label, "layers": _names(found)}))
    unknown = [one for one in every if one.secrecy is Secrecy.UNKNOWN]
    if unknown:
        said.append(sentence("said_gis_secrecy_unknown", {"layers": _names(unknown)}))
    return said


def _names(layers: Sequence[LayerHere]) -> str:
    return "、".join(dict.fromkeys(layer.kind.label for layer in layers))
