"""Returns to the platform, the platform's own list, later additions, problem lists (requirements C2, C4, C5)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.evidence import Evidence
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class Taking(Superseded):
    """A table that was taken in as one act; `current` until it is undone. It tells nothing of what it held."""

    kind = models.TextField()
    day = models.DateField()

    class Meta:
        db_table = "taking"


class Submission(Superseded):
    """A plot's return as it stands; every step is a new row. `entries` JSON: our column → text, never a number of
    a patch.
    """

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    state = models.TextField()
    entries = models.TextField()
    filled_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    filled_on = models.DateField()
    self_checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField(null=True)
    released_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    released_on = models.DateField(null=True)
    first_released_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    statement = models.TextField(null=True)
    reason = models.TextField(null=True)
    taking = models.ForeignKey(Taking, models.PROTECT, null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "submission"
        indexes = (models.Index(fields=["state", "current"], name="submission_state"),)
        constraints = (
            models.UniqueConstraint(fields=["plot"], condition=models.Q(current=True), name="submission_once"),
        )


class LookedAt(Kept):
    """A check that only asks, looked at by somebody before a return went on; `said`: what they say of it."""

    submission = models.ForeignKey(Submission, models.PROTECT)
    code = models.TextField()
    said = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "looked_at"
        indexes = (models.Index(fields=["submission"], name="looked_at_submission"),)


class PlatformRow(Superseded):
    """A row of the platform's list: `plot` NULL where we have none of that number, which `number` then says."""

    taking = models.ForeignKey(Taking, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT, null=True)
    number = models.TextField(null=True)
    status = models.TextField()
    entries = models.TextField()

    class Meta:
        db_table = "platform_row"
        indexes = (
            models.Index(fields=["plot", "current"], name="platform_row_plot"),
            models.Index(fields=["taking"], name="platform_row_taking"),
        )


class LaterAddition(Superseded):
    """What was entered afterwards on the second platform: a rectification or an approval, when, by what paper."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    what = models.TextField()
    day = models.DateField()
    evidence = models.ForeignKey(Evidence, models.PROTECT)
    note = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "later_addition"
        indexes = (models.Index(fields=["plot", "current"], name="later_addition_plot"),)


class Problem(Superseded):
    """A row of a prefecture's or the region's problem list. `origin`: the first row of it, NULL in that row itself.

    A number that is nobody's here stands in `number`; the problem is answered all the same.
    """

    taking = models.ForeignKey(Taking, models.PROTECT)
    origin = models.ForeignKey("self", models.PROTECT, null=True)
    level = models.TextField()
    plot = models.ForeignKey(Plot, models.PROTECT, null=True)
    patch = models.ForeignKey(Patch, models.PROTECT, null=True)
    number = models.TextField(null=True)
    matter = models.TextField(null=True)
    received = models.DateField()
    due = models.DateField()
    state = models.TextField()
    answer = models.TextField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True)

    class Meta:
        db_table = "problem"
        indexes = (
            models.Index(fields=["state", "current"], name="problem_state"),
            models.Index(fields=["plot", "current"], name="problem_plot"),
        )
