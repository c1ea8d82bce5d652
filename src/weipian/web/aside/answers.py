"""A page as it was worked out: of which entry of the log, when, and what it cost."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.html import format_html

from weipian.terms.here import BEIJING

DATA = "application/json"
OLD = "截至第 {seq} 条记录（{at}，{ago}前）；之后又记了 {more} 条，正在重新统计，稍后刷新可见。"
MAIN = '<main id="main" tabindex="-1">'


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of somebody's; `partial`: only the part that is put into an open one."""

    path: str
    query: str
    partial: bool
    actor: object


@dataclass(frozen=True, slots=True)
class Answer:
    """`seq`, `at`: the log's last entry that is in all of it, and the second at which that was so; `took`: seconds."""

    status: int
    text: str
    seq: int
    at: float
    took: float
    headers: dict[str, str] = field(default_factory=dict)


def dated(answer: Answer, head: int, now: float) -> str:
    """The page, and above it that it is not of today's last entry, where that is so: no old figure without it."""
    if answer.seq >= head:
        return answer.text
    words = OLD.format(
        seq=answer.seq, at=datetime.fromtimestamp(answer.at, BEIJING).strftime("%H:%M:%S"), ago=_ago(now - answer.at),
        more=head - answer.seq,
    )  # fmt: skip
    if answer.headers.get("Content-Type", "").startswith(DATA):
        return answer.text.replace("{", '{"as_of": ' + json.dumps(words, ensure_ascii=False) + ", ", 1)
    said = format_html('<p class="as-of notice some" role="status">○ {}</p>', words)
    return answer.text.replace(MAIN, MAIN + said, 1) if MAIN in answer.text else said + answer.text


def _ago(seconds: float) -> str:
    whole = max(int(seconds), 1)
    return f"{whole} 秒" if whole < 120 else f"{whole // 60} 分钟"
