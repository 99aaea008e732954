"""What stands round every page of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from babel import Locale as Babel
from django.conf import settings
from markupsafe import Markup

from musnad import tags
from musnad.arabic import dates
from musnad.arabic.digits import Digits, write_digits
from musnad.ledger.vocabulary import Precision
from musnad.newsroom.models import Edition, PolicyPage, Section, StandingPage, Topic, in_tree_order
from musnad.newsstand import views
from musnad.newsstand.addresses import oembed_address, whole_address
from musnad.newsstand.letter_views import FIRST, KINDS, Choice, LettersForm
from musnad.newsstand.readings import pictures
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.structured.shapes import breadcrumbs as breadcrumb_data
from musnad.newsstand.rendering import counted
from musnad.newsstand.routing import editions
from musnad.newsstand.words import words_of

SIZES = ("size_bytes", "size_kilobytes", "size_megabytes")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ckb", "he"})


def direction_of(lang: str) -> views.Direction:
    return "rtl" if lang in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round every page of an edition. gathering: the files that it takes."""

    row: Edition
    sections: tuple[Section, ...]
    standing: tuple[views.Link, ...]
    logo: views.Picture | None
    policies: tuple[tuple[str, str], ...]
    policy: dates.DatePolicy
    gathering: Gathering


@tags.shared
def frame_of(lang: str, *, preview: bool) -> Frame:
    """Read an edition's frame: once for all the pages that are read at one moment."""
    gathering = Gathering(preview=preview)
    row: Edition = Edition.objects.select_related("locale", "logo").get(slug=lang)
    pages = in_tree_order(StandingPage.objects.live().child_of(row).filter(show_in_menus=True))
    return Frame(
        row=row,
        sections=tuple(in_tree_order(Section.objects.live().child_of(row))),
        standing=tuple(views.Link(page.title, page.url_path) for page in pages),
        logo=pictures.picture(row.logo, pictures.LOGO, gathering, row.title),
        policies=policies_of(row),
        policy=row.date_policy,
        gathering=gathering,
    )


def policies_of(row: Edition) -> tuple[tuple[str, str], ...]:
    """Return what the newsroom is held to: schema.org's name of each policy, and the address of its page.

    Where no page of corrections is chosen, the public log stands for it.
    """
    log = {PolicyPage.Kind.CORRECTIONS.value: f"/{row.slug}/log/"}
    chosen = row.policies.filter(page__live=True).order_by("sort_order").values_list("kind", "page__url_path")
    return tuple((log | dict(chosen)).items())


@tags.shared
def view_of(lang: str, *, preview: bool) -> views.Edition:
    """Return what the templates are given of an edition: the same on all pages that are read at one moment."""
    frame, path = frame_of(lang, preview=preview), f"/{lang}/"
    return views.Edition(
        lang=lang,
        direction=direction_of(lang),
        name=frame.row.title,
        tagline=frame.row.tagline,
        path=path,
        logo=frame.logo,
        menu=tuple(views.Link(row.title, row.url_path) for row in frame.sections if row.show_in_menus),
        standing=frame.standing,
        date_line=date_line(frame.policy),
        footer=frame.row.footer,
        log=views.Link(words_of(lang)["log"], f"{path}log/"),
        app=frame.row.app and not preview,
        policies=frame.policies,
        letters=letters_of(lang) if frame.row.letters_box else (),
    )


def letters_of(lang: str) -> tuple[Choice, ...]:
    """Return the letters that every reader of an edition is offered."""
    return tuple(Choice(f"{kind}:{lang}", words_of(lang)[f"letters_{kind}"], kind == FIRST) for kind in KINDS)


def topics_to_choose(topics: Iterable[Topic], *, chosen: bool = False) -> tuple[Choice, ...]:
    """Return the letters about `topics`, of which a page that shows them has read the tags."""
    return tuple(
        Choice(each.tag, words_of(each.lang)["letters_topic"].format(title=each.title), chosen) for each in topics
    )


