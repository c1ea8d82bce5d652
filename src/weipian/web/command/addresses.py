"""The address of the dialog of an act on one row, with the row's own name in the field that asks for it.

From a plot's page an act on a row of another register leads to that register, narrowed to the plot: there each row's
acts carry its number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from weipian.terms.acting import Act
from weipian.web.command.acts import TABLES, RowOf, dialog_of

NAMES = {RowOf.PLOT: ("plot", "patch"), RowOf.PATCH: ("patch", "plot")}


class Home(NamedTuple):
    """A register's page, and its field that narrows it to a plot or a patch, "" for none."""

    page: str
    field: str = "q"
    row: RowOf = RowOf.PLOT


HOMES: dict[str, Home] = {
    "evidence": Home("evidence", "plot"),
    "images": Home("layers", ""),
    "inspect/visit-back": Home("inspect-visits", "plot"),
    "inspect/upper-back": Home("inspect-upper"),
    "inspect/answer": Home("inspect-upper"),
    "review": Home("reviews", ""),
    "instruct": Home("instructions", row=RowOf.PATCH),
    "problems": Home("problems", row=RowOf.PATCH),
    "case": Home("cases"),
    "handover": Home("handovers", row=RowOf.PATCH),
    "refer": Home("referrals"),
    "share": Home("sharings"),
    "suggest": Home("suggestions"),
    "object": Home("objections"),
    "letter": Home("letters", ""),
    "mechanism": Home("mechanisms", ""),
    "accept": Home("acceptance", ""),
    "clue": Home("clues", row=RowOf.PATCH),
    "quota/notice": Home("quota", ""),
    "ledger": Home("ledger", ""),
    "close": Home("closing", ""),
    "account": Home("people", ""),
    "dossier": Home("dossiers", ""),
}
"""By how the dialog's key begins."""
NOWHERE = ("erase", "inspect/lookup", "records")
"""What has no page of its own."""


def home_of(dialog: str) -> Home | None:
    return next((home for words, home in HOMES.items() if f"{dialog}/".startswith(f"{words}/")), None)


def address_of(act: Act, row: Mapping[str, Any], key: str = "") -> str:
    """`key`: the row's name in its own register."""
    asks = dialog_of(act)
    if asks is None:
        return str(reverse("dialog", args=[TABLES[act]])) if act in TABLES else ""
    names = NAMES.get(asks.row, (key,))
    wanted: object = next((row[name] for name in names if row.get(name)), "")
    if key and not wanted and asks.row is not RowOf.OTHER:
        wanted = row.get(key, "")
    address = str(reverse("dialog", args=[asks.dialog]))
    if wanted:
        return f"{address}?{urlencode({asks.field: wanted})}"
    home = home_of(asks.dialog) if asks.row is RowOf.OTHER and row else None
    return address if home is None else _at_home(home, row)


def _at_home(home: Home, row: Mapping[str, Any]) -> str:
    wanted = next((row[name] for name in NAMES[home.row] if row.get(name)), "") if home.field else ""
    return str(reverse(home.page)) + (f"?{urlencode({home.field: wanted})}" if wanted else "")
