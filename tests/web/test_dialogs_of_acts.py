"""Every act has a dialog about one row, or a reason why it has none; each dialog and each field is there."""

from __future__ import annotations

import pytest

from weipian.cli.dialogs import Dialogs
from weipian.terms.acting import Act
from weipian.web.command.acts import DIALOGS, FILE, NO_ROW, TABLES, Asks, RowOf

pytestmark = pytest.mark.requirement("A3")


def test_every_act_is_in_one_of_both() -> None:
    assert set(DIALOGS) | set(NO_ROW) == set(Act)
    assert not set(DIALOGS) & set(NO_ROW)
    assert all(NO_ROW.values())


@pytest.mark.parametrize("asks", sorted(set(DIALOGS.values())), ids=lambda one: one.dialog)
def test_the_dialog_and_its_field_are_there(asks: Asks) -> None:
    found = Dialogs().dialog(asks.dialog.split("/"))
    assert asks.field in {field.name for field in found.fields}


def test_a_plot_or_a_patch_is_asked_for_by_its_number() -> None:
    """The field takes a number as somebody reads it, not one of a closed list."""
    for asks in (one for one in DIALOGS.values() if one.row is not RowOf.OTHER):
        field = next(one for one in Dialogs().dialog(asks.dialog.split("/")).fields if one.name == asks.field)
        assert not field.choices, asks


def test_an_act_that_takes_a_file_in_has_its_dialog() -> None:
    files = {act for act, reason in NO_ROW.items() if reason == FILE}
    assert set(TABLES) == files
    for dialog in TABLES.values():
        assert "source" in {field.name for field in Dialogs().dialog(dialog.split("/")).fields}
