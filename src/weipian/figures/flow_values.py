"""What a flow through the states shows, as values: columns of nodes, and how many go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.figures.marks import Mark


@dataclass(frozen=True, slots=True)
class Node:
    """`key` is its own in the whole flow."""

    key: str
    label: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    title: str
    nodes: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Passage:
    """So many went from a node of one stage to one of the next."""

    start: str
    end: str
    count: int


@dataclass(frozen=True, slots=True)
class StateFlow:
    """A node's count is what comes in, of the first stage what goes out."""

    title: str
    stages: Sequence[Stage]
    passages: Sequence[Passage]
    unit: str
    notice: str = ""
    prefix: str = "flow-"

    def count(self, key: str) -> int:
        """How many are at a node or have passed it."""
        came = sum(one.count for one in self.passages if one.end == key)
        return came or sum(one.count for one in self.passages if one.start == key)
