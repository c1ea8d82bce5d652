"""Records of their own that patches hang on: projects, responsible parties, approvals, villages (requirement B13)."""

from __future__ import annotations

from django.db import models

from weipian.store.models.kept import Superseded


class Party(Superseded):
    """Who is responsible: an owner, a builder, a household. NULL where a value was lawfully erased (terms.personal)."""

    name = models.TextField(null=True)
    kind = models.TextField(default="")
    number = models.TextField(default="", null=True)
    note = models.TextField(default="", null=True)

    class Meta:
        db_table = "party"
        indexes = (models.Index(fields=["name"], name="party_name"),)


class Project(Superseded):
    """A project: owner, kind, level, competent department."""

    name = models.TextField()
    kind = models.TextField(default="")
    level = models.TextField(default="")
    department = models.TextField(default="")
    party = models.ForeignKey(Party, models.PROTECT, null=True)
    note = models.TextField(default="", null=True)

    class Meta:
        db_table = "project"
        indexes = (models.Index(fields=["name"], name="project_name"),)


class Approval(Superseded):
    """An approval; `in_systems`: whether the ministry's systems know it, NULL where nobody has looked.

    `area`: 亩, NULL in a row that was written before it was kept, "" where it was asked and nobody said.
    """

    number = models.TextField()
    kind = models.TextField(default="")
    authority = models.TextField(default="")
    effective = models.DateField(null=True)
    area = models.TextField(null=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True)
    in_systems = models.BooleanField(null=True)
    looked_up = models.DateField(null=True)
    looked_up_by = models.TextField(default="")
    looked_up_result = models.TextField(default="")
    note = models.TextField(default="", null=True)

    class Meta:
        db_table = "approval"
        indexes = (models.Index(fields=["number"], name="approval_number"),)


class Village(Superseded):
    """A village of a township."""

    code = models.TextField(default="")
    name = models.TextField()
    township = models.TextField()

    class Meta:
        db_table = "village"
        indexes = (models.Index(fields=["township"], name="village_township"),)
