"""A collective review with all that was said in it; instructions asked; final determinations (C3, plan 四(一)).

Everything said of a plot is a row of its own that hangs on it, so that a lawful erasure takes it along.
"""

from __future__ import annotations

from django.db import models

from weipian.store.models.decided import Determination
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class Review(Kept):
    """A review. `scan`: id of the signed scan in the evidence register, without a key: the review outlives it."""

    number = models.TextField(unique=True)
    form = models.TextField()
    on = models.DateField()
    chair = models.TextField(null=True)
    title = models.TextField()
    state = models.TextField()
    account = models.ForeignKey(Account, models.PROTECT)
    confirmed_by = models.BigIntegerField(null=True)
    locked_by = models.BigIntegerField(null=True)
    scan = models.BigIntegerField(null=True)
    scan_sha256 = models.TextField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "review"


class OfPlot(Superseded):
    """Something of a review about one plot."""

    review = models.ForeignKey(Review, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)

    class Meta:
        abstract = True


class AgendaItem(OfPlot):
    """A plot on the agenda; `why`: words, by commas."""

    why = models.TextField()

    class Meta:
        db_table = "review_agenda"


class ReviewBatch(Superseded):
    """Rows that came in together from a table; `current` until it is undone."""

    review = models.ForeignKey(Review, models.PROTECT)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "review_batch"


class Attendance(Superseded):
    """A department that came, and who for it."""

    review = models.ForeignKey(Review, models.PROTECT)
    department = models.TextField()
    person = models.TextField(null=True)
    post = models.TextField(default="")
    batch = models.ForeignKey(ReviewBatch, models.PROTECT, null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "review_attendance"


class ConflictOfInterest(OfPlot):
    """Who stays out of a plot; without a person the whole department does."""

    department = models.TextField()
    person = models.TextField(null=True)
    reason = models.TextField(default="")

    class Meta:
        db_table = "review_conflict"


class Opinion(OfPlot):
    """What a department says of a plot; stays whatever was decided. `word`: a determination, of mining a conclusion."""

    department = models.TextField()
    person = models.TextField(null=True)
    word = models.TextField()
    because = models.TextField(default="")
    account = models.ForeignKey(Account, models.PROTECT)
    batch = models.ForeignKey(ReviewBatch, models.PROTECT, null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "review_opinion"


class Decision(OfPlot):
    """What the review decides of a plot. Nothing is determined by it before the review is locked."""

    word = models.TextField()
    nature = models.TextField(default="")
    because = models.TextField(default="")
    account = models.ForeignKey(Account, models.PROTECT)
    batch = models.ForeignKey(ReviewBatch, models.PROTECT, null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "review_decision"


class MinutesPart(Superseded):
    """The minutes as they were confirmed, a part a plot; the first part, without a plot, says who, when and where."""

    review = models.ForeignKey(Review, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT, null=True)
    text = models.TextField()

    class Meta:
        db_table = "review_minutes"


class Instruction(Superseded):
    """A request for instructions on a patch, and its answer (plan 六(二))."""

    patch = models.ForeignKey(Patch, models.PROTECT)
    matter = models.TextField()
    addressee = models.TextField()
    number = models.TextField()
    asked = models.DateField()
    answer = models.TextField(default="")
    answer_number = models.TextField(default="")
    answered = models.DateField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "instruction"


class FinalPaper(Kept):
    """By which paper of the level above a determination is final."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    determination = models.ForeignKey(Determination, models.PROTECT)
    level = models.TextField()
    document = models.TextField()
    on = models.DateField()

    class Meta:
        db_table = "final_paper"
