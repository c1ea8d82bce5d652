"""How a source is named by a person: the path, and the layer in it."""

from __future__ import annotations

import os
from pathlib import Path


def split_source(text: str) -> tuple[Path, str | None]:
    """`FILE|layer` or `FILE#layer`, as GIS programs write it; a path that exists is taken as it stands."""
    if not os.path.exists(text):
        for sign in ("|", "#"):
            head, found, layer = text.rpartition(sign)
            if found and head and layer:
                return Path(head), layer.removeprefix("layername=")
    return Path(text), None
