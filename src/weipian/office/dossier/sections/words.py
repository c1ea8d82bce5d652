"""How days, areas, words and gaps are written in a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.gathering import PAPER_EYES
from weipian.papers.model import Gap, Heading, Part
from weipian.programme.report.dossier.complete import Completeness
from weipian.terms.area import Area
from weipian.terms.dossier import Section
from weipian.terms.words import Sure

NONE = "—"
PAIRS = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Pictures:
    """Pictures of a paper by name, as its parts ask for them."""

    found: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, content: bytes) -> str:
        self.found[name] = content
        return name


def day(value: date | None) -> str:
    return value.isoformat() if value else NONE


def said(text: str | None) -> str:
    """What people wrote, with their numbers masked."""
    return str(PAPER_EYES.deep(text.strip())) if text and text.strip() else NONE


def mu(text: str | Fraction | None) -> str:
    """m² as 亩, two places; a dash where it is not known."""
    return NONE if text is None else Area(Fraction(text)).text_mu(2)


def heading(section: Section, whole: Completeness, *, new_page: bool = True) -> Heading:
    """With what is owed in it."""
    return Heading(section.label, owed="、".join(need.label for need in whole.gaps_of(section)), new_page=new_page)


def gaps(section: Section, whole: Completeness, township: str) -> list[Part]:
    """A mark for each thing that must be here and is not."""
    return [
        Gap(
            what=need.label,
            who=f"{township}（乡镇）" if need.who.value == "township" and township else need.who.label,
            clause=need.clause,
            note="" if need.sure is Sure.STATED else f"{need.sure.label}：{need.note}",
        )
        for need in whole.gaps_of(section)
    ]


def plot_said(d: Dossier) -> tuple[str, str]:
    """Project and responsible party: as they are registered, else as the visit and the return say."""
    story, row = d.told.story, d.row
    filled = d.returned.entries if d.returned else {}
    party = story.party or PAPER_EYES.name(row.party or filled.get("party", ""))
    return story.project or str(PAPER_EYES.deep(row.project or filled.get("project", ""))), party


def in_particular(word: str, nature: str) -> str:
    """A determination with what it is in particular: 「其他用地（农村道路）」; of two that say the same the fuller."""
    if not nature or nature in word:
        return word
    return nature if nature.startswith(word) else f"{word}（{nature}）"


def body_named(name: str) -> str:
    """「农业农村」 as 「农业农村部门」; what is a body's own name already, as it is."""
    return f"{name}部门" if name and name[-1] not in "镇乡局委办院厅" else name


def yes(flag: bool | None, unknown: str = "没有查") -> str:
    """Not looked at never reads like no."""
    return unknown if flag is None else "是" if flag else "否"


def rows(pairs: Iterable[tuple[str, str | None]]) -> PAIRS:
    """Pairs with a dash where nothing is written."""
    return tuple((label, text or NONE) for label, text in pairs)


def joined(words: Iterable[str]) -> str:
    return "、".join(filter(None, words)) or NONE


def wide(pairs: Sequence[tuple[str, str]], over: int = 18) -> frozenset[str]:
    """Names whose values are too long for half a line."""
    return frozenset(label for label, text in pairs if len(text) > over)
