"""What was judged of the national average."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0014_quota"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="AverageJudgement",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("day", models.DateField()),
                    ("told", models.TextField(null=True)),
                    ("figure", models.TextField(default="")),
                    ("paper", models.TextField(null=True)),
                    ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.account")),
                ],
                options={
                    "db_table": "average_judgement",
                },
            ),
        ),
    )
