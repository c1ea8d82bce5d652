"""Which column of a layer is what: as it was said, else by the standard names; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weipian.programme.intake.keys import CLASS, Key, keys_of
from weipian.terms.errors import InputError, UsageError
from weipian.terms.words import LayerKind, fold

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """`found`: our key → the layer's column; `guessed`: those that nobody said."""

    found: Mapping[str, str]
    guessed: tuple[Key, ...]


def columns_of(kind: LayerKind, names: Sequence[str], asked: Mapping[str, str], where: str) -> Columns:
    """Raises UsageError for an unknown key, InputError where a column is missing that was asked for or is needed."""
    keys = keys_of(kind)
    for key, column in asked.items():
        if key not in {each.key for each in keys}:
            allowed = "、".join(f"{each.label}({each.key})" for each in keys)
            raise UsageError("layer_key_unknown", where=where, key=key, keys=allowed)
        if column not in names:
            raise InputError("column_missing", where=where, column=column, columns="、".join(names))
    by_name = {fold(name): name for name in reversed(names)}
    found = dict(asked)
    guessed: list[Key] = []
    for one in keys:
        standard = next((by_name[fold(name)] for name in one.names if fold(name) in by_name), None)
        if one.key not in found and standard is not None:
            found[one.key] = standard
            guessed.append(one)
    _require_needed(keys, found, names, where)
    return Columns(found, tuple(guessed))


def _require_needed(keys: Sequence[Key], found: Mapping[str, str], names: Sequence[str], where: str) -> None:
    for key in keys:
        if key.needed and key.key not in found:
            code = "layer_without_class" if key.key == CLASS else "layer_without_key"
            standard = "、".join(key.names)
            raise InputError(
                code, where=where, label=key.label, key=key.key, standard=standard, columns="、".join(names)
            )
