"""Who sees what: what is handed over to a department."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0002_guards"),)
    operations = ()
