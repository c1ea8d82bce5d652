"""参考全国平均值: a person says what it comes to, by which paper; it enters no computation (plan 四(一), E2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.store.acting import Desk, acting
from weipian.store.models import AverageJudgement
from weipian.store.queries.account import judgements
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.here import day_of_text

MOST = Fraction(100)


@dataclass(frozen=True, slots=True)
class Judging:
    """What is said, the figure in per cent where the paper gives one, which paper, on which day."""

    told: str
    paper: str
    day: date
    figure: str = ""


def judge_average(desk: Desk, said: Judging) -> int:
    """认定; the one before stays as history. Raises InputError."""
    _require_whole(said)
    with acting(desk, Act.AVERAGE_JUDGED, "ratio") as act:
        if said.day > day_of_text(act.at):
            raise InputError("day_ahead", where="--on", day=said.day, today=day_of_text(act.at))
        row = {
            "day": said.day,
            "told": said.told.strip(),
            "figure": said.figure.strip(),
            "paper": said.paper.strip(),
            "account_id": desk.actor.account,
        }
        (key,) = act.replace(AverageJudgement, [one.id for one in judgements() if one.current], [row])
    return key


def _require_whole(said: Judging) -> None:
    for name, value in (("--text", said.told), ("--paper", said.paper)):
        if not value.strip():
            raise InputError("average_lacks", where=name)
    if said.figure.strip():
        _require_per_cent(said.figure.strip())


def _require_per_cent(text: str) -> None:
    """Raises InputError for what is no plain number between 0 and 100."""
    plain = text.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit()) or Fraction(text) > MOST:
        raise InputError("average_figure", where="--figure", value=text)
