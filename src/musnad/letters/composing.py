"""A letter as it is mailed: HTML and text, as its stories and claims stand at that moment.

What is each reader's own (the ways out) stands as a mark in it, which `personal` replaces: all else is made once for
many. The whole message stays below LARGEST, since mail programs cut longer ones off.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape, unescape
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from musnad.ledger import reading
from musnad.letters import lists
from musnad.letters.clicking import counted_addresses
from musnad.letters.making import habits_of
from musnad.letters.models import Letter, LetterItem
from musnad.letters.wrongs import stories_telling
from musnad.newsstand import views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.claim_views import Standing
from musnad.newsstand.ledger_plan import claim_short
from musnad.newsstand.plan import homes_of
from musnad.newsstand.readings.cards import cards, rows_of
from musnad.newsstand.readings.carried import standing_of
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering, MissingRenditions
from musnad.newsstand.rendering import dir_of, environment, surroundings
from musnad.newsstand.words import words_of

LARGEST = 100_000
"""Bytes of a whole message as it goes over the line. Gmail cuts off at 102 KB."""

OVERHEAD = 4_000
"""Bytes of its headers at most, and of what is each reader's own."""

PASSES = 3
WIDE, NARROW = 552, 132
"""Pixels that the first story's picture, and the others', take in a mail program."""

SHORTER = (400, 160, 0)
"""To how many letters the words of stories are cut, one after the other, before stories are left out."""

OPENING = 3_000
"""Letters of the opening words at most."""

LEAVE, PREFERENCES = (f"musnad-{name}-{secrets.token_hex(8)}" for name in ("leave", "preferences"))


@dataclass(frozen=True, slots=True)
class Image:
    """address: whole; width, height: as shown, in pixels."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Told:
    """An item as the templates have it. notice: «ادّعاء منفيّ», or "". standing: of a claim, as HTML and text."""

    address: str
    headline: str
    words: str = ""
    section: str = ""
    kicker: str = ""
    notice: str = ""
    image: Image | None = None
    standing: str = ""
    standing_text: str = ""
    carried: tuple[tuple[str, str], ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """What is the same in a letter to all who are sent the same part of it. as_of: when it was so."""

    letter: int
    lang: str
    site: str
    subject: str
    html: str
    text: str
    as_of: datetime


def mail_of(letter: Letter, part: str = "", *, files: bool = True) -> Mail:
    """Return the letter as it stands now; of a correction the claims in `part` (",3,5,") alone.

    files: sizes of pictures that are missing are made first.
    """
    as_of = timezone.now()
    chosen = [item for item in letter.items.all() if not part or f",{item.claim}," in part]
    for _ in range(PASSES):
        gathering = Gathering()
        edition = EditionReading(letter.lang, gathering)
        found = items_of(letter, chosen, edition)
        if not gathering.missing or not files:
            break
        MissingRenditions(gathering.missing).prepare()
    html, text = fitted(letter, found, edition)
    return Mail(letter.pk, letter.lang, edition.row.title, letter.subject, html, text, as_of)


def personal(written: str, leave: str, preferences: str, *, html: bool = False) -> str:
    """Return a body with one reader's own addresses in their places."""
    mark: Callable[[str], str] = escape if html else str
    return written.replace(LEAVE, mark(leave)).replace(PREFERENCES, mark(preferences))


# --- what it carries ---


def items_of(letter: Letter, chosen: Sequence[LetterItem], edition: EditionReading) -> list[Told]:
    stories = list(dict.fromkeys(item.story for item in chosen if item.story))
    rows = rows_of(stories)
    live = [key for key in stories if key in rows]
    shown = dict(zip(live, cards(live, edition, chips=True), strict=True))
    found: list[Told] = []
    for item in chosen:
        if item.claim:
            found.append(claim_told(item.claim, item, letter, edition))
        elif item.story in shown:
            first = not found and letter.kind != Letter.Kind.CORRECTIONS
            found.append(story_told(item, shown[item.story], edition, first=first))
        elif letter.public_id and item.story:
            # What was taken off while the letter is being sent: a draft is shown without it.
            continue
    return found


def story_told(item: LetterItem, card: views.Card, edition: EditionReading, *, first: bool) -> Told:
    return Told(
        address=whole_address(card.path),
        headline=item.headline or card.headline,
        words=item.words or card.standfirst,
        section=card.section.text if card.section else "",
        kicker=card.kicker.text if card.kicker else "",
        notice=edition.word("chip").format(state=card.chip.text) if card.chip else "",
        image=image_of(card.picture, first=first),
    )


def image_of(picture: views.Picture | None, *, first: bool) -> Image | None:
    """Return the picture in a size that mail programs load: JPEG or PNG, about twice as wide as it is shown."""
    if picture is None:
        return None
    small = picture.sources[-1].candidates[0][0] if picture.sources else picture.fallback
    width = WIDE if first else NARROW
    height = round(width * picture.height / picture.width)
    return Image(whole_address(picture.fallback if first else small), width, height, picture.alt)


