"""The county's dated images."""

from django.db import migrations, models

from weipian.store.at_once import AtOnce

TEXTS = ("name", "source", "source_sha256", "kept", "kept_sha256", "crs")
NUMBERS = ("width", "height", "pixel_um")
PLACE = ("seen_ppm", "west", "south", "east", "north")


class Migration(migrations.Migration):
    dependencies = (("store", "0021_subjects"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="CountyImage",
                fields=[
                    ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("event", models.BigIntegerField()),
                    ("current", models.BooleanField(default=True)),
                    ("number", models.BigIntegerField()),
                    ("taken", models.DateField()),
                    *((name, models.TextField()) for name in TEXTS),
                    *((name, models.BigIntegerField()) for name in NUMBERS),
                    ("bands", models.TextField()),
                    *((name, models.BigIntegerField()) for name in PLACE),
                    ("secrecy", models.TextField()),
                    ("licence", models.TextField(default="")),
                    ("note", models.TextField(default="")),
                    ("because", models.TextField(null=True)),
                ],
                options={"db_table": "county_image"},
            ),
            migrations.AddIndex(
                model_name="countyimage",
                index=models.Index(fields=["current", "taken"], name="county_image_taken"),
            ),
        ),
    )
