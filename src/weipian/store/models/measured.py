"""What a plot lies on: measured figures, each naming the layer version it was measured on (requirements A4, B3)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Superseded
from weipian.store.models.layers import LayerVersion
from weipian.store.models.plots import Plot


class Measurement(Superseded):
    """A plot on a kind of layer. `checked` says whether it was looked at all; `area_um2` NULL where that is not known.

    `detail` JSON: for the survey its classes and net cultivated land, for registers the records that it lies on.
    """

    plot = models.ForeignKey(Plot, models.PROTECT)
    kind = models.TextField()
    layer = models.ForeignKey(LayerVersion, models.PROTECT, null=True)
    checked = models.TextField()
    area_um2 = models.BigIntegerField(null=True)
    detail = models.TextField(default="{}")

    class Meta:
        db_table = "measurement"
        indexes = (models.Index(fields=["plot", "current"], name="measurement_plot"),)
