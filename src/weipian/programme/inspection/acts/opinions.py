"""逐一核查意见: the county office's at gates A and B, the leading group's at gate D (plan 二(二)(八))."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.inspection.opined import basis
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import GateOpinion
from weipian.store.queries.assigned import patches_here
from weipian.store.queries.inspected import opinions, patch_plots, require_evidence
from weipian.store.seeing import seen
from weipian.terms.errors import InputError
from weipian.terms.inspection import ACTS
from weipian.terms.words import GateName

Json = Mapping[str, Any]
AskNow = Callable[[Sequence[str]], Mapping[str, Sequence[Json]]]
"""Patch → the gates that its facts of now go through: a later stage's work, handed in."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said at a gate: when it was inspected on site, who was there by name, the opinion, who is responsible."""

    patch: str
    gate: GateName
    day: date
    present: str
    opinion: str
    responsible: str
    scan: int | None = None


def give_opinion(desk: Desk, said: Opinion, ask: AskNow) -> int:
    """Its id; an earlier opinion at that gate stays as history. Raises InputError."""
    act_of = ACTS.get(said.gate)
    if act_of is None:
        raise InputError("gate_of_later", where=said.gate.value)
    require_may(desk.policy, desk.actor, act_of)
    for name, text in (("到场人员", said.present), ("核查意见", said.opinion), ("责任人", said.responsible)):
        if not text.strip():
            raise InputError("inspection_needs", where=said.patch, name=name)
    with acting(desk, act_of, "opinion") as act:
        require_past(act, said.day, said.patch)
        patch = patches_here(seen(desk), [said.patch]).get(said.patch)
        if patch is None:
            raise InputError("patch_unknown", where=said.patch)
        require_may(desk.policy, desk.actor, act_of, patch.about)
        asked = next((one for one in ask([said.patch])[said.patch] if one["gate"] == said.gate.value), None)
        if asked is None:
            raise InputError("gate_not_asked", where=said.patch, gate=said.gate.label)
        if said.scan is not None:
            require_evidence([said.scan], patch_plots(said.patch), said.patch)
        old = opinions().get((said.patch, said.gate.value))
        row = {"patch_id": patch.patch_id, "gate": said.gate.value, "day": said.day, "basis": basis(asked)}
        texts = {name: getattr(said, name).strip() for name in ("present", "opinion", "responsible")}
        more = {"scan_id": said.scan, "account_id": desk.actor.account}
        key = act.replace(GateOpinion, [old.id] if old else [], [{**row, **texts, **more}])[0]
        act.subject = f"opinion:{key}"
    return key
