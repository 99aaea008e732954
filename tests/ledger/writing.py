"""A small ledger for tests that write to the database."""

from datetime import UTC, datetime

from musnad.ledger.recording import Link, record_claim, record_source, record_statement

SALMA, KARIM = "سلمى", "كريم"
EDITOR = {"by": SALMA}
SENTENCE = "هاجم مسلحون نقطة تفتيش على طريق السهل"


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
