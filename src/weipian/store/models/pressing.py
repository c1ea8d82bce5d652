"""The four mechanisms, the way of letters, what townships begin by themselves (requirements E4, E5).

Every figure of a letter or of a proposal is summed from `reckoned_plot` and from nothing else. Its rows hang on their
plots, so that a lawful erasure takes them too; what stands in texts are people's own words.
"""

from __future__ import annotations

from django.db import models

from weipian.store.models.closing import PeriodClose
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot
from weipian.store.models.records import Project
from weipian.store.models.submission import Taking


class Reckoning(Kept):
    """The plots as they stood on a day, or at a close, when somebody wrote a letter or proposed a mechanism."""

    close = models.ForeignKey(PeriodClose, models.PROTECT, null=True)
    day = models.DateField()

    class Meta:
        db_table = "reckoning"


class ReckonedPlot(Kept):
    """A plot in a reckoning; every plot of the books has a row, empty where it does not belong (see `PeriodChecked`).

    `late` JSON {body: days}, `handed` JSON [department].
    """

    reckoning = models.ForeignKey(Reckoning, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)
    belongs = models.BooleanField()
    township = models.TextField()
    mining = models.BooleanField()
    determination = models.TextField()
    settled = models.BooleanField()
    inspected = models.BooleanField()
    area_filed = models.TextField()
    cultivated_filed = models.TextField()
    area_um2 = models.BigIntegerField()
    cultivated_um2 = models.BigIntegerField(null=True)
    farmland_um2 = models.BigIntegerField(null=True)
    before = models.TextField()
    after = models.TextField()
    overdue = models.BigIntegerField()
    late = models.TextField()
    handed = models.TextField()

    class Meta:
        db_table = "reckoned_plot"
        indexes = (models.Index(fields=["reckoning", "plot"], name="reckoned_plot_reckoning"),)


class MechanismTaken(Superseded):
    """A mechanism from its proposal on; every step is a new row, `origin` the first (NULL in the first itself).

    Of a township or of a project, never both. `triggers` JSON: the grounds that people named. `because`, `person`,
    `decision`, `ground`, `signer`, `reason`: people's own words.
    """

    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    state = models.TextField()
    township = models.TextField(default="")
    project = models.ForeignKey(Project, models.PROTECT, null=True)
    person = models.TextField(null=True)
    triggers = models.TextField()
    because = models.TextField(null=True)
    reckoning = models.ForeignKey(Reckoning, models.PROTECT, null=True)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decision = models.TextField(null=True)
    ground = models.TextField(null=True)
    signer = models.TextField(null=True)
    ends_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    lifted_on = models.DateField(null=True)
    reason = models.TextField(null=True)

    class Meta:
        db_table = "mechanism"
        indexes = (models.Index(fields=["origin", "current"], name="mechanism_origin"),)


class ProjectStep(Superseded):
    """That a project was urged to mend, refused, or complied: by which department, on which paper."""

    project = models.ForeignKey(Project, models.PROTECT)
    kind = models.TextField()
    day = models.DateField()
    department = models.TextField()
    number = models.TextField(null=True)
    note = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "project_step"
        indexes = (models.Index(fields=["project", "current"], name="project_step_project"),)


class AccountabilityReferral(Superseded):
    """A referral by cadre authority: number, day, receiver, receipt, and nothing else."""

    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    number = models.TextField(null=True)
    day = models.DateField()
    receiver = models.TextField()
    receipt = models.TextField(null=True)
    receipt_on = models.DateField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "accountability_referral"


class TownshipStart(Superseded):
    """An interview or an accountability procedure that a township began by itself; `papers` JSON {paper: day sent}."""

    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    township = models.TextField()
    day = models.DateField()
    papers = models.TextField()
    note = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "township_start"
        indexes = (models.Index(fields=["township", "current"], name="township_start_township"),)


class Letter(Superseded):
    """A letter from its draft on; every step is a new row, `origin` the first (NULL in the first itself).

    To a township or to a department. `problems`, `demands` JSON lists, `contact`, `copies`, `reply`, `receiver`,
    `reason`: people's own words. `number`: the letter's own.
    """

    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    state = models.TextField()
    township = models.TextField(default="")
    department = models.TextField(default="")
    stage = models.TextField()
    reckoning = models.ForeignKey(Reckoning, models.PROTECT)
    mechanism = models.ForeignKey(MechanismTaken, models.PROTECT, null=True)
    problems = models.TextField(null=True)
    demands = models.TextField(null=True)
    contact = models.TextField(null=True)
    copies = models.TextField(null=True)
    due = models.DateField(null=True)
    number = models.TextField(null=True)
    drafted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    checked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField(null=True)
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    numbered_on = models.DateField(null=True)
    sealed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    receiver = models.TextField(null=True)
    replied_on = models.DateField(null=True)
    reply = models.TextField(null=True)
    reason = models.TextField(null=True)
    taking = models.ForeignKey(Taking, models.PROTECT, null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "letter"
        indexes = (
            models.Index(fields=["origin", "current"], name="letter_origin"),
            models.Index(fields=["state", "current"], name="letter_state"),
        )
