"""Collective reviews: agenda, attendance, opinions, decisions, minutes; requests for instructions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0007_inspection"),)
    operations = ()
