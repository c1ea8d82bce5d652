"""Personal data: what may be erased may be NULL; who saw what whole, and why."""

from django.db import migrations, models

ERASABLE = (("party", "number"), ("party", "note"), ("project", "note"), ("approval", "note"))


class Migration(migrations.Migration):
    dependencies = (("store", "0005_erasure"),)
    operations = (
        migrations.AlterField("party", "name", models.TextField(null=True)),
        *(migrations.AlterField(table, column, models.TextField(default="", null=True)) for table, column in ERASABLE),
        migrations.CreateModel(
            name="PersonalView",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("event", models.BigIntegerField()),
                ("seen_table", models.TextField()),
                ("seen_row", models.BigIntegerField()),
                ("reason", models.TextField(null=True)),
            ],
            options={
                "db_table": "personal_view",
                "indexes": [models.Index(fields=["seen_table", "seen_row"], name="personal_view_row")],
            },
        ),
    )
