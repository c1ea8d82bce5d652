"""Which dialog does an act on one row of a list: the command's words, and the field that names the row."""

from __future__ import annotations

from weipian.terms.acting import Act

DIALOGS: dict[Act, tuple[str, str]] = {
    Act.PLOT_SPLIT: ("split", "plot"),
}


def dialog_of(act: Act) -> tuple[str, str] | None:
    """The dialog's key and the field for the row; None where the act has no dialog about one row."""
    return DIALOGS.get(act)
