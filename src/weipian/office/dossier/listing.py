"""How whole every dossier in sight is: what lacks, who owes it, which edition stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.dossier.gathering import PAPER_EYES
from weipian.office.dossier.held import by_completeness, completeness
from weipian.office.dossier.reading import wanted
from weipian.office.inspecting.able import Able, Ables
from weipian.programme.report.dossier.account import account
from weipian.programme.report.dossier.needs import Need
from weipian.programme.report.explain.answer import told
from weipian.programme.report.explain.seen import seen as masked
from weipian.store.acting import Desk
from weipian.store.queries.dossiers import issues, worded
from weipian.store.queries.explain import story_of
from weipian.store.queries.layers import all_layers
from weipian.store.queries.rectification import records_of
from weipian.store.queries.volumes import Volume, volumes
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.dossier import Owes, Whole


@dataclass(frozen=True, slots=True)
class InVolume:
    """Where a dossier is bound. `former`: a newer edition was issued since, the volume has to be bound anew."""

    number: int
    first: int
    last: int
    former: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A plot's dossier in a list. `edition` 0: none was issued."""

    id: int
    plot: str
    patch: str
    township: str
    whole: Whole
    has: int
    asked: int
    gaps: tuple[Need, ...]
    owed: Mapping[Owes, tuple[Need, ...]]
    edition: int
    issued: date | None
    issue: int | None
    bound: InVolume | None
    ables: tuple[Able, ...]


def listing(desk: Desk, township: str | None = None) -> tuple[list[Listed], list[Volume]]:
    """Those with the most gaps first; the volumes. A fixed number of questions."""
    _, chosen = wanted(desk, (), township)
    editions = {one.plot_id: one for one in issues(seen(desk), {one.line.id for one in chosen})}
    bound = volumes(seen(desk, township))
    places = in_volumes(bound)
    found, ables = [], Ables(desk, (Act.DOSSIER_ISSUED, Act.DOSSIER_WORDED))
    for one, whole in by_completeness(list(completeness(desk, chosen))):
        line, old = one.line, editions.get(one.line.id)
        has, asked = whole.score
        found.append(
            Listed(
                id=line.id,
                plot=line.plot,
                patch=line.patch,
                township=line.township,
                whole=whole.whole,
                has=has,
                asked=asked,
                gaps=whole.gaps,
                owed=whole.owed(),
                edition=old.edition if old else 0,
                issued=old.day if old else None,
                issue=old.id if old else None,
                bound=places.get(line.plot),
                ables=ables.of(one.about),
            )
        )
    return found, bound


def in_volumes(bound: Sequence[Volume]) -> dict[str, InVolume]:
    """Plot → where it is bound."""
    return {
        plot: InVolume(one.number, *pages, plot in one.former) for one in bound for plot, pages in one.starts.items()
    }


def counts(found: Sequence[Listed]) -> dict[Whole, int]:
    """How many of each."""
    return {word: sum(one.whole is word for one in found) for word in Whole}


def made_account(desk: Desk, number: str, today: date) -> tuple[str, str]:
    """What is proposed as a plot's account, and what somebody made of it. Raises InputError."""
    _, chosen = wanted(desk, [number])
    one = next((each for each in chosen if each.line.plot == number), chosen[0])
    story = masked(story_of(one.line.plot, seen(desk)), PAPER_EYES)
    whole = told(story, all_layers(), desk.policy, today)
    right = records_of({one.line.id: one.line.patch_id})[one.line.id]
    own = worded([one.line.id]).get(one.line.id)
    return "\n".join(account(whole, one.row, one.state, right)), own.text if own else ""
