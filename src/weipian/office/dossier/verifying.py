"""核对: a file by its own seal; then by the books, or by an export of the log, whether it is what was issued."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weipian.papers.verifying import Examined, examined
from weipian.record.audit import audit_export, head_beside
from weipian.record.canon import image, salts_of
from weipian.record.head import NAME, mark_text
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk

ISSUED, KEPT = frozenset({"dossier_issue", "general_issue"}), "evidence"


@dataclass(frozen=True, slots=True)
class Checked:
    """`issued` None: not asked. True: these very bytes were issued. `said`: what else is to be known."""

    sha256: str
    seal: Examined
    issued: bool | None
    said: tuple[str, ...]

    @property
    def good(self) -> bool:
        return self.seal.whole and self.issued is not False


def checked(path: Path, desk: Desk | None, export: Path | None) -> Checked:
    """Raises InputError where a file can't be read."""
    try:
        content = path.read_bytes()
    except OSError:
        raise InputError("export_unreadable", where=str(path)) from None
    sha256, seal = hashlib.sha256(content).hexdigest(), examined(content)
    found: list[tuple[bool, str]] = []
    if desk is not None:
        from weipian.office.dossier.verifying_books import in_books  # a file alone is looked at without any books

        found += in_books(desk, sha256, seal)
    if export is not None:
        found += _in_log(export, sha256, seal)
    issued = all(good for good, _ in found) if found else None
    return Checked(sha256, seal, issued, tuple(text for _, text in found))


def _in_log(export: Path, sha256: str, seal: Examined) -> Iterator[tuple[bool, str]]:
    """By somebody who has nothing but an export."""
    beside = export.parent / NAME
    try:
        report = audit_export(export, beside if beside.is_file() else None)
    except (OSError, UnicodeDecodeError):
        raise InputError("export_unreadable", where=str(export)) from None
    yield report.clean, f"日志导出件：{report.verdict()}"
    events = list(_events(export))
    at = next((event["seq"] for event in events if _names(event, sha256)), None)
    yield at is not None, f"日志第 {at} 条记着出具了这份文件" if at else "日志里没有出具这份文件的记录"
    if seal.issue is not None and seal.issue.head:
        marks = {mark_text(event["seq"], event["hash"]) for event in events}
        there = seal.issue.head in marks
        yield there, f"卷上的日志位置 {seal.issue.head} {'与日志相符' if there else '在日志里找不到'}"
    head = head_beside(export.parent)
    if seal.issue is not None and head is not None:
        own = head.key == seal.issue.key
        yield own, "封签与日志头是同一密钥签的" if own else "封签与日志头不是同一密钥签的"


def _events(export: Path) -> Iterator[dict[str, Any]]:
    try:
        with export.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError):
        raise InputError("export_unreadable", where=str(export)) from None


def _names(event: dict[str, Any], sha256: str) -> bool:
    """Whether an event issued a dossier with these bytes, and its sealed values are the ones that were chained."""
    tables = {row["table"] for row in event["rows"]}
    if not ISSUED & tables:
        return False
    payload = event["payload"] or {}
    for row, sealed in zip(event["rows"], payload.get("rows", ()), strict=False):
        values = sealed.get("values", {})
        if row["table"] == KEPT and values.get("sha256") == sha256:
            salts = salts_of(sealed, {"sha256": sha256})
            return "sha256" in salts and _fits(sealed, row["columns"])
    return False


def _fits(sealed: dict[str, Any], columns: dict[str, str]) -> bool:
    from weipian.record.canon import bytes_of

    return "salt" in sealed and image(bytes_of(sealed["salt"]), sealed["values"]) == columns
