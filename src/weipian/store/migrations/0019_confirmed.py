"""The county's confirmation of a return in the platform."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0018_attendance"),)
    operations = (
        AtOnce(
            migrations.AddField(
                model_name="submission",
                name="confirmed_by",
                field=models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.account"
                ),
            ),
            migrations.AddField(
                model_name="submission",
                name="confirmed_on",
                field=models.DateField(null=True),
            ),
        ),
    )
