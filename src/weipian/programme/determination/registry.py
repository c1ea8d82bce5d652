"""Rule shapes by rule id and the day from which the shape is the law; an old shape stays for old patches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from weipian.programme.determination.facts import PlotFacts
from weipian.programme.determination.finding import Check
from weipian.programme.determination.reading import Reading
from weipian.terms.determination import Nature
from weipian.terms.errors import PolicyError
from weipian.terms.words import Conclusion

Judge = Callable[[Reading, PlotFacts], tuple[Check, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's shape: what it concludes where it holds, since when, and how it judges."""

    id: str
    since: date
    conclusion: Conclusion
    nature: Nature | None
    judge: Judge


_RULES: dict[str, list[Rule]] = {}


def rule(name: str, since: date, conclusion: Conclusion, nature: Nature | None) -> Callable[[Judge], Judge]:
    """Enters a function as the shape of a rule from a day on."""

    def enter(judge: Judge) -> Judge:
        shapes = _RULES.setdefault(name, [])
        shapes.append(Rule(name, since, conclusion, nature, judge))
        shapes.sort(key=lambda shape: shape.since)
        return judge

    return enter


def shape_on(name: str, day: date) -> Rule:
    """The shape of a rule on a day. Raises PolicyError where the pack names a rule that the program doesn't have."""
    in_force = [shape for shape in _RULES.get(name, []) if shape.since <= day]
    if not in_force:
        raise PolicyError("rule_without_shape", rule=name, day=day)
    return in_force[-1]


def rule_ids() -> tuple[str, ...]:
    """Every rule id that has a shape."""
    return tuple(sorted(_RULES))
