"""A small workspace with patches in it, written through acting(), for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import shapely

from weipian.policy import load
from weipian.terms.acting import Act, Role, State
from weipian.terms.words import Category

POLICY, TOWNSHIPS = "demo-2023", ("星原镇", "麦浪乡")
UNLAWFUL = {"conclusion": "unlawful", "nature": "unlawful_new", "determination": "unlawful_new"}


def outline(place: int, batch: str) -> bytes:
    """Some ground of its own: no two patches of a workspace lie on one another."""
    west, south = 110.6 + place * 0.002, 26.0 + crc32(batch.encode()) % 100 * 0.002
    return bytes(shapely.to_wkb(shapely.box(west, south, west + 0.001, south + 0.001)))


@dataclass(frozen=True)
class Given:
    """A patch to be issued. `proposal`: what the rules are said to have proposed."""

    number: str
    township: str = TOWNSHIPS[0]
    category: Category = Category.NEW_NONFARM_CONSTRUCTION
    cultivated_um2: int | None = 2_000_000_000
    proposal: Mapping[str, str] | None = None
    images: tuple[date | None, date | None] = (None, None)
    wkb: bytes | None = None


SOME = (
    Given("P1", proposal=UNLAWFUL),
    Given("P2", proposal={"conclusion": "in_doubt", "nature": "", "determination": "undetermined"}),
    Given("P3", TOWNSHIPS[1]),
    Given("P4", TOWNSHIPS[1], cultivated_um2=None),
    Given("M1", TOWNSHIPS[1], Category.MINING),
)


def made_desk(folder: Path, clerk: str = "clerk") -> Any:
    """A workspace with an empty programme; its desk, with the county clerk at it."""
    from weipian.store.making import make

    made = make(folder, POLICY, clerk)
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    return Desk(made.workspace, load(POLICY), actor_of_system_user(clerk))


def issue(desk: Any, patches: Sequence[Given] = SOME, batch: str = "202308", issued: date = date(2023, 8, 1)) -> None:
    """A batch as intake, overlay and propose would have written it."""
    from weipian.store.acting import acting
    from weipian.store.models import Batch, Measurement, Patch, Plot, Proposal, Standing

    with acting(desk, Act.BATCH_ADDED, f"batch:{batch}") as act:
        key = act.add(
            Batch, name=batch, version=1, year=2023, period="2023-08", issued=issued, received=issued,
            source="x.shp", source_sha256="", patches=len(patches), refused=0,
        )  # fmt: skip
        rows = [patch_row(one, key, issued) for one in patches]
        for at, (one, row) in enumerate(zip(patches, rows, strict=True)):
            row["wkb"] = one.wkb or outline(at, batch)
        keys = act.add_many(Patch, rows)
        pairs = list(zip(patches, keys, strict=True))
        plots = act.add_many(Plot, [plot_row(one, number) for one, number in pairs])
        act.add_many(Standing, [standing_row(one, number, key, issued) for one, number in pairs])
        laid = [(one, plot) for one, plot in zip(patches, plots, strict=True) if one.cultivated_um2 is not None]
        act.add_many(Measurement, [measured_row(one, plot) for one, plot in laid])
        told = [(one.proposal, plot) for one, plot in zip(patches, plots, strict=True) if one.proposal]
        act.add_many(Proposal, [proposal_row(said, plot) for said, plot in told])


def patch_row(one: Given, batch: int, issued: date) -> dict[str, Any]:
    return {
        "number": one.number, "version": 1, "batch_id": batch, "category": one.category.value, "supplementary": False,
        "issued": issued, "issued_area": "3.5", "issued_unit": "mu", "township": one.township, "attributes": {},
        "earlier_image": one.images[0], "later_image": one.images[1],
        "crs": "EPSG:4490", "wkb": outline(0, ""), "area_um2": 2_333_000_000,
        "west": 0, "south": 0, "east": 1, "north": 1,
    }  # fmt: skip


def plot_row(one: Given, patch: int) -> dict[str, Any]:
    state = State.PROPOSED if one.proposal else State.MEASURED
    return {
        "number": one.number,
        "patch_id": patch,
        "area_um2": 2_333_000_000,
        "township": one.township,
        "state": state.value,
    }


def standing_row(one: Given, patch: int, batch: int, issued: date) -> dict[str, Any]:
    return {
        "patch_id": patch,
        "number": one.number,
        "category": one.category.value,
        "township": one.township,
        "issued": issued,
        "batch_id": batch,
        "area_um2": 2_333_000_000,
        "state": State.MEASURED.value,
    }


def measured_row(one: Given, plot: int) -> dict[str, Any]:
    detail = {"cultivated_um2": one.cultivated_um2}
    return {"plot_id": plot, "kind": "land_use", "checked": "found", "area_um2": 2_333_000_000, "detail": detail}


def proposal_row(said: Mapping[str, str], plot: int) -> dict[str, Any]:
    answer = {**said, "because": "没有批准文件", "findings": [], "missing": []}
    return {
        "plot_id": plot, "policy": POLICY, "conclusion": said["conclusion"], "nature": said["nature"], "rule": "x",
        "answer": answer, "gates": [{"gate": "A", "certain": False}],
    }  # fmt: skip


def as_clerk_of(desk: Any, township: str) -> Any:
    """The same desk with a township's clerk at it."""
    return replace(desk, actor=replace(desk.actor, roles=frozenset({Role.TOWNSHIP_CLERK}), township=township))


def clean(desk: Any) -> bool:
    """Does the verifier find nothing."""
    from weipian.store.auditing import audit_workspace

    return audit_workspace(desk.workspace.folder).clean
