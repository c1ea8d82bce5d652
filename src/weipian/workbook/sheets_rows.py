"""What the ledger workbook is filled from: plain values, so that it knows no stage of the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from weipian.terms.area import Area
from weipian.terms.words import Category, Conclusion, Determination, Measure, Outcome


@dataclass(frozen=True, slots=True)
class Thrice:
    """One area as issued, as filed and as measured; None where it is not known. Never mixed."""

    issued: Area | None = None
    filed: Area | None = None
    measured: Area | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A plot, or a part of one. `cultivated` is the area that the ratio takes; None keeps it out of every sum.

    `determination` None: a mining patch, which the ratio never sees; `conclusion` is what a review said of it.
    A measured area of None is written as `unchecked` says of it (by column), else 「未检查」. `site`: what was written
    down on site, by column. `right_due`, `responsible`: until when an order has to be followed, and by whom.
    """

    plot: str
    patch: str
    category: Category
    issued: date
    township: str
    determination: Determination | None
    cultivated: Area | None
    outcome: Outcome = Outcome.NONE
    batch: str = ""
    project: str = ""
    nature: str = ""
    measure: Measure = Measure.NONE
    area: Thrice = field(default_factory=Thrice)
    cultivated_areas: Thrice = field(default_factory=Thrice)
    farmland: Area | None = None
    redline: Area | None = None
    mining: Area | None = None
    proposal: Conclusion | None = None
    proposal_nature: str = ""
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    review: str = ""
    because: str = ""
    final: bool | None = None
    due: date | None = None
    ordered: date | None = None
    supplementary: bool = False
    accepted_above: bool | None = None
    can_recultivate: bool | None = None
    can_approve: bool | None = None
    marks: Mapping[str, bool] = field(default_factory=dict)
    remark: str = ""
    conclusion: Conclusion | None = None
    reviewed: date | None = None
    outcome_on: date | None = None
    farmland_filed: Area | None = None
    redline_filed: Area | None = None
    state: str = ""
    unchecked: Mapping[str, str] = field(default_factory=dict)
    site: Mapping[str, str | Fraction | date | None] = field(default_factory=dict)
    right_due: date | None = None
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty: of what, whose, until when. `last_working_day` None where the calendar is not yet published.

    `plots`: those that owe it; none where it is the whole programme's.
    """

    duty: str
    subject: str
    who: str
    assists: str
    due: date
    effective_due: date
    last_working_day: date | None
    state: str
    overdue: bool
    clause: str
    before_policy: bool = False
    note: str = ""
    plots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One sum of the ratio: cultivated land of one determination and one outcome (None: whatever the outcome).

    `only_accepted`: supplementary plots count only where they were accepted above.
    """

    determination: Determination
    outcome: Outcome | None = None
    only_accepted: bool = False


@dataclass(frozen=True, slots=True)
class RatioTerms:
    """Which sums make up the ratio, from the policy; each sum is added, so nothing is lost to subtraction."""

    numerator_before: tuple[Counted, ...]
    denominator_before: tuple[Counted, ...]
    numerator_after: tuple[Counted, ...]
    denominator_after: tuple[Counted, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Numerator and denominator in 亩, exact."""

    numerator: Fraction
    denominator: Fraction

    @property
    def ratio(self) -> Fraction | None:
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class RatioRow:
    """A township, or the whole county; the exact figures stand beside the formulas."""

    name: str
    before: Sides
    after: Sides
    area_line_mu: Fraction
    ratio_line: Fraction
    in_scope: bool
    undetermined_mu: Fraction
    undetermined_count: int
    whole_county: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Which books a ledger was written from, and how far their log had come."""

    workspace: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """A whole ledger as of a day. `notices` are printed on every sheet (虚构数据, 依据重建规则…).

    With an `origin` the workbook remembers what was written, so that an import knows exactly what was edited.
    """

    title: str
    as_of: date
    policy: str
    policy_title: str
    rows: tuple[LedgerRow, ...]
    duties: tuple[DutyRow, ...]
    ratios: tuple[RatioRow, ...]
    terms: RatioTerms
    notices: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    software: str = ""
    origin: Origin | None = None
