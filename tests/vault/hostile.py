"""A corpus of files that must not get in, each with the code that says why; made here by their classes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

from made_evidence import box, docx, encoded, gpkg, heic, mp4, pdf, photo, pixels, shp, xlsx, zipped

Made = Callable[[], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PHP = b"<?php system($_GET['c']); ?>"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACROS = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def flood_png() -> bytes:
    """Claims 60000×60000 in a few bytes."""
    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


def flood_jpeg() -> bytes:
    data = bytearray(encoded("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 65000, 65000)
    return bytes(data)


def flood_tiff() -> bytes:
    entries = [(256, 4, 1, 60000), (257, 4, 1, 60000), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
               (277, 3, 1, 1), (278, 4, 1, 60000), (279, 4, 1, 1)]  # fmt: skip
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + table + bytes(8)


def bad_crc_png() -> bytes:
    data = bytearray(encoded("PNG"))
    at = data.index(b"IDAT")
    data[at + 20] ^= 0xFF
    return bytes(data)


def commented_jpeg(comment: bytes) -> bytes:
    data = encoded("JPEG")
    return data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:]


def lying_segment() -> bytes:
    data = encoded("JPEG")
    return data[:4] + b"\xff\xff" + data[6:]


def noted_png(text: bytes) -> bytes:
    data = encoded("PNG")
    return data[:33] + chunk(b"tEXt", b"Comment\x00" + text) + data[33:]


def slip(name: str) -> bytes:
    return zipped({name: shp(), "a.dbf": b"x", "a.shx": shp()})


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("a.shp")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("a.dbf", "x")
        archive.writestr("a.shx", shp())
    return out.getvalue()


def bomb() -> bytes:
    return docx(**{"word/media/a.bin": bytes(128 << 20)})


def overlapped() -> bytes:
    """One entry's bytes listed five hundred times."""
    whole = zipped({"word/document.xml": bytes(range(256)) * 16}, method=zipfile.ZIP_STORED)
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    listing = whole[start:end] * 500
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 500, 500, len(listing), start, 0)
    return whole[:start] + listing + tail


def many() -> bytes:
    return zipped({f"word/{number}": b"" for number in range(6000)}, method=zipfile.ZIP_STORED)


def locked() -> bytes:
    data = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(sign)
        data[at + place] |= 1
    return bytes(data)


def sqlite() -> bytes:
    data = bytearray(gpkg())
    data[68:72] = bytes(4)
    return bytes(data)


