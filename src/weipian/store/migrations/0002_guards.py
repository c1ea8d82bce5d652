"""Triggers against altering what is only ever added to: a speed bump against mistakes, not against an intruder."""

from django.db import migrations

KEPT = {
    "event": ("event_kept", "event_not_removed", ""),
    "event_payload": ("payload_kept", "payload_not_removed", "WHEN NEW.body IS NOT NULL"),
    "patch": ("patch_kept", "patch_not_removed", ""),
    "batch": ("batch_kept", "batch_not_removed", ""),
}


def guards(table: str) -> list[str]:
    kept, stays, unless = KEPT[table]
    return [
        f"CREATE TRIGGER {kept} BEFORE UPDATE ON {table} {unless} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        f"CREATE TRIGGER {stays} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    ]


REFUSES = "CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;"


def on_server(table: str) -> list[str]:
    kept, stays, unless = KEPT[table]
    when = f"WHEN ({unless.removeprefix('WHEN ')})" if unless else ""
    return [
        f"CREATE TRIGGER {kept} BEFORE UPDATE ON {table} FOR EACH ROW {when} EXECUTE FUNCTION only_added();",
        f"CREATE TRIGGER {stays} BEFORE DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION only_added();",
    ]


def guard(apps, editor):
    if editor.connection.vendor == "postgresql":
        statements = [REFUSES, *(one for table in KEPT for one in on_server(table))]
    else:
        statements = [one for table in KEPT for one in guards(table)]
    for one in statements:
        editor.execute(one, params=None)


class Guard(migrations.RunPython):
    """Also written down where statements are only collected."""

    reduces_to_sql = True


class Migration(migrations.Migration):
    dependencies = (("store", "0001_books"),)
    operations = (Guard(guard, migrations.RunPython.noop),)
