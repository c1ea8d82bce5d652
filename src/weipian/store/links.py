"""One-time links: whose one is, and until when. The moment in front is hashed with the rest, so nobody can move it."""

from __future__ import annotations

from datetime import datetime

from weipian.policy import Policy
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.store.tokens import made_at, now
from weipian.terms.errors import InputError
from weipian.terms.here import BEIJING

ASTRAY = 3600.0
"""Seconds by which a clock may have been put right meanwhile."""


def hours_of(policy: Policy) -> int:
    return policy.value("acting.link_hours").whole


def owner_of(policy: Policy, link: str) -> Account:
    """Whose it is. Raises InputError where it is spent, or too old; of whom nobody knows when it was made is too."""
    token = link.rpartition("/")[2].strip()
    found: Account | None = Account.objects.filter(link=hashed(token), active=True).first() if token else None
    if found is None:
        raise InputError("link_spent", where="一次性登录链接")
    hours, made = hours_of(policy), made_at(token)
    if made is None or not -ASTRAY <= now() - made <= hours * 3600:
        when = f"{datetime.fromtimestamp(made, BEIJING):%Y-%m-%d %H:%M}" if made is not None else "很早以前"
        raise InputError("link_late", where="一次性登录链接", made=when, hours=hours)
    return found
