"""What has been written to become machine code: noted as the modules are imported, compiled when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from weipian.geometry.machine.signature import Signature


class Called(Protocol):
    """A function that Python calls: `plain` is the same in Python, `signature` says what it is given."""

    plain: Callable[..., Any]
    name: str
    signature: Signature


INNER: set[Any] = set()
"""Functions that entries are made of."""
ENTRIES: dict[str, Called] = {}
"""All that Python calls, by module and name."""
