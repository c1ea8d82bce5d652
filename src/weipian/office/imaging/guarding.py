"""密级 of images: who may look at which, and how much ground may leave at once (requirement F5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weipian.store.acting import Desk
from weipian.store.actors import Door, is_named, who_named
from weipian.store.queries.images import ImageHere
from weipian.terms.acting import STAMP, Secrecy
from weipian.terms.messages import sentence

KEY = "secrecy.export_of_secret"


def open_to(desk: Desk, images: Sequence[ImageHere]) -> tuple[list[ImageHere], str]:
    """Those that this person may have cut, and what is to be said of the others."""
    if is_named(desk.policy, desk.actor, KEY) and desk.actor.door is not Door.STAND_IN:
        return list(images), ""
    kept = [one for one in images if not one.secrecy.is_secret]
    secret = [one for one in images if one.secrecy.is_secret]
    if not secret:
        return kept, ""
    told = {"secrecy": Secrecy.highest(one.secrecy for one in secret).label, "who": who_named(desk.policy, KEY)}
    return kept, sentence("said_image_guarded", told)


def highest(images: Iterable[ImageHere]) -> Secrecy:
    return Secrecy.highest(one.secrecy for one in images)


def stamp_of(secrecy: Secrecy) -> str:
    return f"{STAMP}　{secrecy.label}" if secrecy.is_secret else STAMP
