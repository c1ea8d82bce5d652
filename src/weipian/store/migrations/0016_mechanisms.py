"""Tables of the mechanisms stage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0015_account"),)
    operations = ()
