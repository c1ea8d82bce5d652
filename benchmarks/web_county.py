"""A county of so many patches with its people, for the workbench under load; made by the store, as a year leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.web_more import with_more
from weipian.store.making import make
from weipian.terms.acting import Role
from weipian.terms.words import Category

POLICY, USER = "demo-2023", "clerk"
DAY = date(2023, 10, 9)
BEGUN = date(2023, 1, 5)
AT_ONCE = 5_000
"""Patches in one act: a batch."""
UM2 = 2_333_000_000
CLERKS = 8
"""Clerks of the county, and of each township."""
GATE = {
    "gate": "A", "who": "county_office", "rule": "gates.A.farmland", "clause": "三（一）", "measured_mu": None,
    "threshold_mu": "1.0000", "near": False, "certain": False, "unknown": ["suspected_unlawful"],
}  # fmt: skip
NOTHING_MORE: dict[str, list[str]] = {"findings": [], "missing": [], "hints": [], "near_misses": []}
WORDS = ("unlawful_new", "lawful_new", "unlawful_farming")


def number_of(key: int) -> str:
    return f"P{key:06}"


def made(folder: Path, patches: int) -> None:
    """Raises InputError where the folder is taken."""
    there = make(folder, POLICY, USER)
    from weipian.policy import load
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    desk = Desk(there.workspace, load(POLICY), actor_of_system_user(USER))
    _people(desk)
    for first in range(1, patches + 1, AT_ONCE):
        _batch(desk, range(first, min(first + AT_ONCE, patches + 1)), BEGUN + timedelta(days=first // AT_ONCE * 10))
    _settle(desk)
    with_more(desk)


def _people(desk: Any) -> None:
    from weipian.store.accounts import NewAccount, add_account
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    administrator = replace(desk, actor=actor_of(Account.objects.get(name="administrator")))
    county = [(f"clerk{at}", Role.COUNTY_CLERK, "") for at in range(CLERKS)]
    leading = [("reviewer", Role.COUNTY_REVIEWER, ""), ("leader", Role.COUNTY_LEADER, "")]
    towns = [
        (f"town{at}-{one}", Role.TOWNSHIP_CLERK, town)
        for at, town in enumerate(desk.policy.townships)
        for one in range(CLERKS)
    ]
    for name, role, town in (*county, *leading, *towns):
        add_account(administrator, NewAccount(name, name, (role,), town))


def _batch(desk: Any, keys: Sequence[int], issued: date) -> None:
    """Measured, proposed and, all but every fifth, inspected and determined."""
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act

    name = f"{issued:%Y%m%d}"
    with acting(desk, Act.BATCH_ADDED, f"batch:{name}") as act:
        batch = act.add(
            models.Batch, name=name, version=1, year=2023, period=f"{issued:%Y-%m}", issued=issued, received=issued,
            source="x.shp", source_sha256="", patches=len(keys), refused=0,
        )  # fmt: skip
        own = [{"number": number_of(key), "township": _town(desk, key), "area_um2": UM2} for key in keys]
        kinds = [list(Category)[key % len(Category)].value for key in keys]
        of_batch = {"batch_id": batch, "issued": issued}
        plain = {**of_batch, "version": 1, "supplementary": False, "issued_area": "3.5", "issued_unit": "mu",
                 "attributes": {}, "crs": "EPSG:4490"}  # fmt: skip
        pairs = list(zip(own, kinds, strict=True))
        lying = zip(pairs, _lying(keys), strict=True)
        patches = act.add_many(models.Patch, [{**plain, **one, "category": kind, **at} for (one, kind), at in lying])
        both = list(zip(pairs, patches, strict=True))
        plots = act.add_many(models.Plot, [{**one, "patch_id": key, "state": "proposed"} for (one, _), key in both])
        act.add_many(
            models.Standing,
            [{**one, **of_batch, "category": kind, "patch_id": key, "state": "measured"} for (one, kind), key in both],
        )
        _found(act, plots)


def _lying(keys: Sequence[int]) -> list[dict[str, Any]]:
    """A square of ground for each, four hundred in a row, and its box in mm of the plane."""
    import numpy as np
    import shapely

    from weipian.geometry.authalic import to_plane

    at = np.array(keys)
    west, south = 110.4 + at % 400 * 0.0012, 25.83 + at // 400 * 0.0012
    east, north = west + 0.0006, south + 0.0006
    grounds = shapely.to_wkb(shapely.box(west, south, east, north))
    x, y = to_plane(np.array([west, east]), np.sin(np.radians(np.array([south, north]))))
    boxes = np.rint(np.array([x[0], y[0], x[1], y[1]]).T * 1000).astype(int).tolist()
    names = ("west", "south", "east", "north")
    return [{"wkb": wkb, **dict(zip(names, box, strict=True))} for wkb, box in zip(grounds, boxes, strict=True)]


def _found(act: Any, plots: Sequence[int]) -> None:
    from weipian.store import models

    land = {"checked": "found", "area_um2": UM2, "kind": "land_use", "detail": {"cultivated_um2": UM2 // 2}}
    none = {"checked": "none", "area_um2": 0, "detail": {}}
    act.add_many(models.Measurement, [{"plot_id": key, **land} for key in plots])
    for kind in ("permanent_basic_farmland", "ecological_redline"):
        act.add_many(models.Measurement, [{"plot_id": key, "kind": kind, **none} for key in plots])
    said = {"conclusion": "unlawful", "nature": "unlawful_new", "determination": "unlawful_new"}
    told = {"policy": POLICY, "conclusion": "unlawful", "nature": "unlawful_new", "rule": "x",
            "answer": {**said, **NOTHING_MORE, "because": "没有批准文件"}, "gates": [GATE]}  # fmt: skip
    act.add_many(models.Proposal, [{"plot_id": key, **told} for key in plots])
    done = [(at, key) for at, key in enumerate(plots) if at % 5]
    act.add_many(models.SiteFacts, [{"plot_id": key, "facts": {"inspected": "2023-08-05"}} for _, key in done])
    act.add_many(
        models.Determination,
        [{"plot_id": key, "review": "HS-1", "determination": WORDS[at % 3], "because": "会审"} for at, key in done],
    )


def _town(desk: Any, key: int) -> str:
    return str(desk.policy.townships[key % len(desk.policy.townships)])


def _settle(desk: Any) -> None:
    """States and dates as they follow from what is booked."""
    from weipian.office.ledger.following import follow
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act

    every: Iterable[int] = models.Plot.objects.order_by("id").values_list("id", flat=True)
    with acting(desk, Act.PROPOSED, "plots") as act:
        follow(act, desk.policy, every)
