"""Notices of offset quota with their lines and plots; 市级验收 and 自治区确认; their scans."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0013_handover"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="QuotaLine",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("township", models.TextField(default="")),
                    ("village", models.TextField(default="")),
                    ("quantity", models.TextField(default="")),
                    ("paddy", models.TextField(default="")),
                    ("capacity", models.TextField(default="")),
                    ("grade", models.TextField(default="")),
                    ("strangers", models.BigIntegerField(default=0)),
                ],
                options={
                    "db_table": "quota_line",
                },
            ),
            migrations.CreateModel(
                name="QuotaLinePlot",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.quotaline")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "quota_line_plot",
                },
            ),
            migrations.CreateModel(
                name="QuotaNotice",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("number", models.TextField()),
                    ("day", models.DateField()),
                    ("note", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "quota_notice",
                },
            ),
            migrations.AddField(
                model_name="quotaline",
                name="notice",
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.quotanotice"),
            ),
            migrations.CreateModel(
                name="QuotaStepDone",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("part", models.TextField(default="")),
                    ("step", models.TextField()),
                    ("number", models.TextField()),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.quotastepdone"
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
                    "db_table": "quota_step",
                },
            ),
            migrations.CreateModel(
                name="QuotaPaper",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.evidence")),
                    (
                        "notice",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.quotanotice"
                        ),
                    ),
                    (
                        "step",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.quotastepdone"
                        ),
                    ),
                ],
                options={
                    "db_table": "quota_paper",
                },
            ),
            migrations.AddIndex(
                model_name="quotanotice",
                index=models.Index(fields=["number", "current"], name="quota_notice_number"),
            ),
            migrations.AddIndex(
                model_name="quotastepdone",
                index=models.Index(fields=["plot", "current"], name="quota_step_plot"),
            ),
        ),
    )
