"""Layers written by GDAL itself."""

from __future__ import annotations

from made_layers import make

__all__ = ["make"]
