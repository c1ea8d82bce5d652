"""Dossiers of plots, one after the other: read in batches, figures and images drawn as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from weipian.figures.plot_overlay import draw_plot
from weipian.office.dossier.dossier import Beside, Dossier
from weipian.office.dossier.held import held
from weipian.office.dossier.reading import Read, read
from weipian.office.exporting.secrecy import require_may_take
from weipian.office.figures.plots import drawn_from, figures_for
from weipian.office.imaging.chip import Chip, Pair
from weipian.office.imaging.plots import chips_for
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
from weipian.store.queries.explain import story_of
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
SECRET = frozenset({"secret_needs_role", "secret_in_person"})


def gathered(desk: Desk, every: dict[str, Here], chosen: Sequence[Here], today: date) -> Iterator[Dossier]:
    """In their order. Raises InputError where maps together cover more ground than may leave at once."""
    known, names = read(desk, every, chosen), account_labels()
    more = held(desk, chosen)
    plots = {one.number: one for one in open_plots([one.line.plot for one in chosen], seen(desk))} if chosen else {}
    places = [plots[one.line.plot] for one in chosen]
    secrecy = _secrecy()
    figures, chips = _figures(desk, places), _chips(desk, places)
    for one in chosen:
        figure, figure_why = next(figures)
        pair, chips_why = next(chips)
        has = _seen_of(pair, more[one.line.id])
        yield _put_together(desk, known, one, has, figure, figure_why, pair, chips_why, secrecy, names, today)


def _seen_of(pair: Pair | None, has: frozenset[Has]) -> frozenset[Has]:
    """Only what was really cut counts as an image."""
    left = has - {Has.IMAGE_BEFORE, Has.IMAGE_AFTER}
    if pair is None:
        return left
    sides = ((pair.before, Has.IMAGE_BEFORE), (pair.after, Has.IMAGE_AFTER))
    return left | {word for chip, word in sides if isinstance(chip, Chip)}


def _figures(desk: Desk, plots: Sequence[PlotHere]) -> Iterator[tuple[bytes | None, str]]:
    """What may not be drawn by this person is said."""
    try:
        require_may_take(desk, drawn_from(current_layers()))
    except InputError as error:
        yield from ((None, error.message) for _ in plots)
        return
    for figure in figures_for(desk, plots):
        yield draw_plot(figure).encode(), ""


def _chips(desk: Desk, plots: Sequence[PlotHere]) -> Iterator[tuple[Pair | None, str]]:
    for pair in chips_for(desk, plots):
        yield pair, ""


def _secrecy() -> str:
    highest = Secrecy.highest(one.secrecy for one in drawn_from(current_layers()))
    return f"{STAMP}　{highest.label}" if highest.is_secret else STAMP


def _put_together(
    desk: Desk,
    known: Read,
    one: Here,
    has: frozenset[Has],
    figure: bytes | None,
    figure_why: str,
    pair: Pair | None,
    chips_why: str,
    secrecy: str,
    names: Mapping[str, str],
    today: date,
) -> Dossier:
    line, row = one.line, one.row
    story = masked(story_of(line.plot, seen(desk)), PAPER_EYES)
    whole_story = told(story, known.layers, desk.policy, today)
    right = known.right[line.id]
    evidence = _evidence_of(known, one)
    numbers = [paper.number for paper in row.approvals]
    return Dossier(
        told=whole_story,
        row=row,
        whole=complete(needs(desk.policy), standing_of(row, one.state, has)),
        made=account(whole_story, row, one.state, right),
        worded=known.worded.get(line.id),
        chips=pair,
        chips_why=chips_why,
        figure=figure,
        figure_why=figure_why,
        evidence=evidence,
        pictures=_pictures(desk, evidence),
        inspections=tuple(known.inspections.get(line.plot, ())),
        opinions=tuple(opinion for (patch, _), opinion in sorted(known.opinions.items()) if patch == line.patch),
        uppers=tuple(known.uppers.get(line.plot, ())),
        heard=tuple(known.heard.get(line.id, ())),
        decided=tuple(known.decided.get(line.id, ())),
        asked=tuple(known.asked.get(line.patch, ())),
        final=known.finals.get(line.id),
        approvals=tuple(known.approvals[number] for number in numbers if number in known.approvals),
        looked=tuple(look for number in numbers for look in known.looked.get(number, ())),
        returned=_signed(one, names),
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
        secrecy=secrecy,
        issued=known.issued.get(line.id),
        today=today,
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


def _pictures(desk: Desk, evidence: Sequence[EvidenceHere]) -> dict[str, bytes]:
    """Viewing copies: they hold no place and no device."""
    places, found = Places(desk.workspace.folder), {}
    for each in evidence:
        if each.media_type in BY_TYPE and BY_TYPE[each.media_type].pillow and each.sha256 not in found:
            try:
                found[each.sha256] = view_of(places, each.sha256, each.media_type, "view").read_bytes()
            except (InputError, OSError):
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
