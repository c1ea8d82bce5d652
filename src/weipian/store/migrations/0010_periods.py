"""Closed periods with their frozen figures."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0009_submission"),)
    operations = ()
