"""Dossiers: accounts in words that somebody made their own, editions that were issued, volumes (requirement D5).

The bytes of an edition lie in the vault as evidence of their plot, so that whatever takes the plot away takes them
along; a volume says nothing that does not follow from its rows, one a plot.
"""

from __future__ import annotations

from django.db import models

from weipian.store.models.evidence import Evidence
from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class DossierAccount(Superseded):
    """An account in words as somebody says it; `made`: SHA-256 of the text that was proposed when they did.

    `text` NULL: taken back, the proposed text holds again.
    """

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    text = models.TextField(null=True)
    made = models.TextField(null=True)
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "dossier_account"
        constraints = (
            models.UniqueConstraint(fields=("plot",), condition=models.Q(current=True), name="dossier_account_once"),
        )


class DossierIssue(Superseded):
    """An edition. `says`: SHA-256 of all that it says but its number, day and the log's head; `head` as it names it."""

    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)
    edition = models.BigIntegerField()
    evidence = models.ForeignKey(Evidence, models.PROTECT)
    says = models.TextField()
    pages = models.BigIntegerField()
    gaps = models.BigIntegerField()
    head = models.TextField()
    day = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "dossier_issue"
        constraints = (
            models.UniqueConstraint(fields=("plot",), condition=models.Q(current=True), name="dossier_issue_once"),
        )


class DossierVolume(Kept):
    """A township's dossiers bound together. `edition` NULL: the first; one without dossiers says that it is no more.

    How many pages it has follows from its rows: none of it may tell of a dossier that was lawfully taken away.
    `head`: where the log stood, as it names it.
    """

    township = models.TextField()
    number = models.BigIntegerField()
    edition = models.BigIntegerField(null=True)
    day = models.DateField()
    head = models.TextField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)
    account = models.ForeignKey(Account, models.PROTECT)

    class Meta:
        db_table = "dossier_volume"


class DossierBound(Kept):
    """An edition in a volume; in order of their ids."""

    volume = models.ForeignKey(DossierVolume, models.PROTECT)
    issue = models.ForeignKey(DossierIssue, models.PROTECT)
    plot = models.ForeignKey(Plot, models.PROTECT)
    patch = models.ForeignKey(Patch, models.PROTECT)

    class Meta:
        db_table = "dossier_bound"
