"""The event log, its payloads and its signed head; written by `acting()` alone."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One act: `rows` holds the images of the rows that it wrote (weipian.record)."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.TextField()
    actor = models.TextField()
    act = models.TextField()
    subject = models.TextField()
    prev = models.TextField()
    hash = models.TextField()
    rows = models.TextField()

    class Meta:
        db_table = "event"
        indexes = (
            models.Index(fields=["subject"], name="event_subject"),
            models.Index(fields=["act"], name="event_act"),
        )


class Payload(models.Model):
    """Values and salts of an event; NULL once they were lawfully taken away."""

    seq = models.BigIntegerField(primary_key=True)
    body = models.TextField(null=True)

    class Meta:
        db_table = "event_payload"


class LogHead(models.Model):
    """One row: where the log stands, signed."""

    id = models.BigIntegerField(primary_key=True)
    workspace = models.TextField()
    seq = models.BigIntegerField()
    hash = models.TextField()
    at = models.TextField()
    key = models.TextField()
    signature = models.TextField()

    class Meta:
        db_table = "log_head"
