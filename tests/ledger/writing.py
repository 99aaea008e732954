"""A small ledger for tests that write to the database."""

from datetime import UTC, datetime

from musnad.ledger.anchors import select
from musnad.ledger.models import LogEntry, Standing
from musnad.ledger.recording import Anchor, Link, record_claim, record_source, record_statement

SALMA, KARIM = "سلمى", "كريم"
EDITOR = {"by": SALMA}
SENTENCE = "هاجم مسلحون نقطة تفتيش على طريق السهل"
TEXT = "قالت وزارة الدفاع إن الهجوم لم يقع، وأكدت أن الطريق آمن."


def at(hour, minute=0, *, day=2):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def source(name, kind="body", **fields):
    return record_source(name, kind=kind, language="ar", **{**EDITOR, **fields})


def monitor(name="مرصد السهل"):
    return source(name, "monitor")


def outlet(name="وادي نيوز"):
    return source(name, "outlet")


def ministry(name="وزارة الدفاع في دلوان"):
    return source(name, "body")


def claim(sentence=SENTENCE, **fields):
    return record_claim(sentence, language="ar", **{**EDITOR, **fields})


def say(about, act, *chain, words="قال ذلك في بيان", **fields):
    """Record that the first of `chain` did `act`, through the others."""
    links = [Link(each) for each in chain]
    return record_statement(about, source=chain[0], act=act, words=words, chain=links, **{**EDITOR, **fields})


def quote(words, *, document="story:7", revision="3"):
    """Where `words` stand in TEXT, a document."""
    start = TEXT.index(words)
    return Anchor(document, revision, select(TEXT, start, start + len(words)))


def states(about):
    """The log of a claim's standings, oldest first."""
    return list(Standing.objects.filter(claim=about).order_by("at").values_list("state", "roots", "parties"))


def last_entry():
    return LogEntry.objects.latest("at")
