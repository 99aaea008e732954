"""Search with BENCH_STORIES entries on SQLite and PostgreSQL: a page's answer by kind of question; the printed index.

The entries are of random text whose words are as frequent as those of a language (Zipf): the nth word's share is 1/n.
They stand in the index alone, since the index is what is searched. The whole page is timed, but for the network.
"""

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate

import brotli
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from tests import making
from tests.conftest import standing_in_for_default
from tests.postgresql import NoPostgreSQL, cluster

from musnad.newsroom.models import Section
from musnad.newsstand import searching
from musnad.newsstand.readings import search_index
from musnad.search import entering
from musnad.search.contents import Content, mark
from musnad.search.models import Entry, Kind

STORIES = int(os.environ.get("BENCH_STORIES", "3000"))
VOCABULARY = 30_000
ASKED = 40
NOW = datetime(2026, 11, 29, tzinfo=UTC)
TITLE = f"Search (a page's answer; BENCH_STORIES={STORIES})"

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهي"
FORMS = ("{}", "ال{}", "و{}", "ب{}", "{}ات", "ال{}ة", "{}ها", "وال{}", "لل{}", "{}ين")


class Text:
    """Random text; the same for the same number."""

    def __init__(self):
        chance = random.Random(7)
        words = {}
        while len(words) < VOCABULARY:
            words["".join(chance.choice(LETTERS) for _ in range(chance.choice((3, 4, 4, 5))))] = None
        self.words = list(words)
        self.shares = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def run(self, chance, count):
        found = chance.choices(self.words, cum_weights=self.shares, k=count)
        return " ".join(chance.choice(FORMS).format(word) if chance.random() < 0.5 else word for word in found)

    def content(self, number, section):
        chance = random.Random(number)
        at = NOW - timedelta(minutes=40 * (STORIES - number))
        marks = [mark("n", section + number % 5), mark("s", number % 300)]
        marks += [mark("d", "denied")] if number % 20 == 0 else []
        title, lead = self.run(chance, 9), self.run(chance, 25)
        text = "\n\n".join(self.run(chance, 50) for _ in range(5))
        path = f"/ar/x/{number}/"
        return Content(Kind.STORY, number, "ar", at, number, title, lead, text, tuple(marks), path)

    def questions(self, section):
        chance = random.Random(99)
        told = [self.content(chance.randrange(1, STORIES), section) for _ in range(ASKED)]
        runs = [each.text.split() for each in told]
        return {
            "a rare word": [{"q": word} for word in chance.sample(self.words[3000:25_000], ASKED)],
            "a frequent word": [{"q": word} for word in self.words[: ASKED // 2] * 2],
            "a phrase of two words": [{"q": f"«{' '.join(run[10:12])}»"} for run in runs],
            "a phrase of frequent words": [{"q": f"«{self.words[n]} {self.words[n + 1]}»"} for n in range(ASKED // 2)]
            * 2,
            "several words": [{"q": " ".join(run[5:8])} for run in runs],
            "six frequent words": [{"q": " ".join(self.words[n : n + 6])} for n in range(ASKED // 2)] * 2,
            "a frequent word, section and standing": [
                {"q": word, "section": str(section), "standing": "denied"} for word in self.words[: ASKED // 2] * 2
            ],
            "a frequent word and days": [
                {"q": word, "from": "2020-01-01", "to": "2026-06-01"} for word in self.words[: ASKED // 2] * 2
            ],
            "one frequent word without another": [
                {"q": f"{self.words[n]} -{self.words[n + 1]}"} for n in range(ASKED // 2)
            ]
            * 2,
        }


def fill(text, section):
    with transaction.atomic():
        for first in range(1, STORIES + 1, 1000):
            contents = [text.content(number, section) for number in range(first, min(first + 1000, STORIES + 1))]
            rows = [entering.made(content) for content in contents]
            for row in rows:
                # Without the look whether another has the number: these are all there are, and of different moments.
                row.pk = entering.number_of(row)
            Entry.objects.bulk_create(rows, batch_size=200)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy(_):
    """Bring the same entries into PostgreSQL: making them takes longest. The index is made when they are there."""
    names = [field.name for field in Entry._meta.concrete_fields]
    held = sqlite3.connect(settings.MUSNAD_HOME / "musnad.sqlite3")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_lexemes")
        told = held.execute(f"SELECT {', '.join(names)} FROM search_entry")  # noqa: S608  (the model's own names)
        while rows := told.fetchmany(500):
            entries = [Entry(**dict(zip(names, row, strict=True))) for row in rows]
            for entry in entries:
                entry.at = datetime.fromisoformat(entry.at).replace(tzinfo=UTC)
            Entry.objects.bulk_create(entries, batch_size=250)
        cursor.execute("CREATE INDEX search_lexemes ON search_entry USING gin (lexemes) WITH (fastupdate = off)")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_entry")


def measured(text, section):
    settings.ALLOWED_HOSTS = ["testserver"]
    searching.pages.a_minute = searching.completions.a_minute = 10_000_000
    searching.pages.forget()
    client = Client()
    for what, questions in text.questions(section).items():
        times, cpu = [], []
        for given in questions:
            began, spent = time.perf_counter(), time.process_time()
            answer = client.get("/search/ar/", given)
            times.append(time.perf_counter() - began)
            cpu.append(time.process_time() - spent)
            assert answer.status_code == 200
        yield (
            f"{connection.vendor}: {what}, p50 / p95",
            f"{of(times, 50)} / {of(times, 95)} ms, CPU {of(cpu, 50)} / {of(cpu, 95)}",
        )
    yield f"{connection.vendor}: completion, p95", f"{of(completed(client, text), 95)} ms"


def completed(client, text):
    times = []
    for word in text.words[: ASKED * 3 : 3]:
        began = time.perf_counter()
        client.get("/search/ar/complete", {"q": word[:3]})
        times.append(time.perf_counter() - began)
    return times


def of(times, percent):
    return f"{statistics.quantiles(times, n=100, method='inclusive')[percent - 1] * 1000:.0f}"


def on(text, enter):
    making.newsroom()
    section = making.section("سياسة").pk
    for name in ("محليات", "اقتصاد", "ثقافة", "رياضة"):
        making.section(name)
    assert Section.objects.count() == 5
    began = time.perf_counter()
    enter(section)
    yield f"{connection.vendor}: {STORIES} entries made and entered", f"{time.perf_counter() - began:.0f} s"
    yield from measured(text, section)


def printed(text):
    """What a copy without Python fetches for a word: of the newest shelves that are looked through at once."""
    shelves = STORIES // 512
    if not shelves:
        return
    word = entering.shadow(text.words[30], "", "").title_terms.split()[0]
    shard = search_index.shard_of(word)
    sizes = []
    for shelf in range(max(shelves - 20, 0), shelves):
        body = search_index.shelf_file("ar", "story", shelf, shard).text.encode()
        sizes.append((len(body), len(brotli.compress(body, quality=7))))
    yield (
        f"printed index: a shelf's file for a word, {len(sizes)} shelves",
        f"{sum(size for _, size in sizes)} B brotli",
    )


def run():
    text = Text()
    yield from on(text, partial(fill, text))
    yield from printed(text)
    try:
        with cluster() as server:
            address = server.create("bench")
            told = {**os.environ, "DATABASE_URL": address}
            subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=told, check=True)
            with standing_in_for_default(address):
                yield from on(text, copy)
    except NoPostgreSQL as reason:
        yield str(reason), "–"
