"""How functions become machine code: written in plain Python here, compiled by numba, kept, loaded without numba.

`compiled` marks an inner function, which only compiled code calls. `entry` marks one that Python calls; it declares
what it is given. Compiled code allocates nothing: results and scratch are arrays that a thin wrapper hands in, marked
`!`. No fastmath, so that the bits don't depend on the machine's mood. A call lets go of the interpreter, so plain
threads run side by side, and no numba threading layer is needed (omp is not everywhere, workqueue aborts under two
callers).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar

from weipian.geometry.machine import noted
from weipian.geometry.machine.code import address_of
from weipian.geometry.machine.signature import Group, Words, group, signature_of, words_of

__all__ = ["Entry", "compiled", "entry", "group"]

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Left as it is for Python, and noted as one to be compiled into the entries that call it."""
    noted.INNER.add(function)
    return function


class Entry(Generic[P, R]):
    """A function whose machine code is looked up when it is first called; `plain` is the same in Python."""

    def __init__(self, plain: Callable[P, R], given: tuple[str | Group, ...]) -> None:
        self.plain = plain
        self.name = f"{plain.__module__.rpartition('.')[2]}.{plain.__name__}"
        self.signature = signature_of(given)
        self.native: Callable[[Words], Any] | None = None
        self.__doc__ = plain.__doc__
        noted.ENTRIES[self.name] = self

    def __call__(self, *given: P.args, **_none: P.kwargs) -> R:
        native = self.native or self._found()
        found: R = native(words_of(self.signature, given))
        return found

    def _found(self) -> Callable[[Words], Any]:
        self.native = self.signature.at(address_of(self.name))
        return self.native


def entry(*given: str | Group) -> Callable[[Callable[P, R]], Entry[P, R]]:
    """`given`: the parameters in their order as `f8[:]`, `i8[:,:]!`, `i8` … or groups; the last may end `-> i8`."""
    return lambda plain: Entry(plain, given)
