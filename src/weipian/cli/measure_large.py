"""`weipian measure` with more patches than memory should hold: block by block, and on from where it was stopped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from weipian.atlas.ready import Store
from weipian.cli.answer import give, say, tell_listed
from weipian.cli.workbooks import beside_output
from weipian.programme.overlay.blocks_told import Large
from weipian.programme.overlay.joining import Asked
from weipian.programme.overlay.large import measure_large
from weipian.programme.overlay.source import LayerSource

Wanted = tuple[Sequence[LayerSource], Collection[str], bool, str | None, int | None, str | None]
"""Layers, partitions, whether to repair, encoding, EPSG number, id column."""


def measure_in_blocks(patches: str, output: Path, wanted: Wanted, dry: bool, as_json: bool) -> int:
    """Measure, write, tell; the exit code."""
    asked = Asked(*wanted, None, lambda line: say([line]))
    found = measure_large(patches, output, asked, Store.of_user(), dry=dry)
    say(found.said)
    text = f"{found.patches} 个图斑 × {len(asked.layers)} 个图层，{found.rows} 行"
    answer = told(found, None if dry else output) if as_json else {}
    give(answer, f"{text}{'（演练，没有写出）' if dry else f'，已写入 {output}'}", as_json)
    return tell_listed(found.refused, None if dry else beside_output(found.refused, output))


def told(found: Large, output: Path | None) -> dict[str, object]:
    """The JSON answer; millions of rows stand in the output only."""
    return {
        "output": None if output is None else str(output),
        "patches": found.patches,
        "row_count": found.rows,
        "refused": [row.as_json() for row in found.refused],
        "said": list(found.said),
        "contradictions": found.contradictions_json(),
    }
