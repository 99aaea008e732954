"""What readers type is found on both databases: the table stands in queries.py."""

from datetime import timedelta

import pytest
from tests.search.queries import TABLE
from tests.search.town import NOW, Town

from musnad.search.asking import ask
from musnad.search.engines import filters, in_time, postgresql, rows_of
from musnad.search.finding import Narrowed, search, wanted_of


@pytest.fixture
def town(either_database):
    return Town()


def narrowed(town, filters):
    told = dict(filters)
    if "section" in told:
        told["section"] = town.sections[told["section"]].pk
    if "source" in told:
        told["source"] = {"monitor": town.monitor, "paper": town.paper}[told["source"]].pk
    for bound in ("since", "until"):
        if bound in told:
            told[bound] = NOW - timedelta(days=told[bound])
    return Narrowed(**told)


def fault(town, row):
    """What is wrong with a row's answer; nothing where all is right."""
    found = search(ask(row.query), row.lang, narrowed(town, row.filters), now=NOW)
    names = [town.name_of(hit) for hit in found.hits]
    missing, wrong = set(row.found.split()) - {*names}, set(row.missing.split()) & {*names}
    if row.only is not None and {*row.only.split()} != {*names}:
        return f"found {names}, not only {row.only!r}"
    if row.first and names[:1] != [row.first]:
        return f"first is {names[:3]}"
    return f"missing {missing}, wrong {wrong}" if missing or wrong else ""


def test_every_query_of_the_table_finds_what_it_must_and_nothing_that_it_must_not(town):
    faults = {f"{row.what}: {row.query[:40]!r}": told for row in TABLE if (told := fault(town, row))}

    assert faults == {}
    assert len(TABLE) >= 100


def test_postgresql_never_reads_the_table_through(town, either_database):
    if either_database != "PostgreSQL":
        pytest.skip("SQLite has no other way than its index")
    wanted = wanted_of(ask("السرو"), "ar", Narrowed())
    conditions, values = filters(wanted, "entry.id")
    asked = f"EXPLAIN {postgresql.FIND.format(more='', filters=conditions)}"
    with in_time():
        plan = rows_of(asked, [postgresql.match(wanted), *values, wanted.limit])
    with_settings = rows_of("SELECT current_setting('enable_seqscan'), current_setting('statement_timeout')", [])

    assert not any("Seq Scan" in line for (line,) in plan)
    assert with_settings == [("on", "0")]
