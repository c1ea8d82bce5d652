"""Whether a dossier is whole: each need with what meets it, what is missing, and who owes it. No books, no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from weipian.programme.report.dossier.needs import Need
from weipian.terms.checking import Trait
from weipian.terms.dossier import Has, Owes, Section, Whole
from weipian.terms.evidence import EvidenceKind


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plot is, in the words by which the law asks; its papers by kind; what its books hold."""

    traits: frozenset[str]
    papers: Mapping[EvidenceKind, int] = field(default_factory=dict)
    books: frozenset[Has] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """A need that is asked of the plot. `by`: what meets it, in words; empty where nothing does."""

    need: Need
    by: tuple[str, ...]

    @property
    def met(self) -> bool:
        return bool(self.by)


@dataclass(frozen=True, slots=True)
class Completeness:
    """All that is asked, in the sections' order."""

    items: tuple[Item, ...]
    determined: bool

    @property
    def gaps(self) -> tuple[Need, ...]:
        return tuple(one.need for one in self.items if not one.met)

    @property
    def whole(self) -> Whole:
        """A plot that nobody determined yet is not whole, and not yet late either."""
        if not self.determined:
            return Whole.EARLY
        return Whole.GAPS if self.gaps else Whole.COMPLETE

    @property
    def may_be_bound(self) -> bool:
        return self.whole is Whole.COMPLETE

    def of(self, section: Section) -> tuple[Item, ...]:
        return tuple(one for one in self.items if one.need.section is section)

    def gaps_of(self, section: Section) -> tuple[Need, ...]:
        return tuple(one.need for one in self.of(section) if not one.met)

    @property
    def score(self) -> tuple[int, int]:
        """How many are met, of how many."""
        return sum(one.met for one in self.items), len(self.items)

    def owed(self) -> dict[Owes, tuple[Need, ...]]:
        """Who owes what."""
        found: dict[Owes, list[Need]] = {}
        for need in self.gaps:
            found.setdefault(need.who, []).append(need)
        return {who: tuple(found[who]) for who in Owes if who in found}


def complete(needs: Sequence[Need], standing: Standing) -> Completeness:
    """What is asked of this plot, and what of it is there."""
    asked = [need for need in needs if need.every <= standing.traits]
    items = tuple(Item(need, tuple(_by(need, standing))) for need in asked)
    return Completeness(items, Trait.DETERMINED.value in standing.traits)


def _by(need: Need, standing: Standing) -> Iterator[str]:
    """The books first; papers count together."""
    yield from (has.label for has in Has if has in need.books and has in standing.books)
    papers = [(kind, standing.papers.get(kind, 0)) for kind in EvidenceKind if kind in need.papers]
    if need.papers and sum(count for _, count in papers) >= need.least:
        yield from (f"{kind.label} {count} 份" for kind, count in papers if count)


def counted(kinds: Iterable[EvidenceKind]) -> Mapping[EvidenceKind, int]:
    """Papers by kind."""
    return Counter(kinds)
