"""Referrals, sharing and suggestions that were written wrongly are taken back, with the reason."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0019_confirmed"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="TakenBack",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("whole", models.BooleanField()),
                    ("reason", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                    (
                        "referral",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.referral"),
                    ),
                    (
                        "sharing",
                        models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.sharing"),
                    ),
                    (
                        "suggestion",
                        models.ForeignKey(
                            null=True, on_delete=django.db.models.deletion.PROTECT, to="store.suggestion"
                        ),
                    ),
                ],
                options={
                    "db_table": "taken_back",
                },
            ),
        ),
    )
