"""Ids are opaque strings, each of its own type, so that a plot is never taken for a patch."""

from typing import NewType

PatchId = NewType("PatchId", str)
PlotId = NewType("PlotId", str)
BatchId = NewType("BatchId", str)
LayerName = NewType("LayerName", str)
TownshipName = NewType("TownshipName", str)
