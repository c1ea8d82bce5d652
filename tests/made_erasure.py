"""Two people who may take something out lawfully, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from made_people import add_person
from weipian.terms.acting import Role
from weipian.terms.erasure import Ground


def keeper_of(desk: Any, name: str = "jy") -> Any:
    """The same desk with the confidential clerk at it, by a credential of their own."""
    credential = add_person(desk.workspace.folder, name, Role.CONFIDENTIAL_CLERK)
    from weipian.store.queries.people import actor_named

    return replace(desk, actor=actor_named(desk.policy, name, desk.actor.name, credential))


def take_out(desk: Any, other: Any, numbers: Sequence[str]) -> Any:
    """Patches asked for by one and confirmed by the other."""
    from weipian.programme.intake.acts.erasure import ask_patches, confirm

    return confirm(other, ask_patches(desk, numbers, Ground.BY_RULE))
