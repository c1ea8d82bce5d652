"""One plot as a review hears it: areas, proposal with its reasons, evidence, what was said, what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.office.agenda import acts_on
from weipian.office.hearing.choices import Choice, choices
from weipian.office.inspecting.able import Able
from weipian.office.inspecting.gates import GateHere, gates_here
from weipian.programme.determination.review.opening import asked_by_number, opinions_by_plot, why_now
from weipian.programme.determination.review.rules import argued, label_of
from weipian.programme.report.explain.figures import why
from weipian.store import models
from weipian.store.acting import Desk
from weipian.store.queries.evidence import EvidenceHere, listed, plot_of
from weipian.store.queries.hearing import Recorded, reasoned, recorded
from weipian.store.queries.layers import all_layers
from weipian.store.queries.overlay import Figures, figures_of, plot_numbered
from weipian.store.queries.reviews import PlotAsked, ReviewHere, Said, said_in
from weipian.store.queries.sent_back import all_back
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Checked
from weipian.terms.area import Area
from weipian.terms.determination import Nature
from weipian.terms.errors import InputError
from weipian.terms.review import Why
from weipian.terms.words import Answer, Conclusion, LayerKind

ALWAYS = (
    LayerKind.LAND_USE,
    LayerKind.PERMANENT_BASIC_FARMLAND,
    LayerKind.ECOLOGICAL_REDLINE,
    LayerKind.APPROVAL_BOUNDARY,
)
"""Told of every plot, whether it was looked at or not."""
TOLD = (Answer.HOLDS, Answer.NOT_ENOUGH_EVIDENCE)


@dataclass(frozen=True, slots=True)
class Covered:
    """An area of a plot; `um2` None where it is not known, and `checked` says why."""

    label: str
    um2: int | None
    checked: Checked | None
    note: str = ""

    @property
    def mu(self) -> str:
        return "—" if self.um2 is None else Area.of_um2(self.um2).text_mu(2)

    @property
    def m2(self) -> str:
        return "—" if self.um2 is None else Area.of_um2(self.um2).text_m2()


@dataclass(frozen=True, slots=True)
class Spoke:
    """An opinion in words; `differs` from what was decided or, before that, from what others said."""

    department: str
    label: str
    because: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A plot of the agenda. `before`, `after`: its neighbours there, "" at the ends; `at` counts from one."""

    plot: PlotAsked
    at: int
    count: int
    before: str
    after: str
    why: tuple[Why, ...]
    argued: tuple[Why, ...]
    covered: tuple[Covered, ...]
    answer: Mapping[str, Any]
    spoke: tuple[Spoke, ...]
    out: tuple[Said, ...]
    evidence: tuple[EvidenceHere, ...]
    gates: tuple[GateHere, ...]
    back: tuple[str, ...]
    decision: Recorded | None
    deciding: Able
    choices: tuple[Choice, ...]

    @property
    def key(self) -> bool:
        """Whether it is a key plot, of which nothing is recorded by one key."""
        return Why.KEY in self.why

    @property
    def decided(self) -> str:
        return label_of(self.plot.mining, self.decision.word) if self.decision else ""

    @property
    def decided_nature(self) -> str:
        return nature_of(self.decision) if self.decision else ""

    @property
    def proposed(self) -> str:
        return proposed(self.plot)

    @property
    def nature(self) -> str:
        """What the proposal says in particular, where it says more than the proposal itself."""
        said = self.answer.get("nature")
        label = Nature(said).label if said else ""
        return "" if label == self.proposed else label

    @property
    def standing(self) -> str:
        """The determination that stands now, before this review."""
        now = self.plot.determined
        return (
            label_of(self.plot.mining, str(now["conclusion" if self.plot.mining else "determination"])) if now else ""
        )

    @property
    def findings(self) -> list[Mapping[str, Any]]:
        """The rules that hold, then those that evidence is wanting for; what does not hold is not told."""
        each = self.answer.get("findings", ())
        return [one for answer in TOLD for one in each if one["answer"] == answer.value]


