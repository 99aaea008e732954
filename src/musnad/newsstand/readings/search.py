"""The search page read: what was asked, what the index has of it, and how it is told to a reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from musnad.arabic.digits import to_latin
from musnad.ledger.models import Source, SourceName
from musnad.ledger.naming import spelling
from musnad.ledger.vocabulary import State, VerdictKind
from musnad.newsstand.claim_views import Chip
from musnad.newsstand.ledger_plan import named_path
from musnad.newsstand.readings.editions import EditionReading, alternates
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.routing import editions
from musnad.newsstand.search_plan import index_path, search_path
from musnad.newsstand.search_views import Choice, Filters, Result, Run, SearchPage
from musnad.newsstand.views import Link
from musnad.search.asking import Note, ask
from musnad.search.engines import TooSlow
from musnad.search.finding import NEWEST, Found, Hit, Narrowed, search
from musnad.search.marking import Piece
from musnad.search.models import Kind
from musnad.search.suggesting import instead

STATES = tuple(each for each in State.values if each != State.NONE)
FIELDS = ("q", "kind", "section", "source", "standing", "from", "to")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form or a command gave, as text; what is none of the filter's values counts as not given."""

    given: Mapping[str, str]

    def text(self, name: str) -> str:
        return str(self.given.get(name, "")).replace("\0", " ").strip()

    @property
    def page(self) -> int:
        number = to_latin(self.text("page"))[:8]
        return int(number) if number.isascii() and number.isdigit() else 1

    def narrowed(self, edition: EditionReading) -> Narrowed:
        kind, standing = self.text("kind"), self.text("standing")
        until = self.day("to")
        return Narrowed(
            kind=kind if kind in Kind.values else "",
            section=self.section(edition),
            source=self.source(),
            standing=standing if standing in {*STATES, *VerdictKind.values} else "",
            since=begin(self.day("from"), edition),
            until=begin(until + timedelta(days=1), edition) if until and until < date.max else None,
        )

    def section(self, edition: EditionReading) -> int | None:
        """Return the number of the section that is named by its number, its title or the name in its address."""
        wanted = self.text("section")
        for row in edition.sections:
            if wanted and wanted in {str(row.pk), row.slug, row.title}:
                return int(row.pk)
        return None

    def source(self) -> int | None:
        """Return the source that is named by its number or any of its names, however it is spelled."""
        wanted = to_latin(self.text("source"))[:200]
        if wanted.isascii() and wanted.isdigit():
            found = Source.objects.filter(pk=int(wanted[:18])).values_list("pk", "merged_into").first()
            return (found[1] or found[0]) if found else None
        names = (
            SourceName.objects.filter(normal=spelling(wanted), dropped_at=None) if wanted else SourceName.objects.none()
        )
        name = names.select_related("source").order_by("pk").first()
        return (name.source.merged_into_id or name.source_id) if name else None

    def day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(to_latin(self.text(name)))
        except ValueError:
            return None

    def query(self, **changed: object) -> str:
        """Return what is asked as the part of an address behind "?", with some of it changed."""
        told = {name: self.text(name)[:400] for name in FIELDS} | {name: str(each) for name, each in changed.items()}
        return "?" + urlencode({name: value for name, value in told.items() if value})


