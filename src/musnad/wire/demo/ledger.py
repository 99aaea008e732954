"""The demo's affair in the ledger: who said what of which claim, with the words' places in the demo's stories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from musnad.ledger.anchors import select
from musnad.ledger.models import Claim, Source
from musnad.ledger.recording import (
    Anchor,
    Kept,
    Link,
    record_claim,
    record_source,
    record_statement,
    settle,
)
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Act, AddressKind, Precision, SourceKind, VerdictKind
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import Story
from musnad.newsroom.texts import text_of
from musnad.wire.demo.reading import Texts
from musnad.wire.models import LoadedDemo

DESK = "غرفة أخبار مُسنَد"
"""Who recorded it, as the ledger's log has it."""

DONE = "ledger"
"""The name in the record of what was loaded."""

PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
"""By the length of the date as written."""


@transaction.atomic
def load_ledger(texts: Texts, stories: Mapping[str, int]) -> bool:
    """Record what the demo's ledger has, once; return whether it was still to be done.

    stories: the number of each story by its key and language. What editors changed in a story since, or deleted, is
    left out: nobody says those words there any more.
    """
    if LoadedDemo.objects.filter(key=DONE).exists():
        return False
    sources: dict[str, Source] = {}
    for told in texts["sources"]:
        sources[told["key"]] = source_of(told, sources)
    for told in texts["claims"]:
        load_claim(told, sources, stories)
    LoadedDemo.objects.create(key=DONE, story=0, done=True)
    return True


def source_of(told: Texts, sources: Mapping[str, Source]) -> Source:
    addresses = [(AddressKind.ACCOUNT, each) for each in told.get("accounts", ())]
    addresses += [(AddressKind.SITE, each) for each in told.get("sites", ())]
    return record_source(
        told["name"]["ar"],
        kind=SourceKind(told["kind"]),
        language="ar",
        by=DESK,
        belongs_to=sources[told["belongs_to"]] if "belongs_to" in told else None,
        names=[(told["name"]["en"], "en")],
        addresses=addresses,
    )


def load_claim(told: Texts, sources: Mapping[str, Source], stories: Mapping[str, int]) -> None:
    claim = record_claim(
        told["sentence"],
        language=told["language"],
        by=DESK,
        happened=span(told["happened"]) if "happened" in told else None,
        place=told.get("place", ""),
    )
    for statement in told["statements"]:
        load_statement(claim, statement, sources, stories)
    for verdict in told.get("verdicts", ()):
        settle(claim, verdict=VerdictKind(verdict["kind"]), reason=verdict["reason"], by=verdict["by"])


def load_statement(claim: Claim, told: Texts, sources: Mapping[str, Source], stories: Mapping[str, int]) -> None:
    for words, anchor, lang in places(told, stories):
        record_statement(
            claim,
            source=sources[told["source"]],
            act=Act(told["act"]),
            words=words,
            by=DESK,
            said=span(told["said"]),
            language=lang,
            first_hand=told.get("first_hand", False),
            chain=[
                Link(sources[each["source"]], each.get("medium", ""), each.get("address", "")) for each in told["chain"]
            ],
            anchor=anchor,
            evidence=[kept(told["kept"])] if "kept" in told else [],
        )


def places(told: Texts, stories: Mapping[str, int]) -> Iterator[tuple[str, Anchor, str]]:
    """Yield where a statement's words stand, in each language in which the story has them."""
    for lang, words in told["quotes"].items():
        story: Story | None = Story.objects.filter(pk=stories.get(f"{told['story']}.{lang}", 0)).first()
        text = text_of(story).text if story else ""
        start = text.find(words)
        if story and start >= 0:
            selector = select(text, start, start + len(words))
            anchor = Anchor(key_of(story.pk), str(story.live_revision_id or ""), selector, published=story.listed_at)
            yield words, anchor, lang


def span(written: str) -> Span | None:
    """Return a time as exactly as it is written; None where this machine's clock has not come so far."""
    precision = PRECISIONS.get(len(written), Precision.MOMENT)
    # The demo's clock is three hours ahead of UTC all the year.
    whole = (
        written if precision == Precision.MOMENT else f"{written}{'-01' * ((10 - len(written)) // 3)}T00:00:00+03:00"
    )
    at = datetime.fromisoformat(whole)
    return Span(at, precision) if at <= timezone.now() else None


def kept(told: Texts) -> Kept:
    at = datetime.fromisoformat(told["at"])
    return Kept(told["address"], told["text"], min(at, datetime.now(UTC)))
