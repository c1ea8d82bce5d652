"""Fifty who decide one plot at the same moment, many times over: one wins, the others are told who and when."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

from weipian.terms.acting import Act
from weipian.terms.errors import InputError

MANY = 50
NAMED = re.compile(r"\S+\(\S+\) 已于 \d{4}-\d\d-\d\d \d\d:\d\d 办理「.*会审.*」")


@dataclass(slots=True)
class Rivals:
    """What came of it."""

    rounds: int = 0
    won: int = 0
    told: int = 0
    complaints: list[str] = field(default_factory=list)


def rounds(folder: Path, count: int) -> Rivals:
    """On whichever database the environment names."""
    from made_books import clean, issue, made_desk

    desk = made_desk(folder / "county")
    issue(desk)
    found, current = Rivals(), _decide(desk, [], "会审1")
    for number in range(count):
        told = at_once(partial(_decide, desk, [current], f"会审{number + 2}"))
        lost = [one for one in told if one is not None]
        found.rounds += 1
        found.won += MANY - len(lost)
        found.told += sum(bool(NAMED.search(str(one))) for one in lost)
        if len(lost) != MANY - 1 or not all(NAMED.search(str(one)) for one in lost):
            found.complaints.append(f"round {number}: {MANY - len(lost)} won; {[str(one) for one in lost][:2]}")
            break
        current = _current()
    if not clean(desk):
        found.complaints.append("the audit found something")
    return found


def _decide(desk: Any, old: list[int], review: str) -> int:
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Plot

    row = {"plot_id": Plot.objects.get(number="P1").id, "review": review, "determination": "unlawful_new"}
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plot:P1") as act:
        return int(act.replace(Determination, old, [row])[0])


def _current() -> int:
    from weipian.store.models import Determination

    return int(Determination.objects.get(plot__number="P1", current=True).id)


def at_once(do: Callable[[], object], many: int = MANY) -> list[InputError | None]:
    """The same by as many threads, each with a connection of its own; what each was told."""
    from django.db import connection

    together = Barrier(many)

    def one(_number: int) -> InputError | None:
        together.wait()
        try:
            do()
        except InputError as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))
