"""The county's images of a year taken in, as the command does it one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weipian.office.county import ImageFile
from weipian.programme.intake.acts.images import add_image
from weipian.programme.intake.images import ImageOrder, reading
from weipian.store.acting import Desk


def take_images(desk: Desk, images: Sequence[ImageFile]) -> Iterator[tuple[ImageFile, tuple[str, ...]]]:
    """Each as soon as it is booked, with what was said of it. Raises InputError."""
    for image in images:
        order = ImageOrder(image.path, image.taken, image.source, image.secrecy, image.bands)
        with reading(order, desk.workspace.folder) as incoming:
            add_image(desk, incoming)
        yield image, incoming.said
