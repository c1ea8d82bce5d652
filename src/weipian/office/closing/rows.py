"""A period's plots by the books as they are now, each as a close would keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.closing.facts import Asking, asking, newest, open_duties, plot_now, standing
from weipian.office.ledger.counting import counted, in_parts
from weipian.office.ledger.following import determined
from weipian.office.ledger.rows import gates, measured, measured_cultivated
from weipian.policy import Policy
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.pieces import written
from weipian.programme.account.ratio import Counted, Counts
from weipian.programme.intake.period import quarter_of_period
from weipian.programme.submission.periods.blockers import Blocker, blocking, blocks_of
from weipian.programme.submission.periods.members import Dated, is_member
from weipian.programme.submission.periods.windows import Window, month_of, quarter_named
from weipian.store.queries.closing import FrozenPlot, made_by, measured_by, newest_check, reported_in
from weipian.store.queries.ledger import Line
from weipian.terms.acting import State
from weipian.terms.area import Area
from weipian.terms.words import Category, Determination, LayerKind, Outcome


@dataclass(frozen=True, slots=True)
class Recounted:
    """A period counted now: the plots' lines, and each as it would be kept."""

    lines: tuple[Line, ...]
    plots: tuple[FrozenPlot, ...]


class Dating:
    """The month and quarter of patches, worked out once a sort."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._known: dict[tuple[date, Category, str], Dated] = {}

    def of(self, line: Line) -> Dated:
        sort = (line.issued, line.category, line.period)
        if sort not in self._known:
            stated = quarter_of_period(line.period) or None
            self._known[sort] = Dated(
                line.issued,
                month_of(self.policy, line.issued, line.category),
                quarter_named(self.policy, line.issued, stated),
            )
        return self._known[sort]


def members(policy: Policy, window: Window, found: Iterable[Line]) -> list[Line]:
    """The plots of a period: what stands in no other closed month, or in the quarter, or by the date."""
    reported = reported_in(window.kind.value, window.key)
    dating = Dating(policy)
    return [
        line
        for line in found
        if line.state is not State.WITHDRAWN and is_member(window, dating.of(line), reported=line.patch in reported)
    ]


def recount(policy: Policy, window: Window, found: Iterable[Line], today: date) -> Recounted:
    """The period by the books as they are."""
    own = members(policy, window, found)
    blockers = blocking(policy, window.kind)
    wanted = {one.what for one in blockers}
    asked = asking(policy, today, newest_check(window.kind.value, window.key), own, wanted)
    return Recounted(tuple(own), tuple(kept(own, asked, blockers)))


def kept(lines: Sequence[Line], asked: Asking, blockers: tuple[Blocker, ...]) -> list[FrozenPlot]:
    """Every plot as a close keeps it."""
    counts, dating = Counts(asked.policy), Dating(asked.policy)
    told, made = measured_by(), made_by()
    return [_kept(line, asked, blockers, counts, dating.of(line), (told, made)) for line in lines]


def _kept(
    line: Line,
    asked: Asking,
    blockers: tuple[Blocker, ...],
    counts: Counts,
    dated: Dated,
    events: tuple[Mapping[int, int], Mapping[int, int]],
) -> FrozenPlot:
    before, after = effects(line, counts)
    told, made = events
    stands = standing(line, asked)
    right = line.right.values if line.right else {}
    return FrozenPlot(
        plot=line.plot,
        patch_id=line.patch_id,
        township=line.township,
        category=line.category.value,
        issued=line.issued,
        month=dated.month,
        quarter=dated.quarter,
        state=line.state.value,
        determination=determined(line) or Determination.UNDETERMINED.value,
        final=final_of(line),
        outcome=right.get("outcome", ""),
        area_filed=line.filed_areas.get("area", ""),
        cultivated_filed=line.filed_areas.get("cultivated", ""),
        area_um2=line.area_um2,
        cultivated_um2=um2(measured_cultivated(line)),
        farmland_um2=um2(measured(line, LayerKind.PERMANENT_BASIC_FARMLAND)),
        redline_um2=um2(measured(line, LayerKind.ECOLOGICAL_REDLINE)),
        before=before,
        after=after,
        gates=",".join(gates(line.proposed)),
        open_duties=open_duties(stands),
        blocks=",".join(one.value for one in blocks_of(plot_now(line, stands, asked), blockers)),
        source=max(newest(line, told), made.get(line.id, 0)),
    )


def final_of(line: Line) -> bool | None:
    """Whether the level above has determined it finally; None where nothing is determined."""
    return None if line.determined is None else line.determined.values["final"] == "1"


def um2(area: Area | None) -> int | None:
    return None if area is None else int(area.m2 * 1_000_000)


def effects(line: Line, counts: Counts) -> tuple[str, str]:
    """Where its cultivated land counts before and after (`account.pieces`); "" nowhere."""
    row = counted(line)
    if row is None:
        return "", ""
    after = written([(_after(part, counts), part.cultivated) for part in in_parts(row, line)])
    return letters(counts.of(row, Outcome.NONE)), after


def _after(row: LedgerRow, counts: Counts) -> str:
    return letters(counts.of(row)) + ("u" if row.determination is Determination.UNDETERMINED else "")


def letters(found: Counted) -> str:
    return ("n" if found.numerator else "") + ("d" if found.denominator else "")
