"""A county's visits by single acts, for tests: given out, recorded, looked up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from made_books import SOME, TOWNSHIPS, UNLAWFUL, Given, issue, made_desk
from made_evidence import photo
from weipian.terms.acting import Role
from weipian.terms.inspection import InspectionKind

DAY = date(2023, 8, 2)


def as_role(desk: Any, role: Role, **place: str) -> Any:
    return replace(desk, actor=replace(desk.actor, roles=frozenset({role}), **place))


def last() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject


def count() -> int:
    from weipian.store.models import Event

    return int(Event.objects.count())


def assign(desk: Any, *patches: str, to: str = TOWNSHIPS[0], day: date = DAY, **more: Any) -> Any:
    from weipian.programme.inspection.acts.assigning import Giving
    from weipian.programme.inspection.acts.assigning import assign as given

    return given(desk, [Giving(patch, to, **more) for patch in patches], day)


def listed(desk: Any, today: date = date(2023, 8, 12), *, mine: bool = False, done: bool = False) -> dict[str, Any]:
    from weipian.office.inspecting.listing import lying

    return {one.patch.number: one for one in lying(desk, today, mine=mine, done=done)}


def record(desk: Any, plot: str, kind: InspectionKind = InspectionKind.SITE, **more: Any) -> Any:
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.recording import Visit
    from weipian.programme.inspection.acts.recording import record as recorded

    said = {"day": DAY, "inspectors": "甲、乙", "told": "已建成厂房", **more}
    return recorded(desk, kind, [Visit(plot, **said)], follow)


def facts_of(plot: str) -> dict[str, str]:
    from weipian.store.models import SiteFacts

    row = SiteFacts.objects.filter(plot__number=plot, current=True).values_list("facts", flat=True).first()
    return dict(json.loads(row)) if row else {}


def evidence(desk: Any, plot: str, folder: Path) -> int:
    from weipian.programme.inspection.acts.evidence import about, add_evidence
    from weipian.terms.evidence import EvidenceKind

    path = folder / f"{plot}.jpg"
    path.write_bytes(photo())
    return int(add_evidence(desk, [path], about(desk, plot, EvidenceKind.SITE_PHOTO, ""), int).kept[0].id)


def county(folder: Path) -> Any:
    """With one patch of 60 亩, which goes to the key list."""
    made = made_desk(folder)
    issue(made, [*SOME, Given("BIG", cultivated_um2=40_000_000_000, proposal=UNLAWFUL)])
    return made
