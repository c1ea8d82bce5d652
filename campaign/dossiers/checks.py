"""What a program can see of a dossier: its index, its glyphs and fonts, its seal, its figures against `explain`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pikepdf

from weipian.papers.verifying import examined
from weipian.terms.area import Area
from weipian.terms.dossier import Section


def wrong_of(pdf: Path, told: dict[str, Any], texts: list[str]) -> Iterator[str]:
    """`told`: what `explain --json` says of the plot; `texts`: the words of each page."""
    content = pdf.read_bytes()
    if not examined(content).whole:
        yield "seal: not as issued"
    yield from _altered(content)
    yield from _fonts(content)
    yield from _index(texts)
    yield from _figures(told, "".join(texts))
    for at, text in enumerate(texts, 1):
        if "☒" in text or "�" in text:
            yield f"page {at}: a glyph is missing"
        if len(re.sub(r"\s", "", text)) < 60 and at > 1:
            yield f"page {at}: nearly empty"
        for bad in ("None", "nan", "{", "}", "。。", "，，", "、、", "；。", "（）", "False", "True"):
            if bad in text:
                yield f"page {at}: {bad} in the words"


def _altered(content: bytes) -> Iterator[str]:
    for part in (3, 5, 9):
        bad = bytearray(content)
        bad[len(bad) * part // 11] ^= 1
        if not examined(bytes(bad)).changes:
            yield f"seal: a byte at {part}/11 was changed and not named"


def _fonts(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        for one in file.objects:
            described = isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
            if described and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
                yield "a font is not embedded"


def _index(texts: list[str]) -> Iterator[str]:
    """Each title of the index with the page on which it stands."""
    flat, sections = _flat(texts[1]), list(Section)
    for at, section in enumerate(sections, 1):
        after = f"{at + 1}{sections[at].label}" if at < len(sections) else "第"
        found = re.search(rf"{at}{section.label}(\d+)(?:待补)?{after}", flat)
        pages = [page for page, text in enumerate(texts[2:], 3) if section.label in _flat(text)]
        if found is None or int(found[1]) not in pages:
            yield f"index: {section.label} {found[1] if found else 'is not there'}, stands on {pages}"


def _flat(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def _figures(told: dict[str, Any], text: str) -> Iterator[str]:
    """Every measured area of `explain` stands in the dossier, in both units."""
    flat = _flat(text)
    for one in told["figures"]:
        if one["unit"] == "m2" and one["value"] and not one["figure"].startswith("land_use:"):
            mu = Area(Fraction(one["value"])).text_mu(2)
            if mu not in flat or (one["figure"] != "measured_area" and one["value"] not in flat):
                yield f"figure: {one['label']} {one['value']} / {mu} is not in the words"
