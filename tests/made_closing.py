"""A workspace whose patches are issued in July, worked on, and ready to be closed in August."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from weipian.terms.acting import Act, Role, State


def as_role(desk: Any, role: Role) -> Any:
    return replace(desk, actor=replace(desk.actor, roles=frozenset({role})))


def work(desk: Any, plots: list[str] | None = None) -> None:
    """Inspected, determined, filed: as an import would write it."""
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Filed, Plot, Proposal, SiteFacts

    ids = dict(Plot.objects.order_by("id").values_list("number", "id"))
    wanted = plots or list(ids)
    told = set(Proposal.objects.values_list("plot_id", flat=True))
    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        site = {"inspected": "2023-07-12"}
        act.add_many(SiteFacts, [{"plot_id": ids[name], "facts": site} for name in wanted])
        areas = {"area": "3.4995", "cultivated": "3.0"}
        act.add_many(Filed, [{"plot_id": ids[name], "areas": areas, "marks": {}} for name in wanted])
        fresh = [name for name in wanted if ids[name] not in told]
        said = {"policy": "demo-2023", "conclusion": "unlawful", "nature": "unlawful_new", "rule": "x", "answer": {}}
        act.add_many(Proposal, [{**said, "plot_id": ids[name], "gates": []} for name in fresh])
        act.add_many(Determination, [determination(ids[name], mining=name.startswith("M")) for name in wanted])
        act.change_many(Plot, {ids[name]: {"state": State.DETERMINED.value} for name in wanted})


def determination(plot: int, *, mining: bool = False, **other: Any) -> dict[str, Any]:
    said = {"determination": "" if mining else "unlawful_new", "conclusion": "unlawful", "because": "现场"}
    return {"plot_id": plot, "review": "会审1", "nature": "", **said, **other}


def check(desk: Any, key: str = "2023-08", today: date = date(2023, 8, 19)) -> Any:
    from weipian.office.closing.acts import check_period
    from weipian.terms.closing import PeriodKind

    return check_period(as_role(desk, Role.COUNTY_REVIEWER), PeriodKind.MONTH, key, today)


def close(desk: Any, key: str = "2023-08", kind: str = "month", today: date = date(2023, 8, 20), **how: Any) -> Any:
    from weipian.office.closing.acts import Closing, close_period
    from weipian.terms.closing import PeriodKind

    how = {"opinion": {}, "despite": "示例", **how}
    return close_period(as_role(desk, Role.COUNTY_LEADER), PeriodKind(kind), key, Closing(**how), today)
