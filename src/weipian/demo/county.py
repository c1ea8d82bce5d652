"""county.toml: says which of the county's files is what. Its keys are told in docs/county-toml.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from weipian.demo.events import AS_OF
from weipian.demo.imagery import SOURCE, ImageFile
from weipian.demo.places import COUNTY, NOTICE, TOWNSHIPS
from weipian.terms.words import LayerKind

BASELINE = "2022-12-31"


@dataclass(frozen=True, slots=True)
class LayerFile:
    """One layer's file; `columns` names our key for a column of the file."""

    kind: LayerKind
    file: str
    layer: str = ""
    class_column: str = ""
    as_of: str = BASELINE
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def write_county(path: Path, patches: Sequence[str], layers: Sequence[LayerFile], images: Sequence[ImageFile]) -> Path:
    """Writes the file and gives its path."""
    lines = [
        "# 各项含义见 docs/county-toml.md",
        f'policy = "{"demo-2023"}"',
        f'title = "{COUNTY}2023年自然资源卫片执法"',
        f'county = "{COUNTY}"',
        f"townships = {_array(TOWNSHIPS)}",
        f"as_of = {AS_OF.isoformat()}",
        f'notice = "{NOTICE}"',
        "",
        "[patches]",
        f"files = {_array(patches)}",
        'id = "JCBH"',
        'category = "TBLX"',
        'issued = "XFSJ"',
        'area = "JCMJ"',
        'area_unit = "mu"',
        'township = "XZQMC"',
        'earlier_image = "QSX"',
        'later_image = "HSX"',
        'encoding = "GBK"',
        "",
        *(line for layer in layers for line in _layer(layer)),
        *(line for image in images for line in _image(image)),
        "[inspections]",
        'file = "虚构数据_实地核查.csv"',
        "",
        "[review]",
        'file = "虚构数据_会审结果.csv"',
        'encoding = "GBK"',
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _layer(layer: LayerFile) -> list[str]:
    named = {
        "file": layer.file,
        "layer": layer.layer,
        "class_column": layer.class_column,
        "encoding": layer.encoding,
    }
    lines = [f"[layers.{layer.kind}]", *(f'{key} = "{value}"' for key, value in named.items() if value)]
    lines.append(f"as_of = {layer.as_of}")
    if layer.columns:
        pairs = ", ".join(f'{key} = "{column}"' for key, column in layer.columns.items())
        lines.append(f"columns = {{ {pairs} }}")
    return [*lines, ""]


def _image(image: ImageFile) -> list[str]:
    return [
        "[[images]]",
        f'file = "{image.file}"',
        f"taken = {image.taken.isoformat()}",
        f'source = "{SOURCE}"',
        'secrecy = "open"',
        "",
    ]


def _array(values: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"
