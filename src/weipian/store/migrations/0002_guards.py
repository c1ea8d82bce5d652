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


class Migration(migrations.Migration):
    dependencies = (("store", "0001_books"),)
    operations = tuple(
        migrations.RunSQL(guard, f"DROP TRIGGER {guard.split()[2]}") for table in KEPT for guard in guards(table)
    )
