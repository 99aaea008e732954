"""Which pages letters have: each that was sent has a copy, and each edition a list of its own.

| owner        | pages                                                                     |
| ---          | ---                                                                       |
| letters:ar   | /ar/letters/, once one was sent                                           |
| letters:ar:2 | /ar/letters/page/2/, one page of all the edition's, counted from the first |
| letter:12    | /ar/letters/5/                                                            |
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max

from musnad import tags
from musnad.newsroom.letters import page_of
from musnad.newsroom.models import PublicLetter
from musnad.newsstand.routing import FRONT, LEDGER, Route, editions, route


def owners() -> Iterator[str]:
    lasts = PublicLetter.objects.values_list("lang").annotate(last=Max("number")).order_by("lang")
    for lang, last in lasts:
        yield tags.letters(lang)
        yield from (tags.letters_page(lang, number) for number in range(1, page_of(last) + 1))
    yield from (tags.letter(pk) for pk in PublicLetter.objects.values_list("pk", flat=True))


def letters_path(lang: str, page: int = 0) -> str:
    """Return the address of the edition's newest letters, or of one page of all."""
    return f"/{lang}/letters/" + (f"page/{page}/" if page else "")


def last_page(lang: str) -> int:
    """Return how many pages the edition's letters fill."""
    last = PublicLetter.objects.filter(lang=lang).aggregate(last=Max("number"))["last"]
    return page_of(last) if last else 0


def letters_routes(owner: str, key: str) -> list[Route]:
    lang, _, number = key.partition(":")
    pages = last_page(lang)
    if lang not in editions() or not pages:
        return []
    if not number:
        return [route(letters_path(lang), "letters", owner, (lang,), FRONT)]
    if not 1 <= int(number) <= pages:
        return []
    return [route(letters_path(lang, int(number)), "letters-page", owner, (lang, int(number)), LEDGER)]


def letter_routes(owner: str, key: str) -> list[Route]:
    found = PublicLetter.objects.filter(pk=int(key), lang__in=editions())
    return [route(row.path, "letter", owner, (row.pk,), LEDGER) for row in found]
