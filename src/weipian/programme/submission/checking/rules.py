"""The self-check, the face of this folder: rows as they would be released in, a report out. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from weipian.policy import Policy
from weipian.programme.determination.propose import law_day
from weipian.programme.submission.checking import evidence, ground, shapes, together
from weipian.programme.submission.checking.asking import OF_SETS, OWN, SHAPES, Ask, Check
from weipian.programme.submission.checking.finding import Finding, Report, Told, Why
from weipian.programme.submission.checking.law import Entry, Law, law_on
from weipian.programme.submission.checking.row import Row, Whole
from weipian.programme.submission.checking.traits import traits
from weipian.terms.checking import Subject
from weipian.terms.errors import PolicyError
from weipian.terms.messages import catalogue
from weipian.terms.words import Answer

ENTERED = (evidence, ground, shapes, together)
"""Importing them enters their checks."""
NOTHING: frozenset[Subject] = frozenset()
Early = Mapping[str, frozenset[Subject]]
Ended = Iterator[tuple[str, Entry, list[Told]]]


def check(
    whole: Whole,
    policy: Policy,
    unkept: frozenset[Subject] = NOTHING,
    early: Early = MappingProxyType({}),
    only: Collection[str] | None = None,
) -> Report:
    """Every check of the law on every plot. `unkept`: what the rows' books have no place for, so that it can't be
    lacking; `early`: plot → what it can't lack yet. `only`: plots that are asked by themselves, beside all that they
    stand among. Raises PolicyError where the law names a check or a shape that the program doesn't have."""
    tally: dict[str, Counter[Why]] = defaultdict(Counter)
    findings: list[Finding] = []
    rows = whole.rows if only is None else [row for row in whole.rows if row.plot in only]
    for plot, entry, told in (*_each(rows, policy, unkept, early), *_together(whole, policy)):
        tally[entry.code][how(told)] += 1
        findings += [finding_of(plot, entry, one) for one in told if one.why in (Why.FAILS, Why.LACKS)]
    findings.sort(key=lambda one: one.plot)
    return Report(tuple(dict.fromkeys(findings)), tally)


def _each(rows: Iterable[Row], policy: Policy, unkept: frozenset[Subject], early: Early) -> Ended:
    laws: dict[date, Law] = {}
    for row in rows:
        day = law_day(row.issued or policy.issued, policy)
        if day not in laws:
            laws[day] = law_on(policy, day)
        own = unkept | row.unkept | early.get(row.plot, NOTHING)
        for entry in laws[day].of(traits(row)):
            if entry.code not in OF_SETS:
                yield row.plot, entry, list(check_of(entry)(Ask(entry, laws[day], row, own)))


def _together(whole: Whole, policy: Policy) -> Ended:
    """By the law of the programme year's last day: these span many days of issue."""
    law = law_on(policy, law_day(date.max, policy))
    for entry in law.entries:
        if entry.code in OF_SETS:
            asked = [row.plot for row in whole.rows if entry.concerns(traits(row))]
            told: dict[str, list[Told]] = {plot: [] for plot in asked}
            for plot, one in OF_SETS[entry.code](entry, law, whole):
                if plot in told:
                    told[plot].append(one)
            yield from ((plot, entry, found) for plot, found in told.items())


def check_of(entry: Entry) -> Check:
    """The function behind a check of one plot."""
    found = OWN.get(entry.code) if entry.shape == "special" else SHAPES.get(entry.shape)
    if found is None:
        raise PolicyError("selfcheck_without_shape", where=entry.value.place, check=entry.code, shape=entry.shape)
    return found


def how(told: list[Told]) -> Why:
    """How a check ended on a plot: a no before a gap, a gap before what can't be told."""
    ended = {one.why for one in told}
    return next((why for why in (Why.FAILS, Why.LACKS, Why.OPEN, Why.UNKEPT) if why in ended), Why.HOLDS)


def finding_of(plot: str, entry: Entry, told: Told) -> Finding:
    """What people read of it."""
    text = catalogue()[f"check_{entry.code}"]
    words = {"field": told.subject.label, "stands": told.stands, "should": told.should}
    gap = told.why is Why.LACKS
    return Finding(
        code=entry.code,
        plot=plot,
        subject=told.subject,
        answer=Answer.NOT_ENOUGH_EVIDENCE if gap else Answer.FAILS,
        level=entry.level,
        stands=told.stands,
        should=told.should,
        message=(catalogue()["selfcheck_gap"] if gap and told.should else text)["what"].format(**words),
        mend=text["mend"].format(**words),
        clause=entry.value.clause,
        sure=entry.value.sure,
    )
