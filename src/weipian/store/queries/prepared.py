"""Questions that pages ask all day, with other values each time: their SQL is made once, by Django as ever."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Expression


class Place(Expression):  # type: ignore[misc]
    """Where a value goes that is told when it is asked."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Prepared:
    """`made`: what is asked, a query of `values_list`, for so many places; it hangs on nothing else."""

    def __init__(self, made: Callable[..., Any]) -> None:
        self.made = made
        self._known: dict[tuple[str, int], tuple[Any, str, tuple[Any, ...]]] = {}
        self._lock = threading.Lock()

    def rows(self, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The rows for these values, each put where its place was."""
        compiler, text, places = self._of(len(values))
        told = [values[one.at] if isinstance(one, Place) else one for one in places]
        with connection.cursor() as cursor:
            cursor.execute(text, told)
            found = cursor.fetchall()
        own = copy.copy(compiler)
        own.connection = connection
        return list(own.results_iter([found], tuple_expected=True))

    def _of(self, many: int) -> tuple[Any, str, tuple[Any, ...]]:
        key = (connection.vendor, many)
        with self._lock:
            if key not in self._known:
                query = self.made([Place(at) for at in range(many)]).query
                compiler = query.get_compiler(connection=connection)
                text, places = compiler.as_sql()
                self._known[key] = compiler, text, tuple(places)
            return self._known[key]
