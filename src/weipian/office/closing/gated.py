"""Patches of a period that certainly go through gate A or D and have no opinion on the facts of now (B7, B10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from weipian.fence.field import read_mu
from weipian.office.inspecting.gates import gates_open
from weipian.policy import Policy
from weipian.programme.inspection.gates import gate_table
from weipian.store.queries.ledger import Line
from weipian.terms.area import Area
from weipian.terms.closing import Blocks
from weipian.terms.errors import InputError
from weipian.terms.inspection import BEFORE_REVIEW
from weipian.terms.words import Category, GateName

WORDS = {GateName.A: Blocks.GATE_OFFICE, GateName.D: Blocks.GATE_GROUP}
MINED = "mining"
FILED = ("cultivated", "farmland", "redline")


def open_gates(policy: Policy, lines: Sequence[Line]) -> Iterator[tuple[Line, Blocks]]:
    """The gates are asked of whole patches, and only of those whose areas could reach a line at all."""
    patches = reaching(policy, lines)
    found = gates_open(policy, patches) if patches else {}
    for line in lines:
        yield from ((line, WORDS[gate]) for gate in found.get(line.patch, ()))


def reaching(policy: Policy, lines: Sequence[Line]) -> set[str]:
    """Patches of which some area may reach the smallest line of a gate before the review; all that were cut."""
    land, mining = least(policy, mining=False), least(policy, mining=True)
    plots = Counter(line.patch for line in lines)
    return {
        line.patch
        for line in lines
        if plots[line.patch] > 1
        or line.plot != line.patch
        or largest(line) >= (mining if line.category is Category.MINING else land)
    }


def least(policy: Policy, *, mining: bool) -> Fraction:
    """The smallest line by area, less the policy's margin; a land patch is not asked what was mined."""
    law = gate_table(policy)
    lines = [line.mu for gate in BEFORE_REVIEW for area, line in law[gate].lines.items() if mining or area != MINED]
    return min(lines) * (1 - max(law[gate].margin for gate in BEFORE_REVIEW))


def largest(line: Line) -> Fraction:
    """No area of the plot, measured or written down, is larger: what is measured lies inside it."""
    site = line.site.values if line.site else {}
    texts = [line.filed_areas.get(name, "") for name in FILED] + [site.get("mining_mu", "")]
    return max(Area.of_um2(line.area_um2).mu, *map(_mu, texts))


def _mu(text: str) -> Fraction:
    try:
        return read_mu(text) or Fraction(0) if text else Fraction(0)
    except InputError:
        return Fraction(0)
