"""The county's layers: every import a dated version (requirement B2)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Superseded


class LayerVersion(Superseded):
    """One import of a layer. `kept`: where its GeoParquet lies in the workspace; `columns` JSON: our key → its column.

    `coverage` WKB in the authalic plane: where the layer says something; NULL: the whole county, as who added it says.
    """

    kind = models.TextField()
    version = models.BigIntegerField()
    as_of = models.DateField()
    name = models.TextField()
    source_sha256 = models.TextField()
    kept = models.TextField()
    kept_sha256 = models.TextField()
    crs = models.TextField()
    columns = models.TextField()
    features = models.BigIntegerField()
    vertices = models.BigIntegerField()
    area_um2 = models.BigIntegerField()
    refused = models.TextField()
    repaired = models.TextField()
    coverage = models.BinaryField(null=True)
    coverage_note = models.TextField()
    secrecy = models.TextField()
    note = models.TextField(default="")

    class Meta:
        db_table = "layer_version"
        constraints = (models.UniqueConstraint(fields=["kind", "version"], name="layer_version_once"),)
