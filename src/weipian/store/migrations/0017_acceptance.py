"""Tables of the acceptance stage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0016_mechanisms"),)
    operations = ()