def begin(day: date | None, edition: EditionReading) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=edition.policy.zone_info) if day else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, with its addresses: the page and the command tell the same."""

    found: Found
    narrowed: Narrowed
    results: tuple[Result, ...]
    notes: tuple[str, ...]


def answer(asked: Asked, edition: EditionReading, now: datetime | None = None) -> Answer:
    """Return what the index has of what is asked; never an error, whatever was given."""
    question, narrowed = ask(asked.text("q")), asked.narrowed(edition)
    notes = [edition.word(f"search_{note}") for note in question.notes if note is not Note.EMPTY]
    try:
        found = search(question, edition.lang, narrowed, page=asked.page, now=now)
    except TooSlow:
        return Answer(Found(question), narrowed, (), (*notes, edition.word("search_slow")))
    return Answer(found, narrowed, tuple(results(found.hits, edition)), tuple(notes))


def results(hits: Iterable[Hit], edition: EditionReading) -> Iterable[Result]:
    sections = {row.pk: Link(row.title, row.url_path) for row in edition.sections}
    for hit in hits:
        yield Result(
            kind=hit.kind.value,
            label=edition.word(f"search_{hit.kind.value}"),
            path=hit.path or named_path(edition.lang, hit.kind.value, hit.title, hit.key),
            headline=runs(hit.headline),
            snippet=runs(hit.snippet),
            published=edition.moment(hit.at) if hit.kind is Kind.STORY else None,
            section=next((sections[key] for key in numbers(hit.marks, "#n") if key in sections), None),
            chip=chip(hit, edition),
        )


def runs(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    return tuple(Run(each.text, each.hit) for each in pieces)


def numbers(marks: Collection[str], prefix: str) -> list[int]:
    return [int(each[2:]) for each in marks if each.startswith(prefix)]


def chip(hit: Hit, edition: EditionReading) -> Chip | None:
    """Return where a claim stands; on a story, that a claim in it is denied, disputed or taken back."""
    codes = [each[2:] for each in hit.marks if each.startswith("#d") and each != "#dnone"]
    if hit.kind is Kind.STORY:
        codes = [code for code in ("denied", "retracted", "disputed") if code in codes]
    verdicts = [code for code in codes if code in VerdictKind.values]
    code = next(iter([*verdicts, *codes]), None)
    return Chip(code, standing_word(code, edition)) if code else None


def standing_word(code: str, edition: EditionReading) -> str:
    return edition.word(f"{'verdict' if code in VerdictKind.values else 'state'}_{code}")


# --- the page ---


def search_page(lang: str, given: Mapping[str, str], now: datetime | None = None) -> SearchPage:
    """Return the page with its answer, as Python serves it."""
    edition, asked = EditionReading(lang, Gathering()), Asked(given)
    told = answer(asked, edition, now)
    found, empty = told.found, Note.EMPTY in told.found.question.notes
    path = search_path(lang)
    turns = {
        at: Link(str(at), path + asked.query(page=at))
        for at in (found.page - 1, found.page + 1)
        if 0 < at <= found.pages
    }
    return SearchPage(
        **frame(edition, found.question.text),
        filters=filters(edition, asked, told),
        results=told.results,
        counted="" if empty else counted(found, edition),
        notes=told.notes,
        suggestions=() if found.total or empty else suggestions(asked, told, edition),
        earlier=turns.get(found.page - 1),
        later=turns.get(found.page + 1),
        position=position(found, edition),
        completes=f"{path}complete",
    )


def printed_page(lang: str, gathering: Gathering) -> SearchPage:
    """Return the page of the folder: a mirror without Python answers it by a script and the printed index."""
    edition = EditionReading(lang, gathering)
    site = settings.MUSNAD_SITE_URL
    return SearchPage(
        **frame(edition, ""),
        filters=filters(edition, Asked({}), None),
        printed=True,
        live=f"{site}{search_path(lang)}" if site else "",
        index=index_path(lang),
        script=words_for_script(edition),
    )


def words_for_script(edition: EditionReading) -> dict[str, object]:
    """Return what the script of the printed page says."""
    names = ("only_excluded", "all_common", "nothing", "looking", "older", "of_copy")
    return {
        **{name: edition.word(f"search_{name}") for name in names},
        "kinds": {kind: edition.word(f"search_{kind}") for kind in Kind.values},
        "codes": {code: standing_word(code, edition) for code in (*STATES, *VerdictKind.values)},
        "sections": {str(row.pk): row.title for row in edition.sections},
        "digits": edition.digits("0123456789"),
        "months": edition.view.date_line.months,
    }


def frame(edition: EditionReading, typed: str) -> dict[str, Any]:
    path = search_path(edition.lang)
    title = edition.word("search")
    pages = {each: search_path(each) for each in editions()}
    chrome = edition.chrome(
        path, f"{title}: {typed}" if typed else title, current=path, indexed=False, alternates=alternates(pages, path)
    )
    return {"chrome": chrome, "typed": typed, "action": path}


def counted(found: Found, edition: EditionReading) -> str:
    if not found.question.looks_for_something:
        return ""
    if found.more:
        return edition.word("search_more_than").format(number=edition.digits(str(NEWEST)))
    return edition.count("search_results", found.total) if found.total else edition.word("search_nothing")


def position(found: Found, edition: EditionReading) -> str:
    told = edition.word("search_page_of")
    return told.format(number=edition.digits(str(found.page)), last=edition.digits(str(found.pages)))


def suggestions(asked: Asked, told: Answer, edition: EditionReading) -> tuple[Link, ...]:
    """Return what may find something where nothing was found: without the filters, other words, fewer words."""
    path = search_path(edition.lang)
    found = []
    if told.narrowed:
        found.append(Link(edition.word("search_everywhere"), path + Asked({"q": asked.text("q")}).query()))
    for typed in instead(told.found.question, edition.lang):
        found.append(Link(typed, path + asked.query(q=typed)))
    return tuple(found)


def filters(edition: EditionReading, asked: Asked, told: Answer | None) -> Filters:
    narrowed = told.narrowed if told else Narrowed()
    every = Choice("", edition.word("search_all"))
    codes = (*STATES, *VerdictKind.values)
    return Filters(
        kinds=(
            every,
            *(Choice(each, edition.word(f"search_of_{each}"), each == narrowed.kind) for each in Kind.values),
        ),
        sections=(every, *(Choice(str(row.pk), row.title, row.pk == narrowed.section) for row in edition.sections)),
        sources=sources(edition, asked, told, every),
        standings=(every, *(Choice(code, standing_word(code, edition), code == narrowed.standing) for code in codes)),
        since=day_text(asked, "from"),
        until=day_text(asked, "to"),
    )


def day_text(asked: Asked, name: str) -> str:
    found = asked.day(name)
    return found.isoformat() if found else ""


def sources(edition: EditionReading, asked: Asked, told: Answer | None, every: Choice) -> tuple[Choice, ...]:
    """Return the sources that speak in what was found, the most frequent first, and the one that was chosen."""
    if told is None:
        return ()
    keys = [key for key, _ in told.found.sources]
    chosen = told.narrowed.source
    heads = dict(Source.objects.filter(pk__in=keys).values_list("pk", "merged_into"))
    wanted = dict.fromkeys([*([chosen] if chosen else []), *(heads.get(key) or key for key in keys)])
    names = dict(Source.objects.filter(pk__in=wanted).values_list("pk", "name"))
    shown = [Choice(str(key), names[key], key == chosen) for key in wanted if key in names]
    return (every, *shown[:20]) if shown else ()
