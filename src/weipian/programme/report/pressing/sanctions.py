"""What has to be recorded before a joint sanction may be proposed (五(三)). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.terms.errors import InputError
from weipian.terms.pressing import Sector, StepKind
from weipian.terms.words import fold


@dataclass(frozen=True, slots=True)
class Recorded:
    """A step of a project: what, and when."""

    kind: StepKind
    day: date


def sector_of(kind: str) -> Sector | None:
    """The sector that a project's kind names, by its own words or a word in it (「水利工程」)."""
    text = fold(kind)
    return next((one for one in Sector if any(fold(name) in text for name in (one.label, *one.aliases))), None)


def sectors_of(policy: Policy) -> tuple[Sector, ...]:
    found = policy.value("mechanisms.joint_sanction").table["sectors"]
    assert isinstance(found, tuple)
    return tuple(Sector(str(name)) for name in found)


def require_sector(policy: Policy, project: str, kind: str) -> Sector:
    """Raises InputError for a project of another sector."""
    found, allowed = sector_of(kind), sectors_of(policy)
    if found is None or found not in allowed:
        names = "、".join(one.label for one in allowed)
        raise InputError("sanction_other_sector", where=project, kind=kind or "没有写明", names=names)
    return found


def require_urged_and_refused(policy: Policy, project: str, steps: Sequence[Recorded]) -> None:
    """Urged first, refused afterwards, and nothing complied with since. Raises InputError."""
    last = max((one.day for one in steps if one.kind is StepKind.COMPLIED), default=None)
    open_steps = [one for one in steps if last is None or one.day > last]
    since: date | None = None
    for name in policy.value("pressing.steps_before_sanction").items:
        wanted = StepKind(name)
        days = [one.day for one in open_steps if one.kind is wanted and (since is None or one.day >= since)]
        if not days:
            raise InputError("sanction_not_urged", where=project, what=wanted.label)
        since = min(days)