@dataclass
class EditionReading:
    """One edition while one page is read: its rows are fetched once."""

    lang: str
    gathering: Gathering

    def __post_init__(self) -> None:
        tags.read(tags.edition(self.lang))

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.lang, preview=self.gathering.preview)

    @property
    def row(self) -> Edition:
        return self.frame.row

    @property
    def policy(self) -> dates.DatePolicy:
        return self.frame.policy

    @property
    def path(self) -> str:
        return f"/{self.lang}/"

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.frame.sections

    def word(self, key: str) -> str:
        return words_of(self.lang)[key]

    def moment(self, when: datetime) -> views.Moment:
        """Return a time with its hour."""
        iso = dates.local(when, self.policy).isoformat(timespec="minutes")
        return views.Moment(iso, dates.write_moment(when, self.policy))

    def span(self, when: datetime, precision: str) -> views.Moment:
        """Return a time as exactly as it is known; `precision`: of the ledger's."""
        here = dates.local(when, self.policy)
        if precision == Precision.YEAR:
            return views.Moment(f"{here.year:04}", self.digits(str(here.year)))
        if precision == Precision.MONTH:
            return views.Moment(f"{here:%Y-%m}", dates.write_month(here.date(), self.policy))
        return self.day(here.date()) if precision == Precision.DAY else self.moment(when)

    def count(self, key: str, number: int) -> str:
        """Return how many there are in the edition's words: the keys are `<key>_one`, `_two`, `_few` … of CLDR."""
        return counted(self.lang, write_digits("0123456789", self.policy.digits), key, number)

    def local(self, when: datetime) -> datetime:
        """Return a time in the edition's zone."""
        return dates.local(when, self.policy)

    def digits(self, text: str) -> str:
        return write_digits(text, self.policy.digits)

    def size(self, count: int) -> str:
        """Return the size of a file of `count` bytes in the edition's words and digits."""
        exponent = 2 if count >= 1 << 20 else 1 if count >= 1 << 10 else 0
        number = f"{count / (1 << 10 * exponent):.1f}".removesuffix(".0")
        if self.policy.digits is not Digits.LATIN:
            number = number.replace(".", "\u066b")
        return self.word(SIZES[exponent]).format(number=self.digits(number))

    def day(self, when: date) -> views.Moment:
        return views.Moment(when.isoformat(), dates.write_day(when, self.policy))

    def month(self, of: date) -> str:
        return dates.write_month(of, self.policy)

    @cached_property
    def view(self) -> views.Edition:
        self.gathering.take(self.frame.gathering)
        return view_of(self.lang, preview=self.gathering.preview)

    def chrome(
        self,
        path: str,
        title: str,
        *,
        description: str = "",
        current: str = "",
        breadcrumbs: tuple[views.Link, ...] = (),
        feeds: bool = False,
        topics: tuple[Choice, ...] = (),
        embeds: bool = False,
        **more: Any,
    ) -> views.Chrome:
        """Return the frame of the page at `path`; breadcrumbs begin with the edition's front by themselves.

        feeds: whether the page has feeds of its own; the others offer those of the edition. topics: whose letters
        the box offers besides the edition's. embeds: whether other sites can show it in a frame.
        """
        home = views.Link(self.word("front_page"), self.path)
        way = (home, *breadcrumbs) if path != self.path else ()
        canonical = whole_address(path)
        pages = {self.lang: path, **{other.lang: other.path for other in more.get("alternates", ())}}
        return views.Chrome(
            edition=self.view,
            title=title,
            description=description,
            path=path,
            canonical=canonical,
            current=current,
            breadcrumbs=way,
            breadcrumb_data=breadcrumb_data(way, title, canonical) if way else Markup(),
            latest_path=f"{self.path}latest.html",
            oembed=oembed_address(canonical) if embeds else "",
            default=dict(in_languages(pages)).get("x-default", ""),
            feed=views.Link(title, path) if feeds else views.Link(self.row.title, self.path),
            letters=LettersForm(letters_path(self.lang), self.view.letters + topics) if self.view.letters else None,
            **more,
        )


def letters_path(lang: str) -> str:
    return f"/letters/{lang}/"


def date_line(policy: dates.DatePolicy) -> views.DateLine:
    return views.DateLine(
        weekdays=dates.weekday_names(policy),
        months=dates.month_names(policy),
        digits=write_digits("0123456789", policy.digits),
        pattern=dates.line_pattern(policy),
        zone=policy.zone,
        hijri_months=dates.hijri_month_names(policy) if policy.hijri else (),
        hijri_pattern=dates.hijri_pattern(policy) if policy.hijri else "",
    )


def alternates(pages: dict[str, str], path: str) -> tuple[views.Alternate, ...]:
    """Return the links to the same page in other editions, from language → path; nothing if there is but one."""
    if len(pages) < 2:
        return ()
    live = [lang for lang in editions() if lang in pages]
    return tuple(views.Alternate(lang, language_name(lang), pages[lang]) for lang in live if pages[lang] != path)


def in_languages(pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what machines are told of a page in several languages: each with its address, itself among them.

    "x-default" is for readers of none of these: the page in the site's first language, where it has one. Nothing is
    told of a page in one language alone.
    """
    if len(pages) < 2:
        return []
    first = settings.MUSNAD_EDITIONS[0]
    return [*sorted(pages.items()), *([("x-default", pages[first])] if first in pages else [])]


def language_name(lang: str) -> str:
    """Return a language's name in itself: العربية, English."""
    return Babel(lang).get_display_name() or lang
