"""Lawful erasure: requests, copies that left the house, columns that can be emptied, guards that let it through."""

from django.db import migrations, models

OPEN = "NOT EXISTS (SELECT 1 FROM erasing)"
LET_THROUGH = {
    "event_payload": (("payload_kept", "UPDATE"),),
    "patch": (("patch_kept", "UPDATE"), ("patch_not_removed", "DELETE")),
    "batch": (("batch_kept", "UPDATE"), ("batch_not_removed", "DELETE")),
}
"""Guards that ask whether an erasure is going on; the log itself and the removal of payloads are never let through."""
WHILE_ERASING = (
    "CREATE FUNCTION only_added_or_erased() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'TRUNCATE' OR NOT EXISTS (SELECT 1 FROM erasing) THEN"
    " RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END IF;"
    " IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF; RETURN OLD; END $$;"
)


def on_file(table):
    for name, what in LET_THROUGH[table]:
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {what} ON {table} WHEN {OPEN}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def on_server(table):
    for name, what in LET_THROUGH[table]:
        each = "UPDATE ON {0} FOR EACH ROW" if what == "UPDATE" else "DELETE OR TRUNCATE ON {0}"
        yield f"DROP TRIGGER {name} ON {table};"
        yield f"CREATE TRIGGER {name} BEFORE {each.format(table)} EXECUTE FUNCTION only_added_or_erased();"


def let_through(apps, editor):
    if editor.connection.vendor == "postgresql":
        statements = [WHILE_ERASING, *(one for table in LET_THROUGH for one in on_server(table))]
    else:
        statements = [one for table in LET_THROUGH for one in on_file(table)]
    for one in statements:
        editor.execute(one, params=None)


class Guard(migrations.RunPython):
    """Also written down where statements are only collected."""

    reduces_to_sql = True


def emptied(model, name, field):
    return migrations.AlterField(model_name=model, name=name, field=field)


ID = ("id", models.BigIntegerField(primary_key=True, serialize=False))
EVENT = ("event", models.BigIntegerField())


class Migration(migrations.Migration):
    dependencies = (("store", "0004_evidence"),)
    operations = (
        migrations.CreateModel("Erasing", [ID], options={"db_table": "erasing"}),
        migrations.CreateModel(
            "Copy",
            [
                ID,
                EVENT,
                ("kind", models.TextField()),
                ("name", models.TextField(null=True)),
                ("sha256", models.TextField(null=True)),
            ],
            options={"db_table": "copy"},
        ),
        migrations.CreateModel(
            "KeyUsed",
            [ID, EVENT, ("name", models.TextField(unique=True)), ("last", models.BigIntegerField())],
            options={"db_table": "key_used"},
        ),
        migrations.CreateModel(
            "Erasure",
            [
                ID,
                EVENT,
                ("ground", models.TextField()),
                ("state", models.TextField()),
                ("asked_by", models.BigIntegerField()),
                ("answered_by", models.BigIntegerField(null=True)),
                ("answered", models.BigIntegerField(null=True)),
                ("wanted", models.TextField(null=True)),
            ],
            options={"db_table": "erasure"},
        ),
        emptied("batch", "source", models.TextField(null=True)),
        emptied("batch", "source_sha256", models.TextField(null=True)),
        emptied("batch", "patches", models.BigIntegerField(null=True)),
        emptied("batch", "refused", models.BigIntegerField(null=True)),
        emptied("batch", "said", models.TextField(default="[]", null=True)),
        emptied("ledgerimport", "name", models.TextField(null=True)),
        emptied("ledgerimport", "sha256", models.TextField(null=True)),
        emptied("ledgerimport", "rows", models.BigIntegerField(null=True)),
        emptied("party", "number", models.TextField(default="", null=True)),
        emptied("party", "note", models.TextField(default="", null=True)),
        Guard(let_through, migrations.RunPython.noop),
    )
