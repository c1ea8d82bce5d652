"""General volumes of townships and units; editions of bound volumes."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from weipian.store.at_once import AtOnce


def key(to: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(on_delete=PROTECT, to=f"store.{to}", null=null)


def of_owner(own: str) -> list[tuple[str, models.Field]]:
    return [
        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
        ("event", models.BigIntegerField()),
        ("current", models.BooleanField(default=True)),
        ("township", models.TextField(default="")),
        ("unit", models.TextField(default="")),
        ("day", models.DateField()),
        ("account", key("account")),
        ("replaces", key(own, null=True)),
    ]


class Migration(migrations.Migration):
    dependencies = (("store", "0023_dossiers"),)
    operations = (
        AtOnce(
            migrations.AddField("dossiervolume", "edition", models.BigIntegerField(null=True)),
            migrations.AddField("dossiervolume", "head", models.TextField(null=True)),
            migrations.AddField("dossiervolume", "replaces", key("dossiervolume", null=True)),
            migrations.CreateModel(
                name="GeneralPaper",
                fields=[
                    *of_owner("generalpaper"),
                    ("evidence", key("evidence")),
                    ("kind", models.TextField()),
                    ("stage", models.TextField()),
                    ("title", models.TextField(null=True)),
                    ("reason", models.TextField(null=True)),
                ],
                options={"db_table": "general_paper"},
            ),
            migrations.CreateModel(
                name="GeneralIssue",
                fields=[
                    *of_owner("generalissue"),
                    ("edition", models.BigIntegerField()),
                    ("evidence", key("evidence", null=True)),
                    ("says", models.TextField(null=True)),
                    ("pages", models.BigIntegerField(null=True)),
                    ("gaps", models.BigIntegerField(null=True)),
                    ("head", models.TextField()),
                ],
                options={"db_table": "general_issue"},
            ),
            migrations.AddIndex(
                "generalpaper", models.Index(fields=["township", "current"], name="general_paper_township")
            ),
            migrations.AddConstraint(
                "generalissue",
                models.UniqueConstraint(
                    fields=("township", "unit"), condition=models.Q(("current", True)), name="general_issue_once"
                ),
            ),
        ),
    )
