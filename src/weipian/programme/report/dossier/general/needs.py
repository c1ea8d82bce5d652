"""What a general volume must hold by its stages: data of the law; what is there of it. No books, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.policy import Policy
from weipian.policy.values import Value
from weipian.terms.dossier import GeneralKind, GeneralStage, Owes, Whose
from weipian.terms.words import Sure

KEY = "dossier.general."
Piece = tuple[GeneralStage, GeneralKind]
"""Of which stage a paper is, and what it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that the books themselves tell of a township's or a unit's work."""

    stage: GeneralStage
    kind: GeneralKind
    day: date
    what: str
    number: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing: a paper of the stage and kind; an entry of the books too where `books`.

    `of`: whose volume it is asked of; `when`: only where the books tell of this kind of beginning, "" always.
    """

    key: str
    label: str
    stage: GeneralStage
    kind: GeneralKind
    of: frozenset[Whose]
    books: bool
    when: str
    who: Owes
    clause: str
    sure: Sure
    note: str


def asked(policy: Policy) -> tuple[Asked, ...]:
    """In the order of the stages, then of the law."""
    return policy.once(("general needs",), lambda: _every(policy))


def _every(policy: Policy) -> tuple[Asked, ...]:
    order = list(GeneralStage)
    found = [_asked(policy.value(key)) for key in policy.entries if key.startswith(KEY)]
    return tuple(sorted(found, key=lambda one: order.index(one.stage)))


def _asked(value: Value) -> Asked:
    said: dict[str, Any] = value.table
    return Asked(
        key=value.key.removeprefix(KEY),
        label=said["label"],
        stage=GeneralStage(said["stage"]),
        kind=GeneralKind(said["kind"]),
        of=frozenset(map(Whose, said["of"])),
        books=bool(said["books"]),
        when=said["when"],
        who=Owes(said["who"]),
        clause=value.clause,
        sure=value.sure,
        note=value.note,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What is asked of one owner, and which of it is there."""

    every: tuple[Asked, ...]
    gaps: tuple[Asked, ...]

    @property
    def score(self) -> tuple[int, int]:
        return len(self.every) - len(self.gaps), len(self.every)

    def gaps_of(self, stage: GeneralStage) -> tuple[Asked, ...]:
        return tuple(one for one in self.gaps if one.stage is stage)


def held(
    every: Sequence[Asked], whose: Whose, papers: Iterable[Piece], entries: Iterable[Piece], begun: Collection[str]
) -> Held:
    """`begun`: what the books say has begun, in the law's words."""
    own = tuple(one for one in every if whose in one.of and (not one.when or one.when in begun))
    by_hand, booked = frozenset(papers), frozenset(entries)
    gaps = (one for one in own if (one.stage, one.kind) not in (by_hand | booked if one.books else by_hand))
    return Held(own, tuple(gaps))
