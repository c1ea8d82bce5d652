"""A batch compared with what was issued before under its name: new, gone, back, changed; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from weipian.terms.area import Area
from weipian.terms.eyes import Eyes


@dataclass(frozen=True, slots=True)
class Content:
    """All of a patch that a platform issues; our own measuring is no part of it."""

    category: str
    supplementary: bool
    issued: str
    attributes: str
    crs: str
    wkb: bytes
    area_um2: int


@dataclass(frozen=True, slots=True)
class Difference:
    """`what`: new | gone | back | changed. `fields`: name → (old, new).

    `areas`: (old, new) in 1e-6 m² where the shape changed, else None.
    """

    patch: str
    what: str
    fields: Mapping[str, tuple[str | None, str | None]]
    areas: tuple[int, int] | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "patch": self.patch,
            "what": self.what,
            "fields": [{"field": name, "old": old, "new": new} for name, (old, new) in sorted(self.fields.items())],
            "geometry": None if self.areas is None else _areas(*self.areas),
        }

    def __str__(self) -> str:
        texts = [f"{name}：{old or '空'} → {new or '空'}" for name, (old, new) in sorted(self.fields.items())]
        if self.areas is not None:
            found = _areas(*self.areas)
            texts.append(f"图形变了，面积 {found['old_area_m2']} → {found['new_area_m2']} 平方米")
        return f"{WORDS[self.what]}　{self.patch}　{'；'.join(texts)}".rstrip()


def seen(one: Difference, eyes: Eyes) -> Difference:
    """As it may be shown: the platform's cells may name people."""
    old, new = (eyes.cells({name: pair[place] for name, pair in one.fields.items()}) for place in (0, 1))
    return replace(one, fields={name: (old[name], new[name]) for name in one.fields})


WORDS = {"new": "新增", "gone": "不再下发", "back": "重新出现", "changed": "有变化"}


def _areas(old: int, new: int) -> dict[str, str]:
    before, after = Area.of_um2(old), Area.of_um2(new)
    return {
        "old_area_m2": before.text_m2(),
        "new_area_m2": after.text_m2(),
        "difference_m2": (after - before).text_m2(),
    }


def difference(patch: str, old: Content, new: Content, *, same_shape: bool, was_gone: bool) -> Difference | None:
    """None where nothing changed. `same_shape`: judged by whoever can read geometries."""
    fields = _fields(old, new)
    areas = None if same_shape else (old.area_um2, new.area_um2)
    if not fields and areas is None:
        return Difference(patch, "back", {}) if was_gone else None
    return Difference(patch, "back" if was_gone else "changed", fields, areas)


def _fields(old: Content, new: Content) -> dict[str, tuple[str | None, str | None]]:
    found: dict[str, tuple[str | None, str | None]] = {}
    if old.attributes != new.attributes:
        before, after = json.loads(old.attributes), json.loads(new.attributes)
        for name in {**before, **after}:
            if before.get(name) != after.get(name):
                found[name] = (before.get(name), after.get(name))
    for label, one, other in (
        ("图斑类别", old.category, new.category),
        ("下发日期", old.issued, new.issued),
        ("补充图斑", str(int(old.supplementary)), str(int(new.supplementary))),
    ):
        if one != other:
            found[label] = (one, other)
    return found
