"""county.toml: which of a county's files is what. It holds no conclusions (docs/county-toml.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from weipian.terms.acting import Secrecy
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

Kind = TypeVar("Kind")
TYPES = {str: "文字", list: "方括号里的清单", date: "日期（不加引号）", dict: "一组键值"}


@dataclass(frozen=True, slots=True)
class PatchFiles:
    """The issued patches: one file a batch, and what their columns are called."""

    files: tuple[Path, ...]
    id: str
    category: str
    issued: str
    area: str
    area_unit: str
    township: str
    earlier_image: str
    later_image: str
    encoding: str | None


@dataclass(frozen=True, slots=True)
class LayerFile:
    """One layer's file; `columns` names our key for a column of the file."""

    kind: LayerKind
    path: Path
    layer: str | None
    class_column: str | None
    as_of: date | None
    encoding: str | None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """What a finding names as its source."""
        return f"{self.kind.label} {self.path.name}（截至 {self.as_of or '未注明'}）"


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A dated image."""

    path: Path
    taken: date
    source: str
    secrecy: Secrecy
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A CSV table."""

    path: Path
    encoding: str | None


@dataclass(frozen=True, slots=True)
class CountyFiles:
    """All that a county hands in for a year."""

    policy: str
    title: str
    county: str
    townships: tuple[str, ...]
    as_of: date
    notice: str
    patches: PatchFiles
    layers: tuple[LayerFile, ...]
    images: tuple[ImageFile, ...]
    inspections: TableFile | None
    review: TableFile | None


def read_county(path: Path) -> CountyFiles:
    """Reads and checks the list; every file that it names must be there."""
    if not path.is_file():
        raise InputError("no_county_list", where=str(path))
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("county_list_broken", where=path.name, place=place_of(error)) from None
    top = Section(raw, path.name, path.parent)
    county = CountyFiles(
        policy=top.text("policy"),
        title=top.text("title"),
        county=top.text("county"),
        townships=tuple(top.get("townships", list, [])),
        as_of=top.get("as_of", date),
        notice=top.text("notice", ""),
        patches=patch_files(top.section("patches")),
        layers=tuple(layer_file(each, kind) for kind, each in top.section("layers").sections()),
        images=tuple(image_file(each) for each in top.listed("images")),
        inspections=table_file(top, "inspections"),
        review=table_file(top, "review"),
    )
    top.nothing_left()
    return county


def place_of(error: ValueError) -> str:
    """Where the list can't be read, from the reader's own words."""
    line = re.search(r"at line (\d+)", str(error))
    return f"第{line[1]}行" if line else "某处"


def patch_files(section: Section) -> PatchFiles:
    files = tuple(section.path_of(str(name)) for name in section.get("files", list))
    if not files:
        raise InputError("county_no_patches", where=section.where)
    unit = section.text("area_unit", "m2")
    if unit not in ("mu", "m2"):
        raise InputError("county_area_unit", where=section.where, value=unit)
    found = PatchFiles(
        files=files,
        id=section.text("id"),
        category=section.text("category"),
        issued=section.text("issued"),
        area=section.text("area", ""),
        area_unit=unit,
        township=section.text("township", ""),
        earlier_image=section.text("earlier_image", ""),
        later_image=section.text("later_image", ""),
        encoding=section.text("encoding", "") or None,
    )
    section.nothing_left()
    return found


def layer_file(section: Section, kind: str) -> LayerFile:
    found = LayerFile(
        kind=LayerKind.read(kind, where=section.where),
        path=section.path_of(section.text("file")),
        layer=section.text("layer", "") or None,
        class_column=section.text("class_column", "") or None,
        as_of=section.get("as_of", date, None),
        encoding=section.text("encoding", "") or None,
        columns=section.get("columns", dict, {}),
    )
    section.nothing_left()
    return found


def image_file(section: Section) -> ImageFile:
    found = ImageFile(
        path=section.path_of(section.text("file")),
        taken=section.get("taken", date),
        source=section.text("source"),
        secrecy=Secrecy.read(section.text("secrecy", Secrecy.UNKNOWN.value), where=section.where),
        bands=tuple(section.get("bands", list, [])),
    )
    section.nothing_left()
    return found


def table_file(top: Section, name: str) -> TableFile | None:
    if name not in top.raw:
        return None
    section = top.section(name)
    found = TableFile(section.path_of(section.text("file")), section.text("encoding", "") or None)
    section.nothing_left()
    return found


_REQUIRED: Any = object()


class Section:
    """A table of the list that notes which keys were asked, so that a misspelt one is found."""

    def __init__(self, raw: dict[str, Any], where: str, folder: Path) -> None:
        self.raw, self.where, self.folder = raw, where, folder
        self.left = set(raw)

    def get(self, key: str, kind: type[Any], otherwise: Any = _REQUIRED) -> Any:
        self.left.discard(key)
        if key not in self.raw:
            if otherwise is _REQUIRED:
                raise InputError("county_key_missing", where=self.where, key=key)
            return otherwise
        if not isinstance(self.raw[key], kind):
            raise InputError("county_key_kind", where=self.where, key=key, kind=TYPES[kind])
        return self.raw[key]

    def text(self, key: str, otherwise: Any = _REQUIRED) -> str:
        return str(self.get(key, str, otherwise))

    def section(self, key: str) -> Section:
        return Section(self.get(key, dict), f"{self.where} [{key}]", self.folder)

    def listed(self, key: str) -> list[Section]:
        """What stands under `[[key]]`, as often as it does."""
        found = [each for each in self.get(key, list, []) if isinstance(each, dict)]
        return [Section(each, f"{self.where} [[{key}]] 第{row}项", self.folder) for row, each in enumerate(found, 1)]

    def sections(self) -> list[tuple[str, Section]]:
        return [(key, Section(self.get(key, dict), f"{self.where} [{key}]", self.folder)) for key in self.raw]

    def path_of(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            raise InputError("county_file_missing", where=self.where, name=name)
        return path

    def nothing_left(self) -> None:
        if self.left:
            raise InputError("county_key_unknown", where=self.where, keys="、".join(sorted(self.left)))
