"""Plots: a whole patch, or a part of a split one (requirement B4)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.intake import Patch
from weipian.store.models.kept import Kept


class Plot(Kept):
    """A plot. `wkb` NULL: the whole patch, else a part in the authalic plane. A split or merged one is `closed`."""

    number = models.TextField(unique=True)
    patch = models.ForeignKey(Patch, models.PROTECT)
    parent = models.ForeignKey("self", models.PROTECT, null=True)
    how = models.TextField(default="")
    wkb = models.BinaryField(null=True)
    area_um2 = models.BigIntegerField()
    township = models.TextField()
    state = models.TextField()
    closed = models.BooleanField(default=False)

    class Meta:
        db_table = "plot"
        indexes = (models.Index(fields=["patch", "closed"], name="plot_patch"),)
