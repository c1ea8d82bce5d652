"""Rectification: orders, progress, parts, self-acceptance, applications to the prefecture, in place (B8, B9, D1)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.decided import PuttingRight
from weipian.store.models.evidence import Evidence
from weipian.store.models.inspection import SheetTaken
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class OfRight(Superseded):
    """Something of a plot's rectification, on a day, written down by somebody; NULL what an erasure takes away."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    day = models.DateField()
    told = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        abstract = True


class RectificationOrder(OfRight):
    """An order: its number, the measure and those `also` asked (words, by commas), township, person, until when.

    `due` as the order says it, NULL where the policy's period holds. `before`: what stood in `rectification`.
    """

    number = models.TextField()
    measure = models.TextField()
    also = models.TextField(default="")
    township = models.TextField()
    person = models.TextField(null=True)
    due = models.DateField(null=True)
    scan = models.ForeignKey(Evidence, models.PROTECT, null=True)
    before = models.ForeignKey(PuttingRight, models.PROTECT, null=True)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "rectification_order"
        constraints = (
            models.UniqueConstraint(fields=("plot",), condition=models.Q(current=True), name="right_order_once"),
        )


class RectificationProgress(OfRight):
    """What was done on the ground."""

    step = models.TextField()

    class Meta:
        db_table = "rectification_progress"
        indexes = (models.Index(fields=["plot", "current"], name="right_progress_plot"),)


class RectificationEvidence(Kept):
    """Evidence that a progress names."""

    progress = models.ForeignKey(RectificationProgress, models.PROTECT)
    evidence = models.ForeignKey(Evidence, models.PROTECT)

    class Meta:
        db_table = "rectification_evidence"


class RectifiedPart(OfRight):
    """A part of a plot that is put right for itself. Areas in 亩 as written; "" where nobody wrote it."""

    name = models.TextField()
    measure = models.TextField()
    cultivated = models.TextField()
    farmland = models.TextField(default="")
    redline = models.TextField(default="")
    outcome = models.TextField(default="")
    outcome_on = models.DateField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "rectified_part"
        indexes = (models.Index(fields=["plot", "current"], name="rectified_part_plot"),)


class SelfAcceptance(OfRight):
    """A township's leader accepted what was done; `part`: the part's name, "" the whole plot."""

    part = models.TextField(default="")
    accepted_by = models.TextField(null=True)
    scan = models.ForeignKey(Evidence, models.PROTECT, null=True)

    class Meta:
        db_table = "self_acceptance"
        indexes = (models.Index(fields=["plot", "current"], name="self_acceptance_plot"),)


class UpperApplication(Superseded):
    """The county office's application to the prefecture at gate C; `basis` JSON: the areas that it was made on."""

    patch = models.ForeignKey(Patch, models.PROTECT)
    number = models.TextField()
    day = models.DateField()
    told = models.TextField(null=True)
    basis = models.TextField()
    scan = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "upper_application"
        indexes = (models.Index(fields=["patch", "current"], name="upper_application_patch"),)


class UpperApplicationAnswer(Superseded):
    """The prefecture's answer, with its paper."""

    application = models.ForeignKey(UpperApplication, models.PROTECT)
    result = models.TextField()
    number = models.TextField()
    day = models.DateField()
    told = models.TextField(null=True)
    scan = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "upper_application_answer"
        indexes = (models.Index(fields=["application", "current"], name="upper_application_answer_of"),)


class RightInPlace(OfRight):
    """整改到位: who said so, on which basis (JSON: the gates asked, the evidence found); `part`: "" the whole plot."""

    part = models.TextField(default="")
    basis = models.TextField()

    class Meta:
        db_table = "right_in_place"
        indexes = (models.Index(fields=["plot", "current"], name="right_in_place_plot"),)
