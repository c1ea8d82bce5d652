"""Of which patches something was written since an entry of the log: what is kept in memory is brought up to date by it.

Every entry names the table and id of each row that it wrote, so that nothing that changed can be missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from django.db import connection
from django.db.models import Q

from weipian.record.head import Head
from weipian.store import models
from weipian.terms.acting import Act

PLACE = re.compile(r'"key":(\d+),"table":"(\w+)"\}')
"""The end of a row's image in canonical JSON."""
MOST, AT_ONCE = 5_000, 400
"""Rows from which on it is as cheap to read everything anew; ids asked for in one question."""
ANEW = frozenset({Act.ERASED.value, Act.RESTORED.value, Act.UPGRADED.value})
One = TypeVar("One")
Plots = Callable[[Collection[int]], Q]
OF_A_PLOT = (
    *(models.Measurement, models.Proposal, models.Determination, models.PuttingRight),
    *(models.SiteFacts, models.Filed, models.RectifiedPart),
)


def _of_record(model: type[models.Superseded]) -> Plots:
    return lambda keys: Q(pk__in=model._default_manager.filter(pk__in=keys).values("plot_id"))


PLOTS: Mapping[str, Plots] = MappingProxyType(
    {
        models.Plot._meta.db_table: lambda keys: Q(pk__in=keys),
        models.Standing._meta.db_table: lambda keys: Q(
            patch__number__in=models.Standing.objects.filter(pk__in=keys).values("number")
        ),
        models.Project._meta.db_table: lambda keys: Q(
            patch__number__in=models.Standing.objects.filter(project_id__in=keys).values("number")
        ),
        models.Account._meta.db_table: lambda keys: Q(
            pk__in=models.RectifiedPart.objects.filter(account_id__in=keys).values("plot_id")
        ),
        **{model._meta.db_table: _of_record(model) for model in OF_A_PLOT},
    }
)
"""Which plots a row of a table tells something of, as far as the ledger and the gates read it. Patches and batches are
only ever added, together with their plots."""


def patches_written(since: Head) -> set[str] | None:
    """Their numbers. None: too many, or something was erased, or the log does not go on from there."""
    written = _written(since)
    return None if written is None else set(_numbers(written))


def _written(since: Head) -> dict[str, set[int]] | None:
    """Ids by table."""
    found: dict[str, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM event WHERE seq = %s", [since.seq])
        if cursor.fetchone() != (since.hash,):
            return None
        cursor.execute("SELECT act, rows FROM event WHERE seq > %s ORDER BY seq", [since.seq])
        left = MOST
        for act, rows in iter(cursor.fetchone, None):
            places = PLACE.findall(rows)
            left -= len(places)
            if act in ANEW or left < 0:
                return None
            for key, table in places:
                found.setdefault(table, set()).add(int(key))
    return found


def _numbers(written: Mapping[str, Collection[int]]) -> Iterator[str]:
    for table, keys in written.items():
        if table in PLOTS:
            for some in in_parts(sorted(keys)):
                yield from models.Plot.objects.filter(PLOTS[table](some)).values_list("patch__number", flat=True)


def in_parts(every: Sequence[One]) -> Iterator[Sequence[One]]:
    """As many as are asked for in one question."""
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))
