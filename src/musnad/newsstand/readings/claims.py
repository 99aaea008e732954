"""A claim's own page: where it stands and why, who said what through whom, and which stories carried it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from markupsafe import Markup

from musnad import tags
from musnad.ledger import reading
from musnad.ledger.findings import as_json
from musnad.ledger.merging import claims_in
from musnad.ledger.models import Claim, Statement
from musnad.ledger.recalling import sayings_of
from musnad.ledger.standing import Finding
from musnad.newsroom.documents import stories_in, story_in
from musnad.newsroom.models import Story
from musnad.newsstand import ledger_plan, views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.claim_views import ClaimPage, Said, Turned
from musnad.newsstand.readings.carried import steps
from musnad.newsstand.readings.chains import chain_picture
from musnad.newsstand.readings.editions import EditionReading, alternates, direction_of
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.sharing import claim_image
from musnad.newsstand.readings.standings import Teller, source_link, statement_anchor, when_said, when_told
from musnad.newsstand.readings.structured.claims import claim_data
from musnad.newsstand.routing import editions

STORIES = 200
"""Stories that a claim's page lists, the newest; what is beyond is counted."""

INSTANT = timedelta(microseconds=1)
"""The shortest time between two entries of the ledger's log."""

TURNS = 100
"""Lines of the log of standings on a claim's page."""


def claim_page(lang: str, key: int, number: int, gathering: Gathering) -> ClaimPage:
    """Return a claim's page, or a later page of its statements."""
    edition = EditionReading(lang, gathering)
    claim = reading.claim_of(key)
    finding = reading.finding_of(key)
    turns = reading.turns_of(key)[-TURNS:] if number == 1 else []
    teller = Teller(edition, [as_json(finding), *(as_json(turn.finding) for turn in turns)])
    statements = reading.statements_on(key, number)
    stories = stories_of(reading.documents_of(key))
    path = ledger_plan.claim_path(lang, claim, number)
    page = ClaimPage(
        chrome=frame(claim, number, edition, path),
        sentence=claim.sentence,
        lang=claim.language,
        happened=edition.span(claim.happened_at, claim.happened_precision) if claim.happened_at else None,
        place=claim.place,
        standing=teller.tell(as_json(finding)),
        counted=counted(finding, turns, edition),
        picture=chain_picture(sayings_of(claims_in(claim.pk)), statements, edition) if number == 1 else None,
        statements=said(statements, stories, edition),
        number=number,
        older=page_link(claim, number - 1, "earlier_statements", edition),
        newer=page_link(claim, number + 1, "later_statements", edition),
        stories=tuple(story_link(story, edition) for story in stories[:STORIES]) if number == 1 else (),
        more_stories=edition.count("more_stories", len(stories) - STORIES) if len(stories) > STORIES else "",
        log=tuple(turned(turn, teller, edition) for turn in reversed(turns)),
        short=ledger_plan.claim_short(claim.pk),
        structured=Markup(),
    )
    told = claim_data(page, stories[:STORIES], statements, edition)
    return replace(page, chrome=replace(page.chrome, share_image=claim_image(page, edition)), structured=told)


def frame(claim: Claim, number: int, edition: EditionReading, path: str) -> views.Chrome:
    pages = {each: ledger_plan.claim_path(each, claim, number) for each in editions()}
    log = views.Link(edition.word("log"), ledger_plan.log_path(edition.lang))
    said = claim.state != "none" or claim.verdict
    return edition.chrome(
        path,
        edition.word("claim_title").format(sentence=claim.sentence),
        description=claim.sentence,
        breadcrumbs=(log,),
        alternates=alternates(pages, path),
        indexed=bool(said) and number == 1,
        feeds=number == 1,
        embeds=number == 1,
    )


def counted(finding: Finding, turns: Sequence[reading.Turn], edition: EditionReading) -> str:
    """Return «١٤ جهة، مصدر واحد»; where nobody affirms it any more, how many did until that changed."""
    if finding.roots:
        return count(finding, edition)
    for turn in reversed(turns):
        if turn.before and turn.before.roots:
            before = reading.finding_of(turn.claim, at=turn.at - INSTANT)
            return edition.word("counted_before").format(counted=count(before, edition))
    return ""


