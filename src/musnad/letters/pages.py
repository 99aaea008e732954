"""Readers' pages about letters, in the site's frame. Each is rendered as it is asked for: none is printed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from markupsafe import Markup

from musnad.letters import links, lists
from musnad.letters.models import Subscriber
from musnad.newsstand.letter_views import FIRST, Button, Choice, LettersForm, LettersPage, Preferences
from musnad.newsstand.readings.editions import EditionReading, alternates, language_name
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.rendering import render
from musnad.newsstand.routing import editions
from musnad.newsstand.views import Link
from musnad.newsstand.words import words_of


def page(lang: str, path: str, title: str, said: tuple[str, ...], *, status: int = 200, **more: Any) -> HttpResponse:
    """Return the answer: a page in the frame of the edition `lang`, without the box that leads here."""
    # What the frame shows was printed, so all of its pictures are there.
    edition = EditionReading(lang, Gathering())
    others = more.pop("others", {})
    chrome = edition.chrome(path, title, indexed=False, alternates=alternates(others, path))
    view = LettersPage(replace(chrome, letters=None, breadcrumbs=(), breadcrumb_data=Markup()), title, said, **more)
    return HttpResponse(render(view, from_anywhere=True), status=status)


# --- asking ------------------------------------------------------------------------------------------------------


def asked(
    lang: str, address: str = "", keys: Collection[str] = (), problem: str = "", problem_in: str = ""
) -> HttpResponse:
    """Return the form: empty, or as it was sent, with what was wrong (a key of the words)."""
    words = words_of(lang)
    chosen = keys if problem else [lists.key_of(FIRST, lang)]
    form = LettersForm(
        path=f"/letters/{lang}/",
        choices=choices(lists.offers(lang), chosen),
        topics=choices(lists.topic_offers(lang), chosen),
        # As long as the field allows: what is longer was no address.
        address=address[:254],
        problem=words[problem] if problem else "",
        problem_in=problem_in,
    )
    return page(
        lang,
        f"/letters/{lang}/",
        words["letters_title"],
        () if problem else (words["letters_page_what"],),
        form=form,
        status=422 if problem else 200,
        others={each: f"/letters/{each}/" for each in editions()},
    )


def sent(lang: str) -> HttpResponse:
    words = words_of(lang)
    said = (words["letters_sent"], words["letters_sent_late"])
    return page(lang, f"/letters/{lang}/sent/", words["letters_sent_title"], said, done=True)


def limited(lang: str) -> HttpResponse:
    words = words_of(lang)
    answer = page(
        lang, f"/letters/{lang}/", words["letters_limited_title"], (words["letters_limited"],), status=429, done=True
    )
    answer["Retry-After"] = "3600"
    return answer


def erased(lang: str) -> HttpResponse:
    words = words_of(lang)
    return page(lang, f"/letters/{lang}/erased/", words["letters_erased_title"], (words["letters_erased"],), done=True)


# --- links -------------------------------------------------------------------------------------------------------


def dead(lang: str, why: str, *, status: int = 404) -> HttpResponse:
    words = words_of(lang)
    again = Link(words["letters_title"], f"/letters/{lang}/")
    links_there = (again,) if why == "letters_dead" else ()
    return page(lang, f"/letters/{lang}/", words["letters_dead_title"], (words[why],), links=links_there, status=status)


def confirm(asked_for: links.Confirming, path: str) -> HttpResponse:
    words, lang = words_of(asked_for.lang), asked_for.lang
    return page(
        lang,
        path,
        words["letters_confirm_title"],
        (words["letters_confirm"].format(site=site_name(lang)),),
        names=names_of(asked_for.lists, lang),
        buttons=(Button(path, words["letters_confirm_button"]),),
    )


def confirmed(asked_for: links.Confirming) -> HttpResponse:
    words, lang, one = words_of(asked_for.lang), asked_for.lang, asked_for.subscriber
    return page(
        lang,
        f"/letters/{lang}/",
        words["letters_confirmed_title"],
        (words["letters_confirmed"].format(site=site_name(lang)),),
        names=names_of(one.subscriptions.values_list("list", flat=True), lang),
        links=(to_preferences(one, lang),),
        done=True,
    )


def leave(one: Subscriber, key: str, path: str) -> HttpResponse:
    lang = lang_of(one)
    words, named = words_of(lang), names_of([key], lang)
    buttons = [Button(path, words["letters_leave_button"])] if named else []
    buttons.append(Button(path, words["letters_leave_all_button"], "all", "1", quiet=bool(named)))
    return page(
        lang,
        path,
        words["letters_leave_title"],
        (words["letters_leave" if named else "letters_leave_every"],),
        names=named,
        buttons=tuple(buttons),
    )


def left(one: Subscriber, key: str) -> HttpResponse:
    lang = lang_of(one)
    words, named = words_of(lang), names_of([key], lang)
    said = (words["letters_left" if named else "letters_left_all"], words["letters_left_back"])
    return page(
        lang,
        f"/letters/{lang}/",
        words["letters_left_title"],
        said,
        names=named,
        links=(to_preferences(one, lang),),
        done=True,
    )


# --- preferences -------------------------------------------------------------------------------------------------


def preferences(one: Subscriber, token: str) -> HttpResponse:
    lang, path = lang_of(one), reverse("letters:preferences", args=[token])
    words, has = words_of(lang), list(one.subscriptions.values_list("list", flat=True))
    told = words["letters_preferences" if has else "letters_preferences_left"].format(address=one.typed)
    languages = [Choice(each, language_name(each), each == lang) for each in editions()]
    return page(
        lang,
        path,
        words["letters_preferences_title"],
        (told,),
        preferences=Preferences(
            path=path,
            choices=choices(lists.offers(lang), has),
            topics=choices(lists.topic_offers(lang), has),
            languages=tuple(languages) if len(languages) > 1 else (),
            export=Link(words["letters_export"], reverse("letters:export", args=[token])),
            erase=Link(words["letters_erase"], reverse("letters:erase", args=[token])),
        ),
        buttons=(Button(path, words["letters_leave_all_button"], "all", "1", quiet=True),) if has else (),
    )


def saved(one: Subscriber, token: str) -> HttpResponse:
    lang = lang_of(one)
    words, has = words_of(lang), names_of(one.subscriptions.values_list("list", flat=True), lang)
    return page(
        lang,
        reverse("letters:preferences", args=[token]),
        words["letters_saved_title"],
        (words["letters_saved"] if has else words["letters_left_all"],),
        names=has,
        links=(to_preferences(one, lang),),
        done=True,
    )


def erase(one: Subscriber, path: str, token: str) -> HttpResponse:
    lang = lang_of(one)
    words = words_of(lang)
    back = Link(words["letters_to_preferences"], reverse("letters:preferences", args=[token]))
    return page(
        lang,
        path,
        words["letters_erase_title"],
        (words["letters_erase_what"],),
        buttons=(Button(path, words["letters_erase_button"]),),
        links=(back,),
    )


def to_preferences(one: Subscriber, lang: str) -> Link:
    path = reverse("letters:preferences", args=[links.token(one, links.PREFERENCES)])
    return Link(words_of(lang)["letters_to_preferences"], path)


def choices(offers: Collection[lists.Offer], chosen: Collection[str]) -> tuple[Choice, ...]:
    return tuple(Choice(offer.key, offer.name, offer.key in chosen) for offer in offers)


def names_of(keys: Collection[str], lang: str) -> tuple[str, ...]:
    return tuple(lists.names_of([key for key in keys if key], lang).values())


def site_name(lang: str) -> str:
    return str(EditionReading(lang, Gathering()).row.title)


def lang_of(one: Subscriber) -> str:
    """Return the language to write in: the subscriber's edition may have gone since."""
    live = editions()
    return one.lang if one.lang in live else live[0]
