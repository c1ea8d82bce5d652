"""How fast dossiers are set: `python -m benchmarks.papers [--papers 200] [--docs]`, by two processes.

Each has ten pages or more, its own overlay figure of 2,000 shapes (drawn in the run by our own hand), its own two chips
of 512 points a side and three photos (encoded in the run), a table, an index, and is sealed. A run of a few goes before
the clock, so that both processes stand. CPU is that of all processes: it tells less of who else uses the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from benchmarks.docs import DOCS, PAGE, between
from weipian.figures.svg import View, document
from weipian.papers.model import Paper
from weipian.papers.pool import PROCESSES, Job, press_all
from weipian.papers.seal import Issue, sealed
from weipian.papers.typesetting import Built

RESULT = DOCS / "benchmarks-papers.json"
START, END = "<!-- papers: start -->", "<!-- papers: end -->"
PASS, AIM, WARM, SHAPES = 5, 10, 8, 2_000
KEY = Ed25519PrivateKey.from_private_bytes(b"benchmark".ljust(32))


def shapes(seed: int) -> list[Any]:
    """Areas of 24 points, as a survey's."""
    own = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    middle = own.uniform(0, 3_000, (SHAPES, 1, 2))
    reach = own.uniform(20, 45, (SHAPES, 24, 1))
    rings = middle + reach * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return list(shapely.polygons(rings))


def figure(seed: int) -> bytes:
    """An overlay figure: five classes of land, one path each."""
    view = View.fitted((0, 0, 3_000, 2_200), 0, 0, 156, 114)
    all_shapes = shapes(seed)
    paths = [
        f'<path d="{view.path(all_shapes[kind::5])}" fill="hsl({kind * 60},40%,75%)" stroke="#555" stroke-width="1"/>'
        for kind in range(5)
    ]
    return document(156, 114, "套合图", paths).encode()


def chip(seed: int, size: tuple[int, int] = (512, 512)) -> bytes:
    """Ground as a photo has it: JPEG, some 70 KB."""
    own = np.random.default_rng(seed)
    coarse = own.integers(40, 200, (size[1] // 16, size[0] // 16, 3), dtype=np.uint8)
    smooth = np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC), dtype=np.int16)
    noisy = np.clip(smooth + own.integers(-12, 12, smooth.shape), 0, 255).astype(np.uint8)
    out = BytesIO()
    Image.fromarray(noisy).save(out, "JPEG", quality=80)
    return out.getvalue()


def jobs(count: int, photos: dict[str, bytes], first: int = 0) -> Iterator[Job]:
    """Dossiers that share no picture but the photos, which come from the vault as they are."""
    sys.path.insert(0, str(DOCS.parent / "tests"))
    from made_papers import dossier

    for at in range(first, first + count):
        number = f"SF{at:06}"
        pictures = {**photos, "map": figure(at), "before": chip(2 * at), "after": chip(2 * at + 1)}
        paper: Paper = replace(dossier(number), pictures=pictures)
        yield Job(number, paper)


def measured(count: int) -> dict[str, float]:
    """One run: wall clock, CPU of all processes, pages and bytes."""
    public = b64encode(KEY.public_key().public_bytes_raw()).decode()
    sizes: list[int] = []
    pages: list[int] = []
    marks: list[float] = []

    def take(name: str, made: Built) -> None:
        if len(marks) < WARM:
            marks.append(time.perf_counter())
            return
        sizes.append(len(sealed(made.pdf, Issue("bench", name, "1", "1:0", "2023-10-09", public), KEY.sign)))
        pages.append(made.pages)

    photos = {f"photo{at}": chip(10_000_000 + at, (1024, 768)) for at in (1, 2, 3)}
    failed = press_all(jobs(count + WARM, photos), take, count + WARM)
    wall = time.perf_counter() - marks[-1]
    assert not failed
    assert len(sizes) == count
    used = cpu_of_all() / (count + WARM) * count
    return {
        "dossiers": count, "pages": sum(pages) / count, "KB": sum(sizes) / count / 1000,
        "a second": count / wall, "CPU each": used / count,
    }  # fmt: skip


def cpu_of_all() -> float:
    """This process and its workers, which have ended."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def as_markdown(found: dict[str, float]) -> str:
    rate = 2 / found["CPU each"]
    said = (
        "the aim is reached by what two cores can do"
        if rate >= AIM
        else "it passes"
        if rate >= PASS
        else "it does not pass"
    )
    return "\n".join([
        "| dossiers | pages each | KB each | processes | a second | CPU seconds each | two cores could, a second |",
        "|---|---|---|---|---|---|---|",
        f"| {found['dossiers']:.0f} | {found['pages']:.1f} | {found['KB']:.0f} | {PROCESSES} | {rate:.1f} "
        f"| {found['CPU each']:.3f} | {2 / found['CPU each']:.1f} |",
        "", f"Asked: {PASS} a second, aim {AIM}: {said}. CPU: all processes, their start and the drawing too.",
    ])  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.papers", description=__doc__)
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--docs", action="store_true", help="write the section of docs/benchmarks.md and its JSON anew")
    said = parser.parse_args()
    found = measured(said.papers)
    sys.stdout.write(as_markdown(found) + "\n")
    if said.docs:
        RESULT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        Path(PAGE).write_text(between(PAGE.read_text("utf-8"), START, END, as_markdown(found)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
