"""A small county with unlawful plots, written through acting(), for tests of the quota."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from made_books import SOME, TOWNSHIPS, Given, issue, made_desk
from weipian.terms.acting import Act, Role, State
from weipian.terms.quota import NoticeKind

DETERMINED = date(2023, 9, 5)
CASES = (*SOME, Given("P5", TOWNSHIPS[0], cultivated_um2=1_000_000_000), Given("P6", TOWNSHIPS[1]))


def quota_desk(folder: Path, clerk: str = "clerk") -> Any:
    """P1 and P5 (3 and 1.5 亩, the first township), P3 (3 亩, the second) and P4 (land unknown) unlawful; P6 lawful."""
    desk = made_desk(folder, clerk)
    issue(desk, CASES)
    found = dict.fromkeys(("P1", "P3", "P4", "P5"), "unlawful_new")
    determine(desk, {**found, "P2": "unlawful_farming", "P6": "lawful_new"})
    return desk


def determine(desk: Any, found: Mapping[str, str], day: date | None = DETERMINED) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Plot

    keys = dict(Plot.objects.values_list("number", "id"))
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        rows = [
            {"plot_id": keys[plot], "review": "会审1", "reviewed": day, "determination": said}
            for plot, said in found.items()
        ]
        act.add_many(Determination, rows)
        act.change_many(Plot, {keys[plot]: {"state": State.DETERMINED.value} for plot in found})


def put_right(desk: Any, plot: str, outcome: str, day: date | None) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot, PuttingRight

    key = Plot.objects.get(number=plot).id
    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        old = list(PuttingRight.objects.filter(plot_id=key, current=True).values_list("id", flat=True))
        act.replace(PuttingRight, old, [{"plot_id": key, "outcome": outcome, "outcome_on": day}])


def freeze(desk: Any, number: str, *lines: str, kind: NoticeKind = NoticeKind.FREEZE, day: date = DETERMINED) -> int:
    """A notice of lines as somebody types them."""
    from weipian.office.quota.lines import line_of
    from weipian.programme.account.quota.acts.noticing import Notice, take_notices

    return int(take_notices(desk, [Notice(kind, number, day, tuple(map(line_of, lines)))]).done[0])


def as_role(desk: Any, role: Role, **place: str) -> Any:
    return replace(desk, actor=replace(desk.actor, roles=frozenset({role}), **place))


def last() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject


def scan(desk: Any, plot: str, folder: Path) -> int:
    """A scan in the vault that hangs on a plot."""
    from made_evidence import photo
    from weipian.programme.inspection.acts.evidence import about, add_evidence
    from weipian.terms.evidence import EvidenceKind

    path = folder / f"{plot}.jpg"
    path.write_bytes(photo())
    return int(add_evidence(desk, [path], about(desk, plot, EvidenceKind.SITE_PHOTO, ""), int).kept[0].id)
