"""The year's rules of a place: packs read, checked, layered, and asked by key and day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar, cast

from weipian.policy.documents import Document, read_document
from weipian.policy.layering import Entries, lay
from weipian.policy.packs import read_pack
from weipian.policy.roles import wrong_roles
from weipian.policy.schema import Kind, Schema, read_schema
from weipian.policy.values import Value
from weipian.terms.errors import PolicyError

Found = TypeVar("Found")
RECONSTRUCTED = "依据重建规则，未与原文核对"


@dataclass(frozen=True, slots=True)
class Policy:
    """All values that hold for one place and programme year; `layers` from the county's own upwards."""

    layers: tuple[Document, ...]
    schema: Schema
    entries: Entries
    problems: tuple[PolicyError, ...] = field(default=(), compare=False)
    worked_out: dict[tuple[object, ...], object] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was worked out of these values alone (`once`): they do not change while they are asked."""

    def once(self, key: tuple[object, ...], work: Callable[[], Found]) -> Found:
        """What follows from the values and the key alone, worked out at the first asking."""
        if key not in self.worked_out:
            self.worked_out[key] = work()
        return cast("Found", self.worked_out[key])

    @property
    def document(self) -> Document:
        return self.layers[0]

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def place(self) -> str:
        return self.document.place

    @property
    def place_label(self) -> str:
        return self.document.place_label

    @property
    def year(self) -> int:
        return self.document.year

    @property
    def title(self) -> str:
        return self.document.title

    @property
    def issued(self) -> date:
        """The day on the county's own document; a layer that gives none takes the first day of its year."""
        return self.document.issued or date(self.year, 1, 1)

    @property
    def townships(self) -> tuple[str, ...]:
        return self.document.townships

    @property
    def certified(self) -> bool:
        """True once a named officer has compared every layer with its text."""
        return all(layer.certified for layer in self.layers)

    @property
    def notice(self) -> str:
        """What stands beside every answer of a rebuilt rule; empty when certified."""
        return "" if self.certified else RECONSTRUCTED

    def value(self, key: str, on: date | None = None) -> Value:
        """The value in force on the day that the fact belongs to; by default the programme year's last day."""
        day = on or date(self.year, 12, 31)
        for value in self.entries.get(key, ()):
            if value.holds_on(day):
                return value
        code = "policy_not_in_force" if key in self.entries else "policy_no_value"
        raise PolicyError(code, where=self.name, key=key, day=day)

    def has(self, key: str) -> bool:
        return key in self.entries

    def keys(self, prefix: str = "") -> tuple[str, ...]:
        """The keys that start with a prefix, in order."""
        return self.once(("keys", prefix), lambda: tuple(sorted(key for key in self.entries if key.startswith(prefix))))

    def label(self, key: str) -> str:
        """The Chinese name of a key's family."""
        family = self.schema.family(key)
        return family.label if family else key


def law_folder() -> Traversable:
    """The law that the package carries."""
    return files("weipian") / "law"


def names(root: Traversable | None = None) -> tuple[str, ...]:
    """The packs that there are, by name."""
    return tuple(sorted(_folders(root or law_folder())))


def _folders(root: Traversable) -> dict[str, Traversable]:
    """`<place>-<year>` → folder, from law/<year>/<place>/."""
    years = [entry for entry in root.iterdir() if entry.is_dir() and entry.name.isdigit()]
    return {
        f"{place.name}-{year.name}": place
        for year in years
        for place in year.iterdir()
        if place.is_dir() and not place.name.startswith(("_", "."))
    }


def load(name: str, root: Traversable | None = None) -> Policy:
    """A place's policy, checked whole. Raises PolicyError for the first thing that is wrong."""
    return _packaged(name) if root is None else _sound(read(name, root))


@cache
def _packaged(name: str) -> Policy:
    """The packaged law does not change while a program runs."""
    return _sound(read(name, law_folder()))


def _sound(policy: Policy) -> Policy:
    if policy.problems:
        raise policy.problems[0]
    return policy


def read(name: str, root: Traversable) -> Policy:
    """A policy with whatever is wrong in `problems`: for `policy check`, which shows them all."""
    folders = _folders(root)
    chain = _chain(name, folders)
    schema = read_schema(root)
    entries: Entries = {}
    problems: list[PolicyError] = []
    for document in reversed(chain):
        pack = read_pack(folders[document.name], schema)
        entries = lay(entries, pack, schema)
        problems.extend(pack.problems)
    problems.extend(dangling(entries))
    problems.extend(wrong_roles(entries))
    return Policy(chain, schema, entries, tuple(problems))


def dangling(entries: Entries) -> list[PolicyError]:
    """Duties that take a number from a key that does not exist."""
    values = [value for dated in entries.values() for value in dated if value.kind is Kind.DUTY]
    return [
        PolicyError("policy_dangling_key", where=value.place, key=named)
        for value in values
        for field_name, named in value.table.items()
        if field_name.endswith("_key") and not any(f"{key}.".startswith(f"{named}.") for key in entries)
    ]


def _chain(name: str, folders: dict[str, Traversable]) -> tuple[Document, ...]:
    """The documents from a pack up to its topmost parent."""
    chain: list[Document] = []
    while name or not chain:
        if name not in folders:
            raise PolicyError("unknown_policy", where=f"政策包「{name}」", allowed="、".join(sorted(folders)))
        if any(document.name == name for document in chain):
            raise PolicyError("policy_parent_loop", where=name)
        document = read_document(folders[name])
        if document.name != name:
            raise PolicyError("policy_misnamed", where=name, named=document.name)
        chain.append(document)
        name = document.parent
    return tuple(chain)
