"""The region's notices of offset quota as they are, and what releases a plot's quota (requirement D4)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.evidence import Evidence
from weipian.store.models.inspection import SheetTaken
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class QuotaNotice(Superseded):
    """A notice: freeze, release or debit; `current` until its registration is undone."""

    kind = models.TextField()
    number = models.TextField()
    day = models.DateField()
    note = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "quota_notice"
        indexes = (models.Index(fields=["number", "current"], name="quota_notice_number"),)


class QuotaLine(Kept):
    """A line of a notice: places as the notice says, sizes as written, "" where it does not say.

    `strangers`: how many plots it names that the books don't have; their numbers stand in the paper.
    """

    notice = models.ForeignKey(QuotaNotice, models.PROTECT)
    township = models.TextField(default="")
    village = models.TextField(default="")
    quantity = models.TextField(default="")
    paddy = models.TextField(default="")
    capacity = models.TextField(default="")
    grade = models.TextField(default="")
    strangers = models.BigIntegerField(default=0)

    class Meta:
        db_table = "quota_line"


class QuotaLinePlot(Kept):
    """A plot that a line names. A line goes with any of them that is lawfully erased."""

    line = models.ForeignKey(QuotaLine, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)

    class Meta:
        db_table = "quota_line_plot"


class QuotaStepDone(Superseded):
    """市级验收 or 自治区确认 of a plot; `part`: the name of a part of it, "" the whole plot."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    part = models.TextField(default="")
    step = models.TextField()
    number = models.TextField()
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "quota_step"
        indexes = (models.Index(fields=["plot", "current"], name="quota_step_plot"),)


class QuotaPaper(Kept):
    """The scan of a notice or of a step's paper. A link of its own: a scan that goes takes no notice along."""

    notice = models.ForeignKey(QuotaNotice, models.PROTECT, null=True)
    step = models.ForeignKey(QuotaStepDone, models.PROTECT, null=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT)

    class Meta:
        db_table = "quota_paper"
