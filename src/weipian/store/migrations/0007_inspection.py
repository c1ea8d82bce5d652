"""Assignments, inspections, upper checks, opinions, marks, look-ups."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0006_personal"),)
    operations = ()
