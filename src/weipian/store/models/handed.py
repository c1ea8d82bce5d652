"""What is handed over to a department (plan 二(五), requirement D3)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.intake import Patch
from weipian.store.models.kept import Superseded


class Handover(Superseded):
    """A patch handed to a department, in whose competence it is; `answerer` is who answers for it there."""

    patch = models.ForeignKey(Patch, models.PROTECT)
    department = models.TextField()
    matter = models.TextField(default="")
    due = models.DateField(null=True)
    answerer = models.TextField(null=True)

    class Meta:
        db_table = "handover"
        indexes = (
            models.Index(fields=["department", "current"], name="handover_department"),
            models.Index(fields=["patch", "current"], name="handover_patch"),
        )
