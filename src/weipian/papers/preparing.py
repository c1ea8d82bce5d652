"""A paper's value as what the typesetter reads: JSON and pictures under plain names, each character one it can set."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from html import escape, unescape
from typing import Any

import segno

from weipian.papers.fonts import RARE_FAMILY, Stand
from weipian.papers.model import End, Paper
from weipian.terms.errors import InputError

PICTURES = frozenset({"picture", "over", "qr"})
"""Keys of parts that name one."""
KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
SVG_TEXT = re.compile(r"(<t(?:ext|span)\b[^>]*>)([^<]+)")
SVG_FACE = re.compile(r'font-family="[^"]*"')
MASK = 4
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
"""Controls, marks of direction, variants: nothing to print, and some fail PDF/A."""
LONG, JOINT = re.compile("[0-9A-Za-z_/.+:-]{16,}", re.ASCII), re.compile("[_/.+:-]")
LONGER = re.compile("[0-9A-Za-z]{22,}", re.ASCII)
MAY_BREAK = "\u200b"
WHOLE = PICTURES | {"kind", "alt", "title", "author", "subject", "number", "head", "seal"}
"""Keys whose texts stay in one piece: names for programs, and what goes into the document's facts."""
NEW_LINE = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files by name for the typesetter; `lost`: notes of characters that no font has."""

    files: dict[str, bytes]
    lost: tuple[str, ...]


def prepared(paper: Paper, seal: str) -> Prepared:
    """Raises InputError where a picture is not there or no picture."""
    parts = [_plain(one) for one in paper.parts]
    pictures = dict(paper.pictures)
    for part, one in zip(parts, paper.parts, strict=True):
        if isinstance(one, End) and one.qr:
            part["qr"] = f"qr {one.qr}"
            pictures[part["qr"]] = qr(one.qr)
    names = {name: f"p{at}.{_kind(name, pictures)}" for at, name in enumerate(_asked(parts))}
    data = {**_about(paper), "parts": parts}
    stand = Stand.over([*_texts(data), *_svg_texts(names, pictures)])
    told = _breaking(_told(_named(data, names), stand))
    told |= {"notes": stand.notes(), "seal": seal}
    files = {new: _set(pictures[name], new, stand) for name, new in names.items()}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Prepared({**files, "data.json": text.encode()}, tuple(stand.notes()))


def _about(paper: Paper) -> dict[str, Any]:
    day = paper.day
    said = {one.name: getattr(paper, one.name) for one in fields(paper) if one.name not in ("parts", "pictures", "day")}
    return {**said, "date": [day.year, day.month, day.day], "day_said": f"{day.year}年{day.month}月{day.day}日"}


def _plain(value: Any) -> Any:
    """Values as JSON has them; a part with its kind."""
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {"kind": type(value).__name__.lower(), **said}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """A text with nothing in it that is not to be seen; each way to end a line as one."""
    return UNSEEN.sub("", NEW_LINE.sub("\n", text)).replace("\t", "　")


def _asked(value: Any) -> list[str]:
    """Names of pictures that parts ask for, each once, as they come."""
    found: dict[str, None] = {}

    def look(one: Any) -> None:
        if isinstance(one, dict):
            for key, inner in one.items():
                if key in PICTURES and inner:
                    found.setdefault(inner)
                else:
                    look(inner)
        elif isinstance(one, list):
            for inner in one:
                look(inner)

    look(value)
    return list(found)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: names[one] if key in PICTURES and one else _named(one, names) for key, one in value.items()}
    return [_named(one, names) for one in value] if isinstance(value, list) else value


def _kind(name: str, pictures: Mapping[str, bytes]) -> str:
    content = pictures.get(name)
    if content is None:
        raise InputError("paper_picture_missing", where=name)
    for begins, kind in KINDS:
        if content.startswith(begins):
            return kind
    if b"<svg" in content[:400]:
        return "svg"
    raise InputError("paper_picture_kind", where=name)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in PICTURES:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _told(value: Any, stand: Stand) -> Any:
    if isinstance(value, str):
        return stand.set(value)
    if isinstance(value, dict):
        return {key: one if key in PICTURES else _told(one, stand) for key, one in value.items()}
    return [_told(one, stand) for one in value] if isinstance(value, list) else value


def _breaking(value: Any, key: str = "") -> Any:
    """Long runs of digits and letters; the list of digests has room for each."""
    if isinstance(value, str):
        return value if key in WHOLE else LONG.sub(_run, value)
    if isinstance(value, dict):
        return {name: _breaking(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return (
            [[_breaking(what), digest] for what, digest in value]
            if key == "hashes"
            else [_breaking(one, key) for one in value]
        )
    return value


def _run(found: re.Match[str]) -> str:
    """It breaks after its own marks; what is longer still, such as a digest, anywhere."""
    longer = LONGER.sub(lambda whole: MAY_BREAK.join(whole[0]), found[0])
    return JOINT.sub(lambda mark: mark[0] + MAY_BREAK, longer)


def _svg_texts(names: Mapping[str, str], pictures: Mapping[str, bytes]) -> Iterator[str]:
    for name, new in names.items():
        if new.endswith(".svg"):
            for _, words in SVG_TEXT.findall(pictures[name].decode("utf-8", "replace")):
                yield clean(unescape(words)).replace("\n", " ")


def _set(content: bytes, name: str, stand: Stand) -> bytes:
    """A drawing in the house's face; other pictures as they are."""
    if not name.endswith(".svg"):
        return content
    text = SVG_FACE.sub(f'font-family="Noto Sans SC, {RARE_FAMILY}"', content.decode("utf-8", "replace"))
    return SVG_TEXT.sub(lambda one: one[1] + escape(stand.set(clean(unescape(one[2]))), quote=False), text).encode()


def qr(text: str) -> bytes:
    """A QR code as a drawing: the same text gives the same bytes. The mask is given: to try all eight takes longest."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False, mask=MASK).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, scale=4
    )
    return out.getvalue()
