"""What is worked out patch by patch, kept in the memory of a process that counts all day (decision 0063).

It is worked out once; after that the log says of which patches something was written, and those alone are worked out
again. Every other process keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

from django.db import connection

from weipian.record.head import Head
from weipian.store.queries.log import head_now
from weipian.store.queries.written import patches_written

Worth = TypeVar("Worth")
Work = Callable[[Collection[str]], Mapping[str, Worth]]
_here = {"keeps": False}


def keep_by_patch(*, on: bool = True) -> None:
    """Whether this process keeps from now on."""
    _here["keeps"] = on


def keeps_by_patch() -> bool:
    """Never within an act: what it has written so far stands in no log yet."""
    return _here["keeps"] and not connection.in_atomic_block


class KeptByPatch(Generic[Worth]):
    """One kind of thing, by the patch's number."""

    def __init__(self) -> None:
        self._known: dict[str, Worth] = {}
        self._head: Head | None = None
        self._of: object = None

    def of(self, patches: Collection[str], work: Work[Worth], hangs_on: object = None) -> Mapping[str, Worth]:
        """`work` is asked for those that are not known. `hangs_on`: what all of it hangs on beside what is written of
        the patches."""
        if not keeps_by_patch():
            return work(patches)
        if self._of != hangs_on:
            self._head, self._of = None, hangs_on
        self._follow()
        if missing := [one for one in patches if one not in self._known]:
            self._known.update(work(missing))
        return {one: self._known[one] for one in patches if one in self._known}

    def _follow(self) -> None:
        """Whatever is written while it is worked out is written after the head that is noted here."""
        now = head_now()
        if self._head is not None and self._head.hash == now.hash:
            return
        written = None if self._head is None else patches_written(self._head)
        if written is None:
            self._known.clear()
        else:
            for one in written:
                self._known.pop(one, None)
        self._head = now
