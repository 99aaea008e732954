"""Which pages the ledger has: those of claims and sources, and the public log. Each edition has its own.

| owner               | pages                                                                              |
| ---                 | ---                                                                                |
| claim:7             | /ar/claim/<its sentence>-7/ with its feeds, further pages of its statements …/2/,  |
|                     | former addresses, /c/7/                                                            |
| source:3            | /ar/source/<its name>-3/, former addresses                                         |
| corrections         | /ar/log/ with its feeds                                                            |
| corrections:2026-11 | /ar/log/2026-11/, further pages …/2/                                               |

An address never dies: the log knows every sentence and every name, and what was merged leads to what it became.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from musnad import tags
from musnad.arabic.slugs import slug
from musnad.ledger import reading
from musnad.ledger.models import Claim, LogEntry, Source, Standing
from musnad.ledger.vocabulary import LogAct
from musnad.newsroom.models import CorrectionNote
from musnad.newsstand.feeds_plan import feeds_of
from musnad.newsstand.routing import FRONT, LEDGER, Route, editions, route

LOG_PAGE = 50
"""Entries on one page of a month of the public log."""


def owners() -> Iterator[str]:
    yield from (tags.claim(key) for key in Claim.objects.values_list("pk", flat=True))
    yield from (tags.source(key) for key in Source.objects.values_list("pk", flat=True))
    yield tags.CORRECTIONS
    yield from (tags.corrections(month) for month in months())


# --- claims ---


def claim_path(lang: str, claim: Claim, page: int = 1) -> str:
    """Return the address of a claim's page; of a later page of its statements where said."""
    return named_path(lang, "claim", claim.sentence, claim.pk) + (f"{page}/" if page > 1 else "")


def claim_short(claim: int) -> str:
    return f"/c/{claim}/"


def card_path(claim: int, lang: str) -> str:
    """Return the address of the claim as others show it in a frame; it never changes, merged or not."""
    return f"/c/{claim}/card/{lang}/"


def named_path(lang: str, kind: str, name: str, key: int) -> str:
    return f"/{lang}/{kind}/{slug(name, limit=60)}-{key}/"


def claim_routes(owner: str, key: str) -> list[Route]:
    claim = Claim.objects.filter(pk=int(key)).first()
    if claim is None:
        return []
    sentences = [claim.sentence, *former(claim.pk, "claim", "sentence")]
    pages = range(1, (reading.pages_of(claim.pk) if not claim.merged_into_id else 1) + 1)
    found = []
    for lang in editions():
        home = claim_path(lang, claim)
        found.append(route(card_path(claim.pk, lang), "claim-card", owner, (lang, claim.pk), LEDGER))
        if claim.merged_into_id is None:
            found += [route(claim_path(lang, claim, n), "claim", owner, (lang, claim.pk, n), LEDGER) for n in pages]
            found += feeds_of(home, owner, "claim", lang, claim.pk)
        paths = {named_path(lang, "claim", each, claim.pk) for each in sentences}
        gone = paths if claim.merged_into_id else paths - {home}
        found += [route(path, "claim-moved", owner, (lang, claim.pk), LEDGER) for path in sorted(gone)]
    if languages := editions():
        lang = claim.language if claim.language in languages else languages[0]
        found.append(route(claim_short(claim.pk), "claim-moved", owner, (lang, claim.pk), LEDGER))
    return found


def former(key: int, subject: str, field: str) -> list[str]:
    """Return what the log says that a claim's sentence, or a source's name, was at any time."""
    acts = {
        "claim": (LogAct.CLAIM_RECORDED, LogAct.CLAIM_AMENDED),
        "source": (LogAct.SOURCE_RECORDED, LogAct.SOURCE_AMENDED),
    }[subject]
    # A source is also the subject of entries on its statements.
    entries = LogEntry.objects.filter(act__in=acts, **{subject: key}).order_by("pk")
    told = (payload.get("fields", payload) for payload in entries.values_list("payload", flat=True))
    return [each[field] for each in told if field in each]


# --- sources ---


def source_path(lang: str, source: Source) -> str:
    return named_path(lang, "source", source.name, source.pk)


def source_routes(owner: str, key: str) -> list[Route]:
    source = Source.objects.filter(pk=int(key)).first()
    if source is None:
        return []
    names = [source.name, *former(source.pk, "source", "name")]
    found = []
    for lang in editions():
        home = source_path(lang, source)
        paths = {named_path(lang, "source", each, source.pk) for each in names}
        if source.merged_into_id is None:
            found.append(route(home, "source", owner, (lang, source.pk), LEDGER))
            paths -= {home}
        found += [route(path, "source-moved", owner, (lang, source.pk), LEDGER) for path in sorted(paths)]
    return found


# --- the public log ---


def log_path(lang: str, month: date | None = None, page: int = 1) -> str:
    """Return the address of the public log, or of one month of it."""
    under = f"{month:%Y-%m}/" if month else ""
    return f"/{lang}/log/{under}" + (f"{page}/" if page > 1 else "")


def log_routes(owner: str, key: str) -> list[Route]:
    if key:
        return month_routes(owner, first_of(key))
    found = []
    for lang in editions():
        found.append(route(log_path(lang), "log", owner, (lang,), FRONT))
        found += feeds_of(log_path(lang), owner, "log", lang)
    return found


def month_routes(owner: str, month: date) -> list[Route]:
    found = []
    for lang in editions():
        count = turning_in(month).count() + notes_in(lang, month).count()
        pages = range(1, (count - 1) // LOG_PAGE + 2) if count else ()
        found += [
            route(log_path(lang, month, n), "log-month", owner, (lang, f"{month:%Y-%m}", n), LEDGER) for n in pages
        ]
    return found


def first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def span_of(month: date) -> tuple[datetime, datetime]:
    """Return the beginning of `month` and of the next, by UTC."""
    begin = datetime(month.year, month.month, 1, tzinfo=UTC)
    return begin, datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=UTC)


def turning() -> QuerySet[Standing]:
    """Return the rows of the log of standings that changed an earlier one."""
    earlier = Standing.objects.filter(claim=OuterRef("claim"), at__lt=OuterRef("at"))
    return Standing.objects.filter(Exists(earlier))


def turning_in(month: date) -> QuerySet[Standing]:
    begin, end = span_of(month)
    return turning().filter(at__gte=begin, at__lt=end)


def notes(lang: str) -> QuerySet[CorrectionNote]:
    """Return the correction notes on the live stories of an edition."""
    live: QuerySet[CorrectionNote] = CorrectionNote.objects.filter(story__live=True)
    return live.filter(story__locale__language_code=lang)


def notes_in(lang: str, month: date) -> QuerySet[CorrectionNote]:
    begin, end = span_of(month)
    return notes(lang).filter(at__gte=begin, at__lt=end)


def months(lang: str = "") -> list[date]:
    """Return the months that have entries in any edition, or in that one; the latest first."""
    standings = turning().datetimes("at", "month", tzinfo=UTC)
    corrected = notes(lang) if lang else CorrectionNote.objects.filter(story__live=True)
    found = {*standings, *corrected.datetimes("at", "month", tzinfo=UTC)}
    return sorted({each.date() for each in found}, reverse=True)
