"""Which plot stands for which ground, by what the books say; the fullest of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """`word`: nature, conclusion or determination as it is booked; `near`: a table with a row for the plot."""

    label: str
    word: str
    near: str = ""


GROUNDS = (
    Ground("合法新增", "lawful_new", "Submission"),
    Ground("违法·法院执行", "unlawful_new", "court_ruled"),
    Ground("违法·补办", "unlawful_new", "LaterApproval"),
    Ground("违法·拆除分块", "unlawful_new", "RectifiedPart"),
    Ground("违法·拆除验收", "unlawful_new", "SelfAcceptance"),
    Ground("存量违法", "unlawful_existing", "CaseLess"),
    Ground("农业破坏耕地", "unlawful_farming", "Handover"),
    Ground("设施农业", "facility_farmland", "Submission"),
    Ground("临时用地", "temporary_use", "Submission"),
    Ground("农村道路·改判", "rural_road", "Objection"),
    Ground("光伏", "solar_unchanged_use", "Submission"),
    Ground("实地未变化", "no_change_on_site", "Submission"),
    Ground("矿产合法", "mining_lawful", "Submission"),
    Ground("矿产无证·移送", "mining_unlicensed", "referred"),
    Ground("矿产越界", "mining_outside"),
    Ground("矿产超层", "mining_beyond_elevation"),
    Ground("矿产无活动", "mining_no_trace"),
    Ground("未判定", "undetermined", "Instruction"),
)
WEIGHED = (
    "Evidence", "LaterApproval", "SelfAcceptance", "CaseLess", "StopOrder", "UpperCheck", "Objection", "Inspection",
    "RightInPlace", "CaseMove",
)  # fmt: skip


def plot_of(ground: Ground, taken: Sequence[str] = ()) -> str:
    """The plot of that ground that is not taken and of which the most is booked; "" where there is none."""
    from django.db.models import Q

    from weipian.store.models import Determination

    asked = Q(nature=ground.word) | Q(determination=ground.word) | Q(conclusion=ground.word)
    found = Determination.objects.filter(asked, current=True, plot__closed=False).exclude(plot__number__in=taken)
    near, by_patch = _near(ground.near)
    scored = [
        ((one.plot.patch_id if by_patch else one.plot_id) in near, _weight(one.plot_id), one.plot.number)
        for one in found.select_related("plot")
    ]
    return str(max(scored)[2]) if scored else ""


def _near(name: str) -> tuple[set[int], bool]:
    """Plots (or patches, and that it is those) with a row in a table, or with a step of a case."""
    from weipian.store import models

    if not name:
        return set(), False
    if not hasattr(models, name):
        return set(models.CaseMove.objects.filter(step=name).values_list("plot_id", flat=True)), False
    table = getattr(models, name)
    own = any(field.name == "plot" for field in table._meta.fields)
    return set(table.objects.values_list("plot_id" if own else "patch_id", flat=True)), not own


def _weight(plot: int) -> int:
    from weipian.store import models

    return sum(getattr(models, name).objects.filter(plot_id=plot).count() for name in WEIGHED)
