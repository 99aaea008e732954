"""The claims of a story: their marks in its text, the list at its end, and the notice where one stands otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any

from django.db.models import Min
from markupsafe import Markup

from musnad import tags
from musnad.arabic.normal import normalise
from musnad.ledger import reading
from musnad.ledger.anchors import Selector, locate_in
from musnad.ledger.carrying import Carried, carried_in, flags_of, gravity, keep_statements, standing_now
from musnad.ledger.errors import QuoteNotFound
from musnad.ledger.models import Claim, Statement
from musnad.ledger.vocabulary import AnchorFlag
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import PublicVersion, Story
from musnad.newsroom.texts import BETWEEN
from musnad.newsstand import views
from musnad.newsstand.claim_views import CarriedClaim, Change, Chip, Standing, Step, Told
from musnad.newsstand.ledger_plan import claim_path
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.marks import Mark, marked, text_in
from musnad.newsstand.readings.standings import Teller, chip, source_link


def chips_of(stories: Collection[int], edition: EditionReading) -> dict[int, Chip]:
    """Return what lists say of stories that affirm a claim which is denied, disputed, taken back or found false."""
    flags = flags_of([key_of(story) for story in stories])
    found = {story: flags[key_of(story)] for story in stories if key_of(story) in flags}
    return {story: chip(flag.state.value, flag.verdict, edition) for story, flag in found.items()}


def foresee_chips(stories: Collection[int]) -> None:
    """Read at once what lists say of these stories."""
    flags_of([key_of(story) for story in stories])


def with_claims(page: views.StoryPage, story: Story, edition: EditionReading) -> views.StoryPage:
    """Return the page of `story` with what the ledger has of it. A draft that was never saved has nothing."""
    if not story.pk:
        return page
    carried = carried_in(key_of(story.pk), since=public_since(story.pk))
    if not carried:
        return page
    standings = {each.claim.pk: standing_of(each.claim.pk, edition.lang) for each in carried}
    told = {claim: standing for claim, standing in standings.items() if standing}
    texts = Texts.of(page)
    places = texts.places([statement for each in carried for statement in each.statements])
    marks, firsts = signs(carried, places, told, edition)
    names = names_of(carried, edition)
    stale = sorted((each for each in carried if each.changed and each.said_there), key=lambda each: gravity(each.claim))
    return replace(
        texts.marked(page, marks),
        claims=tuple(entry(each, told.get(each.claim.pk), firsts, names, edition) for each in carried),
        changes=tuple(change(each, told[each.claim.pk], edition) for each in stale),
    )


@tags.shared
def standing_of(claim: int, lang: str) -> Standing | None:
    """Return where a claim stands, in an edition's words: the same for all stories that carry it."""
    row = standing_now(claim)
    return Teller(EditionReading(lang, Gathering()), [row.finding]).tell(row.finding) if row else None


def public_since(story: int) -> datetime | None:
    """Return when readers first had the story on this site; None before that."""
    known: dict[int, datetime | None] = tags.kept("public since")
    if story not in known:
        known |= first_published([story])
    return known[story]


def first_published(stories: Collection[int]) -> dict[int, datetime | None]:
    published = PublicVersion.objects.filter(story__in=stories, act=PublicVersion.Act.PUBLISHED)
    rows = published.order_by().values_list("story").annotate(first=Min("at"))
    return dict.fromkeys(stories) | dict(rows)


def foresee_claims(stories: Collection[int]) -> None:
    """Read what the ledger has of several stories, for their pages to find it there."""
    keep_statements([key_of(story) for story in stories])
    tags.kept("public since").update(first_published(stories))


# --- the texts of a page, and where words stand in them ---

Place = tuple[object, ...]
"""Where a piece of markup stands on the page: ("headline",), ("block", 3), ("block", 3, 0) for an item of a list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """place: None where nothing can be marked. [start, end): of the whole text, in code points."""

    place: Place | None
    html: Markup
    start: int
    end: int


class Texts:
    """All texts of a story's page in order, as the ledger's anchors know them (`newsroom.texts`), with their markup."""

    def __init__(self, pieces: Sequence[tuple[Place | None, Markup]]) -> None:
        self.pieces: list[Piece] = []
        parts: list[str] = []
        at = 0
        for place, html in pieces:
            if words := text_in(html):
                at += len(BETWEEN) if parts else 0
                parts.append(words)
                self.pieces.append(Piece(place, html, at, at + len(words)))
                at += len(words)
        self.text = BETWEEN.join(parts)

    @classmethod
    def of(cls, page: views.StoryPage) -> Texts:
        pieces: list[tuple[Place | None, Markup]] = [(("headline",), Markup(escape(page.headline, quote=False)))]  # noqa: S704  (escaped)
        pieces.append((("standfirst",), Markup(escape(page.standfirst, quote=False))))  # noqa: S704  (escaped)
        for number, block in enumerate(page.body):
            pieces += [(None if place is None else ("block", number, *place), html) for place, html in texts_in(block)]
        return cls(pieces)

    def places(self, statements: Sequence[Statement]) -> dict[int, tuple[int, int]]:
        """Return where the words of each statement stand; those whose words are gone, or bear no mark, are left out."""
        normal = normalise(self.text)
        found = {}
        for statement in statements:
            try:
                selector = Selector(statement.exact, statement.prefix, statement.suffix)
                start, end = locate_in(normal, selector)
            except QuoteNotFound:
                continue
            if any(piece.place is not None and piece.start < end <= piece.end for piece in self.pieces):
                found[statement.pk] = (start, end)
        return found

    def marked(self, page: views.StoryPage, marks: Sequence[Mark]) -> views.StoryPage:
        """Return `page` with `marks`, whose places are of the whole text."""
        body = list(page.body)
        fields: dict[str, Any] = {}
        for piece in self.pieces:
            own = [local for mark in marks if (local := within(mark, piece))]
            if not own or piece.place is None:
                continue
            html = marked(piece.html, own)
            if piece.place[0] == "block":
                number = int(str(piece.place[1]))
                body[number] = with_text(body[number], piece.place[2:], html)
            else:
                fields[f"marked_{piece.place[0]}"] = html
        return replace(page, body=tuple(body), **fields)


def within(mark: Mark, piece: Piece) -> Mark | None:
    """Return what of `mark` stands in `piece`, counted from the piece's beginning; its sign where it ends there."""
    start, end = max(mark.start, piece.start), min(mark.end, piece.end)
    if start >= end:
        return None
    return Mark(start - piece.start, end - piece.start, mark.link if mark.end <= piece.end else "")


