"""What everybody in the run shares: the desks, the story, the batches so far, the made papers, the diary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from weipian.demo.days.diary import Diary
from weipian.demo.days.papers import Hands
from weipian.demo.days.people import SPELT
from weipian.demo.days.task import Task
from weipian.demo.days.told import Told
from weipian.office.county import CountyFiles
from weipian.programme.intake.batches import Incoming
from weipian.programme.overlay.measured import RefusedRow
from weipian.programme.submission.periods.windows import Window
from weipian.store.acting import Desk
from weipian.terms.errors import Refusal
from weipian.terms.quota import NoticeKind


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it was issued; its plots are its patches: nothing is cut in this story."""

    month: int
    issued: date
    by_township: Mapping[str, tuple[str, ...]]

    @property
    def plots(self) -> list[str]:
        return sorted(number for some in self.by_township.values() for number in some)


@dataclass(frozen=True, slots=True)
class World:
    """`periods`: every period of the programme year, in the order in which those of one day are closed.

    `returned`: plots whose return was sent back, and when; `released`: those that were ever out, in order;
    `unconfirmed`: released, but not confirmed in the platform yet, and when; `parted`: the parts of a cut plot;
    `asked_above`: patches for which the prefecture's check was applied for; `noticed`: plots in the region's notices;
    `interviews`, `begun`, `referred`, `sanctions`: numbers of what was proposed, of townships' own interviews,
    of referrals, of joint sanctions; `tasks`: what is to be put right, by how many batches there were.
    """

    county: CountyFiles
    desks: Mapping[str, Desk]
    told: Told
    coming: Sequence[Incoming]
    hands: Hands
    periods: Sequence[Window]
    diary: Diary = field(default_factory=Diary)
    batches: list[Batch] = field(default_factory=list)
    returned: dict[str, date] = field(default_factory=dict)
    released: list[str] = field(default_factory=list)
    unconfirmed: dict[str, date] = field(default_factory=dict)
    parted: list[str] = field(default_factory=list)
    asked_above: list[str] = field(default_factory=list)
    interviews: list[int] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    referred: list[int] = field(default_factory=list)
    sanctions: list[int] = field(default_factory=list)
    noticed: dict[NoticeKind, set[str]] = field(default_factory=dict)
    tasks: dict[int, tuple[Task, ...]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)

    def of_township(self, township: str, post: str) -> Desk:
        """The desk of a township's secretary, mayor, deputy or clerk."""
        return self.desks[f"{SPELT[township]}-{post}"]

    def days_after(self, day: date, days: int) -> Iterator[Batch]:
        """The batches that were issued so many days ago."""
        yield from (one for one in self.batches if one.issued + timedelta(days=days) == day)

    def refuse(self, name: str, refused: Sequence[Refusal]) -> None:
        self.refused.extend(RefusedRow(name, one) for one in refused)
