"""Returns, the platform's list, later additions, problem lists."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0008_review"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="Taking",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("day", models.DateField()),
                ],
                options={
                    "db_table": "taking",
                },
            ),
            migrations.CreateModel(
                name="Submission",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("state", models.TextField()),
                    ("entries", models.TextField()),
                    ("filled_on", models.DateField()),
                    ("self_checked_on", models.DateField(null=True)),
                    ("checked_on", models.DateField(null=True)),
                    ("released_on", models.DateField(null=True)),
                    ("first_released_on", models.DateField(null=True)),
                    ("statement", models.TextField(null=True)),
                    ("reason", models.TextField(null=True)),
                    (
                        "checked_by",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "filled_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "released_by",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.submission"
                        ),
                    ),
                    (
                        "taking",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.taking"),
                    ),
                ],
                options={
                    "db_table": "submission",
                },
            ),
            migrations.CreateModel(
                name="Problem",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("level", models.TextField()),
                    ("number", models.TextField(null=True)),
                    ("matter", models.TextField(null=True)),
                    ("received", models.DateField()),
                    ("due", models.DateField()),
                    ("state", models.TextField()),
                    ("answer", models.TextField(null=True)),
                    ("answered_on", models.DateField(null=True)),
                    (
                        "answered_by",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.account"),
                    ),
                    (
                        "origin",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.problem"),
                    ),
                    (
                        "patch",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patch"),
                    ),
                    (
                        "plot",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.plot"),
                    ),
                    ("taking", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.taking")),
                ],
                options={
                    "db_table": "problem",
                },
            ),
            migrations.CreateModel(
                name="PlatformRow",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("number", models.TextField(null=True)),
                    ("status", models.TextField()),
                    ("entries", models.TextField()),
                    (
                        "plot",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.plot"),
                    ),
                    ("taking", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.taking")),
                ],
                options={
                    "db_table": "platform_row",
                },
            ),
            migrations.CreateModel(
                name="LaterAddition",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("what", models.TextField()),
                    ("day", models.DateField()),
                    ("note", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.evidence")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "later_addition",
                    "indexes": [models.Index(fields=["plot", "current"], name="later_addition_plot")],
                },
            ),
            migrations.CreateModel(
                name="LookedAt",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("code", models.TextField()),
                    ("said", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "submission",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.submission"),
                    ),
                ],
                options={
                    "db_table": "looked_at",
                    "indexes": [models.Index(fields=["submission"], name="looked_at_submission")],
                },
            ),
            migrations.AddIndex(
                model_name="submission",
                index=models.Index(fields=["state", "current"], name="submission_state"),
            ),
            migrations.AddConstraint(
                model_name="submission",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("current", True)), fields=("plot",), name="submission_once"
                ),
            ),
            migrations.AddIndex(
                model_name="problem",
                index=models.Index(fields=["state", "current"], name="problem_state"),
            ),
            migrations.AddIndex(
                model_name="problem",
                index=models.Index(fields=["plot", "current"], name="problem_plot"),
            ),
            migrations.AddIndex(
                model_name="platformrow",
                index=models.Index(fields=["plot", "current"], name="platform_row_plot"),
            ),
            migrations.AddIndex(
                model_name="platformrow",
                index=models.Index(fields=["taking"], name="platform_row_taking"),
            ),
        ),
    )
