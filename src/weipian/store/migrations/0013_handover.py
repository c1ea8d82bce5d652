"""Tables of the handover stage: answers, verdicts, reminders; referrals, sharing, suggestions."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0012_cases"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="HandoverAnswer",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("handover", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.handover")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    (
                        "sheet",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sheettaken"
                        ),
                    ),
                ],
                options={
                    "db_table": "handover_answer",
                },
            ),
            migrations.CreateModel(
                name="HandoverEvidence",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    (
                        "answer",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.handoveranswer"),
                    ),
                    ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.evidence")),
                ],
                options={
                    "db_table": "handover_evidence",
                },
            ),
            migrations.CreateModel(
                name="HandoverGiven",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("day", models.DateField(null=True)),
                    ("document", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "handover",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="given", to="store.handover"
                        ),
                    ),
                    (
                        "replaces",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="store.handover",
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
                    "db_table": "handover_given",
                },
            ),
            migrations.CreateModel(
                name="HandoverReminder",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("handover", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.handover")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                ],
                options={
                    "db_table": "handover_reminder",
                },
            ),
            migrations.CreateModel(
                name="HandoverVerdict",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("accepted", models.BooleanField()),
                    ("reason", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "answer",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.handoveranswer"),
                    ),
                ],
                options={
                    "db_table": "handover_verdict",
                },
            ),
            migrations.CreateModel(
                name="Referral",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("kind", models.TextField()),
                    ("number", models.TextField()),
                    ("receiver", models.TextField()),
                    ("day", models.DateField()),
                    ("receipt", models.TextField(null=True)),
                    ("receipt_on", models.DateField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "patch",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patch"),
                    ),
                    (
                        "plot",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.plot"),
                    ),
                ],
                options={
                    "db_table": "referral",
                },
            ),
            migrations.CreateModel(
                name="Sharing",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("body", models.TextField()),
                    ("what", models.TextField(null=True)),
                    ("count", models.BigIntegerField(null=True)),
                    ("day", models.DateField()),
                    ("document", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                ],
                options={
                    "db_table": "sharing",
                },
            ),
            migrations.CreateModel(
                name="SharingAnswer",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("sharing", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.sharing")),
                ],
                options={
                    "db_table": "sharing_answer",
                },
            ),
            migrations.CreateModel(
                name="SharingPlot",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    ("sharing", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.sharing")),
                ],
                options={
                    "db_table": "sharing_plot",
                },
            ),
            migrations.CreateModel(
                name="Suggestion",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("number", models.TextField()),
                    ("body", models.TextField()),
                    ("matter", models.TextField(null=True)),
                    ("received", models.DateField()),
                    ("due", models.DateField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                ],
                options={
                    "db_table": "suggestion",
                },
            ),
            migrations.CreateModel(
                name="SuggestionAnswer",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("number", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "suggestion",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.suggestion"),
                    ),
                ],
                options={
                    "db_table": "suggestion_answer",
                },
            ),
            migrations.CreateModel(
                name="SuggestionPlot",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "suggestion",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.suggestion"),
                    ),
                ],
                options={
                    "db_table": "suggestion_plot",
                },
            ),
            migrations.AddIndex(
                model_name="handoveranswer",
                index=models.Index(fields=["patch", "current"], name="handover_answer_patch"),
            ),
            migrations.AddIndex(
                model_name="handoverreminder",
                index=models.Index(fields=["patch"], name="handover_reminder_patch"),
            ),
            migrations.AddIndex(
                model_name="referral",
                index=models.Index(fields=["plot", "current"], name="referral_plot"),
            ),
        ),
    )
