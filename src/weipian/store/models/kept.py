"""What all logged rows have in common."""

from __future__ import annotations

from django.db import models


class Kept(models.Model):
    """A row that acts write. `event` is the number of the event that made it; ids are given by the act.

    Columns hold texts, whole numbers, dates, flags and bytes only, so that what is stored is the same to the byte on
    every system: areas are whole 1e-6 m², areas as somebody wrote them are texts, structures are canonical JSON.
    """

    id = models.BigIntegerField(primary_key=True)
    event = models.BigIntegerField()

    class Meta:
        abstract = True


class Superseded(Kept):
    """A row that a later one replaces and that stays: exactly the newest of its kind is `current`."""

    current = models.BooleanField(default=True)

    class Meta:
        abstract = True
