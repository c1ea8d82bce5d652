"""What an audit finds. A finding names its place; none means that the record and the state agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from weipian.terms.messages import sentence

CUT = frozenset({"database_behind_head", "head_elsewhere", "paper_beyond_log", "earlier_longer"})
"""Findings that mean that the log may have been longer."""


def shown(text: str) -> str:
    """A text that can be written: halves of characters, which only a forger's export holds, as question marks."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names an entry of terms/messages/record.toml; `grave` ones mean that something was altered.

    `seq`: the first event that it casts doubt on; 0 where it concerns none.
    """

    code: str
    where: str
    grave: bool = True
    params: Mapping[str, object] = field(default_factory=dict)
    seq: int = 0

    def __str__(self) -> str:
        return shown(f"{self.where}：{sentence(self.code, self.params)}")

    @property
    def of_state(self) -> bool:
        """Whether it is about what is stored, and not about the log."""
        return self.code.startswith(("row_", "column_", "file_", "evidence_file_"))

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "where": shown(self.where),
            "message": shown(sentence(self.code, self.params)),
            "grave": self.grave,
            "event": self.seq or None,
        }


def of_event(code: str, seq: int, **params: object) -> Finding:
    """A finding about an event."""
    return Finding(code, f"日志第 {seq} 条", params=params, seq=seq)


def of_row(code: str, table: str, key: object, column: str = "", *, seq: int = 0, **params: object) -> Finding:
    """A finding about a stored row or one of its columns; `seq`: the event that wrote it."""
    place = f"表 {table} 第 {key} 号记录"
    return Finding(code, f"{place}「{column}」" if column else place, params={**params, "seq": seq}, seq=seq)


@dataclass(slots=True)
class Report:
    """All that was found, and how much was looked at."""

    findings: list[Finding] = field(default_factory=list)
    events: int = 0
    rows: int = 0
    columns: int = 0
    files: int | None = None

    @property
    def clean(self) -> bool:
        return not any(finding.grave for finding in self.findings)

    def verdict(self) -> str:
        """The outcome in a sentence."""
        grave = sum(finding.grave for finding in self.findings)
        files = "" if self.files is None else f"、证据原件 {self.files} 个"
        counts = {"events": self.events, "rows": self.rows, "columns": self.columns, "files": files}
        counts["found"] = grave
        if self.clean:
            return sentence("audit_clean" if self.rows or not self.events else "audit_clean_log", counts)
        first = self.first_bad
        return sentence("audit_altered_from" if first else "audit_altered", {**counts, "first": first})

    @property
    def first_bad(self) -> int | None:
        """The first event that something grave casts doubt on; None where no event is concerned.

        Where the log itself is altered or cut, what is stored can't be judged by it, and does not count here.
        """
        grave = [one for one in self.findings if one.grave and one.seq > 0]
        log = [one for one in grave if not one.of_state]
        broken = any(one.code.startswith("log_") or one.code in CUT for one in log)
        return min((one.seq for one in (log if broken else grave)), default=None)

    def add(self, *found: Finding) -> None:
        self.findings += found
