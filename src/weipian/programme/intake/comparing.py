"""What a batch would change, before anything is written: which patches are new, changed, gone, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import shapely

from weipian.programme.intake.batches import Incoming
from weipian.programme.intake.differences import Content, Difference, difference
from weipian.store.queries.patches import BatchHere, Earlier, batch_of, gone_of, last_batch, newest_of, plots_named
from weipian.terms.errors import InputError, Refusal, UsageError

COLUMN = "图斑编号"


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """`kept` are the indices of the incoming batch that are taken, `fresh` and `changed` (with the version before) of
    these; `moved` those whose shape changed.
    """

    incoming: Incoming
    name: str
    before: BatchHere | None
    issued: date
    kept: list[int]
    fresh: list[int]
    changed: list[tuple[int, Earlier]]
    moved: frozenset[int]
    unchanged: int
    differences: list[Difference]
    refused: tuple[Refusal, ...]

    @property
    def is_reissue(self) -> bool:
        return self.before is not None

    @property
    def is_identical(self) -> bool:
        """Nothing to write: the same batch once more."""
        return self.before is not None and not self.differences

    @property
    def is_empty(self) -> bool:
        """No row could be taken: there is nothing to book."""
        return not self.taken

    @property
    def taken(self) -> int:
        """How many rows of the file were taken."""
        return len(self.kept)


def compared(incoming: Incoming) -> Plan:
    """Raises UsageError where the day of issue is known from nowhere."""
    places = batch_of([one.number for one in incoming.issued])
    before = last_batch(incoming.order.name) or _under_another_name(incoming, places)
    name = before.name if before else incoming.order.name
    old = newest_of(name) if before else {}
    refused, kept = incoming.without(_elsewhere(incoming, places, name, old))
    issued = _issued(incoming, before)
    plan = _Comparing(incoming, old, gone_of(name) if before else set(), issued)
    for index in kept:
        plan.take(index)
    plan.miss({incoming.issued[index].number for index in kept} | _still_there(incoming, refused))
    return Plan(
        incoming=incoming,
        name=name,
        before=before,
        issued=issued,
        kept=kept,
        fresh=plan.fresh,
        changed=plan.changed,
        moved=frozenset(plan.moved),
        unchanged=plan.unchanged,
        differences=plan.differences if before else [],
        refused=tuple(sorted(refused, key=lambda one: one.row)),
    )


def _still_there(incoming: Incoming, refused: tuple[Refusal, ...]) -> set[str]:
    """Numbers of refused rows: a row that is spoilt is not a patch that is gone."""
    return {one.value for one in refused}


def _under_another_name(incoming: Incoming, places: Mapping[str, str]) -> BatchHere | None:
    """The batch that this one is, if every patch stands in it unchanged: nobody said a name, or another one."""
    names = set(places.values())
    if len(names) != 1 or len(places) != len(incoming.issued) or incoming.refused:
        return None
    name = names.pop()
    old = newest_of(name)
    if set(old) - gone_of(name) != set(places):
        return None
    issued = incoming.order.issued
    same = all(
        difference(
            one.number,
            _before(old[one.number]),
            _now(incoming, index, issued or old[one.number].issued),
            same_shape=_same_shape(incoming, index, old[one.number]),
            was_gone=False,
        )
        is None
        for index, one in enumerate(incoming.issued)
    )
    return last_batch(name) if same else None


def _elsewhere(
    incoming: Incoming, places: Mapping[str, str], name: str, old: Mapping[str, Earlier]
) -> list[tuple[int, Refusal]]:
    """Patches whose number stands in another batch, or is a plot's."""
    taken = plots_named([one.number for one in incoming.issued if one.number not in places])
    refused = []
    for index, one in enumerate(incoming.issued):
        error = None
        if one.number not in old and one.number in places:
            error = InputError("patch_elsewhere", patch=one.number, batch=places[one.number])
        elif one.number in taken:
            error = InputError("patch_is_plot", patch=one.number)
        if error is not None:
            refused.append((index, Refusal.of(one.row, COLUMN, one.number, error)))
    return refused


def _issued(incoming: Incoming, before: BatchHere | None) -> date:
    """As said; a re-issue keeps the first one's day unless another is said; else what the file states throughout."""
    issued = incoming.order.issued or (before.issued if before else incoming.stated)
    if issued is None:
        raise UsageError("patch_issued_missing", where="--issued")
    return issued


class _Comparing:
    def __init__(self, incoming: Incoming, old: Mapping[str, Earlier], gone: set[str], issued: date) -> None:
        self.incoming, self.old, self.gone, self.issued = incoming, old, gone, issued
        self.fresh: list[int] = []
        self.changed: list[tuple[int, Earlier]] = []
        self.moved: set[int] = set()
        self.unchanged = 0
        self.differences: list[Difference] = []

    def take(self, index: int) -> None:
        number = self.incoming.issued[index].number
        old = self.old.get(number)
        if old is None:
            self.fresh.append(index)
            self.differences.append(Difference(number, "new", {}))
            return
        same_shape = _same_shape(self.incoming, index, old)
        now = _now(self.incoming, index, self.incoming.order.issued or old.issued)
        found = difference(number, _before(old), now, same_shape=same_shape, was_gone=number in self.gone)
        if found is None or not (found.fields or found.areas):
            self.unchanged += 1
        else:
            self.changed.append((index, old))
            if not same_shape:
                self.moved.add(index)
        if found is not None:
            self.differences.append(found)

    def miss(self, there: set[str]) -> None:
        """Patches of the version before that are not there any more."""
        for number in sorted(set(self.old) - self.gone - there):
            self.differences.append(Difference(number, "gone", {}))


def _before(old: Earlier) -> Content:
    return Content(
        old.category, old.supplementary, old.issued.isoformat(), old.attributes, old.crs, old.wkb, old.area_um2
    )


def _now(incoming: Incoming, index: int, issued: date) -> Content:
    one = incoming.issued[index]
    crs, wkb = f"EPSG:{incoming.crs.epsg}", incoming.found.table.wkb[index]
    area = int(incoming.found.areas[index])
    return Content(one.category.value, one.supplementary, issued.isoformat(), one.attributes, crs, wkb, area)


def _same_shape(incoming: Incoming, index: int, old: Earlier) -> bool:
    """The same to the last bit; another form of file may begin a ring elsewhere or wrap one area as several."""
    wkb = incoming.found.table.wkb[index]
    if wkb == old.wkb and old.crs == f"EPSG:{incoming.crs.epsg}":
        return True
    if old.crs != f"EPSG:{incoming.crs.epsg}" or abs(int(incoming.found.areas[index]) - old.area_um2) > 1:
        return False
    one, other = (_normal(value) for value in (wkb, old.wkb))
    return bool(shapely.equals_exact(one, other, tolerance=0.0))


def _normal(wkb: bytes) -> shapely.Geometry:
    parts = shapely.get_parts(shapely.force_2d(shapely.from_wkb(wkb)))
    return shapely.normalize(shapely.multipolygons(parts))
