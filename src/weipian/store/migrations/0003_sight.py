"""Who sees what: what is handed over to a department."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0002_guards"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="Handover",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("department", models.TextField()),
                    ("matter", models.TextField(default="")),
                    ("due", models.DateField(null=True)),
                    ("answerer", models.TextField(null=True)),
                    ("patch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.patch")),
                ],
                options={
                    "db_table": "handover",
                    "indexes": [
                        models.Index(fields=["department", "current"], name="handover_department"),
                        models.Index(fields=["patch", "current"], name="handover_patch"),
                    ],
                },
            ),
        ),
    )
