"""验收结论、督导: the acceptor concludes in person; a township that lags is supervised (plan 二(七))."""

from __future__ import annotations

from datetime import date

from weipian.programme.report.acceptance.rules import require_ready
from weipian.programme.report.acceptance.scoring import require_unconcluded
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Supervision, TownshipAcceptance
from weipian.store.past import require_past
from weipian.store.queries.acceptance import acceptances, findings, scores
from weipian.store.seeing import require_township, seen
from weipian.store.writing import Act as Doing
from weipian.terms.acceptance import Appraisal
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


def conclude(desk: Desk, township: str, appraisal: Appraisal, text: str, day: date) -> int:
    """Its id. Raises InputError where items have no points, or what is passed has findings that are open."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_ACCEPTED)
    require_township(desk, township)
    if appraisal is Appraisal.RETRACTED or not text.strip():
        raise InputError("acceptance_says_nothing", where=township)
    with acting(desk, Act.TOWNSHIP_ACCEPTED, "acceptance", township=township) as act:
        sight = seen(desk, township)
        require_past(act, day, township)
        now = acceptances(sight)
        require_unconcluded(now, township)
        given = {item: one.score for (_, item), one in scores(sight).items()}
        require_ready(desk.policy, township, given, sum(one.is_open for one in findings(sight)), appraisal)
        return _write(desk, act, township, appraisal, text, day)


def retract(desk: Desk, township: str, why: str, day: date) -> int:
    """The conclusion is taken back, with its reason; points can be given again. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_ACCEPTED)
    require_township(desk, township)
    if not why.strip():
        raise InputError("acceptance_says_nothing", where=township)
    with acting(desk, Act.TOWNSHIP_ACCEPTED, "acceptance", township=township) as act:
        require_past(act, day, township)
        now = acceptances(seen(desk, township)).get(township)
        if now is None or now.appraisal is Appraisal.RETRACTED:
            raise InputError("acceptance_not_concluded", where=township)
        return _write(desk, act, township, Appraisal.RETRACTED, why, day)


def _write(desk: Desk, act: Doing, township: str, word: Appraisal, text: str, day: date) -> int:
    now = acceptances(seen(desk, township)).get(township)
    row = {"township": township, "appraisal": word.value, "text": text.strip(), "day": day}
    key = act.replace(TownshipAcceptance, [now.id] if now else [], [{**row, "account_id": desk.actor.account}])[0]
    act.subject = f"acceptance:{key}"
    return key


def supervise(desk: Desk, township: str, why: str, told: str, day: date) -> int:
    """Its id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_SUPERVISED)
    require_township(desk, township)
    if not (why.strip() and told.strip()):
        raise InputError("acceptance_says_nothing", where=township)
    with acting(desk, Act.TOWNSHIP_SUPERVISED, "supervision", township=township) as act:
        require_past(act, day, township)
        row = {"township": township, "day": day, "why": why.strip(), "told": told.strip()}
        key = act.add(Supervision, **row, account_id=desk.actor.account)
        act.subject = f"supervision:{key}"
    return key
