"""Django's engine for PostgreSQL, answering as SQLite does; Django looks for a module of this name."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from weipian.store.failures import unreachable


class DatabaseWrapper(base.DatabaseWrapper):
    """Texts are compared and ordered byte by byte; who can't be reached is said in a sentence, without the address."""

    data_types = {**base.DatabaseWrapper.data_types, "TextField": 'text COLLATE "C"'}  # noqa: RUF012 - Django's form

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except OperationalError as error:
            raise unreachable(str(error)) from None
