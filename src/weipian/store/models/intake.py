"""What was issued: batches and patches, never edited; a re-issue is a new version (requirement B1)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Kept


class Batch(Kept):
    """A batch as it came. `issued` is the platform's date, `received` ours; `reissue_of` names the version before.

    What tells of the package as a whole (file, hash, counts, sentences) is NULL once a patch of it was lawfully erased.
    """

    name = models.TextField()
    version = models.BigIntegerField()
    year = models.BigIntegerField()
    period = models.TextField()
    issued = models.DateField()
    received = models.DateField()
    source = models.TextField(null=True)
    source_sha256 = models.TextField(null=True)
    patches = models.BigIntegerField(null=True)
    refused = models.BigIntegerField(null=True)
    said = models.TextField(default="[]", null=True)
    differences = models.TextField(default="[]")
    reissue_of = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "batch"
        constraints = (models.UniqueConstraint(fields=["name", "version"], name="batch_once"),)


class Patch(Kept):
    """A patch as issued. `issued_area` as written with its unit; `attributes` JSON; `wkb` in `crs`.

    `area_um2`, the box (whole millimetres in the authalic plane) are what we measured of it when it came in.
    """

    number = models.TextField()
    version = models.BigIntegerField()
    batch = models.ForeignKey(Batch, models.PROTECT)
    category = models.TextField()
    supplementary = models.BooleanField()
    issued = models.DateField()
    issued_area = models.TextField()
    issued_unit = models.TextField()
    township = models.TextField()
    earlier_image = models.DateField(null=True)
    later_image = models.DateField(null=True)
    attributes = models.TextField()
    crs = models.TextField()
    wkb = models.BinaryField()
    area_um2 = models.BigIntegerField()
    west = models.BigIntegerField()
    south = models.BigIntegerField()
    east = models.BigIntegerField()
    north = models.BigIntegerField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        db_table = "patch"
        constraints = (models.UniqueConstraint(fields=["number", "version"], name="patch_once"),)
        indexes = (models.Index(fields=["batch"], name="patch_batch"),)


class Standing(Kept):
    """How a patch stands now, for lists: one row a patch number. Figures in 1e-6 m², NULL where not known.

    Batch and area are the newest version's, here once more: a list that fetches them from a patch's own wide row takes
    three times as long.
    """

    patch = models.ForeignKey(Patch, models.PROTECT)
    batch = models.ForeignKey(Batch, models.PROTECT)
    area_um2 = models.BigIntegerField()
    number = models.TextField(unique=True)
    category = models.TextField()
    township = models.TextField()
    issued = models.DateField()
    state = models.TextField()
    due = models.DateField(null=True)
    cultivated_um2 = models.BigIntegerField(null=True)
    farmland_um2 = models.BigIntegerField(null=True)
    redline_um2 = models.BigIntegerField(null=True)
    proposal = models.TextField(default="")
    determination = models.TextField(default="")
    project = models.ForeignKey("Project", models.PROTECT, null=True)
    party = models.ForeignKey("Party", models.PROTECT, null=True)
    village = models.ForeignKey("Village", models.PROTECT, null=True)

    class Meta:
        db_table = "standing"
        indexes = (
            models.Index(fields=["due", "number"], name="standing_in_order"),
            models.Index(fields=["state", "due", "number"], name="standing_state_order"),
            models.Index(fields=["township", "due", "number"], name="standing_township_order"),
            models.Index(fields=["township", "state", "due", "number"], name="standing_town_state_order"),
        )