def claim_told(number: int, item: LetterItem, letter: Letter, edition: EditionReading) -> Told:
    claim = reading.claim_of(number)
    standing = standing_of(claim.pk, edition.lang)
    html: str = stands(standing, edition.lang) if standing else ""
    return Told(
        address=whole_address(claim_short(claim.pk)),
        headline=item.headline or claim.sentence,
        words=item.words,
        standing=html,
        standing_text=plain(html),
        carried=carried(claim.pk, letter) if letter.kind == Letter.Kind.CORRECTION else (),
    )


def carried(claim: int, letter: Letter) -> tuple[tuple[str, str], ...]:
    """Return the stories by which earlier letters told of a claim: headline and address."""
    told = stories_telling(claim)
    sent = LetterItem.objects.filter(story__in=told, letter__lang=letter.lang, letter__begun_at__isnull=False)
    homes = homes_of({key for key in sent.values_list("story", flat=True) if key})
    return tuple((state.headline, whole_address(path)) for _, (state, path) in sorted(homes.items()))


def stands(standing: Standing, lang: str) -> Markup:
    """Return where a claim stands and why, as the site's pages say it, with whole addresses."""
    template = environment().from_string('{% from "ledger.html" import stands with context %}{{ stands(standing) }}')
    view = views.LatestPage(lang=lang, path=f"/{lang}/", latest=())
    context = surroundings(view) | {"href": address_of, "standing": standing}
    # Classes mean nothing in mail, and programs differ in what they make of the element for times.
    html = re.sub(r' class="[^"]*"| rel="[^"]*"|</?time[^>]*>', "", template.render(**context))
    html = " ".join(html.split()).replace("<a ", '<a class="link" style="color:#17505f" ')
    return Markup(html)  # noqa: S704  (our own template, which escapes)


def address_of(target: str) -> str:
    return whole_address(target) if target.startswith("/") else target


def plain(html: str) -> str:
    """Return the text of `html`, with the addresses of other sites beside their words."""
    site = settings.MUSNAD_SITE_URL

    def with_address(found: re.Match[str]) -> str:
        address, words = unescape(found[1]), found[2]
        return words if address.startswith(site) else f"{words} {escape(address)}"

    linked = re.sub(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', with_address, str(html))
    return " ".join(unescape(re.sub(r"<[^>]+>", "", linked)).split())


# --- the two bodies ---


def fitted(letter: Letter, found: Sequence[Told], edition: EditionReading) -> tuple[str, str]:
    """Return HTML and text that fit: words are cut before stories are left out, and the reader is led to the rest."""
    for some, rest in attempts(found):
        html, text = bodies(letter, some, edition, rest=rest)
        if size_of(html, text) <= LARGEST - OVERHEAD:
            break
    return html, text


def attempts(found: Sequence[Told]) -> Iterator[tuple[Sequence[Told], bool]]:
    yield found, False
    for most in SHORTER:
        found = [replace(each, words=cut(each.words, most)) for each in found]
        yield found, True
    count = len(found)
    while count > 1:
        count = count * 3 // 4
        yield found[:count], True
    # Not even one: an opening of a book's length.
    yield (), True


def cut(words: str, most: int) -> str:
    """Return the beginning of `words` up to a whole word."""
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0]}…" if most else ""


def size_of(html: str, text: str) -> int:
    """Return the bytes of both bodies in base64 with its line ends."""
    return sum((len(each.encode()) + 2) // 3 * 4 * 78 // 76 + 200 for each in (html, text))


def bodies(letter: Letter, found: Sequence[Told], edition: EditionReading, *, rest: bool) -> tuple[str, str]:
    context = context_of(letter, found, edition) | {"rest": rest}
    html = re.sub(r"\n\s*", "\n", render_to_string("letters/mail/letter.html", context)).strip() + "\n"
    text = re.sub(r"\n{3,}", "\n\n", render_to_string("letters/mail/letter.txt", context)).strip() + "\n"
    if letter.clicks:
        html = counted_addresses(letter, html)
    return html, text


def context_of(letter: Letter, found: Sequence[Told], edition: EditionReading) -> dict[str, Any]:
    words, lang = words_of(letter.lang), letter.lang
    correction = letter.kind == Letter.Kind.CORRECTION
    name = lists.names_of([letter.list], lang).get(letter.list, "")
    why = words["mail_why_correction" if correction else "mail_why"].format(list=name, site=edition.row.title)
    intro = cut(letter.intro, OPENING) or (words["mail_intro_correction"] if correction else "")
    return {
        "lang": lang,
        "dir": dir_of(lang),
        "start": "right" if dir_of(lang) == "rtl" else "left",
        "words": words,
        "site": edition.row.title,
        "home": whole_address(edition.path),
        "kind": words[f"sent_{letter.kind}"],
        "day": edition.day(edition.local(letter.begun_at or timezone.now()).date()).text,
        "subject": letter.subject,
        "preheader": letter.preheader,
        "intro": [part for part in intro.splitlines() if part.strip()],
        "items": found,
        "correction": correction,
        "copy": whole_address(letter.public.path) if letter.public else whole_address(f"{edition.path}letters/"),
        "leave": LEAVE,
        "preferences": PREFERENCES,
        "why": why,
        "publisher": habits_of(lang).publisher or edition.row.title,
        "clicks": letter.clicks,
    }
