"""What a check says: of one plot a `Told`, to people a `Finding`, of all of them a `Report`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from weipian.terms.checking import Level, Subject
from weipian.terms.words import Answer, Sure


class Why(Enum):
    """How a check ended: besides the three answers, `LACKS` is a gap that the ground must fill, `UNKEPT` one that
    the books have no place for yet."""

    HOLDS = "holds"
    FAILS = "fails"
    LACKS = "lacks"
    OPEN = "open"
    UNKEPT = "unkept"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a check found of a plot; nothing told: it holds."""

    why: Why
    subject: Subject
    stands: str = ""
    should: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a person must mend or look at. A gap is never a no: its answer is 证据不足."""

    code: str
    plot: str
    subject: Subject
    answer: Answer
    level: Level
    stands: str
    should: str
    message: str
    mend: str
    clause: str
    sure: Sure

    @property
    def blocks(self) -> bool:
        return self.level is Level.BLOCKS

    def as_json(self) -> dict[str, str]:
        return {
            "code": self.code,
            "plot": self.plot,
            "field": self.subject.value,
            "answer": self.answer.value,
            "level": self.level.value,
            "stands": self.stands,
            "should": self.should,
            "message": self.message,
            "mend": self.mend,
            "clause": self.clause,
            "sure": self.sure.value,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, by plot and in the law's order; `tally`: of each check, how many plots ended how."""

    findings: tuple[Finding, ...]
    tally: Mapping[str, Mapping[Why, int]]

    def blocking(self, plot: str) -> tuple[Finding, ...]:
        """What keeps a plot from being released."""
        return tuple(one for one in self.findings if one.plot == plot and one.blocks)

    @property
    def blocked(self) -> frozenset[str]:
        return frozenset(one.plot for one in self.findings if one.blocks)

    def with_verdict(self) -> frozenset[str]:
        """The checks that had an answer of some plot; the others could not be asked of these rows."""
        answered = (Why.HOLDS, Why.FAILS, Why.LACKS)
        return frozenset(code for code, ended in self.tally.items() if any(ended.get(why) for why in answered))
