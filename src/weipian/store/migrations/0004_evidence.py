"""The vault's register of evidence, and what was done with originals."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0003_sight"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="Evidence",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("sha256", models.TextField(null=True)),
                    ("sm3", models.TextField(null=True)),
                    ("size", models.BigIntegerField(null=True)),
                    ("media_type", models.TextField(null=True)),
                    ("name", models.TextField(null=True)),
                    ("kind", models.TextField()),
                    ("taken_at", models.TextField(null=True)),
                    ("facts", models.TextField(null=True)),
                    ("note", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "patch",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.patch"),
                    ),
                    (
                        "plot",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.plot"),
                    ),
                    (
                        "replaces",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.evidence"),
                    ),
                ],
                options={
                    "db_table": "evidence",
                    "indexes": [
                        models.Index(fields=["plot", "current"], name="evidence_plot"),
                        models.Index(fields=["patch", "current"], name="evidence_patch"),
                        models.Index(fields=["sha256"], name="evidence_sha256"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Custody",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("what", models.TextField()),
                    ("why", models.TextField(null=True)),
                    ("sheet", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.evidence")),
                ],
                options={
                    "db_table": "custody",
                    "indexes": [models.Index(fields=["evidence"], name="custody_evidence")],
                },
            ),
        ),
    )
