"""Reckonings, the four mechanisms, letters, referrals, what townships begin by themselves."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0015_account"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="AccountabilityReferral",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("number", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("receiver", models.TextField()),
                    ("receipt", models.TextField(null=True)),
                    ("receipt_on", models.DateField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "origin",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="store.accountabilityreferral",
                        ),
                    ),
                ],
                options={
                    "db_table": "accountability_referral",
                },
            ),
            migrations.CreateModel(
                name="Reckoning",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("day", models.DateField()),
                    (
                        "close",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.periodclose"
                        ),
                    ),
                ],
                options={
                    "db_table": "reckoning",
                },
            ),
            migrations.CreateModel(
                name="MechanismTaken",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("state", models.TextField()),
                    ("township", models.TextField(default="")),
                    ("person", models.TextField(null=True)),
                    ("triggers", models.TextField()),
                    ("because", models.TextField(null=True)),
                    ("proposed_on", models.DateField()),
                    ("decided_on", models.DateField(null=True)),
                    ("decision", models.TextField(null=True)),
                    ("ground", models.TextField(null=True)),
                    ("signer", models.TextField(null=True)),
                    ("ends_on", models.DateField(null=True)),
                    ("held_on", models.DateField(null=True)),
                    ("lifted_on", models.DateField(null=True)),
                    ("reason", models.TextField(null=True)),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "lifted_by",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "origin",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="store.mechanismtaken",
                        ),
                    ),
                    (
                        "project",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.project"),
                    ),
                    (
                        "proposed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "reckoning",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.reckoning"),
                    ),
                ],
                options={
                    "db_table": "mechanism",
                },
            ),
            migrations.CreateModel(
                name="Letter",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("state", models.TextField()),
                    ("township", models.TextField(default="")),
                    ("department", models.TextField(default="")),
                    ("stage", models.TextField()),
                    ("problems", models.TextField(null=True)),
                    ("demands", models.TextField(null=True)),
                    ("contact", models.TextField(null=True)),
                    ("copies", models.TextField(null=True)),
                    ("due", models.DateField(null=True)),
                    ("number", models.TextField(null=True)),
                    ("drafted_on", models.DateField()),
                    ("checked_on", models.DateField(null=True)),
                    ("signed_on", models.DateField(null=True)),
                    ("numbered_on", models.DateField(null=True)),
                    ("sealed_on", models.DateField(null=True)),
                    ("sent_on", models.DateField(null=True)),
                    ("received_on", models.DateField(null=True)),
                    ("receiver", models.TextField(null=True)),
                    ("replied_on", models.DateField(null=True)),
                    ("reply", models.TextField(null=True)),
                    ("reason", models.TextField(null=True)),
                    (
                        "checked_by",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "drafted_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "origin",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.letter"
                        ),
                    ),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.letter"
                        ),
                    ),
                    (
                        "signed_by",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "taking",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.taking"),
                    ),
                    (
                        "mechanism",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.mechanismtaken"
                        ),
                    ),
                    ("reckoning", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.reckoning")),
                ],
                options={
                    "db_table": "letter",
                },
            ),
            migrations.CreateModel(
                name="TownshipStart",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("township", models.TextField()),
                    ("day", models.DateField()),
                    ("papers", models.TextField()),
                    ("note", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "origin",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="store.townshipstart",
                        ),
                    ),
                ],
                options={
                    "db_table": "township_start",
                },
            ),
            migrations.CreateModel(
                name="ProjectStep",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("day", models.DateField()),
                    ("department", models.TextField()),
                    ("number", models.TextField(null=True)),
                    ("note", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("project", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.project")),
                ],
                options={
                    "db_table": "project_step",
                    "indexes": [models.Index(fields=["project", "current"], name="project_step_project")],
                },
            ),
            migrations.CreateModel(
                name="ReckonedPlot",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("belongs", models.BooleanField()),
                    ("township", models.TextField()),
                    ("mining", models.BooleanField()),
                    ("determination", models.TextField()),
                    ("settled", models.BooleanField()),
                    ("inspected", models.BooleanField()),
                    ("area_filed", models.TextField()),
                    ("cultivated_filed", models.TextField()),
                    ("area_um2", models.BigIntegerField()),
                    ("cultivated_um2", models.BigIntegerField(null=True)),
                    ("farmland_um2", models.BigIntegerField(null=True)),
                    ("before", models.TextField()),
                    ("after", models.TextField()),
                    ("overdue", models.BigIntegerField()),
                    ("late", models.TextField()),
                    ("handed", models.TextField()),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    ("reckoning", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.reckoning")),
                ],
                options={
                    "db_table": "reckoned_plot",
                    "indexes": [models.Index(fields=["reckoning", "plot"], name="reckoned_plot_reckoning")],
                },
            ),
            migrations.AddIndex(
                model_name="mechanismtaken",
                index=models.Index(fields=["origin", "current"], name="mechanism_origin"),
            ),
            migrations.AddIndex(
                model_name="letter",
                index=models.Index(fields=["origin", "current"], name="letter_origin"),
            ),
            migrations.AddIndex(
                model_name="letter",
                index=models.Index(fields=["state", "current"], name="letter_state"),
            ),
            migrations.AddIndex(
                model_name="townshipstart",
                index=models.Index(fields=["township", "current"], name="township_start_township"),
            ),
        ),
    )
