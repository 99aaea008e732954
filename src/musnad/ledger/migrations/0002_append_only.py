"""The database itself refuses to change or delete what the two logs hold.

A later migration that has SQLite remake one of the tables drops its triggers: put them back there.
"""

from django.db import migrations

TABLES = ("ledger_logentry", "ledger_standing")
ACTS = ("UPDATE", "DELETE")
REFUSAL = "the ledger''s logs are only appended to"

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def name(table, act):
    return f"{table}_no_{act.lower()}"


def on_sqlite(table, act):
    return f"CREATE TRIGGER {name(table, act)} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def on_postgresql(table, act):
    return (
        f"CREATE TRIGGER {name(table, act)} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
    )


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
        trigger = on_postgresql
    else:
        trigger = on_sqlite
    for table in TABLES:
        for act in ACTS:
            schema_editor.execute(trigger(table, act))


def allow(apps, schema_editor):
    on = " ON {}" if schema_editor.connection.vendor == "postgresql" else ""
    for table in TABLES:
        for act in ACTS:
            schema_editor.execute(f"DROP TRIGGER {name(table, act)}{on.format(table)}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
