"""The plain values of a card: a story or a claim as another site shows it in a frame."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.newsstand.claim_views import Chip, Standing
from musnad.newsstand.views import Direction, Moment


@dataclass(frozen=True, slots=True)
class EmbedCard:
    """path: of the card; target: of what it stands for. of: "story", "claim" or "gone". name: the site's.

    words_lang: the language of `title` where that is not the card's. chip: of a story whose claim does not stand.
    """

    of: str
    lang: str
    direction: Direction
    path: str
    target: str
    title: str
    name: str
    words_lang: str = ""
    text: str = ""
    published: Moment | None = None
    chip: Chip | None = None
    standing: Standing | None = None
