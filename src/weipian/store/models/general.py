"""综合卷: papers that are about no plot but about a township's or a unit's work, and its editions (requirement D5)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.evidence import Evidence
from weipian.store.models.kept import Superseded
from weipian.store.models.people import Account


class OfOwner(Superseded):
    """Of a township or of a unit (the county office is one), never of both."""

    township = models.TextField(default="")
    unit = models.TextField(default="")
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        abstract = True


class GeneralPaper(OfOwner):
    """A paper that somebody put in; `day`: its own. `reason`: why it was taken back, then it counts no more."""

    evidence = models.ForeignKey(Evidence, models.PROTECT)
    kind = models.TextField()
    stage = models.TextField()
    title = models.TextField(null=True)
    reason = models.TextField(null=True)

    class Meta:
        db_table = "general_paper"
        indexes = (models.Index(fields=["township", "current"], name="general_paper_township"),)


class GeneralIssue(OfOwner):
    """An edition: `says` and `head` as of a dossier's; `gaps`: how many papers that are asked for it lacks.

    What follows from the books as a whole is NULL once something that it counts was lawfully taken away.
    """

    edition = models.BigIntegerField()
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    says = models.TextField(null=True)
    pages = models.BigIntegerField(null=True)
    gaps = models.BigIntegerField(null=True)
    head = models.TextField()

    class Meta:
        db_table = "general_issue"
        constraints = (
            models.UniqueConstraint(
                fields=("township", "unit"), condition=models.Q(current=True), name="general_issue_once"
            ),
        )
