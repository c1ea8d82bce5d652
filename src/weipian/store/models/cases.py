"""Stop orders, cases and their steps, plots handled without a case, retrospective approvals (requirement D2).

Every row is of one plot: a case over several has as many rows a step, so that what is lawfully erased of one plot
goes without the others. `Case` itself tells nothing.
"""

from __future__ import annotations

from django.db import models

from weipian.store.models.decided import PuttingRight
from weipian.store.models.evidence import Evidence
from weipian.store.models.inspection import SheetTaken
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot
from weipian.store.models.records import Party, Project


class StopOrder(Superseded):
    """Stop what is being done: when, by which paper, how served; the re-visit, what it found. A re-visit is a new row.

    `origin`: the first row's id, NULL in that row itself.
    """

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    origin = models.BigIntegerField(null=True)
    day = models.DateField()
    number = models.TextField(null=True)
    served = models.DateField(null=True)
    service = models.TextField(null=True)
    visited = models.DateField(null=True)
    outcome = models.TextField(default="")
    found = models.TextField(null=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "stop_order"
        indexes = (models.Index(fields=["plot", "current"], name="stop_order_plot"),)


class Case(Superseded):
    """That there is a case; what it is about stands in its steps."""

    class Meta:
        db_table = "law_case"


class CaseMove(Superseded):
    """A step of a case for one of its plots; `turn` counts the steps of the case. The first one says what it is about.

    `served`, `service`: when and how a paper reached whom it concerns. `more` JSON: penalties, fine, executor.
    """

    case = models.ForeignKey(Case, models.PROTECT)
    turn = models.BigIntegerField()
    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    step = models.TextField()
    day = models.DateField()
    clue = models.DateField(null=True)
    number = models.TextField(null=True)
    served = models.DateField(null=True)
    service = models.TextField(null=True)
    breach = models.TextField(default="")
    body = models.TextField(default="")
    party = models.ForeignKey(Party, models.PROTECT, null=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True)
    more = models.TextField(default="{}")
    reason = models.TextField(null=True)
    approver = models.TextField(null=True)
    approver_account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approver_paper = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "case_move"
        indexes = (
            models.Index(fields=["case", "current"], name="case_move_case"),
            models.Index(fields=["plot", "current"], name="case_move_plot"),
            models.Index(fields=["number"], name="case_move_number"),
        )


class CaseEvidence(Kept):
    """Evidence that a step names."""

    move = models.ForeignKey(CaseMove, models.PROTECT)
    evidence = models.ForeignKey(Evidence, models.PROTECT)

    class Meta:
        db_table = "case_evidence"


class CaseLess(Superseded):
    """An unlawful plot handled without a case: not opened, put right without one, or left; why, and who approved."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    how = models.TextField()
    day = models.DateField()
    number = models.TextField(null=True)
    reason = models.TextField(null=True)
    approver = models.TextField(null=True)
    approver_account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approver_paper = models.TextField(null=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        db_table = "case_less"
        indexes = (models.Index(fields=["plot", "current"], name="case_less_plot"),)


class LaterApproval(Superseded):
    """A retrospective approval as it stands: applied for, granted, refused. `higher`: granted above, not pursued here.

    `right`: the rectification that it wrote, `before`: the one that stood there.
    """

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    stage = models.TextField()
    day = models.DateField()
    number = models.TextField(null=True)
    authority = models.TextField(default="")
    level = models.TextField(default="")
    linked = models.BooleanField(default=False)
    ticked = models.BooleanField(null=True)
    higher = models.BooleanField(default=False)
    fits_industry = models.BooleanField(null=True)
    fits_plan = models.BooleanField(null=True)
    reason = models.TextField(null=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    right = models.ForeignKey(PuttingRight, models.PROTECT, null=True, related_name="+")
    before = models.ForeignKey(PuttingRight, models.PROTECT, null=True, related_name="+")
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "later_approval"
        indexes = (models.Index(fields=["plot", "current"], name="later_approval_plot"),)
