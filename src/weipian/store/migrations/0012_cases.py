"""Stop orders, cases with their steps and evidence, plots handled without a case, retrospective approvals."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0011_rectification"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="Case",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                ],
                options={
                    "db_table": "law_case",
                },
            ),
            migrations.CreateModel(
                name="CaseMove",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("turn", models.BigIntegerField()),
                    ("step", models.TextField()),
                    ("day", models.DateField()),
                    ("clue", models.DateField(null=True)),
                    ("number", models.TextField(null=True)),
                    ("served", models.DateField(null=True)),
                    ("service", models.TextField(null=True)),
                    ("breach", models.TextField(default="")),
                    ("body", models.TextField(default="")),
                    ("more", models.TextField(default="{}")),
                    ("reason", models.TextField(null=True)),
                    ("approver", models.TextField(null=True)),
                    ("approver_paper", models.TextField(null=True)),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "approver_account",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.case")),
                    (
                        "party",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.party"),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "project",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.project"),
                    ),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "case_move",
                },
            ),
            migrations.CreateModel(
                name="CaseEvidence",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.evidence")),
                    ("move", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.casemove")),
                ],
                options={
                    "db_table": "case_evidence",
                },
            ),
            migrations.CreateModel(
                name="LaterApproval",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("stage", models.TextField()),
                    ("day", models.DateField()),
                    ("number", models.TextField(null=True)),
                    ("authority", models.TextField(default="")),
                    ("level", models.TextField(default="")),
                    ("linked", models.BooleanField(default=False)),
                    ("ticked", models.BooleanField(null=True)),
                    ("higher", models.BooleanField(default=False)),
                    ("fits_industry", models.BooleanField(null=True)),
                    ("fits_plan", models.BooleanField(null=True)),
                    ("reason", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "before",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="store.puttingright",
                        ),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.laterapproval"
                        ),
                    ),
                    (
                        "right",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="store.puttingright",
                        ),
                    ),
                ],
                options={
                    "db_table": "later_approval",
                },
            ),
            migrations.CreateModel(
                name="StopOrder",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("origin", models.BigIntegerField(null=True)),
                    ("day", models.DateField()),
                    ("number", models.TextField(null=True)),
                    ("served", models.DateField(null=True)),
                    ("service", models.TextField(null=True)),
                    ("visited", models.DateField(null=True)),
                    ("outcome", models.TextField(default="")),
                    ("found", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "evidence",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "replaces",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.stoporder"),
                    ),
                ],
                options={
                    "db_table": "stop_order",
                },
            ),
            migrations.CreateModel(
                name="CaseLess",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("how", models.TextField()),
                    ("day", models.DateField()),
                    ("number", models.TextField(null=True)),
                    ("reason", models.TextField(null=True)),
                    ("approver", models.TextField(null=True)),
                    ("approver_paper", models.TextField(null=True)),
                    (
                        "account",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "approver_account",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                        ),
                    ),
                    (
                        "evidence",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "case_less",
                    "indexes": [models.Index(fields=["plot", "current"], name="case_less_plot")],
                },
            ),
            migrations.AddIndex(
                model_name="casemove",
                index=models.Index(fields=["case", "current"], name="case_move_case"),
            ),
            migrations.AddIndex(
                model_name="casemove",
                index=models.Index(fields=["plot", "current"], name="case_move_plot"),
            ),
            migrations.AddIndex(
                model_name="casemove",
                index=models.Index(fields=["number"], name="case_move_number"),
            ),
            migrations.AddIndex(
                model_name="laterapproval",
                index=models.Index(fields=["plot", "current"], name="later_approval_plot"),
            ),
            migrations.AddIndex(
                model_name="stoporder",
                index=models.Index(fields=["plot", "current"], name="stop_order_plot"),
            ),
        ),
    )
