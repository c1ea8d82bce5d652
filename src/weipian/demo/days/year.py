"""The year from its first day to a fortnight after the annual assessment: whatever falls due, by whoever does it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from weipian.demo.days.admitted import admit
from weipian.demo.days.closing import windows
from weipian.demo.days.diary import Diary
from weipian.demo.days.happening import THINGS
from weipian.demo.days.papers import Hands
from weipian.demo.days.told import read_story
from weipian.demo.days.world import World
from weipian.office.county import CountyFiles
from weipian.office.taking_in import book_layer
from weipian.office.year.images import take_images
from weipian.office.year.working import READERS, Tell, Worked, layer_order
from weipian.programme.intake import batches, layers
from weipian.store.acting import Desk
from weipian.store.making import Made
from weipian.vault.looking.eye import Eye

FIRST, LAST = date(2023, 1, 1), date(2024, 2, 5)


@dataclass(frozen=True, slots=True)
class Lived:
    """The year as it went, and what a person should know of what was read."""

    worked: Worked
    diary: Diary


def live(desk: Desk, made: Made, county: CountyFiles, tell: Tell, last: date = LAST) -> Lived:
    """From the first day to the last; `tell(what, done, of)` hears of every step. Raises InputError."""
    steps = len(county.layers) + (last - FIRST).days + 1
    with tempfile.TemporaryDirectory(prefix="weipian-year-") as folder, Eye() as eye:
        world = _begun(desk, made, county, Hands(Path(folder), eye), lambda what, done: tell(what, done, steps))
        for number, day in enumerate(days(last), len(county.layers) + 1):
            for thing in THINGS:
                thing(world, day)
            tell(f"{day}", number, steps)
    for _, said in take_images(world.desks["technician"], county.images):
        world.said.extend(said)
    return Lived(Worked(tuple(dict.fromkeys(world.said)), tuple(world.refused)), world.diary)


def days(last: date = LAST) -> Iterator[date]:
    return (FIRST + timedelta(days=number) for number in range((last - FIRST).days + 1))


def _begun(desk: Desk, made: Made, county: CountyFiles, hands: Hands, tell: Callable[[str, int], None]) -> World:
    """Everybody is let in, the layers are there, the platform's batches wait for their days."""
    desks = admit(desk, made)
    with ThreadPoolExecutor(READERS) as pool:  # each reads behind a fence of its own, a process
        reading = pool.map(layers.read_layer, [layer_order(layer, county.as_of) for layer in county.layers])
        issued = pool.map(batches.read_batch, [_order(path, county) for path in county.patches.files])
        booked = []
        for number, (layer, incoming) in enumerate(zip(county.layers, reading, strict=True), 1):
            book_layer(desks["technician"], incoming)
            booked.append(incoming)
            tell(f"导入{layer.kind.label}", number)
        world = World(county, desks, read_story(county), _in_order(list(issued)), hands, tuple(windows(desk.policy)))
    for one in booked:
        world.said.extend(one.said)
        world.refuse(one.name, one.refused)
    return world


def _order(path: Path, county: CountyFiles) -> batches.Order:
    return batches.Order(str(path), county.as_of, encoding=county.patches.encoding)


def _in_order(coming: Sequence[batches.Incoming]) -> list[batches.Incoming]:
    return sorted((one for one in coming if one.stated), key=lambda one: str(one.stated))
