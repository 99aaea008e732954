"""Which letters an edition offers.

A list is known by its key everywhere: "digest:ar", "breaking:ar", "corrections:ar" of an edition, "topic:12" of a
topic.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from musnad.newsroom.models import Topic
from musnad.newsstand.letter_views import KINDS
from musnad.newsstand.words import words_of

TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Offer:
    key: str
    name: str


def key_of(kind: str, lang: str) -> str:
    return f"{kind}:{lang}"


def topic_key(topic: int) -> str:
    return f"{TOPIC}:{topic}"


def offers(lang: str) -> list[Offer]:
    """Return the lists of an edition that every reader is offered; topics are beside them."""
    words = words_of(lang)
    return [Offer(key_of(kind, lang), words[f"letters_{kind}"]) for kind in KINDS]


def topic_offers(lang: str) -> list[Offer]:
    """Return the topics of an edition as lists, in the order of their titles."""
    rows = Topic.objects.filter(locale__language_code=lang).order_by("title", "pk")
    return [Offer(topic_key(row.pk), row.title) for row in rows]


def offered(keys: Collection[str], lang: str) -> list[str]:
    """Return those of `keys` that the edition offers, each once: what a form sends may be anything."""
    known = {offer.key for offer in offers(lang)}
    numbers = {key.partition(":")[2] for key in keys if key.startswith(f"{TOPIC}:")}
    pks = [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 18]
    topics = Topic.objects.filter(pk__in=pks, locale__language_code=lang).values_list("pk", flat=True)
    known |= {topic_key(pk) for pk in topics}
    return [key for key in dict.fromkeys(keys) if key in known]


def in_language(keys: Collection[str], old: str, new: str) -> list[str]:
    """Return `keys` with the letters of the edition `old` as those of `new`; topics have one language each."""
    own = {key_of(kind, old): key_of(kind, new) for kind in KINDS}
    return [own.get(key, key) for key in keys]


def names_of(keys: Collection[str], lang: str) -> dict[str, str]:
    """Return what readers of `lang` call each list; one that is no more is left out."""
    named = {}
    topics = {topic_key(row.pk): row.title for row in Topic.objects.filter(pk__in=_topics_in(keys))}
    for key in keys:
        kind, _, _rest = key.partition(":")
        if kind in KINDS:
            named[key] = words_of(lang)[f"letters_{kind}"]
        elif key in topics:
            named[key] = words_of(lang)["letters_topic"].format(title=topics[key])
    return named


def _topics_in(keys: Collection[str]) -> list[int]:
    return [int(key.partition(":")[2]) for key in keys if key.startswith(f"{TOPIC}:")]
