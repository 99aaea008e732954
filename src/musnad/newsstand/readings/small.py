"""Standing pages, the page for addresses that never were, the root, and the fragment of latest headlines."""

from __future__ import annotations

from musnad import tags
from musnad.newsroom.models import StandingPage
from musnad.newsstand import plan, views
from musnad.newsstand.readings.blocks import body
from musnad.newsstand.readings.cards import headlines
from musnad.newsstand.readings.editions import EditionReading, alternates, direction_of, whole_address
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.words import words_of


def standing_page(key: int, gathering: Gathering) -> views.StandingPage:
    tags.read(tags.page(key))
    row: StandingPage = StandingPage.objects.select_related("locale").get(pk=key)
    return standing_view(row, EditionReading(row.locale.language_code, gathering))


def standing_view(row: StandingPage, edition: EditionReading) -> views.StandingPage:
    """Return a standing page, which need not be saved: a preview reads it too."""
    others = StandingPage.objects.live().filter(translation_key=row.translation_key).select_related("locale")
    pages = {other.locale.language_code: other.url_path for other in others}
    return views.StandingPage(
        chrome=edition.chrome(
            row.url_path,
            row.title,
            description=row.search_description,
            current=row.url_path,
            alternates=alternates(pages, row.url_path),
        ),
        title=row.title,
        body=body(row.body, edition),
    )


def missing_page(gathering: Gathering) -> views.MissingPage:
    """Return the 404 page: in the first edition's language, and below in those of the others."""
    tags.read(tags.SITE)
    first, *others = plan.editions()
    edition = EditionReading(first, gathering)
    return views.MissingPage(
        chrome=edition.chrome("/404.html", edition.word("missing"), indexed=False),
        others=tuple(missing_notice(lang) for lang in others),
    )


def missing_notice(lang: str) -> views.Notice:
    words = words_of(lang)
    return views.Notice(lang, words["missing"], words["missing_what"], views.Link(words["to_front"], f"/{lang}/"))


def root_page(path: str) -> views.RedirectPage:
    """Return what stands at "/": the way to the first edition."""
    tags.read(tags.SITE)
    lang = plan.editions()[0]
    home = f"/{lang}/"
    return views.RedirectPage(
        lang=lang, direction=direction_of(lang), target=home, canonical=whole_address(home), title=home, path=path
    )


def latest_page(lang: str, gathering: Gathering) -> views.LatestPage:
    edition = EditionReading(lang, gathering)
    return views.LatestPage(lang=lang, path=f"{edition.path}latest.html", latest=headlines(edition))
