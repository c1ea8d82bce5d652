"""Dossiers of plots in bundles: all that the books say of them, asked in batches; what is drawn is drawn later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from weipian.office.dossier.bundling import Bundle, Undrawn
from weipian.office.dossier.dossier import Beside, Dossier
from weipian.office.dossier.held import held
from weipian.office.dossier.reading import Read, read
from weipian.office.exporting.secrecy import require_may_take
from weipian.office.figures.plots import PlotDrawer, drawn_from, plot_drawer
from weipian.office.imaging.plots import cutter
from weipian.programme.report.dossier.account import account
from weipian.programme.report.dossier.complete import complete
from weipian.programme.report.dossier.needs import needs
from weipian.programme.report.dossier.standing import standing_of
from weipian.programme.report.explain.answer import told
from weipian.programme.report.explain.seen import seen as masked
from weipian.programme.submission.acts.loading import Here
from weipian.programme.submission.columns import headers, prefilled, shown, stale
from weipian.store.acting import Desk
from weipian.store.queries.dossiers import account_labels
from weipian.store.queries.evidence import EvidenceHere
from weipian.store.queries.explain import Story, stories_of
from weipian.store.queries.layers import current_layers
from weipian.store.queries.overlay import PlotHere, open_plots
from weipian.store.queries.submission import Returned
from weipian.store.seeing import seen
from weipian.terms.acting import STAMP, Secrecy
from weipian.terms.dossier import Has
from weipian.terms.errors import InputError
from weipian.terms.evidence import EvidenceKind
from weipian.terms.eyes import Eyes
from weipian.vault.kinds import BY_TYPE
from weipian.vault.places import Places
from weipian.vault.viewing import view_of

PAPER_EYES = Eyes(names=False)
"""A dossier goes through many hands: people's names are masked for whoever makes it, the parties' own papers are not
copied into it."""
BUNDLED = 8
"""Dossiers in one bundle: enough that going to another process costs little, few enough to hold several in memory."""


def gathered(desk: Desk, every: dict[str, Here], chosen: Sequence[Here], today: date) -> Iterator[Dossier]:
    """In their order. Raises InputError where maps together cover more ground than may leave at once."""
    for bundle in bundles(desk, every, chosen, today):
        yield from bundle.dossiers()


def bundles(
    desk: Desk, every: dict[str, Here], chosen: Sequence[Here], today: date, size: int = BUNDLED
) -> Iterator[Bundle]:
    """In their order, `size` of them at a time, nothing drawn yet. Raises InputError as `gathered`.

    A fixed number of questions at the beginning, and for every so many plots when their turn comes.
    """
    if not chosen:
        return
    desk = replace(desk, policy=replace(desk.policy))
    known, names, more = read(desk, every, chosen), account_labels(), held(desk, chosen)
    plots = {one.number: one for one in open_plots([one.line.plot for one in chosen], seen(desk))}
    places = [plots[one.line.plot] for one in chosen]
    (drawer, why), cutting = _drawer(desk, places), cutter(desk, places, framed=False)
    gathering = _Gathering(desk, known, names, _secrecy(), why, today)
    stories = stories_of(places, seen(desk))
    whole = zip(chosen, places, stories, strict=True)
    while some := list(islice(whole, size)):
        undrawn = tuple(gathering.undrawn(one, plot, story, more[one.line.id]) for one, plot, story in some)
        yield Bundle(drawer, cutting.some([plot for _, plot, _ in some]), undrawn)


def _drawer(desk: Desk, plots: Sequence[PlotHere]) -> tuple[PlotDrawer | None, str]:
    """What may not be drawn by this person is said."""
    try:
        require_may_take(desk, drawn_from(current_layers()))
    except InputError as error:
        return None, error.message
    return plot_drawer(desk, plots), ""


def _secrecy() -> str:
    highest = Secrecy.highest(one.secrecy for one in drawn_from(current_layers()))
    return f"{STAMP}　{highest.label}" if highest.is_secret else STAMP


@dataclass(frozen=True, slots=True)
class _Gathering:
    """What is the same for all dossiers of a run."""

    desk: Desk
    known: Read
    names: Mapping[str, str]
    secrecy: str
    figure_why: str
    today: date

    def undrawn(self, one: Here, plot: PlotHere, story: Story, has: frozenset[Has]) -> Undrawn:
        evidence, books = _evidence_of(self.known, one), has - {Has.IMAGE_BEFORE, Has.IMAGE_AFTER}
        return Undrawn(
            dossier=self._dossier(one, story, books, evidence),
            plot=plot,
            measured=story.figures,
            state=one.state,
            has=books,
            views=_views(self.desk, evidence),
        )

    def _dossier(self, one: Here, story: Story, has: frozenset[Has], evidence: tuple[EvidenceHere, ...]) -> Dossier:
        desk, known, line, row = self.desk, self.known, one.line, one.row
        whole_story = told(masked(story, PAPER_EYES), known.layers, desk.policy, self.today)
        right = known.right[line.id]
        numbers = [paper.number for paper in row.approvals]
        return Dossier(
            told=whole_story,
            row=row,
            whole=complete(needs(desk.policy), standing_of(row, one.state, has)),
            made=account(whole_story, row, one.state, right),
            worded=known.worded.get(line.id),
            chips=None,
            chips_why="",
            figure=None,
            figure_why=self.figure_why,
            evidence=evidence,
            pictures={},
            inspections=tuple(known.inspections.get(line.plot, ())),
            opinions=tuple(opinion for (patch, _), opinion in sorted(known.opinions.items()) if patch == line.patch),
            uppers=tuple(known.uppers.get(line.plot, ())),
            heard=tuple(known.heard.get(line.id, ())),
            decided=tuple(known.decided.get(line.id, ())),
            asked=tuple(known.asked.get(line.patch, ())),
            final=known.finals.get(line.id),
            approvals=tuple(known.approvals[number] for number in numbers if number in known.approvals),
            looked=tuple(look for number in numbers for look in known.looked.get(number, ())),
            returned=_signed(one, self.names),
            cells=_cells(desk, one),
            stale=stale(row, desk.policy, one.sub.entries) if one.sub else (),
            beside=Beside(
                tuple(known.cases.get(line.id, ())),
                tuple(known.stops.get(line.id, ())),
                tuple(known.less.get(line.id, ())),
                tuple(known.later.get(line.id, ())),
            ),
            right=right,
            handovers=tuple(known.handovers.get(line.patch, ())),
            objections=tuple(known.objections.get(line.id, ())),
            county=desk.policy.place_label,
            secrecy=self.secrecy,
            issued=known.issued.get(line.id),
            today=self.today,
        )


def _signed(one: Here, names: Mapping[str, str]) -> Returned | None:
    """With people as papers name them."""
    sub = one.sub
    if sub is None:
        return None
    return replace(sub, filled_by=names.get(sub.filled_by, ""), checked_by=names.get(sub.checked_by, ""))


def _evidence_of(known: Read, one: Here) -> tuple[EvidenceHere, ...]:
    """Its own and, of a part, the whole patch's; not what we made ourselves."""
    numbers = dict.fromkeys((one.line.plot, one.line.patch))
    every = [each for number in numbers for each in known.evidence.get(number, ())]
    return tuple(each for each in sorted(every, key=lambda each: each.id) if each.kind is not EvidenceKind.DOSSIER)


def _views(desk: Desk, evidence: Sequence[EvidenceHere]) -> dict[str, Path]:
    """Viewing copies: they hold no place and no device. Made where one is missing."""
    places, found = Places(desk.workspace.folder), {}
    for each in evidence:
        if each.media_type in BY_TYPE and BY_TYPE[each.media_type].pillow and each.sha256 not in found:
            try:
                found[each.sha256] = view_of(places, each.sha256, each.media_type, "view")
            except InputError:
                continue
    return found


def _cells(desk: Desk, one: Here) -> tuple[tuple[str, str], ...]:
    """The return as it was filled; nothing before."""
    if one.sub is None:
        return ()
    entries = {**prefilled(one.row, desk.policy), **one.sub.entries}
    cells = (
        (head, shown(head.column.key, entries.get(head.column.key, "")))
        for head in headers(desk.policy, one.row.category)
    )
    return tuple(
        (head.text, PAPER_EYES.name(text) if head.column.key == "party" and text else str(PAPER_EYES.deep(text)))
        for head, text in cells
    )
