"""A county with plots to act upon in bulk, and its people; made by the store, as intake and reviews would leave it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import shapely

from benchmarks.bulk_acts import LIST, SECOND, TOWN
from weipian.cli.desk import Wanted, system_user
from weipian.store.making import make

POLICY = "demo-2023"
ISSUED = date(2023, 8, 1)
UM2 = 2_333_000_000
SAID = {"conclusion": "unlawful", "nature": "unlawful_new", "determination": "unlawful_new"}
OUTLINE = shapely.to_wkb(shapely.box(110.6, 26.0, 110.601, 26.001))


def numbers(count: int) -> list[str]:
    return [f"P{at:04}" for at in range(1, count + 1)]


def made(folder: Path, count: int, *, determined: bool) -> str:
    """The system's user is its clerk; gives the leader's credential. Tables that come first lie in the folder."""
    made_one = make(folder, POLICY, system_user())
    from weipian.policy import load
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    desk = Desk(made_one.workspace, load(POLICY), actor_of_system_user(system_user()))
    fill(desk, numbers(count))
    if determined:
        determine(desk)
    settle(desk)
    with (folder / LIST).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("图斑编号", "问题"), *((number, "照片不清") for number in numbers(count))])
    for name, (header, row) in SECOND.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            rows = (row(number, at) for at, number in enumerate(numbers(count), start=1))
            csv.writer(file).writerows([header, *rows])
    return leader(folder)


def settle(desk: Any) -> None:
    """States and dates as they follow from what is booked."""
    from weipian.office.ledger.following import follow
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act

    with acting(desk, Act.PROPOSED, "plots") as act:
        follow(act, desk.policy, set(models.Plot.objects.order_by("id").values_list("id", flat=True)))


def leader(folder: Path) -> str:
    from dataclasses import replace

    desk = Wanted(folder).open()
    from weipian.store.accounts import NewAccount, add_account
    from weipian.store.actors import Door
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of
    from weipian.terms.acting import Role

    own = next(one for one in Account.objects.order_by("id") if "administrator" in one.roles)
    desk = replace(desk, actor=replace(actor_of(own), door=Door.CREDENTIAL))
    return add_account(desk, NewAccount("leader", "leader", (Role.COUNTY_LEADER,), "", "", None))


def fill(desk: Any, named: Sequence[str]) -> None:
    """One batch of patches, each with its plot, measured and proposed."""
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act

    kind, area = "new_nonfarm_construction", {"area_um2": UM2}
    with acting(desk, Act.BATCH_ADDED, "batch") as act:
        batch = act.add(
            models.Batch, name="202308", version=1, year=2023, period="2023-08", issued=ISSUED, received=ISSUED,
            source="x.shp", source_sha256="", patches=len(named), refused=0,
        )  # fmt: skip
        own = {"category": kind, "township": TOWN, "issued": ISSUED, "batch_id": batch, **area}
        patch = {**own, "version": 1, "supplementary": False, "issued_area": "3.5", "issued_unit": "mu",
                 "attributes": {}, "earlier_image": date(2022, 7, 1), "later_image": date(2023, 7, 1),
                 "crs": "EPSG:4490", "wkb": OUTLINE, "west": 0, "south": 0, "east": 1, "north": 1}  # fmt: skip
        keys = act.add_many(models.Patch, [{**patch, "number": name} for name in named])
        pairs = list(zip(named, keys, strict=True))
        plot = {**area, "township": TOWN, "state": "proposed"}
        plots = act.add_many(models.Plot, [{**plot, "number": name, "patch_id": key} for name, key in pairs])
        standing = {**own, "state": "measured"}
        act.add_many(models.Standing, [{**standing, "number": name, "patch_id": key} for name, key in pairs])
        land = {"checked": "found", **area, "kind": "land_use", "detail": {"cultivated_um2": UM2}}
        act.add_many(models.Measurement, [{**land, "plot_id": key} for key in plots])
        answer = {**SAID, "because": "没有批准文件", "findings": [], "missing": ["用地批准文件"]}
        told = {"policy": POLICY, "conclusion": SAID["conclusion"], "nature": SAID["nature"], "rule": "x",
                "answer": answer, "gates": [{"gate": "A", "certain": False}]}  # fmt: skip
        act.add_many(models.Proposal, [{**told, "plot_id": key} for key in plots])


SITE = {"inspected": "2023-08-05", "inspector": "甲", "changed": "1", "photos": "8", "account": "已建厂房"}


def determine(desk: Any) -> None:
    """Inspected, measured on every layer and determined."""
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act

    plots = list(models.Plot.objects.order_by("id").values_list("id", flat=True))
    said = {"determination": "unlawful_new", "conclusion": "unlawful", "nature": "unlawful_new", "because": "未批先建",
            "review": "H1", "reviewed": date(2023, 8, 20)}  # fmt: skip
    none = {"checked": "none", "area_um2": 0, "detail": {}}
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.add_many(models.SiteFacts, [{"plot_id": key, "facts": SITE} for key in plots])
        act.add_many(models.Determination, [{"plot_id": key, **said} for key in plots])
        for kind in ("permanent_basic_farmland", "ecological_redline"):
            act.add_many(models.Measurement, [{"plot_id": key, "kind": kind, **none} for key in plots])
        act.change_many(models.Plot, {key: {"state": "determined"} for key in plots})
