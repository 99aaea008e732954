"""Looking up, adding and recording statements in a ledger of many, on SQLite and on PostgreSQL, indexes on disk.

STATEMENTS=1000000 in the environment sets how many there are. Their words are drawn by Zipf's law from a made-up
vocabulary, and one word stands in every tenth. The rows are laid in by bulk, in the order of the index; what is timed
goes in and comes out as in the newsroom. `python -m bench.matching` measures the database that DATABASE_URL names.
"""

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate, islice, product

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "musnad.config.settings")
os.environ.setdefault("MUSNAD_HOME", tempfile.mkdtemp(prefix="musnad-bench-"))

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (Django first)
from django.db import connection, transaction  # noqa: E402  (Django first)
from django.utils import timezone  # noqa: E402  (Django first)
from tests.postgresql import NoPostgreSQL, cluster  # noqa: E402  (Django first)

from musnad.ledger.matching import find_claims, index_statement  # noqa: E402  (Django first)
from musnad.ledger.matching.index import EVERY, day_of, hashed  # noqa: E402  (Django first)
from musnad.ledger.matching.reading import read  # noqa: E402  (Django first)
from musnad.ledger.models import ChainLink, Claim, Posting, Source, Statement, Wording  # noqa: E402  (Django first)
from musnad.ledger.recording import Link, record_statement  # noqa: E402  (Django first)

STATEMENTS = int(os.environ.get("STATEMENTS", "100000"))
TITLE = f"The ledger with {STATEMENTS:,} statements (95th of 100 and median)"
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهي"
YEAR = 365
LAST = datetime(2026, 3, 1, 12, tzinfo=UTC)
LOT = 20_000


def vocabulary(random_words):
    """Forty thousand words of four letters, and how often each is drawn, summed up."""
    words = ["".join(letters) for letters in islice(product(LETTERS, repeat=4), 0, None, 11)][:40_000]
    random_words.shuffle(words)
    return words, list(accumulate(1 / (rank + 20) for rank in range(len(words))))


def sentences(count, seed):
    """So many sentences of nine words; every tenth has «السهل»."""
    drawn = random.Random(seed)
    words, weights = vocabulary(random.Random(1))
    for number in range(count):
        yield " ".join([*drawn.choices(words, cum_weights=weights, k=9), *(["السهل"] if number % 10 == 0 else [])])


