"""What a chunk leaves behind: counts of all its pairs, and the pairs that may go before the judge, in one small npz."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from campaign.exactness.compare import (
    KINDS,
    Keeping,
    Measured,
    Pairing,
    classes,
    difference_of,
    measured,
    pairs_of,
    per_metre,
    ranked,
    worth_judging,
)
from campaign.exactness.outlines import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Of all pairs: `classes` int64[kinds, decades], `dropped` int64[kinds], `most` float64[kinds] the largest
    |ours - GEOS| in m², `seconds` float64[3] making, ours, GEOS, `load` float64[1], `refused` int64[1].
    Of the kept ones, each [m]: kind, chunk, spot, ours 1e-6 m², geos m², outline m, lot; wkb bytes of a and of b.
    """

    classes: Ints
    dropped: Ints
    most: Floats
    seconds: Floats
    load: Floats
    refused: Ints
    kind: Ints
    chunk: Ints
    spot: Ints
    ours: Ints
    geos: Floats
    outline: Floats
    lot: NDArray[np.bool_]
    a: NDArray[np.object_]
    b: NDArray[np.object_]

    @property
    def difference(self) -> Floats:
        """|ours - GEOS| in m² of the kept pairs."""
        return difference_of(self.ours, self.geos)


SUMMED = ("classes", "dropped", "seconds", "refused")
PACKED = ("a", "b")


def made(seed: int, number: int, wanted: int, keeping: Keeping, east: float) -> Chunk:
    """Make the pairs of a chunk, measure them both ways, and keep what is worth judging."""
    begun = time.perf_counter()
    pairing = pairs_of(seed, number, wanted, east)
    making = time.perf_counter() - begun
    found = measured(pairing)
    kept, lot = worth_judging(pairing, found, keeping)
    return Chunk(
        classes=classes(pairing, found),
        dropped=pairing.dropped,
        most=_most(pairing, found),
        seconds=np.array([making, found.seconds_ours, found.seconds_geos]),
        load=np.array([os.getloadavg()[0] if hasattr(os, "getloadavg") else np.nan]),
        refused=np.array([found.geos_refused]),
        kind=pairing.kind[kept],
        chunk=np.full(len(kept), number),
        spot=pairing.spot[kept],
        ours=found.ours[kept],
        geos=found.geos[kept],
        outline=found.outline[kept],
        lot=lot,
        a=shapely.to_wkb(pairing.a[kept]),
        b=shapely.to_wkb(pairing.b[kept]),
    )


def _most(pairing: Pairing, found: Measured) -> Floats:
    """The largest difference of each kind, leaving aside what GEOS refused."""
    finite = np.where(np.isfinite(found.difference), found.difference, 0.0)
    return np.array([finite[pairing.kind == number].max(initial=0.0) for number in range(len(KINDS))])


def save(chunk: Chunk, path: Path) -> None:
    """Written beside and put in place at once, so that a half-written chunk is never taken for a whole one."""
    arrays = {field.name: getattr(chunk, field.name) for field in fields(Chunk)}
    for name in PACKED:
        blobs = arrays.pop(name)
        arrays[name] = np.frombuffer(b"".join(blobs), dtype=np.uint8)
        arrays[f"{name}_size"] = np.array([len(blob) for blob in blobs])
    beside = path.with_suffix(".part")
    with beside.open("wb") as out:
        np.savez_compressed(out, **arrays)
    beside.replace(path)


def load(path: Path) -> Chunk:
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    for name in PACKED:
        ends = np.cumsum(arrays.pop(f"{name}_size"))
        blob, blobs = arrays[name].tobytes(), np.empty(len(ends), dtype=np.object_)
        blobs[:] = [blob[start:end] for start, end in zip(np.concatenate(([0], ends[:-1])), ends, strict=True)]
        arrays[name] = blobs
    return Chunk(**arrays)


def together(chunks: Iterable[Chunk], keeping: Keeping) -> Chunk:
    """All chunks as one, with only those of their kept pairs that are to be judged."""
    every = list(chunks)
    merged = {}
    for field in fields(Chunk):
        values = [getattr(chunk, field.name) for chunk in every]
        merged[field.name] = sum(values[1:], values[0]) if field.name in SUMMED else np.concatenate(values)
    merged["most"] = np.max([chunk.most for chunk in every], axis=0)
    return chosen(Chunk(**merged), keeping)


def groups(chunk: Chunk, keeping: Keeping) -> dict[str, Ints]:
    """Places of the kept pairs by why they are judged: worst in m², worst in m² per m, worst of their kind, by lot."""
    found = {
        "worst": ranked(chunk.difference)[: keeping.worst],
        "per_metre": ranked(per_metre(chunk.difference, chunk.outline))[: keeping.worst],
    }
    of_each = [np.flatnonzero(chunk.kind == number) for number in range(len(KINDS))]
    found["of_kind"] = np.concatenate([mine[ranked(chunk.difference[mine])][: keeping.of_kind] for mine in of_each])
    found["lot"] = np.flatnonzero(chunk.lot)
    return found


def chosen(chunk: Chunk, keeping: Keeping) -> Chunk:
    """With only those pairs that are to be judged, in the order of chunk and spot."""
    places = np.unique(np.concatenate(list(groups(chunk, keeping).values())))
    whole = {"classes", "dropped", "most", "seconds", "load", "refused"}
    values = {field.name: getattr(chunk, field.name) for field in fields(Chunk)}
    return Chunk(**{name: value if name in whole else value[places] for name, value in values.items()})
