"""Which layer of a file is meant, where a command was not told."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.web.command.jobs import Job

LAYERS = {"layer_not_named", "layer_unknown"}


@dataclass(frozen=True, slots=True)
class Which:
    """A file turned out to have several layers: the field that asks for one, and what there is."""

    field: str
    names: tuple[str, ...]


def which(found: Job) -> Which | None:
    """None where nothing of the kind is to be chosen."""
    if found.error is None or found.error.code not in LAYERS:
        return None
    where = found.error.where
    given = sorted(found.folder.glob("in-*/*"), key=lambda path: path.name != where)
    of = given[0].parent.name.removeprefix("in-") if given else ""  # of what lies in an archive the name is another
    return Which(f"{of}-layer", tuple(str(found.error.params.get("names", "")).split("、")))
