"""Standing pages, the page for addresses that never were, the root, and the fragment of latest headlines."""

from __future__ import annotations

from markupsafe import Markup

from musnad import tags
from musnad.newsroom.models import MirrorKey, StandingPage
from musnad.newsstand import plan, views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.readings.blocks import body
from musnad.newsstand.readings.cards import headlines
from musnad.newsstand.readings.editions import EditionReading, alternates, direction_of
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.words import words_of


def standing_page(key: int, gathering: Gathering) -> views.StandingPage:
    tags.read(tags.page(key))
    row: StandingPage = StandingPage.objects.select_related("locale").get(pk=key)
    return standing_view(row, EditionReading(row.locale.language_code, gathering))


def standing_view(row: StandingPage, edition: EditionReading) -> views.StandingPage:
    """Return a standing page, which need not be saved: a preview reads it too."""
    others = StandingPage.objects.live().order_by().filter(translation_key=row.translation_key).select_related("locale")
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


def mirrors_page(lang: str, gathering: Gathering) -> views.StandingPage:
    """Return what readers are told of mirrors: how a copy is known to be true, and the key's fingerprint."""
    tags.read(tags.MIRRORS)
    edition = EditionReading(lang, gathering)
    path, key = plan.mirrors_path(lang), MirrorKey.objects.last()
    assert key is not None  # noqa: S101  (without one the page has no address)
    told = Markup("<p>{}</p>").format
    code = Markup('<p><code dir="ltr">{}</code></p>').format
    spaced = " ".join(key.fingerprint[at : at + 8] for at in range(0, len(key.fingerprint), 8))
    link = Markup('<p><a href="{}">{}</a></p>').format(plan.MIRROR_KEY, edition.word("mirrors_key"))
    check = f"musnad verify mirror.tar.gz --key {key.fingerprint}"
    parts = [
        told(edition.word("mirrors_what")),
        told(edition.word("mirrors_fingerprint")),
        code(spaced),
        link,
        told(edition.word("mirrors_check")),
        code(check),
    ]
    return views.StandingPage(
        chrome=edition.chrome(
            path,
            edition.word("mirrors"),
            description=edition.word("mirrors_what"),
            current=path,
            alternates=alternates({each: plan.mirrors_path(each) for each in plan.editions()}, path),
        ),
        title=edition.word("mirrors"),
        body=tuple(views.Paragraph(part) for part in parts),
    )


def mirror_key_page() -> views.KeyPage:
    tags.read(tags.MIRRORS)
    key = MirrorKey.objects.last()
    assert key is not None  # noqa: S101  (without one it has no address)
    return views.KeyPage(key.pem)


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
