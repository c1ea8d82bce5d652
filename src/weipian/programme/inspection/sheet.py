"""The sheet that goes with originals handed out: one line a file, and a list that `sha256sum -c` accepts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from weipian.vault.kinds import BY_TYPE
from weipian.vault.serving import Stored

if TYPE_CHECKING:
    from weipian.store.queries.evidence import EvidenceHere

SHEET, LIST = "清单.csv", "sha256sum.txt"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HEADERS = (
    "证据号", "文件", "SHA-256", "SM3", "字节", "类型", "种类", "地块", "图斑", "乡镇", "原文件名",
    "拍摄时间", "时区", "纬度", "经度", "精度(米)", "方位角", "方位基准", "设备", "说明", "存入人", "存入时间",
)  # fmt: skip


def stored(one: EvidenceHere) -> Stored:
    return Stored(one.id, one.sha256, one.media_type, one.name)


def sheet_text(found: Iterable[EvidenceHere]) -> str:
    """CSV with a BOM, so that Excel and WPS read its Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([harmless(cell) for cell in _cells(one)] for one in found)
    return "\ufeff" + out.getvalue()


def list_text(found: Iterable[EvidenceHere]) -> str:
    return "".join(f"{one.sha256}  {stored(one).plain_name}\n" for one in found)


def harmless(cell: str) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe; plain numbers don't."""
    plain = cell.lstrip("+-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.lstrip(" ").startswith(RISKY) and not plain else cell


def _cells(one: EvidenceHere) -> Sequence[str]:
    facts = one.facts
    gps = facts.get("gps", {})
    device = " ".join(str(facts[name]) for name in ("make", "model") if name in facts)
    where = [str(gps.get(name, "")) for name in ("latitude", "longitude", "accuracy_m", "heading", "heading_from")]
    return (
        str(one.id), stored(one).plain_name, one.sha256, one.sm3 or "", str(one.size), BY_TYPE[one.media_type].label,
        one.kind.label, one.plot, one.patch, one.township, one.name, one.taken_at, str(facts.get("offset", "")), *where,
        device, one.note, one.by, one.at.strftime("%Y-%m-%d %H:%M:%S"),
    )  # fmt: skip
