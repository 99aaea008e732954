"""What the ledger's rows refuse, in Python and in the database itself."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from musnad.ledger.errors import KeptForGood
from musnad.ledger.models import Claim, LogEntry, Source, Standing

pytestmark = pytest.mark.usefixtures("either_database")

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def claim():
    return Claim.objects.create(
        sentence="هاجم مسلحون موقعاً في السهل", language="ar", standing_since=NOW, recorded_by="سلمى", recorded_at=NOW
    )


@pytest.fixture
def entry(claim):
    return LogEntry.objects.create(act="claim_recorded", at=NOW, by="سلمى", claim=claim, payload={})


@pytest.fixture
def standing(claim, entry):
    return Standing.objects.create(claim=claim, entry=entry, at=NOW, state="reported", roots=1, parties=1, finding={})


def test_migrations_are_those_of_the_models():
    call_command("makemigrations", "ledger", check=True, dry_run=True, verbosity=0)


def test_no_row_of_the_ledger_is_deleted(claim):
    with pytest.raises(KeptForGood):
        claim.delete()
    with pytest.raises(KeptForGood):
        Claim.objects.all().delete()

    assert Claim.objects.count() == 1


@pytest.mark.parametrize("row", ["entry", "standing"])
def test_a_log_is_only_appended_to(row, request):
    written = request.getfixturevalue(row)

    with pytest.raises(KeptForGood):
        written.save()
    with pytest.raises(KeptForGood):
        written.delete()
    with pytest.raises(KeptForGood):
        type(written).objects.update(at=NOW)
    with pytest.raises(KeptForGood):
        type(written).objects.bulk_update([written], ["at"])


@pytest.mark.parametrize("row", ["entry", "standing"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_log(row, statement, request):
    table = request.getfixturevalue(row)._meta.db_table

    with (
        pytest.raises(DatabaseError, match="only appended to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_a_row_names_itself(claim, entry, standing):
    assert str(claim) == "هاجم مسلحون موقعاً في السهل"
    assert str(Source(name="مرصد السهل")) == "مرصد السهل"
    assert str(entry).startswith(str(entry.pk))
    assert str(standing).startswith(str(claim.pk))


def test_the_refusal_is_lifted_and_put_back_with_its_migration(entry):
    migration = import_module("musnad.ledger.migrations.0002_append_only")
    editor = Cursor()

    migration.allow(apps, editor)
    editor.execute("UPDATE ledger_logentry SET reason = 'x'")
    migration.refuse(apps, editor)

    with pytest.raises(DatabaseError, match="only appended to"), transaction.atomic():
        editor.execute("UPDATE ledger_logentry SET reason = 'y'")


class Cursor:
    """Executes as a schema editor does, inside the test's own transaction."""

    connection = connection

    def execute(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)
