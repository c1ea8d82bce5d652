"""`weipian measure`: the bare tool. Any GIS file in, one row per patch × layer × class out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_listed
from weipian.cli.chinese import ChineseCommand
from weipian.cli.options import as_json, encoding
from weipian.cli.workbooks import beside_output
from weipian.terms.errors import UsageError

if TYPE_CHECKING:
    from weipian.programme.overlay.measured import Measured
    from weipian.workbook.drawn import Drawn


@click.command(
    cls=ChineseCommand,
    help="套合：量出每个图斑压盖各图层、各分类的面积（CGCS2000 椭球面）。PATCHES 可为 Shapefile、FileGDB、"
    "GeoPackage、GeoJSON、GeoParquet；多图层文件写成 文件#图层名。",
)
@click.argument("patches", metavar="PATCHES")
@click.option(
    "--layer", "layers", multiple=True, metavar="名称=文件[:分类字段]", help="要套合的图层，可多次给出，至少一个"
)
@click.option("--id", "id_column", metavar="列", help="图斑编号所在列；默认自动识别")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="文件",
    help="结果：.parquet .csv .gpkg .xlsx",
)
@click.option(
    "--partition", multiple=True, metavar="名称", help="应当铺满的图层（如地类）；没有盖到的部分记为「未覆盖」"
)
@click.option("--repair", is_flag=True, help="修复无效图形并记录；默认不采用无效图形")
@encoding
@click.option("--crs", type=int, metavar="EPSG", help="指明坐标系编号，如 4525；默认读文件自带的")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", metavar="local|spark", help="量算引擎"
)
@click.option("--dry-run", is_flag=True, help="只量不写，说明会写出什么")
@as_json
def measure(
    patches: str,
    layers: Sequence[str],
    id_column: str | None,
    output: Path,
    partition: Sequence[str],
    repair: bool,
    encoding: str | None,
    crs: int | None,
    engine: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    if engine == "spark":
        raise UsageError("engine_not_there")
    from weipian.programme.overlay.files import LayerSource, measure_files
    from weipian.programme.overlay.sizes import is_large
    from weipian.work.progress import Progress
    from weipian.workbook.tables import import_writer, require_writable, write_rows

    sources = [LayerSource.parse(text) for text in layers]
    require_writable(output)
    if is_large(patches, output):
        from weipian.cli.measure_large import measure_in_blocks

        asked = (sources, partition, repair, encoding, crs, id_column)
        return measure_in_blocks(patches, output, asked, dry_run, as_json)
    with Progress("套合", total=max(len(sources), 1)) as step:
        found = measure_files(
            patches,
            sources,
            id_column=id_column,
            partition=partition,
            repair=repair,
            encoding=encoding,
            crs=crs,
            progress=lambda *_: step(),
            tell=lambda line: say([line]),
            meanwhile=lambda: import_writer(output),
        )
    if not dry_run:
        write_rows(output, found.table, drawn(found) if output.suffix.lower() == ".gpkg" else None)
    return tell(found, len(sources), output, dry_run, as_json)


def tell(found: Measured, layers: int, output: Path, dry_run: bool, as_json: bool) -> int:
    """What was measured, guessed and refused; the exit code."""
    say(found.said)
    answer = told(found, None if dry_run else output) if as_json else {}
    text = f"{len(found.ids)} 个图斑 × {layers} 个图层，{len(found.overlay.rows)} 行"
    give(answer, f"{text}{'（演练，没有写出）' if dry_run else f'，已写入 {output}'}", as_json)
    return tell_listed(found.refused, None if dry_run else beside_output(found.refused, output))


def told(found: Measured, output: Path | None) -> dict[str, object]:
    """The JSON answer; not made unasked, since it holds a dictionary for every row."""
    from weipian.workbook.tables import as_records

    return {
        "output": None if output is None else str(output),
        "patches": len(found.ids),
        "rows": as_records(found.table),
        "refused": [row.as_json() for row in found.refused],
        "said": list(found.said),
        "contradictions": found.contradictions_json(),
    }


def drawn(found: Measured) -> Drawn:
    """Each row's patch as it was given, for a GeoPackage."""
    from numpy import asarray
    from shapely import to_wkb

    from weipian.geometry.crs import Crs
    from weipian.workbook.drawn import Drawn

    crs = found.patches.crs
    assert isinstance(crs, Crs)  # what comes from a file has a system of the allow-list
    return Drawn(to_wkb(asarray(found.patches.areal)).tolist(), crs.epsg, found.overlay.rows.patch)
