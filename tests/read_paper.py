"""A PDF as a reader other than its maker sees it: by pikepdf alone, its glyphs turned to text by its own ToUnicode."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, drawings on it included; a glyph .notdef shows as ☒."""
    with opened(pdf) as file:
        return [_text(page.obj, page.obj.Resources) for page in file.pages]


def _text(content: Any, resources: Any) -> str:
    fonts = {name: _unicode(font) for name, font in resources.get("/Font", pikepdf.Dictionary()).items()}
    drawings = resources.get("/XObject", pikepdf.Dictionary())
    said, font = "", {}
    for operands, operator in pikepdf.parse_content_stream(content):
        name = str(operator)
        if name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            parts = operands[0] if name == "TJ" else [operands[0]]
            for one in parts:
                if isinstance(one, pikepdf.String):
                    raw = bytes(one)
                    codes = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
                    said += "".join(font.get(code, "") if code else "☒" for code in codes)
        elif name == "Do" and drawings[str(operands[0])].get("/Subtype") == "/Form":
            inner = drawings[str(operands[0])]
            said += _text(inner, inner.get("/Resources", pikepdf.Dictionary()))
    return said


def _unicode(font: Any) -> dict[int, str]:
    """By glyph, what it stands for."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for at in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + at] = start[:-1] + chr(ord(start[-1]) + at)
    return found


def wrong_for_archive(pdf: bytes) -> list[str]:
    """What PDF/A-2b forbids and can be seen without its validator."""
    wrong: list[str] = []
    with opened(pdf) as file:
        intents = [one for one in file.Root.get("/OutputIntents", []) if one.S == "/GTS_PDFA1"]
        wrong += [] if intents and "/DestOutputProfile" in intents[0] else ["no output intent"]
        about = bytes(file.Root.Metadata.read_bytes()).decode()
        wrong += [] if re.search(r"pdfaid:part>?=?\"?2", about) else ["no part in XMP"]
        wrong += [] if re.search(r"pdfaid:conformance>?=?\"?B", about) else ["no conformance in XMP"]
        wrong += ["metadata packed"] if "/Filter" in file.Root.Metadata else []
        wrong += [] if "/ID" in file.trailer and "/Encrypt" not in file.trailer else ["no ID"]
        for one in file.objects:
            wrong += _wrong(one)
    head = pdf.split(b"\n", 2)
    return wrong + ([] if head[0].startswith(b"%PDF-1.") and max(head[1]) > 127 else ["no binary header"])


def _wrong(one: Any) -> list[str]:
    if not isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        return []
    said = []
    if one.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
        said.append("font not embedded")
    if one.get("/Type") == "/Font" and one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
        said.append("font without ToUnicode")
    if one.get("/Interpolate") is True or one.get("/S") == "/JavaScript" or "LZW" in str(one.get("/Filter", "")):
        said.append("forbidden entry")
    if one.get("/Subtype") == "/Link" and not int(one.get("/F", 0)) & 4:
        said.append("link that is not printed")
    return said
