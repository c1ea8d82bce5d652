"""The rows that a batch writes: batch, patch, plot, and how a patch stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.policy import Policy
from weipian.programme.intake.batches import Incoming
from weipian.programme.intake.comparing import Plan
from weipian.programme.intake.period import due_of, period_of, quarter_of_period
from weipian.store.queries.patches import Earlier
from weipian.terms.acting import State
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class Hanging:
    """Which records a patch hangs on; None where none."""

    project: int | None = None
    party: int | None = None
    village: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What else is known of the incoming patches: their townships by index, and the records they hang on."""

    townships: Sequence[str]
    hanging: Mapping[int, Hanging]


class Rows:
    """The rows that a plan writes."""

    def __init__(self, policy: Policy, plan: Plan, found: Found) -> None:
        self.policy, self.plan, self.found = policy, plan, found
        order = plan.incoming.order
        default = plan.before.period if plan.before else None
        self.period = period_of(order.period or default, plan.issued)
        stated = self.period != period_of(None, plan.issued)
        self.quarter = quarter_of_period(self.period) if stated else None
        self.dues: dict[Category, date | None] = {}

    @property
    def incoming(self) -> Incoming:
        return self.plan.incoming

    def batch(self, said: Sequence[str]) -> dict[str, Any]:
        plan, order, before = self.plan, self.incoming.order, self.plan.before
        return {
            "name": plan.name,
            "version": before.version + 1 if before else 1,
            "year": order.year or (before.year if before else self.policy.year),
            "period": self.period,
            "issued": plan.issued,
            "received": order.received,
            "source": self.incoming.name,
            "source_sha256": self.incoming.sha256,
            "patches": plan.taken,
            "refused": len({one.row for one in plan.refused}),
            "said": list(said),
            "differences": [one.as_json() for one in plan.differences],
            "reissue_of_id": before.id if before else None,
        }

    def patch(self, index: int, batch: int, old: Earlier | None = None) -> dict[str, Any]:
        one, found = self.incoming.issued[index], self.incoming.found
        west, south, east, north = self.incoming.boxes[index].tolist()
        return {
            "number": one.number,
            "version": old.version + 1 if old else 1,
            "batch_id": batch,
            "category": one.category.value,
            "supplementary": one.supplementary,
            "issued": self._issued(old),
            "issued_area": one.area,
            "issued_unit": self.incoming.unit if one.area else "",
            "township": one.township,
            "earlier_image": one.earlier_image,
            "later_image": one.later_image,
            "attributes": one.attributes,
            "crs": f"EPSG:{self.incoming.crs.epsg}",
            "wkb": bytes(found.table.wkb[index]),
            "area_um2": int(found.areas[index]),
            "west": west,
            "south": south,
            "east": east,
            "north": north,
            "replaces_id": old.id if old else None,
        }

    def _issued(self, old: Earlier | None) -> date:
        return old.issued if old and self.incoming.order.issued is None else self.plan.issued

    def plot(self, index: int, patch: int) -> dict[str, Any]:
        return {
            "number": self.incoming.issued[index].number,
            "patch_id": patch,
            "area_um2": int(self.incoming.found.areas[index]),
            "township": self.found.townships[index],
            "state": State.ISSUED.value,
        }

    def new_plot(self, index: int, patch: int) -> dict[str, Any]:
        """What a whole plot takes over from its patch's new version."""
        plot = self.plot(index, patch)
        return {name: plot[name] for name in ("patch_id", "area_um2", "township")}

    def standing(self, index: int, patch: int, batch: int) -> dict[str, Any]:
        one = self.incoming.issued[index]
        hanging = self.found.hanging.get(index, Hanging())
        return {
            "patch_id": patch,
            "batch_id": batch,
            "area_um2": int(self.incoming.found.areas[index]),
            "number": one.number,
            "category": one.category.value,
            "township": self.found.townships[index],
            "issued": self.plan.issued,
            "state": State.ISSUED.value,
            "due": self.due(one.category),
            "project_id": hanging.project,
            "party_id": hanging.party,
            "village_id": hanging.village,
        }

    def due(self, category: Category) -> date | None:
        """Few different ones in a batch."""
        if category not in self.dues:
            self.dues[category] = due_of(self.policy, self.plan.issued, category, self.quarter)
        return self.dues[category]
