"""How large the county is: a real one for the demo, a small one for tests."""

from __future__ import annotations

from dataclasses import dataclass

FARMLAND = 20_000
LARGE = 0.25


@dataclass(frozen=True, slots=True)
class Size:
    """`scale` 1: 200,000 pieces of land; under a quarter the county is half as wide with a fifth of the changes."""

    scale: float = 1.0

    @property
    def large(self) -> bool:
        return self.scale >= LARGE

    @property
    def stretch(self) -> float:
        """What the courses in `places` are multiplied by."""
        return 2.0 if self.large else 1.0

    @property
    def farmland(self) -> int:
        return round(FARMLAND * self.scale)
