"""Lawful erasure, asked by one person and done by another; copies that left the house (requirements B12, F1)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Kept


class Erasure(Kept):
    """A request. `wanted` JSON {patches, columns}: NULL once it was done, since it names what is gone.

    `asked_by`, `answered_by`: accounts' ids; `state` asked | done | taken_back.
    """

    ground = models.TextField()
    state = models.TextField()
    asked_by = models.BigIntegerField()
    answered_by = models.BigIntegerField(null=True)
    answered = models.BigIntegerField(null=True)
    wanted = models.TextField(null=True)

    class Meta:
        db_table = "erasure"


class Copy(Kept):
    """A copy that left the house. `name` and `sha256` follow from what it holds: an erasure takes them away."""

    kind = models.TextField()
    name = models.TextField(null=True)
    sha256 = models.TextField(null=True)

    class Meta:
        db_table = "copy"


class KeyUsed(Kept):
    """The highest id that a table ever had, where the row itself was erased: no id is given twice."""

    name = models.TextField(unique=True)
    last = models.BigIntegerField()

    class Meta:
        db_table = "key_used"


class Erasing(models.Model):
    """Holds a row only inside the transaction of an erasure: the guards let that act through and no other."""

    id = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "erasing"
