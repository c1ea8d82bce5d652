"""Tables of the account stage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0014_quota"),)
    operations = ()
