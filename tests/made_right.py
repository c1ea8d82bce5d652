"""Plots that were determined unlawful, and everybody who puts them right, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from made_books import TOWNSHIPS, Given, issue, made_desk
from made_evidence import photo, rational
from weipian.terms.acting import Act, Role
from weipian.terms.evidence import EvidenceKind
from weipian.terms.rectification import CheckResult, Step
from weipian.terms.words import Category, Measure

DEMOLISH, APPROVAL = Measure.DEMOLISH_AND_RECULTIVATE, Measure.RETROSPECTIVE_APPROVAL
REVIEWED, DAY = date(2023, 8, 20), date(2023, 8, 21)
MU_UM2 = 1_000_000 * 2000 // 3
"""1 亩 in 1e-6 m², rounded down."""


def mu(areas: float) -> int:
    """亩 in 1e-6 m², rounded up, so that a whole number of 亩 is reached."""
    return -(-int(areas * 1000) * 2_000_000_000 // 3_000)


SMALL = Given("P1", cultivated_um2=mu(3))
PLOTS = (
    SMALL,
    Given("P2", TOWNSHIPS[1], cultivated_um2=mu(12)),
    Given("P3", cultivated_um2=mu(30)),
    Given("P4", TOWNSHIPS[1], cultivated_um2=None),
    Given("OK", cultivated_um2=mu(5)),
    Given("M1", TOWNSHIPS[1], Category.MINING),
)


def right_desk(folder: Path, clerk: str = "clerk") -> Any:
    """P1…P4 new unlawful construction, M1 unlawful mining, OK lawful; farmland and redline measured as none."""
    desk = made_desk(folder, clerk)
    issue(desk, PLOTS)
    determine(desk)
    return desk


def determine(desk: Any, reviewed: date | None = REVIEWED) -> None:
    from weipian.office.ledger.following import follow
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Measurement, Plot

    with acting(desk, Act.MEASURED, "plots") as act:
        plots = dict(Plot.objects.values_list("number", "id"))
        none = {"checked": "none", "area_um2": 0, "detail": {}}
        for kind in ("permanent_basic_farmland", "ecological_redline"):
            act.add_many(Measurement, [{"plot_id": key, "kind": kind, **none} for key in plots.values()])
        act.add_many(Determination, [_determined(key, number, reviewed) for number, key in plots.items()])
        follow(act, desk.policy, plots.values())


def _determined(key: int, number: str, reviewed: date | None) -> dict[str, Any]:
    word = {"OK": "lawful_new", "M1": ""}.get(number, "unlawful_new")
    conclusion = "unlawful" if number == "M1" else ""
    return {"plot_id": key, "review": "HS-1", "reviewed": reviewed, "determination": word, "conclusion": conclusion}


def as_role(desk: Any, role: Role, **place: str) -> Any:
    return replace(desk, actor=replace(desk.actor, roles=frozenset({role}), **place))


def mayor(desk: Any, township: str = TOWNSHIPS[0]) -> Any:
    return as_role(desk, Role.TOWNSHIP_MAYOR, township=township)


def leader(desk: Any) -> Any:
    return as_role(desk, Role.COUNTY_LEADER)


def order(desk: Any, *plots: str, measure: Measure = DEMOLISH, day: date = DAY, **more: Any) -> Any:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.ordering import Ordering
    from weipian.programme.rectification.acts.ordering import order as ordered

    said = {"number": "整〔2023〕1号", "person": "甲某", **more}
    return ordered(desk, [Ordering(plot, measure, day=day, **said) for plot in plots or ("P1",)], follow)


def progress(
    desk: Any, plot: str = "P1", step: Step = Step.DEMOLISHED, day: date = date(2023, 9, 1), **more: Any
) -> int:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.progressing import Done
    from weipian.programme.rectification.acts.progressing import progress as registered

    return registered(desk, Done(plot, step, day, **more), follow)


def part(desk: Any, plot: str, name: str, cultivated: str, measure: Measure = DEMOLISH, **more: Any) -> int:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.parting import Parting
    from weipian.programme.rectification.acts.parting import part as parted

    return parted(desk, Parting(plot, name, cultivated, measure, more.pop("day", DAY), **more), follow)


def evidence(desk: Any, folder: Path, plot: str, kind: EvidenceKind, name: str, **inner: Any) -> int:
    """A piece in the vault; `heading`, `taken` as a camera writes them."""
    from weipian.programme.inspection.acts.evidence import about, add_evidence

    heading = inner.pop("heading", None)
    place: Mapping[int, Any] | None = None if heading is None else {16: "T", 17: rational(heading * 10, 10)}
    path = folder / f"{name}.jpg"
    path.write_bytes(photo(place, size=(40 + len(name), 30 + sum(map(ord, name)) % 200), **inner))
    return int(add_evidence(desk, [path], about(desk, plot, kind, ""), int).kept[0].id)


def proven(desk: Any, folder: Path, plot: str = "P1") -> int:
    """All evidence that demolish-and-recultivate asks for, and the steps; the number of a scan."""
    shown = (EvidenceKind.PHOTO_BEFORE, EvidenceKind.PHOTO_AFTER, EvidenceKind.PHOTO_AFTER)
    days = ("2023:08:22 10:00:00", "2023:09:02 10:00:00", "2023:09:12 10:00:00")
    keys = [
        evidence(desk, folder, plot, kind, f"{plot}-{at}", heading=90 + at, taken=taken)
        for at, (kind, taken) in enumerate(zip(shown, days, strict=True))
    ]
    progress(desk, plot)
    for step in (Step.TOPSOIL, Step.CROP):
        progress(desk, plot, step, date(2023, 9, 12), evidence=(keys[-1],))
    return keys[0]


def self_accept(desk: Any, scan: int | None, plot: str = "P1", day: date = date(2023, 9, 15), **more: Any) -> int:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.accepting import Accepting
    from weipian.programme.rectification.acts.accepting import self_accept as accepted

    return accepted(desk, Accepting(plot, day, "甲、乙", "拆除复耕到位", scan, **more), follow)


def apply_check(desk: Any, patch: str, day: date = date(2023, 9, 20), **more: Any) -> int:
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.rectification.acts.checking import Applying
    from weipian.programme.rectification.acts.checking import apply_check as applied

    return applied(desk, Applying(patch, "申〔2023〕1号", day, **more), gates_now(desk.policy))


def check_answer(desk: Any, patch: str, scan: int | None, *, passed: bool = True, day: date = date(2023, 9, 25)) -> int:
    from weipian.programme.rectification.acts.checking import Answering
    from weipian.programme.rectification.acts.checking import check_answer as answered

    result = CheckResult.PASSED if passed else CheckResult.FAILED
    return answered(desk, Answering(patch, result, "核〔2023〕1号", day, scan))


def opinion_b(desk: Any, patch: str, day: date = date(2023, 9, 18)) -> int:
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.inspection.acts.opinions import Opinion, give_opinion
    from weipian.terms.words import GateName

    said = Opinion(patch, GateName.B, day, "丙、丁", "复耕属实", "丙")
    return give_opinion(leader(desk), said, gates_now(desk.policy))


def confirm(desk: Any, plot: str = "P1", day: date = date(2023, 10, 8), **more: Any) -> int:
    from weipian.office.inspecting.gates import gates_now
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.confirming import Confirming
    from weipian.programme.rectification.acts.confirming import confirm as confirmed

    return confirmed(desk, Confirming(plot, day, **more), gates_now(desk.policy), follow)


def undo(desk: Any, plot: str = "P1") -> Any:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.undoing import undo as undone

    return undone(desk, plot, follow)


def right_of(plot: str = "P1") -> dict[str, Any]:
    """What the ledger and the ratio read."""
    from weipian.store.models import PuttingRight

    columns = ("measure", "ordered", "outcome", "outcome_on")
    return PuttingRight.objects.filter(plot__number=plot, current=True).values(*columns).first() or {}


def listed(desk: Any, today: date = date(2023, 9, 28), **more: Any) -> dict[str, Any]:
    from weipian.office.inspecting.gates import gates_now
    from weipian.office.righting.listing import righting

    return {one.plot.line.plot: one for one in righting(desk, today, gates_now(desk.policy), **more)}


def last() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject
