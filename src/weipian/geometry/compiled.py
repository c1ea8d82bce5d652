"""numba's decorator as this house uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Compile on first use and keep the machine code beside the package.

    No fastmath, so that the bits don't depend on the machine's mood; nogil, so that plain threads run it side by
    side, and no numba threading layer is needed (omp is not everywhere, workqueue aborts under two callers).
    numba keys its cache by the function's own file: a compiled function may only call others of the same file, or
    an upgrade would keep old code alive.
    """
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))
