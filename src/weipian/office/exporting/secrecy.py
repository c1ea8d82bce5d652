"""密级 of what is handed out: the highest of the layers that it rests on, and who may take it (requirement F5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weipian.office.exporting.plots import SHOWN_KINDS
from weipian.store.acting import Desk
from weipian.store.actors import Door, is_named, who_named
from weipian.store.queries.export import measured_on
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.terms.acting import Secrecy
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Guarded:
    """`sources`: the layers behind the figures; `outlines`: the townships' layer where it may go along."""

    highest: Secrecy
    sources: tuple[LayerHere, ...]
    outlines: LayerHere | None
    said: tuple[str, ...]


def guarded(desk: Desk, with_outlines: bool) -> Guarded:
    """Outlines of a secret layer stay here: they are the layer itself, not a figure out of it. Raises InputError."""
    sources = measured_on(SHOWN_KINDS)
    require_may_take(desk, sources)
    townships = current_layers().get(LayerKind.TOWNSHIP) if with_outlines else None
    kept = townships if townships is not None and not townships.secrecy.is_secret else None
    every = [*sources, *([kept] if kept else [])]
    said = said_of(every)
    if townships is not None and kept is None:
        said.append(sentence("said_gis_no_outlines", {"secrecy": townships.secrecy.label}))
    return Guarded(Secrecy.highest(one.secrecy for one in every), tuple(every), kept, tuple(said))


def require_may_take(desk: Desk, layers: Iterable[LayerHere]) -> None:
    """Maps that rest on a secret layer leave by the hand of a role that the policy names, in person.

    Raises InputError `secret_needs_role`, `secret_in_person`.
    """
    secret = [layer for layer in layers if layer.secrecy.is_secret]
    if not secret:
        return
    who = who_named(desk.policy, "secrecy.export_of_secret")
    told = {"layers": names_of(secret), "secrecy": Secrecy.highest(one.secrecy for one in secret).label, "who": who}
    if not is_named(desk.policy, desk.actor, "secrecy.export_of_secret"):
        raise InputError("secret_needs_role", where=desk.actor.label, **told)
    if desk.actor.door is Door.STAND_IN:
        raise InputError("secret_in_person", where=desk.actor.label, **told)


def said_of(every: Sequence[LayerHere]) -> list[str]:
    """What whoever takes it out has to know of the layers behind it; those without a 密级 are named."""
    highest, said = Secrecy.highest(one.secrecy for one in every), []
    if highest not in (Secrecy.OPEN, Secrecy.UNKNOWN):
        found = [one for one in every if one.secrecy is highest]
        said.append(sentence("said_gis_secrecy", {"secrecy": highest.label, "layers": names_of(found)}))
    unknown = [one for one in every if one.secrecy is Secrecy.UNKNOWN]
    if unknown:
        said.append(sentence("said_gis_secrecy_unknown", {"layers": names_of(unknown)}))
    return said


def names_of(layers: Sequence[LayerHere]) -> str:
    """The kinds, each once."""
    return "、".join(dict.fromkeys(layer.kind.label for layer in layers))
