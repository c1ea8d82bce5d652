"""How much land an approval approves."""

from django.db import migrations, models

from weipian.store.at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = (("store", "0020_undone"),)
    operations = (
        AtOnce(
            migrations.AddField(
                model_name="approval",
                name="area",
                field=models.TextField(null=True),
            ),
        ),
    )
