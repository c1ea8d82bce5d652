"""What rules answer: checks make a finding, findings make a proposal. Three values, joined as Kleene joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from weipian.programme.determination.facts import PlotFacts, Site
from weipian.terms.determination import Handling, Nature
from weipian.terms.ids import PlotId
from weipian.terms.words import Answer, Conclusion, Determination, Sure

HOLDS, FAILS, UNKNOWN = Answer.HOLDS, Answer.FAILS, Answer.NOT_ENOUGH_EVIDENCE
_DOUBT = (Sure.STATED, Sure.FOUND, Sure.LIKELY, Sure.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that was used, its value as read, and the layer version it came from."""

    name: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a rule. `mend`: what would settle it; `missing` only where evidence is missing."""

    name: str
    answer: Answer
    because: str
    mend: str
    clause: str
    sure: Sure
    fields: tuple[Field, ...] = ()
    measured: str | None = None
    threshold: str | None = None
    margin: str | None = None
    subject: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        return (self.mend,) if self.answer is UNKNOWN else ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's answer on a plot, with the checks behind it; the figures are those of the check that decided."""

    rule: str
    label: str
    clause: str
    answer: Answer
    because: str
    conclusion: Conclusion
    nature: Nature | None
    checks: tuple[Check, ...]
    missing: tuple[str, ...]
    sure: Sure
    measured: str | None = None
    threshold: str | None = None
    margin: str | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return unique(used for check in self.checks for used in check.fields)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a person should look at besides; never changes the conclusion."""

    kind: str
    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the machine proposes; people determine. `possible`: what the evidence does not yet rule out."""

    plot: PlotId
    policy: str
    conclusion: Conclusion
    nature: Nature | None
    rule: str
    because: str
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    hints: tuple[Hint, ...]
    handling: tuple[Handling, ...]
    possible: tuple[tuple[Conclusion, Nature | None], ...]
    notice: str

    @property
    def determination(self) -> Determination:
        """The word that the ratio reads, should the county follow the proposal."""
        return determination_for(self.conclusion, self.nature)


def determination_for(conclusion: Conclusion, nature: Nature | None) -> Determination:
    """The word that the ratio reads; mining is in no ratio."""
    match nature:
        case Nature.UNLAWFUL_NEW:
            return Determination.UNLAWFUL_NEW
        case Nature.UNLAWFUL_EXISTING:
            return Determination.UNLAWFUL_EXISTING
        case Nature.UNLAWFUL_FARMING:
            return Determination.UNLAWFUL_FARMING
        case Nature.LAWFUL_NEW:
            return Determination.LAWFUL_NEW
    return Determination.OTHER_USE if conclusion is Conclusion.OTHER_USE else Determination.UNDETERMINED


def unique(items: Iterable[Field]) -> tuple[Field, ...]:
    return tuple(dict.fromkeys(items))


def all_of(checks: Sequence[Check]) -> Answer:
    """And: one failure fails, one gap leaves it open."""
    answers = {check.answer for check in checks}
    return FAILS if FAILS in answers else UNKNOWN if UNKNOWN in answers else HOLDS


def deciding(checks: Sequence[Check], answer: Answer) -> Check | None:
    """The check that made the answer: the first with it, among those that hold the last (the closest to the point)."""
    made = [check for check in checks if check.answer is answer]
    if not made:
        return None
    return made[-1] if answer is HOLDS else made[0]


def least_sure(sures: Iterable[Sure]) -> Sure:
    return max(sures, key=_DOUBT.index, default=Sure.STATED)


def about(subject: str, source: str, checks: Iterable[Check]) -> tuple[Check, ...]:
    """The checks with the record named that they are about, and its own fields with the register's version."""
    return tuple(
        replace(check, subject=subject, fields=tuple(of_register(used, source) for used in check.fields))
        for check in checks
    )


PLOT_FIELDS = frozenset(one.name for kind in (PlotFacts, Site) for one in fields(kind))


def of_register(used: Field, source: str) -> Field:
    """A record's field comes from its register; the plot's own fields have sources of their own."""
    return used if used.name in PLOT_FIELDS else replace(used, source=source)


def with_sources(checks: Iterable[Check], facts: PlotFacts) -> tuple[Check, ...]:
    """Each field with the layer version that it came from, where the facts name one (requirements A4)."""
    known = dict(facts.sources)
    if not known:
        return tuple(checks)
    return tuple(replace(check, fields=tuple(sourced(used, known) for used in check.fields)) for check in checks)


def sourced(used: Field, known: Mapping[str, str]) -> Field:
    return used if used.source or used.name not in known else replace(used, source=known[used.name])
