"""Inspection: who a patch lies with, visits, checks from above, opinions, marks, look-ups (B5–B7, B10, B13)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.decided import SiteFacts
from weipian.store.models.evidence import Evidence
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot
from weipian.store.models.records import Approval


class SheetTaken(Superseded):
    """A table that was taken in as one act; `current` until it is undone. NULL what an erasure takes away."""

    kind = models.TextField()
    name = models.TextField(null=True)
    sha256 = models.TextField(null=True)
    rows = models.BigIntegerField(null=True)

    class Meta:
        db_table = "sheet_taken"


class Assignment(Superseded):
    """Who a patch lies with from a day on: a township, a department, or, where neither is said, the county office.

    `due`: the inner date; `taken`: the holder took it; `person`: whose account it is; `by`: who wrote it down.
    """

    patch = models.ForeignKey(Patch, models.PROTECT)
    township = models.TextField(default="")
    department = models.TextField(default="")
    person = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    due = models.DateField(null=True)
    note = models.TextField(null=True)
    taken = models.BooleanField(default=False)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", models.PROTECT, null=True)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "assignment"
        indexes = (models.Index(fields=["patch", "current"], name="assignment_patch"),)


class Inspection(Superseded):
    """A plot inspected on site or at the desk. `site`: the facts that it wrote, `before`: those that they replaced."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    kind = models.TextField()
    day = models.DateField()
    inspectors = models.TextField(null=True)
    told = models.TextField(null=True)
    facts = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    site = models.ForeignKey(SiteFacts, models.PROTECT, null=True)
    before = models.ForeignKey(SiteFacts, models.PROTECT, null=True, related_name="inspected_anew")
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "inspection"
        indexes = (models.Index(fields=["plot", "current"], name="inspection_plot"),)


class InspectionEvidence(Kept):
    """Evidence that an inspection names."""

    inspection = models.ForeignKey(Inspection, models.PROTECT)
    evidence = models.ForeignKey(Evidence, models.PROTECT)

    class Meta:
        db_table = "inspection_evidence"


class UpperCheck(Superseded):
    """The level above, or a unit that it entrusted, checked a plot; who accompanied, what was found."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    body = models.TextField()
    unit = models.TextField(null=True)
    day = models.DateField()
    accompanied = models.TextField(null=True)
    finding = models.TextField(null=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "upper_check"
        indexes = (models.Index(fields=["plot", "current"], name="upper_check_plot"),)


class UpperAnswer(Superseded):
    """The county's answer to a check: confirmed or objected to, with its reason and the signed scan."""

    check_of = models.ForeignKey(UpperCheck, models.PROTECT)
    answer = models.TextField()
    reason = models.TextField(null=True)
    day = models.DateField()
    scan = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "upper_answer"
        indexes = (models.Index(fields=["check_of", "current"], name="upper_answer_check"),)


class GateOpinion(Superseded):
    """The county office's (gate A) or the leading group's (gate D) inspection of a patch: opinion, who is responsible.

    `present`: who was there, by name; `basis` JSON: the areas in 亩 that the gate was asked on.
    """

    patch = models.ForeignKey(Patch, models.PROTECT)
    gate = models.TextField()
    day = models.DateField()
    present = models.TextField(null=True)
    opinion = models.TextField(null=True)
    responsible = models.TextField(null=True)
    basis = models.TextField()
    scan = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "gate_opinion"
        indexes = (models.Index(fields=["patch", "current"], name="gate_opinion_patch"),)


class PatchMark(Superseded):
    """Why a plot was given a mark or lost it. What holds is the ledger's own record (`Filed.marks`)."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    mark = models.TextField()
    value = models.BooleanField()
    why = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "patch_mark"
        indexes = (models.Index(fields=["plot", "current"], name="patch_mark_plot"),)


class LookUp(Superseded):
    """An approval looked up in one of the ministry's systems: when, who looked, was it there."""

    approval = models.ForeignKey(Approval, models.PROTECT)
    system = models.TextField()
    day = models.DateField()
    person = models.TextField(null=True)
    found = models.BooleanField()
    result = models.TextField(null=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "look_up"
        indexes = (models.Index(fields=["approval", "current"], name="look_up_approval"),)
