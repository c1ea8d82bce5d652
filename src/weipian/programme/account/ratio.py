"""The accountability ratio (plan 四(一)): what counts where is the policy's; here are only exact sums and the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from weipian.policy import Policy, Value
from weipian.programme.account.ledger import LedgerRow
from weipian.terms.words import Determination, Outcome

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """How one row counts, and by which rule."""

    numerator: bool
    denominator: bool
    rule: str
    clause: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a county or a township: both the area (亩) and the ratio must be reached."""

    area: Fraction
    ratio: Fraction
    clause: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Numerator and denominator in 亩."""

    numerator: Fraction = NOTHING
    denominator: Fraction = NOTHING

    @property
    def ratio(self) -> Fraction | None:
        """None where nothing was newly built: an undefined ratio is not zero."""
        return self.numerator / self.denominator if self.denominator else None

    def reaches(self, line: Line) -> bool:
        """四(一): area and ratio both at or above the line, in fractions."""
        return self.numerator >= self.needed(line)

    def needed(self, line: Line) -> Fraction:
        """The unlawful area (亩) from which this denominator is in scope."""
        return max(line.area, line.ratio * self.denominator)


@dataclass(frozen=True, slots=True)
class Account:
    """The account of a county or a township."""

    before: Sums
    after: Sums
    line: Line
    undetermined: Fraction

    @property
    def in_scope(self) -> bool:
        return self.after.reaches(self.line)

    @property
    def margin(self) -> Fraction:
        """亩 of unlawful land above the line where in scope, left under it where not."""
        return abs(self.after.numerator - self.after.needed(self.line))

    @property
    def if_all_unlawful(self) -> Sums:
        """After, were every undetermined plot new unlawful construction and not put right."""
        return Sums(self.after.numerator + self.undetermined, self.after.denominator + self.undetermined)


def line_of(policy: Policy, level: str) -> Line:
    """四(一): the line of `county` or `township`."""
    area, ratio = policy.value(f"ratio.{level}.area"), policy.value(f"ratio.{level}.ratio")
    return Line(area.number, ratio.number, area.clause)


def counted(row: LedgerRow, policy: Policy) -> Counted:
    """Where a row counts (四(一)1–4): by determination, by outcome where the policy tells outcomes apart."""
    waits = _waits_for_acceptance(row, policy)
    if waits is not None:
        return Counted(False, False, waits.key, waits.clause)
    value = _effect(row.determination, row.outcome, policy)
    return Counted("numerator" in value.items, "denominator" in value.items, value.key, value.clause)


def _effect(determination: Determination, outcome: Outcome, policy: Policy) -> Value:
    narrow = f"ratio.counts.{determination}.{outcome.value or 'none'}"
    return policy.value(narrow if policy.has(narrow) else f"ratio.counts.{determination}")


def _waits_for_acceptance(row: LedgerRow, policy: Policy) -> Value | None:
    """四(一): a lawful supplementary plot counts only where it was added or accepted above (a ruling)."""
    if row.determination is not Determination.LAWFUL_NEW or not row.supplementary or row.accepted_above:
        return None
    needs = policy.value("ratio.supplementary.lawful_new_needs_acceptance")
    return needs if needs.flag else None


class Counts:
    """`counted` remembered, since a county has thousands of rows of a dozen sorts."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._known: dict[tuple[Determination, Outcome, bool, bool], Counted] = {}

    def of(self, row: LedgerRow, outcome: Outcome | None = None) -> Counted:
        """How a row counts; with `outcome`, as if it had that one."""
        as_if = row.outcome if outcome is None else outcome
        sort = (row.determination, as_if, row.supplementary, row.accepted_above)
        if sort not in self._known:
            self._known[sort] = counted(replace(row, outcome=as_if), self.policy)
        return self._known[sort]

    def sums(self, rows: Iterable[LedgerRow], outcome: Outcome | None = None) -> Sums:
        """Numerator and denominator of the rows, exact."""
        effects = [(row.cultivated, self.of(row, outcome)) for row in rows]
        return Sums(
            total(area for area, effect in effects if effect.numerator),
            total(area for area, effect in effects if effect.denominator),
        )


def total(areas: Iterable[Fraction]) -> Fraction:
    """The exact sum; numerators are added by denominator first, which is many times faster."""
    parts: dict[int, int] = {}
    for area in areas:
        parts[area.denominator] = parts.get(area.denominator, 0) + area.numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in parts.items()), NOTHING)


def account(rows: Sequence[LedgerRow], line: Line, counts: Counts) -> Account:
    """Before (as if every outcome were empty) and after, with what is undetermined beside."""
    undetermined = total(row.cultivated for row in rows if row.determination is Determination.UNDETERMINED)
    return Account(counts.sums(rows, Outcome.NONE), counts.sums(rows), line, undetermined)


def by_township(rows: Iterable[LedgerRow]) -> dict[str, list[LedgerRow]]:
    """Rows by township, in the order in which the townships first appear."""
    found: dict[str, list[LedgerRow]] = {}
    for row in rows:
        found.setdefault(row.township, []).append(row)
    return found