def fill():
    """Lay in a claim with one statement for each sentence."""
    terms_of = {}
    source = Source.objects.create(kind="body", name="هيئة", language="ar", recorded_by="", recorded_at=LAST)
    lot, begun, postings = [], 0, sqlite3.connect("")
    postings.execute("CREATE TABLE posting (term, day, wording)")
    for number, words in enumerate(sentences(STATEMENTS, seed=2), 1):
        lot.append((number, words, LAST - timedelta(days=number * YEAR // STATEMENTS)))
        if len(lot) == LOT or number == STATEMENTS:
            begun += 1
            lay(lot, source, terms_of, postings)
            lot = []
    with connection.cursor() as cursor:
        rows = postings.execute("SELECT term, day, wording FROM posting ORDER BY 1, 2, 3")
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {Posting._meta.db_table} (term, day, wording_id) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            for model in (Claim, Statement, Wording):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), {STATEMENTS})")
        else:
            cursor.connection.executemany(
                f"INSERT INTO {Posting._meta.db_table} (term, day, wording_id) VALUES (?, ?, ?)",  # noqa: S608  (a table's name)
                rows,
            )


def lay(lot, source, terms_of, postings):
    common = {"recorded_by": "", "recorded_at": LAST}
    claims = [
        Claim(pk=n, sentence=words, language="ar", standing_since=LAST, happened_at=at, **common)
        for n, words, at in lot
    ]
    Claim.objects.bulk_create(claims)
    Statement.objects.bulk_create(
        Statement(pk=n, claim_id=n, source=source, act="affirm", words=words, said_at=at, **common)
        for n, words, at in lot
    )
    ChainLink.objects.bulk_create(ChainLink(statement_id=n, position=0, source=source) for n, _, _ in lot)
    Wording.objects.bulk_create(
        Wording(pk=n, claim_id=n, statement_id=n, day=day_of(at), terms=b"") for n, _, at in lot
    )
    for n, words, at in lot:
        terms = {EVERY}
        for word in words.split():
            if word not in terms_of:
                terms_of[word] = [hashed(term) for term in read(word).terms]
            terms.update(terms_of[word])
        postings.executemany("INSERT INTO posting VALUES (?, ?, ?)", ((term, day_of(at), n) for term in terms))


def milliseconds(action):
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def lookups(window):
    """The times of a hundred lookups, each of words that are nowhere cached, every other one with the common word."""
    asked = [f"{words} السهل" for words in sentences(100, seed=3)]
    middle = LAST - timedelta(days=YEAR // 2)
    return sorted(milliseconds(lambda w=w: find_claims(w, said_at=middle, window=window)) for w in asked)


def insertions():
    """The times of a hundred additions to the index, each committed."""
    times = []
    for number, words in enumerate(sentences(100, seed=4)):
        with transaction.atomic():
            statement = Statement.objects.create(
                claim_id=number + 1, source_id=Source.objects.first().pk, act="affirm", words=words,
                said_at=LAST, recorded_by="", recorded_at=timezone.now(),
            )  # fmt: skip

        def add(statement=statement):
            with transaction.atomic():
                index_statement(statement)

        times.append(milliseconds(add))
    return sorted(times)


def recordings():
    """The times of a hundred statements recorded whole: checked, indexed, logged, their claims' standings derived."""
    source = Source.objects.first()
    times = []
    for number, words in enumerate(sentences(100, seed=5), 201):
        about = Claim.objects.get(pk=number)
        say = partial(record_statement, about, source=source, act="affirm", chain=[Link(source)], by="سلمى")
        times.append(milliseconds(lambda say=say, words=words: say(words=words)))
    return sorted(times)


def measured():
    """Yield what was measured on the database that the settings name."""
    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    with transaction.atomic():
        fill()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    name = connection.vendor
    yield f"{name}, laid in", f"{time.perf_counter() - begun:.0f} s"
    lookups(timedelta(days=1))  # the interpreter's caches of code, not of rows
    for days in (90, 2 * YEAR):
        times = lookups(timedelta(days=days))
        yield (
            f"{name}, lookup within {days} days, 95th / median",
            f"{times[94]:.1f} / {statistics.median(times):.1f} ms",
        )
    for what, timed in (("added to the index", insertions), ("recorded whole", recordings)):
        times = timed()
        yield f"{name}, a statement {what}, 95th / median", f"{times[94]:.1f} / {statistics.median(times):.1f} ms"


def alone(**environ):
    """Measure in a process of its own, which settles at its start on one database."""
    with tempfile.TemporaryDirectory(prefix="musnad-bench-") as home:
        told = {**os.environ, "STATEMENTS": str(STATEMENTS), "MUSNAD_HOME": home, **environ}
        command = [sys.executable, "-m", "bench.matching"]
        done = subprocess.run(command, env=told, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  (our own program)
    yield from (line.split("\t") for line in done.stdout.splitlines())


def run():
    """Yield the figures of both databases: SQLite in a file, and a PostgreSQL of its own that syncs to the disk."""
    yield from alone(DATABASE_URL="")
    try:
        with cluster(fsync="on", synchronous_commit="on", full_page_writes="on") as postgresql:
            yield from alone(DATABASE_URL=postgresql.create("bench"))
    except NoPostgreSQL as reason:
        yield f"postgresql: {reason}", "skipped"


if __name__ == "__main__":
    for what, figure in measured():
        print(f"{what}\t{figure}", flush=True)
    connection.close()