def texts_in(block: views.Block) -> Iterator[tuple[Place | None, Markup]]:
    """Yield the markup of a block's words, in the order in which `newsroom.texts` has them."""
    if isinstance(block, views.Paragraph):
        yield (), block.html
    elif isinstance(block, views.FactBox):
        yield None, Markup(escape(block.title, quote=False))  # noqa: S704  (escaped)
        yield (), block.html
    elif isinstance(block, views.ItemList):
        for number, item in enumerate(block.items):
            yield (number,), item
    elif isinstance(block, views.Heading | views.Quotation | views.Post):
        yield (), Markup(escape(block.text, quote=False))  # noqa: S704  (escaped)


def with_text(block: views.Block, place: Place, html: Markup) -> views.Block:
    if isinstance(block, views.ItemList):
        items = [html if number == place[0] else item for number, item in enumerate(block.items)]
        return replace(block, items=tuple(items))
    if isinstance(block, views.Paragraph | views.FactBox):
        return replace(block, html=html)
    assert isinstance(block, views.Heading | views.Quotation | views.Post)  # noqa: S101  (see texts_in)
    return replace(block, text=html)


# --- marks ---


def signs(
    carried: Sequence[Carried],
    places: dict[int, tuple[int, int]],
    told: dict[int, Standing],
    edition: EditionReading,
) -> tuple[list[Mark], dict[int, str]]:
    """Return the marks, and for each claim the id of its first one. Words that two statements share have one sign."""
    spans: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for each in carried:
        for statement in each.statements:
            if statement.pk in places and statement.anchor == AnchorFlag.FOUND:
                spans[each.claim.pk].add(places[statement.pk])
    marks, firsts = [], {}
    for claim, found in spans.items():
        ends: set[int] = set()
        for start, end in sorted(found):
            link = "" if end in ends else sign(claim, told.get(claim), edition, first=not ends)
            marks.append(Mark(start, end, link))
            ends.add(end)
        firsts[claim] = f"words-{claim}"
    return marks, firsts


def sign(claim: int, standing: Standing | None, edition: EditionReading, *, first: bool) -> str:
    code, text = word_for(standing, edition)
    said = escape(edition.word("claim_mark").format(state=text))
    name = f' id="words-{claim}"' if first else ""
    return f'<a{name} class="claim-mark is-{code}" href="#claim-{claim}" aria-label="{said}"></a>'


def word_for(standing: Standing | None, edition: EditionReading) -> tuple[str, str]:
    """Return code and word of a standing, the editor's verdict where there is one."""
    if standing is None:
        return "none", edition.word("state_none")
    held = standing.verdict or standing
    return held.code, held.text


# --- the list and the notice ---


def names_of(carried: Sequence[Carried], edition: EditionReading) -> dict[int, reading.Named]:
    links = [link.source_id for each in carried for statement in each.statements for link in statement.chain.all()]
    return reading.names_in(set(links), edition.lang)


def entry(
    each: Carried,
    standing: Standing | None,
    firsts: dict[int, str],
    names: dict[int, reading.Named],
    edition: EditionReading,
) -> CarriedClaim:
    return CarriedClaim(
        anchor=f"claim-{each.claim.pk}",
        claim=claim_link(each.claim, edition),
        standing=standing,
        told=tuple(told_by(statement, names, edition) for statement in each.statements),
        words=firsts.get(each.claim.pk, ""),
        gone=not each.said_there,
    )


def told_by(statement: Statement, names: dict[int, reading.Named], edition: EditionReading) -> Told:
    act = edition.word(f"act_{statement.act}")
    return Told(act, statement.act, steps(statement, names, edition), statement.part)


def steps(statement: Statement, names: dict[int, reading.Named], edition: EditionReading) -> tuple[Step, ...]:
    """Return the chain of a statement, from the one who said it to us."""
    return tuple(
        Step(source_link(names[link.source_id], edition), link.medium, link.address) for link in statement.chain.all()
    )


def change(each: Carried, standing: Standing, edition: EditionReading) -> Change:
    before = each.then.state if each.then else each.told.state.value
    return Change(
        claim=claim_link(each.claim, edition),
        before=edition.word(f"state_{before}"),
        standing=standing,
        since=edition.local(each.claim.standing_since).isoformat(timespec="seconds"),
    )


def claim_link(claim: Claim, edition: EditionReading) -> views.Link:
    lang = claim.language if claim.language != edition.lang else ""
    return views.Link(claim.sentence, claim_path(edition.lang, claim), lang)
