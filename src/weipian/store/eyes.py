"""Whose names an actor sees, by the policy."""

from __future__ import annotations

from weipian.policy import Policy
from weipian.store.actors import Actor, is_named
from weipian.terms.eyes import Eyes


def eyes_of(policy: Policy, actor: Actor) -> Eyes:
    """People's names for the roles that need them every day, each within what it sees at all."""
    return Eyes(names=is_named(policy, actor, "personal.names_shown"))
