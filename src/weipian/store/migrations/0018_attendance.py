"""Who came to a review comes in batches too, each of which can be undone."""

import django.db.models.deletion
from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0017_acceptance"),)
    operations = (
        AtOnce(
            migrations.AddField(
                model_name="attendance",
                name="batch",
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.reviewbatch"),
            ),
            migrations.AddField(
                model_name="attendance",
                name="replaces",
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="store.attendance"),
            ),
        ),
    )
