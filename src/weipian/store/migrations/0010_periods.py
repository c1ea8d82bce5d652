"""Closed periods with their frozen figures, a row a plot; the office's own checks; opinions; reopenings."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0009_submission"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="PeriodCheck",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("key", models.TextField()),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                ],
                options={
                    "db_table": "period_check",
                },
            ),
            migrations.CreateModel(
                name="PeriodChecked",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("belongs", models.BooleanField()),
                    ("codes", models.TextField()),
                    (
                        "check_of",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.periodcheck"),
                    ),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "period_checked",
                },
            ),
            migrations.CreateModel(
                name="PeriodClose",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("key", models.TextField()),
                    ("version", models.BigIntegerField()),
                    ("day", models.DateField()),
                    ("until", models.DateField()),
                    ("due", models.DateField()),
                    ("policy", models.TextField()),
                    ("policy_sha256", models.TextField()),
                    ("head_seq", models.BigIntegerField()),
                    ("layers", models.TextField()),
                    ("terms", models.TextField()),
                    ("despite", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                ],
                options={
                    "db_table": "period_close",
                },
            ),
            migrations.CreateModel(
                name="PeriodOpinion",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("point", models.TextField()),
                    ("text", models.TextField(null=True)),
                    ("close", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.periodclose")),
                ],
                options={
                    "db_table": "period_opinion",
                },
            ),
            migrations.CreateModel(
                name="PeriodPlot",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("belongs", models.BooleanField()),
                    ("township", models.TextField()),
                    ("category", models.TextField()),
                    ("issued", models.DateField(null=True)),
                    ("month", models.TextField()),
                    ("quarter", models.TextField()),
                    ("state", models.TextField()),
                    ("determination", models.TextField()),
                    ("final", models.BooleanField(null=True)),
                    ("outcome", models.TextField()),
                    ("area_filed", models.TextField()),
                    ("cultivated_filed", models.TextField()),
                    ("area_um2", models.BigIntegerField()),
                    ("cultivated_um2", models.BigIntegerField(null=True)),
                    ("farmland_um2", models.BigIntegerField(null=True)),
                    ("redline_um2", models.BigIntegerField(null=True)),
                    ("before", models.TextField()),
                    ("after", models.TextField()),
                    ("gates", models.TextField()),
                    ("open_duties", models.TextField()),
                    ("blocks", models.TextField()),
                    ("source", models.BigIntegerField()),
                    ("close", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.periodclose")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "period_plot",
                },
            ),
            migrations.CreateModel(
                name="PeriodReopening",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("reason", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("close", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.periodclose")),
                ],
                options={
                    "db_table": "period_reopening",
                },
            ),
            migrations.AddConstraint(
                model_name="periodclose",
                constraint=models.UniqueConstraint(fields=("kind", "key", "version"), name="period_close_once"),
            ),
            migrations.AddIndex(
                model_name="periodplot",
                index=models.Index(fields=["close", "plot"], name="period_plot_close"),
            ),
        ),
    )
