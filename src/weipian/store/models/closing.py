"""Closed periods with their figures, a row a plot (requirement C6).

Every figure of a closed period is summed from its rows and from nothing else. The rows hang on their plots, so that a
lawful erasure takes them too, and the figures are then those of what remains.
"""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class PeriodCheck(Superseded):
    """The office's own full check of a period (月核)."""

    kind = models.TextField()
    key = models.TextField()
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "period_check"


class PeriodChecked(Kept):
    """A plot in a check. `codes`: the checks that it failed by itself and that hold up its release, in order.

    Every plot of the books has a row, of the period or not (`belongs`): what the chain keeps of a row that was lawfully
    erased must not tell which period it was of.
    """

    check_of = models.ForeignKey(PeriodCheck, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)
    belongs = models.BooleanField()
    codes = models.TextField()

    class Meta:
        db_table = "period_checked"


class PeriodClose(Superseded):
    """A close; `current` until it is reopened. `head_seq`: where the log stood before it; the hash stands
    in the log itself.

    `layers` JSON [[kind, version, hash]]; `terms` JSON: the lines of the ratio as they were; `despite`: why it was
    closed although something was open.
    """

    kind = models.TextField()
    key = models.TextField()
    version = models.BigIntegerField()
    day = models.DateField()
    until = models.DateField()
    due = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)
    policy = models.TextField()
    policy_sha256 = models.TextField()
    head_seq = models.BigIntegerField()
    layers = models.TextField()
    terms = models.TextField()
    despite = models.TextField(null=True)

    class Meta:
        db_table = "period_close"
        constraints = (models.UniqueConstraint(fields=["kind", "key", "version"], name="period_close_once"),)


class PeriodPlot(Kept):
    """A plot as it stood when a period was closed; empty where it is not of the period (`belongs`).

    Areas as filed are texts in 亩, as measured whole 1e-6 m². `before`, `after`: where its cultivated land counts.
    `open_duties`, `blocks`, `gates`: words, separated by commas. `source`: the newest event that any of it came from.
    """

    close = models.ForeignKey(PeriodClose, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)
    belongs = models.BooleanField()
    township = models.TextField()
    category = models.TextField()
    issued = models.DateField(null=True)
    month = models.TextField()
    quarter = models.TextField()
    state = models.TextField()
    determination = models.TextField()
    final = models.BooleanField(null=True)
    outcome = models.TextField()
    area_filed = models.TextField()
    cultivated_filed = models.TextField()
    area_um2 = models.BigIntegerField()
    cultivated_um2 = models.BigIntegerField(null=True)
    farmland_um2 = models.BigIntegerField(null=True)
    redline_um2 = models.BigIntegerField(null=True)
    before = models.TextField()
    after = models.TextField()
    gates = models.TextField()
    open_duties = models.TextField()
    blocks = models.TextField()
    source = models.BigIntegerField()

    class Meta:
        db_table = "period_plot"
        indexes = (models.Index(fields=["close", "plot"], name="period_plot_close"),)


class PeriodOpinion(Kept):
    """The written opinion of a quarterly close on one point (plan 三(二))."""

    close = models.ForeignKey(PeriodClose, models.PROTECT)
    point = models.TextField()
    text = models.TextField(null=True)

    class Meta:
        db_table = "period_opinion"


class PeriodReopening(Kept):
    """Why a close was reopened; its figures stay."""

    close = models.ForeignKey(PeriodClose, models.PROTECT)
    account = models.ForeignKey(Account, models.PROTECT)
    reason = models.TextField(null=True)

    class Meta:
        db_table = "period_reopening"
