"""Whether a pack says of every role what it sees, of every act who may, and lets the administrator only set up (A3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from weipian.policy.values import Value
from weipian.terms.acting import Act, Register, Role, Sees, State
from weipian.terms.errors import PolicyError
from weipian.terms.words import Word

Entries = Mapping[str, tuple[Value, ...]]
SET_UP = "acting.set_up"
FAMILIES: Mapping[str, tuple[type[Word], type[Word]]] = {
    "acts": (Act, Role),
    "act_states": (Act, State),
    "act_leads": (Act, State),
    "sees": (Role, Sees),
    "registers": (Register, Role),
}
"""First word of a key → what its second word is, and what its value lists."""


def wrong_roles(entries: Entries) -> list[PolicyError]:
    """What is missing or misspelt; a layer that says nothing of acts leaves them to the county's."""
    if not any(key.startswith("acts.") for key in entries):
        return []
    return [*_misspelt(entries), *_missing(entries), *_administrators(entries)]


def _misspelt(entries: Entries) -> Iterator[PolicyError]:
    for key, dated in entries.items():
        family, _, name = key.partition(".")
        if family not in FAMILIES:
            continue
        named, listed = FAMILIES[family]
        for value in dated:
            unknown = [] if _knows(named, name) else [name]
            unknown += [str(entry) for entry in _entries(value) if not _knows(listed, str(entry))]
            if unknown:
                yield PolicyError("policy_unknown_word", where=value.place, words="、".join(unknown))


def _knows(words: type[Word], key: str) -> bool:
    return key in {word.value for word in words}


def _entries(value: Value) -> tuple[object, ...]:
    return value.content if isinstance(value.content, tuple) else (value.content,)


def _missing(entries: Entries) -> Iterator[PolicyError]:
    """Every role sees something or nothing, and every act and register has those who may."""
    place = next(iter(entries["acts." + _first(entries)])).place
    for family, words in (("sees", Role), ("acts", Act), ("registers", Register)):
        for word in words:
            if f"{family}.{word.value}" not in entries:
                yield PolicyError("policy_says_nothing_of", where=place, key=f"{family}.{word.value}", word=word.label)


def _first(entries: Entries) -> str:
    return next(key for key in entries if key.startswith("acts.")).removeprefix("acts.")


def _administrators(entries: Entries) -> Iterator[PolicyError]:
    """An administrator sets up and performs no act of the programme."""
    set_up = {str(entry) for value in entries.get(SET_UP, ()) for entry in _entries(value)}
    for key, dated in entries.items():
        family, _, act = key.partition(".")
        for value in dated if family == "acts" and act not in set_up else ():
            if Role.ADMINISTRATOR.value in _entries(value):
                yield PolicyError("policy_administrator_acts", where=value.place, act=act)
