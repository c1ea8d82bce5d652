"""Who saw personal data whole, and why (requirements A3, F1)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Kept


class PersonalView(Kept):
    """One look: the row that was seen by its table and id, never by its name; `reason` may hold somebody's words."""

    seen_table = models.TextField()
    seen_row = models.BigIntegerField()
    reason = models.TextField(null=True)

    class Meta:
        db_table = "personal_view"
        indexes = (models.Index(fields=["seen_table", "seen_row"], name="personal_view_row"),)
