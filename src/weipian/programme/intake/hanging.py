"""Projects, parties and villages that patches name, found among the records."""

from __future__ import annotations

from collections.abc import Callable

from weipian.programme.intake.batches import Incoming
from weipian.programme.intake.booking import Hanging
from weipian.store.queries.records import ids_by_name
from weipian.terms.messages import sentence
from weipian.terms.records import RecordKind

LINKS: tuple[tuple[RecordKind, Callable[..., str]], ...] = (
    (RecordKind.PROJECT, lambda one: one.project),
    (RecordKind.PARTY, lambda one: one.party),
    (RecordKind.VILLAGE, lambda one: one.village),
)


def hanging_of(incoming: Incoming) -> tuple[dict[int, Hanging], list[str]]:
    """By index, and what is named but not recorded; a patch is never refused for that."""
    found: dict[int, dict[str, int]] = {}
    said = []
    for kind, name_of in LINKS:
        named = [(index, name) for index, one in enumerate(incoming.issued) if (name := name_of(one))]
        known = ids_by_name(kind) if named else {}
        missing = set()
        for index, name in named:
            key = known.get(f"{incoming.issued[index].township}/{name}", known.get(name))
            if key is None:
                missing.add(name)
            else:
                found.setdefault(index, {})[kind.value] = key
        if missing:
            params = {"kind": kind.label, "count": len(missing), "names": "、".join(sorted(missing)[:5])}
            said.append(sentence("said_record_unknown", params))
    return {index: Hanging(**links) for index, links in found.items()}, said
