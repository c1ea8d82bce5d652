"""The vault's register of evidence."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0003_sight"),)
    operations = ()
