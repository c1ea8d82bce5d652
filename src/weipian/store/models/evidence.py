"""The register of evidence, and what was done with originals (requirements B5, F1, A4)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept, Superseded
from weipian.store.models.people import Account
from weipian.store.models.plots import Plot


class Evidence(Superseded):
    """One file that somebody put in; its bytes lie in the vault under `sha256`. Two rows may name the same bytes.

    `facts` JSON: what was read off the file, whole numbers and texts. `taken_at`: as the camera's clock said it.
    What may be lawfully taken away can be NULL. `replaces`: the row that this one corrects.
    """

    sha256 = models.TextField(null=True)
    sm3 = models.TextField(null=True)
    size = models.BigIntegerField(null=True)
    media_type = models.TextField(null=True)
    name = models.TextField(null=True)
    kind = models.TextField()
    plot = models.ForeignKey(Plot, models.PROTECT, null=True)
    patch = models.ForeignKey(Patch, models.PROTECT, null=True)
    taken_at = models.TextField(null=True)
    facts = models.TextField(null=True)
    note = models.TextField(null=True)
    account = models.ForeignKey(Account, models.PROTECT)
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "evidence"
        indexes = (
            models.Index(fields=["plot", "current"], name="evidence_plot"),
            models.Index(fields=["patch", "current"], name="evidence_patch"),
            models.Index(fields=["sha256"], name="evidence_sha256"),
        )


class Custody(Kept):
    """An original viewed or handed out. `sheet`: the SHA-256 of the list that went with it."""

    evidence = models.ForeignKey(Evidence, models.PROTECT)
    what = models.TextField()
    account = models.ForeignKey(Account, models.PROTECT)
    why = models.TextField(null=True)
    sheet = models.TextField(null=True)

    class Meta:
        db_table = "custody"
        indexes = (models.Index(fields=["evidence"], name="custody_evidence"),)
