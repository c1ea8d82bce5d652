"""All blocks told as one run: what was refused, guessed, contradictory or not fully known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from weipian.programme.overlay.block import Watchers
from weipian.programme.overlay.block_ids import BlockIds
from weipian.programme.overlay.contradictions import Contradiction
from weipian.programme.overlay.ground import Ints
from weipian.programme.overlay.joining import told
from weipian.programme.overlay.journal import Journal, Note
from weipian.programme.overlay.measure import Layer
from weipian.programme.overlay.measured import RefusedRow
from weipian.programme.overlay.watched import Watched, clashes_among, distinct
from weipian.terms.area import Area
from weipian.terms.errors import Refusal

Concerned = dict[tuple[str, int, int], list[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Large:
    """What a large measuring has to tell; its rows are in the output."""

    patches: int
    rows: int
    refused: tuple[RefusedRow, ...]
    said: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    ids: BlockIds

    def contradictions_json(self) -> list[dict[str, object]]:
        """As those of `Measured`."""
        return [
            {
                "layer": one.layer,
                "rows": [one.row_a, one.row_b],
                "area_m2": one.area.text_m2(),
                "patches": [self.ids[patch] for patch in one.patches],
            }
            for one in self.contradictions
        ]


def told_of_all(notes: Sequence[Note | None], ids: BlockIds, layers: Watchers, journal: Journal) -> Large:
    """Sentences that blocks have alike are said once."""
    done = [note for note in notes if note is not None]
    patches = [RefusedRow(note.name, Refusal(**fields)) for note in done for fields in note.refused]
    others = [RefusedRow(one.name, refusal) for one in layers.grounds for refusal in one.refused]
    found = tuple(_contradictions(done, layers, journal))
    incomplete = [(patch, layer) for note in done for patch, layer in note.incomplete]
    said = dict.fromkeys(text for note in done for text in note.said)
    for one in layers.grounds:
        said |= dict.fromkeys(one.said)
    dropped = sum(note.dropped for note in done)
    return Large(
        patches=sum(note.patches for note in done),
        rows=sum(note.rows for note in done),
        refused=(*patches, *others),
        said=(*said, *told(found, incomplete, dropped, ids, layers.layers)),
        contradictions=found,
        ids=ids,
    )


def _contradictions(notes: Sequence[Note], layers: Watchers, journal: Journal) -> list[Contradiction]:
    """Of features that any block touched, with the patches of all blocks that lie on both."""
    concerned: Concerned = defaultdict(list)
    for note in notes:
        for name, row_a, row_b, patches in note.contradictions:
            concerned[name, row_a, row_b] += patches
    found = []
    for at, (layer, ground) in enumerate(zip(layers.layers, layers.grounds, strict=True)):
        found += _of_layer(layer, ground, _used(journal, len(notes), f"used{at}"), concerned)
    return found


def _used(journal: Journal, blocks: int, name: str) -> Ints:
    """The features that any block touched."""
    return distinct([journal.arrays(number)[name] for number in range(blocks)])


def _of_layer(layer: Layer, ground: Watched, used: Ints, concerned: Concerned) -> list[Contradiction]:
    pairs = clashes_among(ground, used)
    rows = ground.rows
    found = []
    for a, b, area in zip(pairs.a_index.tolist(), pairs.b_index.tolist(), pairs.area_um2.tolist(), strict=True):
        row_a, row_b = int(rows[a]), int(rows[b])
        patches = concerned.get((layer.name, row_a, row_b), [])
        found.append(Contradiction(layer.name, row_a, row_b, Area.of_um2(area), tuple(patches)))
    return found
