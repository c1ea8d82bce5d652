"""Tables of the handover stage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0012_cases"),)
    operations = ()
