"""Assignments, inspections, upper checks, opinions, marks, look-ups."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0006_personal"),)

    operations = (
        AtOnce(
            migrations.CreateModel(
                name="SheetTaken",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("name", models.TextField(null=True)),
                    ("sha256", models.TextField(null=True)),
                    ("rows", models.BigIntegerField(null=True)),
                ],
                options={
                    "db_table": "sheet_taken",
                },
            ),
            migrations.CreateModel(
                name="Inspection",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("day", models.DateField()),
                    ("inspectors", models.TextField(null=True)),
                    ("told", models.TextField(null=True)),
                    ("facts", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "before",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="inspected_anew",
                            to="store.sitefacts",
                        ),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "site",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sitefacts"),
                    ),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "inspection",
                },
            ),
            migrations.CreateModel(
                name="InspectionEvidence",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.evidence")),
                    (
                        "inspection",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.inspection"),
                    ),
                ],
                options={
                    "db_table": "inspection_evidence",
                },
            ),
            migrations.CreateModel(
                name="Assignment",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("township", models.TextField(default="")),
                    ("department", models.TextField(default="")),
                    ("day", models.DateField()),
                    ("due", models.DateField(null=True)),
                    ("note", models.TextField(null=True)),
                    ("taken", models.BooleanField(default=False)),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    (
                        "person",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.assignment"
                        ),
                    ),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "assignment",
                },
            ),
            migrations.CreateModel(
                name="UpperCheck",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("body", models.TextField()),
                    ("unit", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("accompanied", models.TextField(null=True)),
                    ("finding", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "evidence",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "upper_check",
                },
            ),
            migrations.CreateModel(
                name="UpperAnswer",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("answer", models.TextField()),
                    ("reason", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "scan",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                    ("check_of", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.uppercheck")),
                ],
                options={
                    "db_table": "upper_answer",
                },
            ),
            migrations.CreateModel(
                name="GateOpinion",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("gate", models.TextField()),
                    ("day", models.DateField()),
                    ("present", models.TextField(null=True)),
                    ("opinion", models.TextField(null=True)),
                    ("responsible", models.TextField(null=True)),
                    ("basis", models.TextField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    (
                        "scan",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                ],
                options={
                    "db_table": "gate_opinion",
                    "indexes": [models.Index(fields=["patch", "current"], name="gate_opinion_patch")],
                },
            ),
            migrations.CreateModel(
                name="LookUp",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("system", models.TextField()),
                    ("day", models.DateField()),
                    ("person", models.TextField(null=True)),
                    ("found", models.BooleanField()),
                    ("result", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("approval", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.approval")),
                    (
                        "evidence",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                ],
                options={
                    "db_table": "look_up",
                    "indexes": [models.Index(fields=["approval", "current"], name="look_up_approval")],
                },
            ),
            migrations.CreateModel(
                name="PatchMark",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("mark", models.TextField()),
                    ("value", models.BooleanField()),
                    ("why", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "patch_mark",
                    "indexes": [models.Index(fields=["plot", "current"], name="patch_mark_plot")],
                },
            ),
            migrations.AddIndex(
                model_name="inspection",
                index=models.Index(fields=["plot", "current"], name="inspection_plot"),
            ),
            migrations.AddIndex(
                model_name="assignment",
                index=models.Index(fields=["patch", "current"], name="assignment_patch"),
            ),
            migrations.AddIndex(
                model_name="uppercheck",
                index=models.Index(fields=["plot", "current"], name="upper_check_plot"),
            ),
            migrations.AddIndex(
                model_name="upperanswer",
                index=models.Index(fields=["check_of", "current"], name="upper_answer_check"),
            ),
        ),
    )