def nature_of(decision: Recorded) -> str:
    """What a decision says in particular, where that is more than its word."""
    nature, word = decision.nature, label_of(decision.mining, decision.word)
    label = Nature(nature).label if nature else ""
    return "" if label == word else label


def proposed(plot: PlotAsked) -> str:
    """The proposal in words; that nothing can be said is told, not left empty."""
    if plot.proposed is None:
        return "没有建议"
    doubt = plot.proposed["conclusion"] == Conclusion.IN_DOUBT.value
    return "存疑" if doubt else label_of(plot.mining, plot.proposal) or "存疑"


def heard(desk: Desk, review: ReviewHere, number: str) -> Item:
    """Raises InputError for a plot that is not on the agenda that this person sees."""
    sight = seen(desk)
    agenda = said_in(models.AgendaItem, review.id, sight)
    order = [str(one["plot"]) for one in agenda]
    plot = asked_by_number(desk, [number]).get(number)
    if number not in order or plot is None:
        raise InputError("review_not_on_agenda", where=number)
    at = order.index(number)
    opinions = [one for one in said_in(models.Opinion, review.id, sight) if one.plot_id == plot.id]
    whys = why_now(plot, agenda[at], opinions_by_plot(opinions).get(number, frozenset()))
    decision, together = recorded(review.id, sight, plot=plot.id), argued(whys, desk.policy)
    return Item(
        plot=plot,
        at=at + 1,
        count=len(order),
        before=order[at - 1] if at else "",
        after=order[at + 1] if at + 1 < len(order) else "",
        why=whys,
        argued=together,
        covered=tuple(_covered(desk, number, plot.id)),
        answer=reasoned(plot.id),
        spoke=tuple(_spoke(plot, opinions, decision)),
        out=tuple(one for one in said_in(models.ConflictOfInterest, review.id, sight) if one.plot_id == plot.id),
        evidence=tuple(listed(sight, plot_of(number, sight))),
        gates=tuple(gates_here(desk, every=True, only=[plot.patch])),
        back=_back(desk, number) if Why.RETURNED in whys else (),
        decision=decision,
        deciding=next(one for one in acts_on(desk, review, [number])[number] if one.act is Act.REVIEW_DECIDED),
        choices=tuple(choices(plot, together, desk.policy)),
    )


def _back(desk: Desk, number: str) -> tuple[str, ...]:
    return tuple(one.words for one in all_back(seen(desk)).get(number, ()))


def _spoke(plot: PlotAsked, opinions: Sequence[Said], decision: Recorded | None) -> list[Spoke]:
    words = {str(one["word"]) for one in opinions}
    return [
        Spoke(
            str(one["department"]),
            label_of(plot.mining, str(one["word"])),
            str(one["because"]),
            one["word"] != decision.word if decision else len(words) > 1,
        )
        for one in opinions
    ]


def _covered(desk: Desk, number: str, key: int) -> list[Covered]:
    found = [Covered("地块面积", plot_numbered(number, seen(desk)).area_um2, None)]
    measured = {one.kind: one for one in figures_of([key])}
    there = {layer.kind for layer in all_layers() if layer.current}
    for kind in LayerKind:
        if kind is LayerKind.TOWNSHIP:
            continue
        if kind in measured and (kind in ALWAYS or measured[kind].checked is not Checked.NONE):
            found.append(_measured(measured[kind]))
        elif kind in ALWAYS:
            none = Checked.NOT_YET if kind in there else Checked.NOT_CHECKED
            found.append(Covered(_label(kind), None, none))
    return found


def _label(kind: LayerKind) -> str:
    return "耕地（扣除田坎）" if kind is LayerKind.LAND_USE else kind.label


def _measured(one: Figures) -> Covered:
    area = one.detail.get("cultivated_um2") if one.kind is LayerKind.LAND_USE else one.area_um2
    return Covered(_label(one.kind), area, one.checked, why(one))
