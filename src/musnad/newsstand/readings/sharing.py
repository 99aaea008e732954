"""Which picture others show of a page that is shared: its card, or its main picture where it has none."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.conf import settings

from musnad.ledger.carrying import FLAGGED, FOUND_WRONG
from musnad.ledger.vocabulary import Act, VerdictKind
from musnad.newsroom.models import Story
from musnad.newsstand import views
from musnad.newsstand.claim_views import ClaimPage
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering, PublicFile
from musnad.newsstand.readings.pictures import MIMES
from musnad.newsstand.sharing.card import SIZE, Card, draw_card
from musnad.newsstand.sharing.fonts import fonts

NEWS = timedelta(days=365)
"""A story that is older when it first appears here was brought in from an archive."""

SMALLEST = 600
"""Pixels. A narrower picture would be blown up beside the headline: the card has a plain field then."""


GRAVEST = (*(kind.value for kind in FOUND_WRONG), *(state.value for state in FLAGGED))
"""What a card says of a story's claims, the gravest first: as lists do (`ledger.carrying.flags_of`)."""


def share_image(story: Story, page: views.StoryPage, edition: EditionReading) -> views.ShareImage | None:
    """Return what is shown of a story where it is shared; `page` has what stands on it."""
    if edition.gathering.preview:
        return None
    picture = page.hero.picture if page.hero else None
    card = None
    if wants_card(story):
        standing = gravest(page)
        warning = edition.word("chip").format(state=standing) if standing else ""
        card = card_of(page.headline, page.section.text, warning, picture, edition)
    return card or (of_picture(picture) if picture else None)


def claim_image(page: ClaimPage, edition: EditionReading) -> views.ShareImage | None:
    """Return the card of a claim: its sentence, and where it stands."""
    if edition.gathering.preview or settings.SHARE_CARDS == "none":
        return None
    held = page.standing.verdict or page.standing
    if held.code in GRAVEST:
        return card_of(page.sentence, "", edition.word("chip").format(state=held.text), None, edition)
    return card_of(page.sentence, edition.word("claim_mark").format(state=held.text), "", None, edition)


def gravest(page: views.StoryPage) -> str:
    """Return the word for the claim that the story affirms and that stands least as affirmed; "" where all stand."""
    found = {}
    for each in page.claims:
        affirmed = any(told.code == Act.AFFIRM and not told.part for told in each.told) and not each.gone
        if each.standing and affirmed:
            held = each.standing.verdict or each.standing
            # A verdict that found nothing wrong leaves the state to speak, but for one that found the claim true.
            if held.code not in GRAVEST and held.code != VerdictKind.TRUE:
                held = each.standing
            found[held.code] = held.text
    return next((found[code] for code in GRAVEST if code in found), "")


def wants_card(story: Story) -> bool:
    """Return whether the story is news, or all are to have a card. The clock has no say: what has one keeps it."""
    if settings.SHARE_CARDS != "news":
        return bool(settings.SHARE_CARDS == "all")
    appeared = story.first_published_at
    return bool(story.published_at and appeared and appeared - story.published_at <= NEWS)


def card_of(
    headline: str, label: str, warning: str, picture: views.Picture | None, edition: EditionReading
) -> views.ShareImage | None:
    """Return a card, and have the page take its file; it is drawn when it is written and not there already."""
    found = fonts()
    if found is None:
        return None
    logo = edition.view.logo
    shown = picture if picture and picture.width >= SMALLEST else None
    card = Card(
        lang=edition.lang,
        rtl=edition.view.direction == "rtl",
        headline=headline,
        label=label,
        site=edition.view.name,
        warning=warning,
        picture=shown.fallback if shown else "",
        position=shown.position if shown else "50% 50%",
        logo=logo.fallback if logo else "",
    )
    files = edition.gathering
    draw = partial(draw_files, card, kept(shown, files), kept(logo, files))
    path = files.keep(PublicFile(card.name(found), make=draw))
    alt = f"{headline} ({warning})" if warning else headline
    return views.ShareImage(path, *SIZE, MIMES["jpeg" if path.endswith(".jpg") else "png"], alt)


def kept(picture: views.Picture | None, files: Gathering) -> PublicFile | None:
    return files.files[picture.fallback.lstrip("/")] if picture else None


def draw_files(card: Card, picture: PublicFile | None, logo: PublicFile | None) -> bytes:
    found = fonts()
    assert found is not None  # noqa: S101  (they were there when the card was named)
    return draw_card(card, found, picture.read() if picture else b"", logo.read() if logo else b"")


def of_picture(picture: views.Picture) -> views.ShareImage:
    kind = picture.fallback.rpartition(".")[2].replace("jpg", "jpeg")
    return views.ShareImage(picture.fallback, picture.width, picture.height, MIMES.get(kind, ""), picture.alt)
