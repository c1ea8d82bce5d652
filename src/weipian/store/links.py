"""One-time links: whose one is, and until when. The moment in front is hashed with the rest, so nobody can move it."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime

from weipian.policy import Policy
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.terms.errors import InputError
from weipian.terms.here import BEIJING

DATED = re.compile(r"([0-9a-f]{8})-")
ASTRAY = 3600.0
"""Seconds by which a clock may have been put right meanwhile."""


def new_link(now: float | None = None) -> str:
    """A link's token: when it was made, then what nobody guesses."""
    return f"{int(_now() if now is None else now):08x}-{secrets.token_urlsafe(24)}"


def _now() -> float:
    return datetime.now(UTC).timestamp()


def hours_of(policy: Policy) -> int:
    return policy.value("acting.link_hours").whole


def owner_of(policy: Policy, link: str) -> Account:
    """Whose it is. Raises InputError where it is spent, or too old; of whom nobody knows when it was made is too."""
    token = link.rpartition("/")[2].strip()
    found: Account | None = Account.objects.filter(link=hashed(token), active=True).first() if token else None
    if found is None:
        raise InputError("link_spent", where="一次性登录链接")
    hours, dated = hours_of(policy), DATED.match(token)
    made = int(dated[1], 16) if dated else None
    if made is None or not -ASTRAY <= _now() - made <= hours * 3600:
        when = f"{datetime.fromtimestamp(made, BEIJING):%Y-%m-%d %H:%M}" if made is not None else "很早以前"
        raise InputError("link_late", where="一次性登录链接", made=when, hours=hours)
    return found
