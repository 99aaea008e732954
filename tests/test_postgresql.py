"""The project's tables on both databases, and the throw-away PostgreSQL that the tests use."""

import threading

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from tests.postgresql import NoPostgreSQL, cluster, programs

from musnad.press.models import Counter


def test_every_table_is_made_and_none_is_left_to_be_made(either_database):
    steps = MigrationExecutor(connection)

    assert connection.vendor == either_database.lower()
    assert steps.migration_plan(steps.loader.graph.leaf_nodes()) == []


def test_what_a_test_writes_on_either_database_is_its_own(either_database):
    assert not Counter.objects.filter(tag="section:77").exists()
    Counter.objects.create(tag="section:77", raised_at=timezone.now())


def test_a_committed_row_is_seen_by_another_thread(committing_postgresql):
    with transaction.atomic():
        Counter.objects.create(tag="section:78", raised_at=timezone.now())
    seen = []

    def look():
        seen.append((connection.vendor, Counter.objects.filter(tag="section:78").count()))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [("postgresql", 1)]


def test_a_cluster_is_gone_at_the_end():
    try:
        programs()
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))
    with cluster() as running:
        assert running.create("one") == f"postgresql://musnad@/one?host={running.folder}"
        process = running.process

    assert process.poll() is not None
    assert not running.folder.exists()


def test_a_cluster_that_does_not_start_tells_its_log(tmp_path):
    try:
        programs()
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))
    tmp_path.chmod(0o755)
    with pytest.raises(RuntimeError, match="no_such_parameter"), cluster(no_such_parameter="1"):
        pass
