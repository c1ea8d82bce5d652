"""Shapely, loaded when something of it is first used: most shapes are measured without GEOS."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["shapely"]

if TYPE_CHECKING:
    import shapely
else:

    class _Late:
        """Stands for the module; two threads may ask at once."""

        def __getattr__(self, name: str) -> Any:
            return getattr(import_module("shapely"), name)

    shapely = _Late()
