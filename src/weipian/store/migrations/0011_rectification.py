"""Orders, progress, parts, self-acceptance, applications to the prefecture, in place."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0010_periods"),)

    operations = (
        AtOnce(
            migrations.CreateModel(
                name="RectificationProgress",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("step", models.TextField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "rectification_progress",
                },
            ),
            migrations.CreateModel(
                name="RectificationEvidence",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.evidence")),
                    (
                        "progress",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, to="store.rectificationprogress"
                        ),
                    ),
                ],
                options={
                    "db_table": "rectification_evidence",
                },
            ),
            migrations.CreateModel(
                name="RectifiedPart",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("name", models.TextField()),
                    ("measure", models.TextField()),
                    ("cultivated", models.TextField()),
                    ("farmland", models.TextField(default="")),
                    ("redline", models.TextField(default="")),
                    ("outcome", models.TextField(default="")),
                    ("outcome_on", models.DateField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.rectifiedpart"
                        ),
                    ),
                ],
                options={
                    "db_table": "rectified_part",
                },
            ),
            migrations.CreateModel(
                name="RightInPlace",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("part", models.TextField(default="")),
                    ("basis", models.TextField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "right_in_place",
                },
            ),
            migrations.CreateModel(
                name="SelfAcceptance",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("part", models.TextField(default="")),
                    ("accepted_by", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "scan",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                ],
                options={
                    "db_table": "self_acceptance",
                },
            ),
            migrations.CreateModel(
                name="UpperApplication",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("number", models.TextField()),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("basis", models.TextField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    (
                        "scan",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                ],
                options={
                    "db_table": "upper_application",
                },
            ),
            migrations.CreateModel(
                name="UpperApplicationAnswer",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("result", models.TextField()),
                    ("number", models.TextField()),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "application",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.upperapplication"),
                    ),
                    (
                        "scan",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                ],
                options={
                    "db_table": "upper_application_answer",
                },
            ),
            migrations.CreateModel(
                name="RectificationOrder",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("number", models.TextField()),
                    ("measure", models.TextField()),
                    ("also", models.TextField(default="")),
                    ("township", models.TextField()),
                    ("person", models.TextField(null=True)),
                    ("due", models.DateField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "before",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.puttingright"
                        ),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.rectificationorder"
                        ),
                    ),
                    (
                        "scan",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "rectification_order",
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("current", True)), fields=("plot",), name="right_order_once"
                        )
                    ],
                },
            ),
            migrations.AddIndex(
                model_name="rectificationprogress",
                index=models.Index(fields=["plot", "current"], name="right_progress_plot"),
            ),
            migrations.AddIndex(
                model_name="rectifiedpart",
                index=models.Index(fields=["plot", "current"], name="rectified_part_plot"),
            ),
            migrations.AddIndex(
                model_name="rightinplace",
                index=models.Index(fields=["plot", "current"], name="right_in_place_plot"),
            ),
            migrations.AddIndex(
                model_name="selfacceptance",
                index=models.Index(fields=["plot", "current"], name="self_acceptance_plot"),
            ),
            migrations.AddIndex(
                model_name="upperapplication",
                index=models.Index(fields=["patch", "current"], name="upper_application_patch"),
            ),
            migrations.AddIndex(
                model_name="upperapplicationanswer",
                index=models.Index(fields=["application", "current"], name="upper_application_answer_of"),
            ),
        ),
    )
