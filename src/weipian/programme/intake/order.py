"""What somebody wants imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from weipian.programme.intake.keys import CLASS
from weipian.terms.acting import Secrecy
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants imported and how it is to be read. `source` may name a layer: FILE#LAYER."""

    source: str
    kind: LayerKind
    as_of: date
    columns: Mapping[str, str] = field(default_factory=dict)
    class_column: str | None = None
    encoding: str | None = None
    crs: int | None = None
    coverage: str | None = None
    secrecy: Secrecy = Secrecy.UNKNOWN
    repair: bool = False
    note: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """The columns that were said, the class among them."""
        return {**self.columns, **({CLASS: self.class_column} if self.class_column else {})}
