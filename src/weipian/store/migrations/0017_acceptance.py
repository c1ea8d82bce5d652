"""Acceptance of townships, objections and their steps, clues and their links."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0016_mechanisms"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="Clue",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("township", models.TextField()),
                    ("day", models.DateField()),
                    ("source", models.TextField()),
                    ("finder", models.TextField(null=True)),
                    ("told", models.TextField(null=True)),
                    ("done", models.TextField(default="")),
                    ("done_on", models.DateField(null=True)),
                    ("paper", models.TextField(null=True)),
                    ("crs", models.TextField()),
                    ("wkb", models.BinaryField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "patch",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patch"),
                    ),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "clue",
                },
            ),
            migrations.CreateModel(
                name="ClueLink",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("how", models.TextField()),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("clue", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.clue")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                ],
                options={
                    "db_table": "clue_link",
                },
            ),
            migrations.CreateModel(
                name="Objection",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("about", models.TextField()),
                    ("objector", models.TextField()),
                    ("township", models.TextField(default="")),
                    ("party", models.TextField(null=True)),
                    ("reason", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "evidence",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "objection",
                },
            ),
            migrations.CreateModel(
                name="ObjectionStep",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("result", models.TextField(default="")),
                    ("reason", models.TextField(null=True)),
                    ("paper", models.TextField(null=True)),
                    ("kept", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("objection", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.objection")),
                ],
                options={
                    "db_table": "objection_step",
                },
            ),
            migrations.CreateModel(
                name="Supervision",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("township", models.TextField()),
                    ("day", models.DateField()),
                    ("why", models.TextField(null=True)),
                    ("told", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                ],
                options={
                    "db_table": "supervision",
                },
            ),
            migrations.CreateModel(
                name="TownshipAcceptance",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("township", models.TextField()),
                    ("appraisal", models.TextField()),
                    ("text", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                ],
                options={
                    "db_table": "township_acceptance",
                },
            ),
            migrations.CreateModel(
                name="TownshipFinding",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("township", models.TextField()),
                    ("item", models.TextField()),
                    ("text", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("due", models.DateField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "township_finding",
                },
            ),
            migrations.CreateModel(
                name="TownshipMend",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("kind", models.TextField()),
                    ("text", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "finding",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.townshipfinding"),
                    ),
                ],
                options={
                    "db_table": "township_mend",
                },
            ),
            migrations.CreateModel(
                name="TownshipScore",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("township", models.TextField()),
                    ("item", models.TextField()),
                    ("score", models.TextField()),
                    ("note", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.townshipscore"
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
                    "db_table": "township_score",
                },
            ),
            migrations.AddIndex(
                model_name="clue",
                index=models.Index(fields=["township", "current"], name="clue_township"),
            ),
            migrations.AddIndex(
                model_name="objection",
                index=models.Index(fields=["plot", "current"], name="objection_plot"),
            ),
            migrations.AddIndex(
                model_name="objectionstep",
                index=models.Index(fields=["objection", "current"], name="objection_step_of"),
            ),
            migrations.AddIndex(
                model_name="townshipscore",
                index=models.Index(fields=["township", "item"], name="township_score_item"),
            ),
        ),
    )
