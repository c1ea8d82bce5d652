"""`explain` for programs: the contract's shape, and what a person would ask next beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.fence.field import read_date
from weipian.policy import Policy
from weipian.policy.duties import Duty
from weipian.programme.report.explain.figures import Figure, figures
from weipian.programme.report.explain.findings import findings
from weipian.programme.submission.standing import Stage, duties_of
from weipian.store.queries.explain import Story
from weipian.store.queries.layers import LayerHere
from weipian.terms.words import Determination, Measure, Outcome

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A plot's story with everything worked out of it."""

    story: Story
    policy: Policy
    figures: list[Figure]
    findings: list[Json]
    duties: list[Duty]
    done: frozenset[str]
    today: date


def told(story: Story, layers: Iterable[LayerHere], policy: Policy, today: date) -> Told:
    """Figures, findings and duties of a plot."""
    stage = stage_of(story)
    issue = story.issue
    return Told(
        story=story,
        policy=policy,
        figures=figures(story, {layer.id: layer for layer in layers}),
        findings=findings(story),
        duties=duties_of(policy, issue.issued, issue.category, issue.period, stage),
        done=stage.done,
        today=today,
    )


def stage_of(story: Story) -> Stage:
    """How far the plot has come, for its duties."""
    right = story.right.values if story.right else {}
    determined = story.determined.values if story.determined else {}
    said = determined.get("determination") or determined.get("conclusion") or ""
    return Stage(
        measured=bool(story.figures),
        proposed=story.proposed is not None,
        determined=said not in ("", Determination.UNDETERMINED.value),
        measure=Measure(right.get("measure") or ""),
        ordered=_day(right.get("ordered")),
        outcome=Outcome(right.get("outcome") or ""),
        inspected=bool(story.site and story.site.values["facts"].get("inspected")),
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else read_date(str(value)) if value else None


def as_json(one: Told) -> Json:
    """`explain --json`."""
    story = one.story
    return {
        "plot": story.plot.number,
        "patch": story.issue.number,
        "batch": story.issue.batch,
        "category": story.issue.category.value,
        "township": story.plot.township,
        "state": story.plot.state.value,
        "closed": story.plot.closed,
        "parent": story.parent or None,
        "parts": list(story.parts),
        "figures": [figure_json(figure, story) for figure in one.figures],
        "records": records_json(story),
        "findings": one.findings,
        "proposal": _proposal(story),
        "determination": _plain(story.determined.values) if story.determined else None,
        "duties": [duty.as_json(one.today) for duty in one.duties if duty.duty not in one.done],
        "history": [
            {"seq": event.seq, "at": event.at, "by": event.actor, "act": event.act, "label": event.label}
            for event in story.events.values()
        ],
        "notice": one.policy.notice,
    }


def figure_json(figure: Figure, story: Story) -> Json:
    """A figure with its rule, its layer version, who wrote it and when."""
    event, layer = story.events.get(figure.event), figure.layer
    return {
        "figure": figure.figure,
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "checked": figure.checked.value if figure.checked else None,
        "note": figure.note,
        "rule": figure.rule,
        "clause": figure.clause,
        "layer": layer.label if layer else None,
        "layer_version": layer.version if layer else None,
        "layer_hash": layer.kept_sha256 if layer else None,
        "measured_by": figure.measured_by or None,
        "by": event.actor if event else None,
        "at": event.at if event else None,
    }


def records_json(story: Story) -> list[Json]:
    """The records that the plot lies on, by register."""
    return [{"kind": one.kind.value, **record} for one in story.figures for record in one.detail.get("records", ())]


def _proposal(story: Story) -> Json | None:
    if story.proposed is None:
        return None
    answer = story.proposed.values["answer"]
    kept = ("policy", "conclusion", "nature", "rule", "because", "missing", "hints", "handling", "notice", "doubts")
    return {**{key: answer.get(key) for key in kept}, "gates": story.proposed.values["gates"]}


def _plain(values: Mapping[str, Any]) -> Json:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
