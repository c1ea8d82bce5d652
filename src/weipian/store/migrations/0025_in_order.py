"""Lists of a large county are read in their order, not put into it: the indexes of patches end with the number."""

from django.db import migrations, models

from weipian.store.at_once import AtOnce


def ordered(name: str, *fields: str) -> migrations.AddIndex:
    return migrations.AddIndex("standing", models.Index(fields=[*fields, "due", "number"], name=name))


class Migration(migrations.Migration):
    dependencies = (("store", "0024_general"),)
    operations = (
        AtOnce(
            migrations.RemoveIndex("standing", "standing_township"),
            migrations.RemoveIndex("standing", "standing_state"),
            migrations.RemoveIndex("standing", "standing_due"),
            ordered("standing_in_order"),
            ordered("standing_state_order", "state"),
            ordered("standing_township_order", "township"),
            ordered("standing_town_state_order", "township", "state"),
        ),
    )
