"""Cards: what another site that quotes a story or a claim shows in a frame, with where it stands now."""

from __future__ import annotations

from collections.abc import Collection

from musnad import tags
from musnad.ledger import reading
from musnad.ledger.findings import as_json
from musnad.newsroom.models import PublicState
from musnad.newsstand import ledger_plan, plan
from musnad.newsstand.card_views import EmbedCard
from musnad.newsstand.readings.cards import rows_of
from musnad.newsstand.readings.carried import chips_of, foresee_chips
from musnad.newsstand.readings.editions import EditionReading, direction_of
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.standings import Teller
from musnad.newsstand.readings.stories import keep_homes

NOBODY = Gathering()


def foresee(keys: Collection[int]) -> None:
    """Read at once what the cards of several stories show."""
    rows_of(list(keys))
    keep_homes(keys)
    foresee_chips(keys)


def story_card(key: int, path: str) -> EmbedCard:
    """Return a story's card; of one that was taken off, what says so."""
    tags.read(tags.story(key), tags.card(key))
    homes: dict[int, tuple[PublicState, str]] = tags.kept("homes")
    if key not in homes:
        homes |= plan.homes_of([key])
    state, target = homes[key]
    edition = EditionReading(state.lang, NOBODY)
    lang, direction, name = state.lang, direction_of(state.lang), edition.row.title
    row = rows_of([key]).get(key) if state.live else None
    if row is None:
        return EmbedCard("gone", lang, direction, path, target, state.headline, name, text=edition.word("gone"))
    published = edition.moment(row.published_at) if row.published_at else None
    chip = chips_of([key], edition).get(key)
    return EmbedCard(
        "story", lang, direction, path, target, row.title, name, text=row.standfirst, published=published, chip=chip
    )


def claim_card(lang: str, key: int, path: str) -> EmbedCard:
    """Return a claim's card; of one that was merged, the card of what it became."""
    edition = EditionReading(lang, NOBODY)
    claim = reading.claim_of(key)
    finding = as_json(reading.finding_of(key))
    return EmbedCard(
        of="claim",
        lang=lang,
        direction=direction_of(lang),
        path=path,
        target=ledger_plan.claim_path(lang, claim),
        title=claim.sentence,
        name=edition.row.title,
        words_lang=claim.language if claim.language != lang else "",
        standing=Teller(edition, [finding]).tell(finding),
    )
