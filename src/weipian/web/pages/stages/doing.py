"""What can be done from a list: with one row, with several together, beside them; each is a command's dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from weipian.store.acting import Desk
from weipian.store.actors import may
from weipian.terms.acting import Act
from weipian.web.command.acts import dialog_of
from weipian.web.pages.stages.columns import Row, value_of


@dataclass(frozen=True, slots=True)
class Do:
    """A dialog. `label`: short, for a button. `names`: the dialog's field → the row's key that fills it; `fixed`:
    what stands in it anyway. `when`: the rows that it is for; `act`: what it does, to leave it out for who may not.
    `each`: a list in the row, every one of which is done by itself: `names`, `when` and the label are about it."""

    words: tuple[str, ...]
    label: str
    names: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    when: Callable[[Row], bool] | None = None
    act: Act | None = None
    each: str = ""

    def is_for(self, desk: Desk) -> bool:
        """Whether this person may do it at all; where no act is named, the command says."""
        return self.act is None or may(desk.policy, desk.actor, self.act) is None

    @property
    def key(self) -> str:
        return "/".join(self.words)

    def on(self, row: Row) -> list[tuple[str, str]]:
        """(address, label) of each dialog for this row."""
        rows = value_of(row, self.each) or () if self.each else (row,)
        return [(address, self.label.format_map(one)) for one in rows if (address := self.address(one))]

    def address(self, row: Row) -> str:
        """The dialog with the row in it; "" where it is not for this row."""
        given = [(field, value_of(row, key)) for field, key in self.names]
        if any(value in (None, "") for _, value in given) or (self.when and not self.when(row)):
            return ""
        filled = [(field, str(value)) for field, value in given]
        more = urlencode([*filled, *self.fixed])
        return f"/do/{self.key}" + (f"?{more}" if more else "")


def do(
    words: str,
    label: str,
    when: Callable[[Row], bool] | None = None,
    *,
    act: Act | None = None,
    each: str = "",
    **names: str,
) -> Do:
    """`do("case/step", "登记一步", number="case")`."""
    return Do(tuple(words.split("/")), label, tuple(names.items()), when=when, act=act, each=each)


Does = Mapping[str, Sequence[Do]]
"""By the act's or move's name, the dialogs that do it."""


@dataclass(frozen=True, slots=True)
class Able:
    """`can`: address and label; `cannot`: label, who can, why not."""

    can: tuple[tuple[str, str], ...] = ()
    cannot: tuple[tuple[str, str, str], ...] = ()


def able(row: Row, does: Does, always: Sequence[Do], subject: str) -> Able:
    """What this person can do with the row now, as the command said it."""
    can: list[tuple[str, str]] = []
    cannot: list[tuple[str, str, str]] = []
    for one in row.get("acts", ()):
        if one.get("can"):
            can += _open(one, row, does, subject)
        else:
            cannot.append((one["label"], one["who"], one["why"]))
    can += [found for each in always for found in each.on(row)]
    return Able(tuple(dict.fromkeys(can)), tuple(cannot))


def _open(one: Mapping[str, Any], row: Row, does: Does, subject: str) -> list[tuple[str, str]]:
    ours = does.get(str(one.get("move"))) or does.get(str(one.get("act")))
    if ours is not None:
        return [found for each in ours for found in each.on(row)]
    found = dialog_of(Act(one["act"])) if one.get("act") else None
    if found is None or not subject:
        return []
    return [(f"/do/{found[0]}?{urlencode({found[1]: value_of(row, subject)})}", one["label"])]
