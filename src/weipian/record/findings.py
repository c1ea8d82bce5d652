"""What an audit finds. A finding names its place; none means that the record and the state agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from weipian.terms.messages import sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names an entry of terms/messages/record.toml; `grave` ones mean that something was altered."""

    code: str
    where: str
    grave: bool = True
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.where}：{sentence(self.code, self.params)}"

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "where": self.where,
            "message": sentence(self.code, self.params),
            "grave": self.grave,
        }


def of_event(code: str, seq: int, **params: object) -> Finding:
    """A finding about an event."""
    return Finding(code, f"日志第 {seq} 条", params=params)


def of_row(code: str, table: str, key: object, column: str = "", **params: object) -> Finding:
    """A finding about a stored row or one of its columns."""
    place = f"表 {table} 第 {key} 号记录"
    return Finding(code, f"{place}「{column}」" if column else place, params=params)


@dataclass(slots=True)
class Report:
    """All that was found, and how much was looked at."""

    findings: list[Finding] = field(default_factory=list)
    events: int = 0
    rows: int = 0
    columns: int = 0
    files: int = 0

    @property
    def clean(self) -> bool:
        return not any(finding.grave for finding in self.findings)

    def verdict(self) -> str:
        """The outcome in a sentence."""
        grave = sum(finding.grave for finding in self.findings)
        counts = {"events": self.events, "rows": self.rows, "columns": self.columns, "files": self.files}
        counts["found"] = grave
        return sentence("audit_clean" if self.clean else "audit_altered", counts)

    def add(self, *found: Finding) -> None:
        self.findings += found
