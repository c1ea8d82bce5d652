"""Tables of the quota stage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0013_handover"),)
    operations = ()
