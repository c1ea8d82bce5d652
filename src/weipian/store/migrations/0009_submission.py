"""Returns, the platform's list, problem lists, later additions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0008_review"),)
    operations = ()
