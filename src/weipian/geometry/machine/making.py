"""Compiling by numba, into an object that LLVM alone can load again. Slow to import: only where code has to be made."""

from __future__ import annotations

from collections.abc import Mapping
from types import FunctionType
from typing import Any, NamedTuple

import llvmlite.binding as llvm
import numba
from numba import carray, types

from weipian.geometry.machine.noted import INNER, Called
from weipian.geometry.machine.signature import Array, Group, Number, Signature

OPTIONS = {"error_model": "numpy"}
NO_MEMORY = {"_nrt": False}
"""What would allocate does not compile; the bridge's `carray`, which allocates nothing, would not either."""
KINDS = {
    "f8": types.float64,
    "f4": types.float32,
    "i8": types.int64,
    "u8": types.uint64,
    "u1": types.uint8,
    "b1": types.boolean,
}


class Made(NamedTuple):
    """Object code, the symbol of each entry, and which symbols it needs from outside."""

    code: bytes
    symbols: dict[str, str]
    needed: list[str]


def made(entries: Mapping[str, Called]) -> Made:
    """All entries in one object; what they share of inner functions stands in it once."""
    module = llvm.parse_assembly("")
    symbols, tower = {}, _Tower()
    for name, one in entries.items():
        function = tower.exported(one)
        symbols[name] = function.native_name
        module.link_in(llvm.parse_assembly(function._library.get_llvm_str()))
        machine = function._library.codegen._tm
    outside = [*module.functions, *module.global_variables]
    needed = sorted(one.name for one in outside if one.is_declaration and not one.name.startswith("llvm."))
    return Made(machine.emit_object(module), symbols, needed)


_ALIVE: list[Any] = []


def made_here(one: Called) -> int:
    """The address of an entry compiled for this process only."""
    _ALIVE.append(_Tower().exported(one))
    return int(_ALIVE[-1].address)


class _Tower:
    """Plain functions over each other, each with a namespace in which those below it are compiled ones."""

    def __init__(self) -> None:
        self.functions: dict[FunctionType, Any] = {}
        self.spaces: dict[int, dict[str, Any]] = {}

    def exported(self, one: Called) -> Any:
        """numba's C function of an entry."""
        name = one.name.replace(".", "_")
        source, given, space = _bridge(one.signature, name)
        space |= {"inner": self._lifted(one.plain), "carray": carray}
        exec(source, space)  # noqa: S102 - our own two lines
        result = KINDS[one.signature.result] if one.signature.result else types.void
        kind = types.int64 if result is types.boolean else result
        return numba.cfunc(kind(*given), **OPTIONS)(space[name])

    def _lifted(self, plain: Any) -> Any:
        if plain not in self.functions:
            copy = FunctionType(plain.__code__, self._space(plain.__globals__), plain.__name__, plain.__defaults__)
            self.functions[plain] = numba.njit(**OPTIONS, **NO_MEMORY, forceinline=True)(copy)
        return self.functions[plain]

    def _space(self, names: dict[str, Any]) -> dict[str, Any]:
        if id(names) not in self.spaces:
            space = self.spaces[id(names)] = dict(names)
            for name, value in names.items():
                plain = getattr(value, "plain", value)
                if isinstance(plain, FunctionType) and (plain in INNER or plain is not value):
                    space[name] = self._lifted(plain)
        return self.spaces[id(names)]


def _bridge(signature: Signature, name: str) -> tuple[str, list[Any], dict[str, Any]]:
    """A function of addresses, lengths and numbers that calls `inner`: its source, its types, the names it uses."""
    given: list[Any] = []
    parameters: list[str] = []
    space: dict[str, Any] = {}

    def one(part: Array | Number) -> str:
        at = len(parameters)
        if isinstance(part, Number):
            parameters.append(f"p{at}")
            given.append(types.int64 if part.kind == "b1" else KINDS[part.kind])
            return f"p{at} != 0" if part.kind == "b1" else f"p{at}"
        lengths = [f"p{at + 1 + axis}" for axis in range(part.dimensions)]
        parameters.extend([f"p{at}", *lengths])
        given.extend([types.CPointer(KINDS[part.kind]), *[types.int64] * part.dimensions])
        return f"carray(p{at}, ({', '.join(lengths)},))"

    handed = []
    for number, part in enumerate(signature.parts):
        if isinstance(part, Group):
            space[f"Group{number}"] = part.maker
            handed.append(f"Group{number}({', '.join(one(member) for member in part.members)})")
        else:
            handed.append(one(part))
    lead = f"return {'int' if signature.result != 'f8' else ''}" if signature.result else ""
    return f"def {name}({', '.join(parameters)}):\n    {lead}(inner({', '.join(handed)}))\n", given, space
