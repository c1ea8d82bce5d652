"""Collective reviews: agenda, attendance, opinions, decisions, minutes; requests for instructions."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0007_inspection"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="FinalPaper",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("level", models.TextField()),
                    ("document", models.TextField()),
                    ("on", models.DateField()),
                    (
                        "determination",
                        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.determination"),
                    ),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                ],
                options={
                    "db_table": "final_paper",
                },
            ),
            migrations.CreateModel(
                name="Instruction",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("matter", models.TextField()),
                    ("addressee", models.TextField()),
                    ("number", models.TextField()),
                    ("asked", models.DateField()),
                    ("answer", models.TextField(default="")),
                    ("answer_number", models.TextField(default="")),
                    ("answered", models.DateField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                ],
                options={
                    "db_table": "instruction",
                },
            ),
            migrations.CreateModel(
                name="Review",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("number", models.TextField(unique=True)),
                    ("form", models.TextField()),
                    ("on", models.DateField()),
                    ("chair", models.TextField(null=True)),
                    ("title", models.TextField()),
                    ("state", models.TextField()),
                    ("confirmed_by", models.BigIntegerField(null=True)),
                    ("locked_by", models.BigIntegerField(null=True)),
                    ("scan", models.BigIntegerField(null=True)),
                    ("scan_sha256", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "corrects",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.review"),
                    ),
                ],
                options={
                    "db_table": "review",
                },
            ),
            migrations.CreateModel(
                name="MinutesPart",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("text", models.TextField()),
                    (
                        "plot",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.plot"),
                    ),
                    ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.review")),
                ],
                options={
                    "db_table": "review_minutes",
                },
            ),
            migrations.CreateModel(
                name="ConflictOfInterest",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("department", models.TextField()),
                    ("person", models.TextField(null=True)),
                    ("reason", models.TextField(default="")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.review")),
                ],
                options={
                    "db_table": "review_conflict",
                },
            ),
            migrations.CreateModel(
                name="Attendance",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("department", models.TextField()),
                    ("person", models.TextField(null=True)),
                    ("post", models.TextField(default="")),
                    ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.review")),
                ],
                options={
                    "db_table": "review_attendance",
                },
            ),
            migrations.CreateModel(
                name="AgendaItem",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("why", models.TextField()),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.review")),
                ],
                options={
                    "db_table": "review_agenda",
                },
            ),
            migrations.CreateModel(
                name="ReviewBatch",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.review")),
                ],
                options={
                    "db_table": "review_batch",
                },
            ),
            migrations.CreateModel(
                name="Opinion",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("department", models.TextField()),
                    ("person", models.TextField(null=True)),
                    ("word", models.TextField()),
                    ("because", models.TextField(default="")),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "replaces",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.opinion"),
                    ),
                    ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.review")),
                    (
                        "batch",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.reviewbatch"
                        ),
                    ),
                ],
                options={
                    "db_table": "review_opinion",
                },
            ),
            migrations.CreateModel(
                name="Decision",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("word", models.TextField()),
                    ("nature", models.TextField(default="")),
                    ("because", models.TextField(default="")),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("plot", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.plot")),
                    (
                        "replaces",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.decision"),
                    ),
                    ("review", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.review")),
                    (
                        "batch",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.reviewbatch"
                        ),
                    ),
                ],
                options={
                    "db_table": "review_decision",
                },
            ),
        ),
    )
