"""One change on the ground, from the image to the review. The story's own truth; no rule of the law decides it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import shapely

from weipian.demo.ground import Lie
from weipian.demo.places import TOWNSHIPS

ISSUE_DAYS = (12, 10, 13, 12, 11, 13, 12, 10, 12, 23, 13, 8)
"""The day of each month of 2023 on which its batch was issued; October's comes after the 20th."""
AS_OF = date(2023, 12, 15)


@dataclass(frozen=True, slots=True)
class Event:
    """`verdict`: key of a determination, or a mining answer; empty while the review has not sat."""

    number: int
    kind: str
    turn: str
    township: int
    month: int
    category: str
    shape: shapely.Geometry = field(repr=False)
    lie: Lie
    title: str = ""
    verdict: str = ""
    outcome: str = ""
    measure: str = ""
    patch: str = ""
    dice: float = 0.5

    @property
    def issued(self) -> date:
        return date(2023, self.month, ISSUE_DAYS[self.month - 1])

    @property
    def inspected(self) -> date:
        return self.issued + timedelta(days=3 + int(6 * self.dice))

    @property
    def reviewed(self) -> date:
        return self.issued + timedelta(days=18 + int(3 * self.dice))

    @property
    def started(self) -> date:
        """When the works began, between the two images."""
        return self.later_image - timedelta(days=25 + int(60 * self.dice))

    @property
    def earlier_image(self) -> date:
        return self.later_image - timedelta(days=150 + int(90 * self.dice))

    @property
    def later_image(self) -> date:
        return self.issued - timedelta(days=24 + int(12 * self.dice))

    @property
    def place(self) -> str:
        return TOWNSHIPS[self.township]

    @property
    def seen(self) -> bool:
        """Someone has been there by the day of the demo."""
        return self.inspected <= AS_OF and not (self.month == 12 and self.dice > 0.6)

    @property
    def decided(self) -> bool:
        return bool(self.verdict)
