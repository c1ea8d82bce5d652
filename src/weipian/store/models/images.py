"""The county's dated images, each kept by its hash (requirements C3, D5, F5). They are about no patch."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Superseded


class CountyImage(Superseded):
    """An image; a withdrawn one is a new row with the reason in `because`.

    `kept`: where it lies in the workspace. The box: whole millimetres in the authalic plane. `pixel_um`: 1e-6 m on
    the ground. `seen_ppm`: pixels of a million that show something. `bands` JSON: which of the source's were taken.
    """

    number = models.BigIntegerField()
    taken = models.DateField()
    name = models.TextField()
    source = models.TextField()
    source_sha256 = models.TextField()
    kept = models.TextField()
    kept_sha256 = models.TextField()
    crs = models.TextField()
    width = models.BigIntegerField()
    height = models.BigIntegerField()
    pixel_um = models.BigIntegerField()
    bands = models.TextField()
    seen_ppm = models.BigIntegerField()
    west = models.BigIntegerField()
    south = models.BigIntegerField()
    east = models.BigIntegerField()
    north = models.BigIntegerField()
    secrecy = models.TextField()
    licence = models.TextField(default="")
    note = models.TextField(default="")
    because = models.TextField(null=True)

    class Meta:
        db_table = "county_image"
        indexes = (models.Index(fields=["current", "taken"], name="county_image_taken"),)
