"""What stands above every figure of the books: whose it is, and what to know before believing it."""

from __future__ import annotations

from weipian.store.acting import Desk
from weipian.terms.acting import STAMP


def title_of(desk: Desk, township: str | None = None) -> str:
    """The county and the year; the township, or the department, that it is confined to."""
    only = desk.sight.one_township or township or desk.sight.department
    return f"{desk.policy.place_label}{desk.policy.year}年卫片执法" + (f"·{only}" if only else "")


def notice_of(desk: Desk) -> str:
    """Not for the public; and the policy's own notice, where it has one (not certified against the text)."""
    return "　".join(filter(None, (STAMP, desk.policy.notice)))
