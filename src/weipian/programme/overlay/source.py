"""A layer as it is named on the command line."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from weipian.fence.named import split_source
from weipian.terms.errors import UsageError


@dataclass(frozen=True, slots=True)
class LayerSource:
    """A layer named on the command line: `NAME=FILE[#LAYER][:CLASS_COLUMN]`."""

    name: str
    path: Path
    layer: str | None = None
    class_column: str | None = None

    @classmethod
    def parse(cls, text: str) -> LayerSource:
        """Raises UsageError `layer_option`. A colon that ends a Windows drive is no class."""
        name, found, rest = text.partition("=")
        if not (found and name.strip() and rest.strip()):
            raise UsageError("layer_option", value=text)
        source, class_column = rest, None
        head, colon, tail = rest.rpartition(":")
        if colon and not os.path.exists(rest) and not re.fullmatch(r"[A-Za-z]", head):
            source, class_column = head, tail.strip() or None
        path, layer = split_source(source)
        return cls(name.strip(), path, layer, class_column)
