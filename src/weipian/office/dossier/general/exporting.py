"""Originals of a general volume handed out, with the sheet that names each; logged as all originals are."""

from __future__ import annotations

from pathlib import Path

from weipian.programme.inspection.acts.giving import Given, give_out
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.evidence import evidence_of
from weipian.store.queries.general import Owner, papers
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.work.progress import Progress


def exported(desk: Desk, owner: Owner, folder: Path, why: str) -> Given:
    """A new folder. Raises InputError; then there is none."""
    require_may(desk.policy, desk.actor, Act.EVIDENCE_GIVEN)
    sight = seen(desk)
    found = [evidence_of(one.evidence, sight) for one in papers(sight, owner)]
    if not found:
        raise InputError("evidence_none", where=owner.label)
    with Progress("导出原件", total=len(found)) as step:
        return give_out(desk, found, folder, why, step)
