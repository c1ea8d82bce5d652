"""Tables of the cases stage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0011_rectification"),)
    operations = ()
