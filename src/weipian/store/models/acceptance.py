"""Acceptance of townships, objections, clues (D6, D7, E8)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.evidence import Evidence
from weipian.store.models.inspection import SheetTaken
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class TownshipScore(Superseded):
    """Points that somebody gave a township for one item of the checklist; `score` as it was written."""

    township = models.TextField()
    item = models.TextField()
    score = models.TextField()
    note = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "township_score"
        indexes = (models.Index(fields=["township", "item"], name="township_score_item"),)


class TownshipFinding(Superseded):
    """What was found wanting at an acceptance, and by when it is to be mended."""

    township = models.TextField()
    item = models.TextField()
    text = models.TextField(null=True)
    day = models.DateField()
    due = models.DateField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "township_finding"


class TownshipMend(Kept):
    """A finding was mended, or looked at again; in order of their ids."""

    finding = models.ForeignKey(TownshipFinding, models.PROTECT)
    kind = models.TextField()
    text = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "township_mend"


class TownshipAcceptance(Superseded):
    """The conclusion on a township's year; a conclusion taken back is a row that says so. Figures are not kept here:
    who asks what it was drawn on asks the scores, the log and the closed periods."""

    township = models.TextField()
    appraisal = models.TextField()
    text = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "township_acceptance"


class Supervision(Superseded):
    """The bureau supervised a township that lags (督导)."""

    township = models.TextField()
    day = models.DateField()
    why = models.TextField(null=True)
    told = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "supervision"


class Objection(Superseded):
    """An objection to something of a plot, by a township, or by a party for whom it is recorded."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    about = models.TextField()
    objector = models.TextField()
    township = models.TextField(default="")
    party = models.TextField(null=True)
    reason = models.TextField(null=True)
    day = models.DateField()
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "objection"
        indexes = (models.Index(fields=["plot", "current"], name="objection_plot"),)


class ObjectionStep(Superseded):
    """Taken up or not, answered, withdrawn. `kept` JSON: the plot's records as they stood when it was answered."""

    objection = models.ForeignKey(Objection, models.PROTECT)
    kind = models.TextField()
    result = models.TextField(default="")
    reason = models.TextField(null=True)
    paper = models.TextField(null=True)
    kept = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "objection_step"
        indexes = (models.Index(fields=["objection", "current"], name="objection_step_of"),)


class Clue(Superseded):
    """An early find of the county's own; no finding and no patch until the platform issues one.

    `wkb` a point or an outline in `crs`. `patch` is written into the row itself once there is one, so that whatever
    takes a patch away takes along what the county knew of the place before.
    """

    township = models.TextField()
    day = models.DateField()
    source = models.TextField()
    finder = models.TextField(null=True)
    told = models.TextField(null=True)
    done = models.TextField(default="")
    done_on = models.DateField(null=True)
    paper = models.TextField(null=True)
    crs = models.TextField()
    wkb = models.BinaryField(null=True)
    patch = models.ForeignKey(Patch, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "clue"
        indexes = (models.Index(fields=["township", "current"], name="clue_township"),)


class ClueLink(Superseded):
    """Who put a clue to a patch, how and when; `current` until it is undone."""

    clue = models.ForeignKey(Clue, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    how = models.TextField()
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "clue_link"
