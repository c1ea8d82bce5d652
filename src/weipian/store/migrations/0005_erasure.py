"""Lawful erasure: requests, and copies that left the house."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0004_evidence"),)
    operations = ()
