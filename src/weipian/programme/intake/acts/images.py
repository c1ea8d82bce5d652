"""Images booked and withdrawn: the file is kept in either case, since papers were drawn from it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weipian.atlas.images.kept import keep, name_of
from weipian.programme.intake.images import Incoming
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import CountyImage
from weipian.store.queries.images import ImageHere, columns_of, current_images, image_numbered, last_number
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.work.placing import reason_of


@dataclass(frozen=True, slots=True)
class Added:
    """The image; `fresh` is false where the same was there already and nothing was added."""

    image: ImageHere
    fresh: bool


def same_image(incoming: Incoming) -> ImageHere | None:
    """The same file of the same day, taken in alike and not withdrawn."""
    order = incoming.order
    asked = (incoming.source_sha256, order.taken, order.source, order.secrecy, incoming.kept.bands, incoming.kept.epsg)
    return next(
        (
            one
            for one in current_images()
            if (one.source_sha256, one.taken, one.source, one.secrecy, one.bands, one.epsg) == asked
        ),
        None,
    )


def add_image(desk: Desk, incoming: Incoming) -> Added:
    """Keep the file and book the image. Raises InputError where the actor may not, or the disk is full."""
    require_may(desk.policy, desk.actor, Act.IMAGE_ADDED)
    same = same_image(incoming)
    if same is not None:
        return Added(same, fresh=False)
    assert incoming.made is not None
    try:
        with acting(desk, Act.IMAGE_ADDED, f"image:{last_number() + 1}") as act:
            row = _row(incoming, last_number() + 1)
            act.add(CountyImage, **row)
            keep(desk.workspace.folder, incoming.made, incoming.kept_sha256, _sidecar(row))
    except OSError as error:
        raise InputError("image_not_kept", where=str(desk.workspace.folder), reason=reason_of(error)) from error
    found = image_numbered(row["number"])
    assert found is not None
    return Added(found, fresh=True)


def _row(incoming: Incoming, number: int) -> dict[str, Any]:
    order, kept = incoming.order, incoming.kept
    west, south, east, north = (round(side * 1000) for side in incoming.box)
    return {
        "number": number,
        "taken": order.taken,
        "name": os.path.basename(order.path),
        "source": order.source,
        "source_sha256": incoming.source_sha256,
        "kept": name_of(incoming.kept_sha256),
        "kept_sha256": incoming.kept_sha256,
        "crs": f"EPSG:{kept.epsg}",
        "width": kept.width,
        "height": kept.height,
        "pixel_um": round(incoming.pixel_m * 1_000_000),
        "bands": list(kept.bands),
        "seen_ppm": max(round(kept.seen * 1_000_000), 1),
        "west": west,
        "south": south,
        "east": east,
        "north": north,
        "secrecy": order.secrecy.value,
        "licence": order.licence,
        "note": order.note,
    }


def _sidecar(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int | list) else str(value) for name, value in row.items()}


def withdraw_image(desk: Desk, number: int, because: str) -> ImageHere:
    """It counts no longer. Raises InputError where there is none of that number, or no reason is given."""
    require_may(desk.policy, desk.actor, Act.IMAGE_WITHDRAWN)
    found = image_numbered(number)
    if found is None:
        raise InputError("image_unknown", where=str(number), number=number)
    if not because.strip():
        raise InputError("image_withdraw_reason", where=found.label)
    with acting(desk, Act.IMAGE_WITHDRAWN, f"image:{number}") as act:
        act.replace(CountyImage, [found.id], [columns_of(found) | {"because": because.strip()}])
    return found
