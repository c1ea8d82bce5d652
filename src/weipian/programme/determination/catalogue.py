"""The rule catalogue: what the docs and `policy show` print of the rules in a pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.programme.determination.propose import law_day, order_of
from weipian.programme.determination.registry import shape_on
from weipian.terms.determination import Nature
from weipian.terms.words import Conclusion, Sure


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule as the catalogue shows it; `order` counts from 1 within its tree (land or mining)."""

    rule: str
    tree: str
    order: int
    label: str
    conclusion: Conclusion
    nature: Nature | None
    clause: str
    gist: str
    sure: Sure
    note: str
    needs: tuple[str, ...]
    since: date
    shape: str

    def as_json(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "tree": self.tree,
            "order": self.order,
            "label": self.label,
            "conclusion": self.conclusion.value,
            "nature": self.nature.value if self.nature is not None else None,
            "clause": self.clause,
            "gist": self.gist,
            "sure": self.sure.value,
            "note": self.note,
            "needs": list(self.needs),
            "since": self.since.isoformat(),
            "shape": self.shape,
        }


def catalogue(policy: Policy, on: date | None = None) -> list[Entry]:
    """Every rule of the pack in its order, land first. Raises PolicyError where a rule has no shape."""
    day = law_day(on or policy.issued, policy)
    trees = (("land", True), ("mining", False))
    return [
        entry(policy, day, tree, place, name)
        for tree, land in trees
        for place, name in enumerate(order_of(policy, day, land=land), start=1)
    ]


def entry(policy: Policy, day: date, tree: str, order: int, name: str) -> Entry:
    """One rule: its words from the law, its shape from the program."""
    rule, label = shape_on(name, day), policy.value(f"determination.{name}.label", on=day)
    return Entry(
        rule=name,
        tree=tree,
        order=order,
        label=label.text,
        conclusion=rule.conclusion,
        nature=rule.nature,
        clause=label.clause,
        gist=label.gist,
        sure=label.sure,
        note=label.note,
        needs=policy.value(f"determination.{name}.needs", on=day).items,
        since=rule.since,
        shape=rule.judge.__doc__ or "",
    )
