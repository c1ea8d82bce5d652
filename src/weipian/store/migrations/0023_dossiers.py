"""Accounts in words, editions of dossiers, volumes."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from weipian.store.at_once import AtOnce


def key(to: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(on_delete=PROTECT, to=f"store.{to}", null=null)


def row(*, current: bool = True) -> list[tuple[str, models.Field]]:
    """What every row begins with."""
    own = [("id", models.BigIntegerField(primary_key=True, serialize=False)), ("event", models.BigIntegerField())]
    return [*own, *([("current", models.BooleanField(default=True))] if current else [])]


def of_plot() -> list[tuple[str, models.Field]]:
    return [("plot", key("plot")), ("patch", key("patch"))]


def once(model: str, name: str) -> migrations.AddConstraint:
    fields = {"fields": ("plot",), "condition": models.Q(("current", True))}
    return migrations.AddConstraint(model_name=model, constraint=models.UniqueConstraint(name=name, **fields))


class Migration(migrations.Migration):
    dependencies = (("store", "0022_images"),)
    operations = (
        AtOnce(
            migrations.CreateModel(
                name="DossierAccount",
                fields=[
                    *row(),
                    *of_plot(),
                    ("text", models.TextField(null=True)),
                    ("made", models.TextField(null=True)),
                    ("day", models.DateField()),
                    ("account", key("account")),
                    ("replaces", key("dossieraccount", null=True)),
                ],
                options={"db_table": "dossier_account"},
            ),
            migrations.CreateModel(
                name="DossierIssue",
                fields=[
                    *row(),
                    *of_plot(),
                    ("edition", models.BigIntegerField()),
                    ("evidence", key("evidence")),
                    ("says", models.TextField()),
                    ("pages", models.BigIntegerField()),
                    ("gaps", models.BigIntegerField()),
                    ("head", models.TextField()),
                    ("day", models.DateField()),
                    ("account", key("account")),
                    ("replaces", key("dossierissue", null=True)),
                ],
                options={"db_table": "dossier_issue"},
            ),
            migrations.CreateModel(
                name="DossierVolume",
                fields=[
                    *row(current=False),
                    ("township", models.TextField()),
                    ("number", models.BigIntegerField()),
                    ("day", models.DateField()),
                    ("account", key("account")),
                ],
                options={"db_table": "dossier_volume"},
            ),
            migrations.CreateModel(
                name="DossierBound",
                fields=[
                    *row(current=False),
                    ("volume", key("dossiervolume")),
                    ("issue", key("dossierissue")),
                    *of_plot(),
                ],
                options={"db_table": "dossier_bound"},
            ),
            once("dossieraccount", "dossier_account_once"),
            once("dossierissue", "dossier_issue_once"),
        ),
    )
