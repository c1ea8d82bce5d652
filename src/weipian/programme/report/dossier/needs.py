"""What a dossier must hold, by category and determination: data of the law, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weipian.policy import Policy
from weipian.policy.values import Value
from weipian.terms.dossier import Has, Owes, Section
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import Sure

KEY = "dossier.needs."


@dataclass(frozen=True, slots=True)
class Need:
    """One thing: any of `papers`, at least `least` of them together, or any of `books` meets it.

    `every`: the traits that a plot must all have before it is asked of it. `note` says why the law is not `sure`.
    """

    key: str
    section: Section
    label: str
    papers: frozenset[EvidenceKind]
    books: frozenset[Has]
    least: int
    every: frozenset[str]
    who: Owes
    clause: str
    sure: Sure
    note: str


def needs(policy: Policy) -> tuple[Need, ...]:
    """In the order of the sections, then of the law."""
    return policy.once(("dossier needs",), lambda: _needs(policy))


def _needs(policy: Policy) -> tuple[Need, ...]:
    order = list(Section)
    found = [_need(policy.value(key)) for key in policy.entries if key.startswith(KEY)]
    return tuple(sorted(found, key=lambda one: order.index(one.section)))


def _need(value: Value) -> Need:
    said: dict[str, Any] = value.table
    return Need(
        key=value.key.removeprefix(KEY),
        section=Section(said["section"]),
        label=said["label"],
        papers=frozenset(map(EvidenceKind, said["papers"])),
        books=frozenset(map(Has, said["books"])),
        least=int(said["least"]),
        every=frozenset(said["every"]),
        who=Owes(said["who"]),
        clause=value.clause,
        sure=value.sure,
        note=value.note,
    )
