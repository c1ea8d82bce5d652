"""Which body is competent for an unlawful nature, and who may approve what another person brings. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.policy import Policy
from weipian.terms.cases import Breach
from weipian.terms.errors import InputError


def competent(policy: Policy, breach: Breach) -> tuple[str, ...]:
    """The bodies that may open a case of this nature, by name."""
    return policy.value(f"cases.bodies.{breach.value}").items


def require_competent(policy: Policy, body: str, breach: Breach, where: str) -> None:
    """Raises InputError that says whose it is, and offers the handover."""
    bodies = competent(policy, breach)
    if body in bodies:
        return
    law = policy.value(f"cases.bodies.{breach.value}")
    raise InputError(
        "case_wrong_body",
        where=where,
        breach=breach.label,
        body=body,
        bodies="、".join(bodies),
        clause=law.clause,
        handover=bodies[0],
    )


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approved: another account, or an official named as on a paper with its number."""

    account: int | None = None
    name: str = ""
    paper: str = ""


def require_second(own: int, approver: Approver, what: str, where: str) -> None:
    """Nobody approves what they bring themselves. Raises InputError."""
    if approver.account is not None:
        if approver.account == own:
            raise InputError("case_same_person", where=where, what=what)
        return
    if not (approver.name.strip() and approver.paper.strip()):
        raise InputError("case_no_approver", where=where, what=what)
