"""Letters as they are listed and read: the figures from their reckoning, who can do what with each now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from weipian.office.pressing.ranking import ranked
from weipian.office.pressing.reckoning import Period
from weipian.programme.report.pressing.acts.letters import cannot, letter_of
from weipian.programme.report.pressing.letter_text import Head, Own, facts_json, letter_text
from weipian.programme.report.pressing.seeing import addressed, sees_letter
from weipian.programme.report.pressing.steps import ACTS, is_overdue, states_of
from weipian.programme.report.pressing.tally import by_township, of_department
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, who_can
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.eyes import eyes_of
from weipian.store.queries.letters import LetterHere, hashes_of, letters
from weipian.store.queries.reckonings import ReckoningHere, reckoned, reckonings
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.closing import PeriodKind
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import UsageError
from weipian.terms.personal import without_numbers
from weipian.terms.pressing import LetterMove, LetterStage
from weipian.workbook.tables import whole


@dataclass(frozen=True, slots=True)
class CanDo:
    """A move on a letter: `why` empty where this person can do it now; who can."""

    move: LetterMove
    why: str
    who: str


@dataclass(frozen=True, slots=True)
class LetterStands:
    letter: LetterHere
    period: str
    overdue: bool
    moves: tuple[CanDo, ...]


def listed(desk: Desk, today: date) -> list[LetterStands]:
    """Those in sight. Raises InputError for who sees none at all."""
    seen(desk)
    found = [one for one in letters() if sees_letter(desk, one)]
    told = reckonings({one.reckoning for one in found})
    return [
        LetterStands(one, period_of(told[one.reckoning]), is_overdue(one.state, one.due, today), moves(desk, one))
        for one in found
    ]


def moves(desk: Desk, one: LetterHere) -> tuple[CanDo, ...]:
    """Those that are possible in its state, by whoever may."""
    return tuple(
        CanDo(each, refused.message if (refused := cannot(desk, each, one)) else "", _who(desk, each, one))
        for each in LetterMove
        if one.state in states_of(desk.policy, each)
    )


def _who(desk: Desk, each: LetterMove, one: LetterHere) -> str:
    return who_can(desk.policy, ACTS[each], addressed(one))


def period_of(one: ReckoningHere) -> str:
    return f"{one.key} {PeriodKind(one.kind).label}" if one.kind else f"{one.day} 的登记现状"


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as it is read. `behind`: figure → plots, for who sees the county."""

    stands: LetterStands
    text: str
    figures: dict[str, Any]
    behind: dict[str, list[str]]


def shown(desk: Desk, number: int, today: date) -> Shown:
    """Raises InputError for one that is not there for this person."""
    seen(desk)
    one = letter_of(desk, number)
    told = reckonings({one.reckoning})[one.reckoning]
    facts = reckoned({one.reckoning})[one.reckoning]
    tallies = by_township(facts, desk.policy.townships)
    tally = tallies[one.township] if one.township else of_department(facts, one.department)
    head = _head(one, told)
    text = letter_text(desk.policy, head, _own(desk, one), tally, ranked(desk.policy, tallies))
    stands = LetterStands(one, period_of(told), is_overdue(one.state, one.due, today), moves(desk, one))
    behind = {name: list(plots) for name, plots in tally.behind.items()} if desk.sight.everything else {}
    return Shown(stands, text, {**facts_json(desk.policy, tally, head)}, behind)


def _head(one: LetterHere, told: ReckoningHere) -> Head:
    return Head(
        kind=one.kind,
        stage=LetterStage(one.stage),
        addressee=one.addressee,
        is_township=bool(one.township),
        number=one.number or "",
        period=period_of(told),
        day=told.day,
        sent_on=one.sent_on,
        due=one.due,
        state=one.state.label,
        signed_by=one.signed_by,
        log=(one.event, hashes_of({one.event}).get(one.event, "")),
    )


def _own(desk: Desk, one: LetterHere) -> Own:
    """The office's telephone belongs into the letter; citizens' numbers never do."""
    return Own(_masked(one.problems), _masked(one.demands), one.contact, one.copies)


def _masked(lines: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if lines is None else tuple(map(without_numbers, lines))


def letter_json(desk: Desk, one: LetterStands) -> dict[str, Any]:
    letter, eyes = one.letter, eyes_of(desk.policy, desk.actor)
    days = ("drafted_on", "checked_on", "signed_on", "numbered_on", "sealed_on", "sent_on", "received_on",
            "replied_on", "due")  # fmt: skip
    return {
        "letter": letter.letter,
        "kind": letter.kind.value,
        "state": letter.state.value,
        "to": letter.addressee,
        "stage": letter.stage,
        "period": one.period,
        "number": letter.number,
        "mechanism": letter.mechanism,
        **{name: _day(getattr(letter, name)) for name in days},
        "drafted_by": letter.drafted_by,
        "checked_by": letter.checked_by or None,
        "signed_by": letter.signed_by or None,
        "receiver": eyes.name(letter.receiver) if letter.receiver else None,
        "reply": without_numbers(letter.reply) if letter.reply else None,
        "reason": without_numbers(letter.reason) if letter.reason else None,
        "overdue": one.overdue,
        "acts": [
            {"move": each.move.value, "label": each.move.label, "can": not each.why, "why": each.why, "who": each.who}
            for each in one.moves
        ],
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def letter_line(one: LetterStands) -> str:
    letter = one.letter
    due = f"　{letter.due} 前回复{'，已逾期' if one.overdue else ''}" if letter.due else ""
    can = "、".join(each.move.label for each in one.moves if not each.why)
    others = "；".join(f"{each.move.label}由{each.who}办" for each in one.moves if each.why)
    now = "　".join(filter(None, (f"可办 {can}" if can else "", others)))
    head = f"{letter.letter}　{letter.kind.label}　{letter.addressee}　{one.period}　{letter.state.label}"
    return f"{head}　{letter.number or '未编号'}{due}　{now}".rstrip()


def saved(desk: Desk, text: str, target: Path) -> None:
    """The letter as a file; who took it out is logged. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError("output_suffix", where=target.name, suffixes="、".join(SUFFIXES))
    with whole(target) as partial:
        partial.write_text(text, encoding="utf-8", newline="\n")
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LETTER, target.name, hash_of_file(partial))


SUFFIXES = (".md", ".txt")
CLOSES = {
    LetterStage.MONTHLY_CLOSE: PeriodKind.MONTH,
    LetterStage.MONTHLY_CHECK: PeriodKind.MONTH,
    LetterStage.QUARTERLY_CLOSE: PeriodKind.QUARTER,
    LetterStage.ANNUAL_ASSESSMENT: PeriodKind.YEAR,
}
"""Which closed period a stage's results are of."""


def require_fits(stage: LetterStage, period: Period) -> None:
    """Raises UsageError for a letter of one stage from the figures of another."""
    wanted = CLOSES[stage]
    if period.kind not in (None, wanted):
        raise UsageError("letter_period_of_stage", where=period.key, stage=stage.label, kind=wanted.label)
