"""What was seen, proposed, determined, filed and put right of a plot; what replaces a row is a new row."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Superseded
from weipian.store.models.plots import Plot


class SiteFacts(Superseded):
    """What people wrote down of the ground and the registers: `facts` JSON by our keys, texts as written."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    facts = models.TextField()

    class Meta:
        db_table = "site_facts"
        indexes = (models.Index(fields=["plot", "current"], name="site_facts_plot"),)


class Proposal(Superseded):
    """What the rules proposed, with every finding (JSON), by which policy."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    policy = models.TextField()
    conclusion = models.TextField()
    nature = models.TextField()
    rule = models.TextField()
    answer = models.TextField()
    gates = models.TextField(default="[]")

    class Meta:
        db_table = "proposal"
        indexes = (models.Index(fields=["plot", "current"], name="proposal_plot"),)


class Determination(Superseded):
    """What a review determined: `review` is its number; `conclusion` of a mining patch 合法, 违法 or 伪变化."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    review = models.TextField()
    reviewed = models.DateField(null=True)
    determination = models.TextField()
    conclusion = models.TextField(default="")
    nature = models.TextField(default="")
    because = models.TextField(default="")
    final = models.BooleanField(null=True)

    class Meta:
        db_table = "determination"
        indexes = (models.Index(fields=["plot", "current"], name="determination_plot"),)


class Filed(Superseded):
    """Areas as filed, in 亩 as they were written; and the marks (JSON: mark → 1, 0)."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    areas = models.TextField()
    marks = models.TextField()

    class Meta:
        db_table = "filed"
        indexes = (models.Index(fields=["plot", "current"], name="filed_plot"),)


class PuttingRight(Superseded):
    """A rectification as far as the ledger says it: measure, order, outcome (plan 二(五)(六))."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    measure = models.TextField(default="")
    ordered = models.DateField(null=True)
    outcome = models.TextField(default="")
    outcome_on = models.DateField(null=True)
    can_recultivate = models.BooleanField(null=True)
    can_approve = models.BooleanField(null=True)

    class Meta:
        db_table = "rectification"
        indexes = (models.Index(fields=["plot", "current"], name="rectification_plot"),)


class LedgerImport(Superseded):
    """One import of a ledger; `current` until it is undone. `edits` JSON: what it changed, from what, to what.

    What follows from the whole workbook (hash, rows) is NULL once a plot of it was lawfully erased.
    """

    name = models.TextField(null=True)
    sha256 = models.TextField(null=True)
    review = models.TextField(default="")
    rows = models.BigIntegerField(null=True)
    edits = models.TextField()

    class Meta:
        db_table = "ledger_import"