HOSTILE: tuple[tuple[str, str, Made], ...] = (
    ("空文件.jpg", "evidence_empty", lambda: b""),
    ("网页.jpg", "evidence_page", lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
    ("网页带BOM.jpg", "evidence_page", lambda: b"\xef\xbb\xbf \n<html>"),
    ("矢量.png", "evidence_page", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    (
        "实体.csv",
        "evidence_page",
        lambda: b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    ),
    ("后门.txt", "evidence_page", lambda: PHP),
    ("脚本.txt", "evidence_page", lambda: b"#!/bin/sh\nrm -rf ~\n"),
    ("批处理.txt", "evidence_page", lambda: b"@ECHO OFF\r\nformat c:\r\n"),
    ("富文本.txt", "evidence_page", lambda: b"{\\rtf1 {\\object\\objocx}}"),
    ("藏网页.csv", "evidence_page", lambda: "地块,说明\n1,<script src=//x></script>\n".encode()),
    ("程序.jpg", "evidence_program", lambda: b"MZ\x90\x00" + bytes(500)),
    ("程序.pdf", "evidence_program", lambda: b"\x7fELF\x02\x01\x01" + bytes(500)),
    ("快捷方式.jpg", "evidence_program", lambda: b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100)),
    ("矢量.svg", "evidence_active_name", lambda: b"<svg/>"),
    ("网页.html", "evidence_active_name", lambda: encoded("JPEG")),
    ("照片.jpg.exe", "evidence_active_name", lambda: encoded("JPEG")),
    ("照片.exe ", "evidence_active_name", lambda: encoded("JPEG")),
    ("照片\u202egpj.exe", "evidence_active_name", lambda: encoded("JPEG")),
    ("照片.ex\u200be", "evidence_active_name", lambda: encoded("JPEG")),
    ("宏.xlsm", "evidence_active_name", lambda: xlsx()),
    ("宏.xlsx", "evidence_macros", lambda: xlsx(MACROS)),
    ("宏.docx", "evidence_macros", lambda: docx(**{"word/vbaProject.bin": b"x"})),
    ("四代宏.xlsx", "evidence_macros", lambda: xlsx(**{"xl/macrosheets/sheet1.xml": b"x"})),
    ("加密.xlsx", "evidence_old_office", lambda: OLE),
    ("旧.doc", "evidence_old_office", lambda: OLE),
    ("加密.docx", "evidence_old_office", locked),
    ("照片包.zip", "evidence_archive", lambda: zipped({"1.jpg": encoded("JPEG")})),
    ("包.rar", "evidence_archive", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(50)),
    ("包.7z", "evidence_archive", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50)),
    ("包.gz", "evidence_archive", lambda: b"\x1f\x8b\x08" + bytes(50)),
    ("包.tar", "evidence_archive", lambda: b"a.jpg" + bytes(252) + b"ustar\x0000" + bytes(300)),
    ("空包.zip", "evidence_archive", lambda: zipped({})),
    ("出走.zip", "archive_unsafe", lambda: slip("../a.shp")),
    ("绝对.zip", "archive_unsafe", lambda: slip("/etc/a.shp")),
    ("盘符.zip", "archive_unsafe", lambda: slip("C:\\a.shp")),
    ("反斜杠.zip", "archive_unsafe", lambda: slip("..\\..\\a.shp")),
    ("链接.zip", "archive_unsafe", linked),
    ("炸弹.docx", "archive_too_big", bomb),
    ("重叠.docx", "archive_too_big", overlapped),
    ("六千.docx", "archive_too_big", many),
    ("半截.docx", "evidence_broken", lambda: docx()[:-30]),
    (
        "坏校验.docx",
        "evidence_broken",
        lambda: docx().replace(b"\x00\x00word/document.xml", b"\x01\x00word/document.xml"),
    ),
    ("尾巴.docx", "evidence_two_things", lambda: docx() + b"<script>"),
    ("缺件.zip", "evidence_shapefile_parts", lambda: zipped({"a.shp": shp()})),
    ("谎长.zip", "evidence_broken", lambda: zipped({"a.shp": shp(4000), "a.dbf": b"x", "a.shx": shp()})),
    ("夹带.zip", "evidence_archive", lambda: zipped({"a.shp": shp(), "a.dbf": b"x", "a.shx": shp(), "b.exe": b"MZ"})),
    ("图加包.jpg", "evidence_two_things", lambda: encoded("JPEG") + zipped({"a.js": b"alert(1)"})),
    ("图加码.jpg", "evidence_two_things", lambda: encoded("JPEG") + PHP),
    ("图夹码.jpg", "evidence_two_things", lambda: commented_jpeg(PHP)),
    ("图夹页.jpg", "evidence_two_things", lambda: commented_jpeg(b"*/=1/*<script>alert(1)</script>")),
    ("图加文.jpg", "evidence_two_things", lambda: encoded("JPEG") + pdf()),
    ("图加程.jpg", "evidence_two_things", lambda: encoded("JPEG") + b"MZ" + bytes(90)),
    ("图加档.jpg", "evidence_two_things", lambda: encoded("JPEG") + b"Rar!\x1a\x07\x01\x00"),
    ("图加包.png", "evidence_two_things", lambda: encoded("PNG") + zipped({"a": b"b"})),
    ("藏尾.png", "evidence_two_things", lambda: encoded("PNG") + b"MZ" + bytes(50) + b"IEND\xaeB\x60\x82"),
    ("图夹页.png", "evidence_two_things", lambda: noted_png(b"<SCRIPT >alert(1)</SCRIPT>")),
    ("图加包.webp", "evidence_two_things", lambda: encoded("WEBP") + zipped({"a": b"b"})),
    ("半截.jpg", "evidence_cut_short", lambda: encoded("JPEG")[:-400]),
    ("只有头.jpg", "evidence_cut_short", lambda: b"\xff\xd8\xff"),
    ("谎段.jpg", "evidence_cut_short", lying_segment),
    ("半截.png", "evidence_cut_short", lambda: encoded("PNG")[:-20]),
    ("半截.webp", "evidence_cut_short", lambda: encoded("WEBP")[:-20]),
    ("坏校验.png", "evidence_broken", bad_crc_png),
    ("乱图.jpg", "evidence_broken", lambda: b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02" + b"z" * 500 + b"\xff\xd9"),
    ("乱图.tif", "evidence_broken", lambda: b"II*\x00\x08\x00\x00\x00" + b"\xff" * 300),
    ("绕圈.tif", "evidence_broken", lambda: b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00" + bytes(40)),
    ("像素洪水.png", "evidence_pixels", flood_png),
    ("像素洪水.jpg", "evidence_pixels", flood_jpeg),
    ("像素洪水.tif", "evidence_pixels", flood_tiff),
    ("半截.pdf", "evidence_cut_short", lambda: pdf(b"x" * 9000)[:6000]),
    ("文加包.pdf", "evidence_two_things", lambda: pdf() + zipped({"a": b"b"})),
    ("文加页.pdf", "evidence_two_things", lambda: pdf() + b"<html>"),
    ("半截.mp4", "evidence_cut_short", lambda: mp4()[:-20]),
    ("没索引.mp4", "evidence_cut_short", lambda: box(b"ftyp", b"isom" + bytes(4)) + box(b"mdat", bytes(64))),
    ("影加包.mp4", "evidence_cut_short", lambda: mp4() + zipped({"a": b"b"})),
    ("盒夹包.mp4", "evidence_two_things", lambda: mp4() + boxed_zip()),
    ("半截.heic", "evidence_cut_short", lambda: heic()[:-20]),
    ("半截.gpkg", "evidence_cut_short", lambda: gpkg()[:-4096]),
    ("别的库.gpkg", "evidence_kind_unknown", sqlite),
    ("动图.gif", "evidence_kind_unknown", partial(encoded, "GIF", pixels(20, 20))),
    ("位图.bmp", "evidence_kind_unknown", partial(encoded, "BMP", pixels(20, 20))),
    ("乱码.jpg", "evidence_kind_unknown", lambda: bytes(range(256)) * 20),
    ("带零.txt", "evidence_kind_unknown", lambda: b"abc\x00def"),
    ("怪牌.mp4", "evidence_kind_unknown", lambda: mp4(b"zzzz")),
)


def boxed_zip() -> bytes:
    """An archive inside a box at a film's end: whole as a film, whole as an archive."""
    return box(b"free", zipped({"a.js": b"alert(1)"}))


KEPT: tuple[tuple[str, str, Made], ...] = (
    ("照片.jpg", "image/jpeg", photo),
    ("照片.png", "image/png", partial(encoded, "PNG")),
    ("照片.webp", "image/webp", partial(encoded, "WEBP")),
    ("扫描.tif", "image/tiff", partial(encoded, "TIFF", compression="tiff_lzw")),
    ("两页.tif", "image/tiff", lambda: encoded("TIFF", save_all=True, append_images=[pixels()])),
    ("手机.heic", "image/heic", heic),
    ("批文.pdf", "application/pdf", pdf),
    ("批文.ofd", "application/ofd", lambda: zipped({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"})),
    ("纪要.docx", DOCX, docx),
    ("批注.docx", DOCX, lambda: zipped({"[Content_Types].xml": b"", "word/document.xml": b""}, comment="注".encode())),
    ("台账.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
    ("界线.gpkg", "application/geopackage+sqlite3", gpkg),
    ("界线.zip", "application/zip", lambda: zipped({"a.shp": shp(), "a.dbf": b"x", "a.shx": shp(), "a.prj": b"x"})),
    ("录像.mp4", "video/mp4", mp4),
    ("录像.mov", "video/quicktime", lambda: mp4(b"qt  ")),
    ("询问.m4a", "audio/mp4", lambda: mp4(b"M4A ")),
    ("说明.txt", "text/plain", lambda: "实地未变化\r\n".encode()),
    ("旧表.csv", "text/csv", lambda: "地块,面积\n1,2.5\n2,-3\n".encode("gb18030")),
)
