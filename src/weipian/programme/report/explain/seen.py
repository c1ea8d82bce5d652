"""A plot's story as somebody may see it: people's numbers masked, their names where the role does not need them."""

from __future__ import annotations

from dataclasses import replace

from weipian.store.queries.explain import Story, Written
from weipian.terms.eyes import Eyes


def seen(story: Story, eyes: Eyes) -> Story:
    """Of every text that people wrote or that a register holds; figures, dates and plots' numbers as they are."""
    return replace(
        story,
        party=eyes.name(story.party, story.party_kind) if story.party else "",
        project=eyes.deep(story.project),
        figures=tuple(replace(one, detail=eyes.deep(one.detail)) for one in story.figures),
        site=_written(story.site, eyes),
        filed=_written(story.filed, eyes),
        proposed=_written(story.proposed, eyes),
        determined=_written(story.determined, eyes),
    )


def _written(one: Written | None, eyes: Eyes) -> Written | None:
    return None if one is None else replace(one, values=eyes.deep(one.values))