def count(finding: Finding, edition: EditionReading) -> str:
    parties, roots = edition.count("parties", finding.parties), edition.count("roots", len(finding.roots))
    return parties + edition.word("list_comma") + roots


def page_link(claim: Claim, number: int, word: str, edition: EditionReading) -> views.Link | None:
    if not 1 <= number <= reading.pages_of(claim.pk):
        return None
    return views.Link(edition.word(word), ledger_plan.claim_path(edition.lang, claim, number))


def said(statements: Sequence[Statement], stories: Sequence[Story], edition: EditionReading) -> tuple[Said, ...]:
    sources = {link.source_id for statement in statements for link in statement.chain.all()}
    names = reading.names_in(sources | {statement.source_id for statement in statements}, edition.lang)
    live = {story.pk: story for story in stories}
    return tuple(one_said(each, names, live.get(story_in(each.document) or 0), edition) for each in statements)


def one_said(
    statement: Statement, names: dict[int, reading.Named], story: Story | None, edition: EditionReading
) -> Said:
    chain = steps(statement, names, edition)
    return Said(
        anchor=statement_anchor(statement),
        act=edition.word(f"act_{statement.act}"),
        code=statement.act,
        who=source_link(names[statement.source_id], edition),
        words=statement.words,
        lang=statement.language,
        when=when_said(statement, edition),
        told=when_told(statement, edition),
        recorded=edition.moment(statement.recorded_at),
        chain=chain,
        part=statement.part,
        first_hand=statement.first_hand,
        where=story_link(story, edition)[0] if story else None,
        kept=tuple(edition.moment(kept.captured_at) for kept in statement.evidence.all()),
    )


def stories_of(documents: Sequence[str]) -> list[Story]:
    """Return the live stories among `documents`, the newest first."""
    keys = stories_in(documents)
    tags.read(*(tags.card(key) for key in keys))
    rows = Story.objects.live().filter(pk__in=keys).select_related("locale")
    return sorted(rows, key=lambda story: (listed(story), story.pk), reverse=True)


def listed(story: Story) -> float:
    at: datetime | None = story.listed_at
    return at.timestamp() if at else 0.0


def story_link(story: Story, edition: EditionReading) -> tuple[views.Link, views.Moment | None]:
    link = views.Link(story.title, story.url_path, story.lang if story.lang != edition.lang else "")
    return link, edition.moment(story.published_at) if story.published_at else None


def turned(turn: reading.Turn, teller: Teller, edition: EditionReading) -> Turned:
    return Turned(edition.moment(turn.at), stood(turn, edition), teller.tell(as_json(turn.finding)))


def stood(turn: reading.Turn, edition: EditionReading) -> str:
    """Return where it stood before that, in a word; "" where that is no other, and a verdict merely came on top."""
    before, now = turn.before, turn.finding
    if before is None:
        return ""
    if before.ruling and before.ruling != now.ruling:
        return edition.word(f"verdict_{before.ruling.kind.value}")
    return edition.word(f"state_{before.state.value}") if before.state != now.state else ""


def moved_claim(lang: str, key: int, path: str) -> views.RedirectPage:
    """Return what leads from a former or short address, or from a claim that was merged, to where it is."""
    claim = reading.claim_of(key)
    return leading(lang, ledger_plan.claim_path(lang, claim), claim.sentence, path)


def moved_source(lang: str, key: int, path: str) -> views.RedirectPage:
    source = reading.source_of(key)
    return leading(lang, ledger_plan.source_path(lang, source), source.name, path)


def leading(lang: str, target: str, title: str, path: str) -> views.RedirectPage:
    return views.RedirectPage(
        lang=lang,
        direction=direction_of(lang),
        target=target,
        canonical=whole_address(target),
        title=title,
        path=path,
    )
