"""Handover answered and pressed for, referrals, sharing, 检察建议 (plan 二(五), 五(四), 六(一), requirement D3)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.evidence import Evidence
from weipian.store.models.handed import Handover
from weipian.store.models.inspection import SheetTaken
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class HandoverGiven(Kept):
    """How a handover was made: its day and paper, what it replaced. Handovers of earlier versions have none."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="given")
    replaces = models.ForeignKey(Handover, models.PROTECT, null=True, related_name="+")
    day = models.DateField(null=True)
    document = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "handover_given"


class HandoverAnswer(Superseded):
    """What a department did with what was handed to it."""

    handover = models.ForeignKey(Handover, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    kind = models.TextField()
    day = models.DateField()
    told = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    sheet = models.ForeignKey(SheetTaken, models.PROTECT, null=True)

    class Meta:
        db_table = "handover_answer"
        indexes = (models.Index(fields=["patch", "current"], name="handover_answer_patch"),)


class HandoverEvidence(Kept):
    """Evidence that an answer names."""

    answer = models.ForeignKey(HandoverAnswer, models.PROTECT)
    evidence = models.ForeignKey(Evidence, models.PROTECT)

    class Meta:
        db_table = "handover_evidence"


class HandoverVerdict(Superseded):
    """The county office accepts an answer or sends it back with a reason."""

    answer = models.ForeignKey(HandoverAnswer, models.PROTECT)
    accepted = models.BooleanField()
    reason = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "handover_verdict"


class HandoverReminder(Kept):
    """A handover was pressed for (催办)."""

    handover = models.ForeignKey(Handover, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "handover_reminder"
        indexes = (models.Index(fields=["patch"], name="handover_reminder_patch"),)


class Referral(Superseded):
    """A matter referred (移送): number, day, receiver and receipt, never what it says. The plot may be left unsaid."""

    kind = models.TextField()
    number = models.TextField()
    receiver = models.TextField()
    day = models.DateField()
    receipt = models.TextField(null=True)
    receipt_on = models.DateField(null=True)
    plot = models.ForeignKey(Plot, models.PROTECT, null=True)
    patch = models.ForeignKey(Patch, models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "referral"
        indexes = (models.Index(fields=["plot", "current"], name="referral_plot"),)


class Sharing(Superseded):
    """What was shared with whom: its kind, and how many plots where they are not named."""

    body = models.TextField()
    what = models.TextField(null=True)
    count = models.BigIntegerField(null=True)
    day = models.DateField()
    document = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "sharing"


class SharingPlot(Kept):
    """A plot that was shared."""

    sharing = models.ForeignKey(Sharing, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)

    class Meta:
        db_table = "sharing_plot"


class SharingAnswer(Superseded):
    """What the body answered."""

    sharing = models.ForeignKey(Sharing, models.PROTECT)
    day = models.DateField()
    told = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "sharing_answer"


class Suggestion(Superseded):
    """检察建议 as it was received; `due`: as the paper or the policy says, NULL where it can't be reckoned."""

    number = models.TextField()
    body = models.TextField()
    matter = models.TextField(null=True)
    received = models.DateField()
    due = models.DateField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "suggestion"


class SuggestionPlot(Kept):
    """A plot that a suggestion is about."""

    suggestion = models.ForeignKey(Suggestion, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)

    class Meta:
        db_table = "suggestion_plot"


class SuggestionAnswer(Superseded):
    """The written answer to a suggestion."""

    suggestion = models.ForeignKey(Suggestion, models.PROTECT)
    number = models.TextField(null=True)
    day = models.DateField()
    told = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "suggestion_answer"


class TakenBack(Kept):
    """A referral, a sharing or a suggestion was written wrongly: why it does not count any more.

    `whole` False: its receipt or its answer alone was. One of the three keys is given.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, null=True)
    sharing = models.ForeignKey(Sharing, models.PROTECT, null=True)
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, null=True)
    whole = models.BooleanField()
    reason = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "taken_back"
