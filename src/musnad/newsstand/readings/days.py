"""The archive by days."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from musnad import tags
from musnad.arabic import dates
from musnad.newsroom.collections import earlier_day, later_day
from musnad.newsroom.models import Listing
from musnad.newsstand import plan, views
from musnad.newsstand.readings.cards import cards
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.fronts import on_page, pager
from musnad.newsstand.readings.gathering import Gathering


def day_page(collection: str, number: int, gathering: Gathering) -> views.DayPage:
    """Return one page of a day's stories, counted from the day's first."""
    tags.read(tags.archive(collection, number), tags.members(collection))
    _, lang, written = collection.split(":")
    day = date.fromisoformat(written)
    edition = EditionReading(lang, gathering)
    archive, year = archive_links(edition, day.year)
    path = plan.day_path(lang, day, number)
    title = dates.write_line(day, edition.policy)
    return views.DayPage(
        chrome=edition.chrome(path, title, current=archive.path, breadcrumbs=(archive, year)),
        day=views.Moment(written, title),
        cards=cards(on_page(collection, number), edition, chips=True),
        earlier=day_link(earlier_day(collection), edition),
        later=day_link(later_day(collection), edition),
        pager=pager(collection, number, edition),
    )


def archive_links(edition: EditionReading, year: int) -> tuple[views.Link, views.Link]:
    archive = views.Link(edition.word("archive"), f"{edition.path}archive/")
    return archive, views.Link(number(year, edition), f"{archive.path}{year}/")


def number(value: int, edition: EditionReading) -> str:
    return edition.digits(str(value))


def day_link(collection: str | None, edition: EditionReading) -> views.Link | None:
    if not collection:
        return None
    day = date.fromisoformat(collection.split(":")[2])
    return views.Link(dates.write_day(day, edition.policy), plan.day_path(edition.lang, day))


def years_page(lang: str, gathering: Gathering) -> views.ArchivePage:
    """Return the index of years, the newest first."""
    tags.read(tags.years(lang))
    edition = EditionReading(lang, gathering)
    years = [archive_links(edition, year)[1] for year in reversed(plan.years_of(lang))]
    title = edition.word("archive")
    return views.ArchivePage(
        chrome=edition.chrome(f"{edition.path}archive/", title),
        title=title,
        months=((edition.word("years"), tuple(years)),) if years else (),
    )


def year_page(lang: str, year: int, gathering: Gathering) -> views.ArchivePage:
    """Return the days of a year that have stories, by months, the newest first."""
    tags.read(tags.year(lang, year))
    edition = EditionReading(lang, gathering)
    archive, own = archive_links(edition, year)
    title = f"{archive.text} {own.text}"
    return views.ArchivePage(
        chrome=edition.chrome(own.path, title, current=archive.path, breadcrumbs=(archive,)),
        title=title,
        months=tuple(months(lang, year, edition)),
    )


def months(lang: str, year: int, edition: EditionReading) -> list[tuple[str, tuple[views.Link, ...]]]:
    rows = Listing.objects.filter(collection__startswith=f"day:{lang}:{year}-", present=True)
    names = rows.order_by("-collection").values_list("collection", flat=True).distinct()
    days = [date.fromisoformat(name.split(":")[2]) for name in names]
    return [
        (
            dates.write_month(date(year, month, 1), edition.policy),
            tuple(views.Link(number(day.day, edition), plan.day_path(lang, day)) for day in found),
        )
        for month, found in groupby(days, key=lambda day: day.month)
    ]
