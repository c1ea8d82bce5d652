"""What the books hold of plots beside their rows: images at hand, accounts, minutes, cases. For lists of many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from weipian.office.imaging.choosing import candidates, days_at
from weipian.office.imaging.guarding import open_to
from weipian.programme.report.dossier.complete import Completeness, complete
from weipian.programme.report.dossier.needs import needs
from weipian.programme.report.dossier.standing import standing_of
from weipian.programme.submission.acts.loading import Here
from weipian.store.acting import Desk
from weipian.store.queries.dossiers import boxes_of, handled_plots, with_minutes, worded
from weipian.store.queries.image_days import days_of
from weipian.store.queries.images import current_images
from weipian.terms.dossier import Has
from weipian.terms.images import Moment

MOMENTS = {Moment.BEFORE: Has.IMAGE_BEFORE, Moment.AFTER: Has.IMAGE_AFTER}


def held(desk: Desk, chosen: Sequence[Here]) -> dict[int, frozenset[Has]]:
    """By plot id; a fixed number of questions."""
    plots = {one.line.id for one in chosen}
    own, minutes, handled = worded(plots), with_minutes(plots), handled_plots(plots)
    images = _imaged(desk, {one.line.patch_id for one in chosen})
    found = {}
    for one in chosen:
        key, has = one.line.id, set(images.get(one.line.patch_id, ()))
        has |= {Has.ACCOUNT} if key in own else set()
        has |= {Has.MINUTES} if key in minutes else set()
        has |= {Has.HANDLED} if key in handled else set()
        found[key] = frozenset(has)
    return found


def _imaged(desk: Desk, patches: set[int]) -> dict[int, set[Has]]:
    """Patch → the moments of which some image touches it; what it shows is seen only when it is cut."""
    images, _ = open_to(desk, current_images())
    if not images:
        return {}
    boxes, said = boxes_of(patches), days_of(patches)
    found: dict[int, set[Has]] = {}
    for patch, box in boxes.items():
        days = days_at(images, box)
        after = candidates(days, said[patch], Moment.AFTER, None)
        before = candidates(days, said[patch], Moment.BEFORE, after[0].taken if after else None)
        found[patch] = {MOMENTS[m] for m, some in ((Moment.AFTER, after), (Moment.BEFORE, before)) if some}
    return found


def completeness(desk: Desk, chosen: Sequence[Here]) -> Iterator[tuple[Here, Completeness]]:
    """Each plot with what its dossier lacks."""
    more, asked = held(desk, chosen), needs(desk.policy)
    for one in chosen:
        yield one, complete(asked, standing_of(one.row, one.state, more[one.line.id]))


def by_completeness(found: Sequence[tuple[Here, Completeness]]) -> list[tuple[Here, Completeness]]:
    """Those with gaps first, the most first; then those that nobody determined yet; then the whole ones."""
    order = {"gaps": 0, "early": 1, "complete": 2}
    return sorted(found, key=lambda pair: (order[pair[1].whole.value], -len(pair[1].gaps), pair[0].line.plot))


def summed(found: Sequence[tuple[Here, Completeness]]) -> Mapping[str, int]:
    """How many of each."""
    return {word: sum(one.whole.value == word for _, one in found) for word in ("complete", "gaps", "early")}
