"""The year step by step, by the same acts as the commands: layers, batches, overlay, site, proposals, review."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from weipian.office.county import CountyFiles, LayerFile, TableFile
from weipian.office.ledger.importing import take
from weipian.office.proposing import gates_asked
from weipian.office.taking_in import book_layer, checked_batch
from weipian.office.year.images import take_images
from weipian.programme.determination.acts import propose_plots
from weipian.programme.intake import batches, layers
from weipian.programme.intake.comparing import compared
from weipian.programme.intake.order import Order
from weipian.programme.overlay.acts.measuring import overlay_plots
from weipian.programme.overlay.measured import RefusedRow
from weipian.store.acting import Desk
from weipian.store.queries.ledger import lines
from weipian.terms.errors import Refusal

Tell = Callable[[str, int, int], None]
READERS = 2
BOOKS = 4_000_000
"""What an act on all plots weighs beside the bytes of a layer's file, for the time left."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What a person should know beside the figures, and the rows that were not taken."""

    said: tuple[str, ...]
    refused: tuple[RefusedRow, ...]


def work_year(desk: Desk, county: CountyFiles, tell: Tell) -> Worked:
    """All of it, in order; `tell(what, done, of)` hears of every step. Raises InputError."""
    doing = _Doing(desk, county, tell)
    with ThreadPoolExecutor(READERS) as pool:  # each reads behind a fence of its own, a process
        reading = pool.map(layers.read_layer, [layer_order(layer, county.as_of) for layer in county.layers])
        issued = pool.map(batches.read_batch, map(doing.batch_order, county.patches.files))
        doing.layers(reading)
        doing.batches(issued)
    doing.images()
    doing.measure()
    doing.table("实地核查", county.inspections)
    doing.propose()
    doing.table("会审判定", county.review)
    if chosen := measures_chosen():
        doing.propose(chosen)
    return Worked(tuple(dict.fromkeys(doing.said)), tuple(doing.refused))


def layer_order(layer: LayerFile, otherwise: date) -> Order:
    """As of the day that the list says, else the list's own."""
    source = f"{layer.path}#{layer.layer}" if layer.layer else str(layer.path)
    as_of, named = layer.as_of or otherwise, layer.class_column
    return Order(source, layer.kind, as_of, layer.columns, class_column=named, encoding=layer.encoding)


class _Doing:
    """The desk at work: what was said and refused on the way, how far it has come."""

    def __init__(self, desk: Desk, county: CountyFiles, tell: Tell) -> None:
        self.desk, self.county, self.tell = desk, county, tell
        self.said: list[str] = []
        self.refused: list[RefusedRow] = []
        sizes = sum(map(size_of, [*(one.path for one in county.layers), *(one.path for one in county.images)]))
        self.done, self.total = 0, sizes + BOOKS * (len(county.patches.files) + 5)

    def step(self, what: str, weight: int = BOOKS) -> None:
        self.done += weight
        self.tell(what, self.done, self.total)

    def layers(self, reading: Iterator[layers.Incoming]) -> None:
        for layer, incoming in zip(self.county.layers, reading, strict=True):
            book_layer(self.desk, incoming)
            self.said += incoming.said
            self._refuse(incoming.name, incoming.refused)
            self.step(f"导入{layer.kind.label}", size_of(layer.path))

    def batch_order(self, path: Path) -> batches.Order:
        return batches.Order(str(path), self.county.as_of, encoding=self.county.patches.encoding)

    def batches(self, issued: Iterator[batches.Incoming]) -> None:
        """One after the other; each counts as received on the day on which it was issued."""
        for incoming in issued:
            received = replace(incoming.order, received=incoming.stated or self.county.as_of)
            checked = checked_batch(self.desk, compared(replace(incoming, order=received)))
            checked.book(self.desk)
            self.said += checked.said
            self._refuse(incoming.name, checked.plan.refused)
            self.step(f"导入批次 {incoming.order.name}")

    def images(self) -> None:
        for image, said in take_images(self.desk, self.county.images):
            self.said += said
            self.step(f"导入影像 {image.taken}", size_of(image.path))

    def measure(self) -> None:
        overlay_plots(self.desk)
        self.step("套合")

    def propose(self, plots: Sequence[str] = ()) -> None:
        """For all plots, or those that are named."""
        propose_plots(self.desk, plots, gates_asked())
        self.step("判定建议、闸门")

    def table(self, what: str, source: TableFile | None) -> None:
        """A table of people's notes or of a review, as the ledger is imported."""
        if source is not None:
            taken = take(self.desk, source.path, review="", mapping={}, encoding=source.encoding, dry_run=False)
            self.said += taken.plan.said
            self._refuse(source.path.name, taken.plan.refused)
        self.step(f"登记{what}")

    def _refuse(self, name: str, refused: tuple[Refusal, ...] | list[Refusal]) -> None:
        self.refused += [RefusedRow(name, one) for one in refused]


def measures_chosen() -> list[str]:
    """Plots for which the review chose how they are put right: gates B and C hang on that."""
    return [line.plot for line in lines() if line.right and line.right.values["measure"]]


def size_of(path: Path) -> int:
    """Bytes of a file with what belongs to it, or of a folder such as a geodatabase."""
    own = path.rglob("*") if path.is_dir() else path.parent.glob(f"{path.stem}.*")
    return sum(each.stat().st_size for each in own if each.is_file())
