"""What an event says that it is about: ids, never a number, a name, a count or a hash, since the chain keeps it."""

from __future__ import annotations

from collections.abc import Sequence


def plots_subject(ids: Sequence[int]) -> str:
    """`plot:<id>` or `plots`."""
    return f"plot:{ids[0]}" if len(ids) == 1 else "plots"


def standings_subject(ids: Sequence[int]) -> str:
    """`patch:<id>` (of its row in the list) or `patches`."""
    return f"patch:{ids[0]}" if len(ids) == 1 else "patches"
