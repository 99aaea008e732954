"""Dates written by an edition's policy."""

from datetime import date, datetime

from hijridate import Gregorian
from hijridate.ummalqura import GREGORIAN_RANGE

from musnad.arabic.dates.names import NAMES
from musnad.arabic.dates.policy import DatePolicy, Months
from musnad.arabic.digits import write_digits
from musnad.arabic.errors import NaiveMoment


def month_names(policy: DatePolicy) -> tuple[str, ...]:
    """Return the twelve names, January first."""
    if policy.language == "en":
        return tuple(NAMES["months"]["english"])
    if policy.months == Months.BOTH:
        pairs = zip(NAMES["months"]["levant"], NAMES["months"]["gregorian"], strict=True)
        return tuple(f"{levant}/{gregorian}" for levant, gregorian in pairs)
    return tuple(NAMES["months"][policy.months])


def weekday_names(policy: DatePolicy) -> tuple[str, ...]:
    """Return the seven names, Sunday first."""
    return tuple(NAMES["weekdays"][policy.language])


def hijri_month_names(policy: DatePolicy) -> tuple[str, ...]:
    """Return the twelve names, Muharram first."""
    return tuple(NAMES["months"]["hijri" if policy.language == "ar" else "hijri_english"])


def line_pattern(policy: DatePolicy) -> str:
    """Return the date line with {weekday}, {day}, {month} and {year} still open, for the script that fills in today."""
    return str(NAMES["patterns"][policy.language]["line"])


def hijri_pattern(policy: DatePolicy) -> str:
    """Return the Hijri date with {day}, {month} and {year} still open."""
    return str(NAMES["patterns"][policy.language]["hijri"])


def write_day(day: date, policy: DatePolicy) -> str:
    """Return «٢٣ يناير ٢٠٢٥»."""
    return _filled("day", day, policy)


def write_line(day: date, policy: DatePolicy) -> str:
    """Return «الخميس ٢٣ / يناير / ٢٠٢٥», the date line of a page's head."""
    return _filled("line", day, policy)


def write_month(day: date, policy: DatePolicy) -> str:
    """Return «يناير ٢٠٢٥», the month that `day` is in."""
    return _filled("month", day, policy)


def write_hijri(day: date, policy: DatePolicy) -> str:
    """Return «٢٣ رجب ١٤٤٦ هـ» by the Umm al-Qura calendar; nothing outside its years, 1343 to 1500 AH."""
    if not date(*GREGORIAN_RANGE[0]) <= day <= date(*GREGORIAN_RANGE[1]):
        return ""
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    written = hijri_pattern(policy).format(
        day=hijri.day, month=hijri_month_names(policy)[hijri.month - 1], year=hijri.year
    )
    return write_digits(written, policy.digits)


def write_date(moment: datetime, policy: DatePolicy) -> str:
    """Return the day of `moment` in the edition's zone. Raises NaiveMoment."""
    return write_day(local(moment, policy).date(), policy)


def write_moment(moment: datetime, policy: DatePolicy) -> str:
    """Return «٢٣ يناير ٢٠٢٥، ١٤:٠٥» in the edition's zone. Raises NaiveMoment."""
    here = local(moment, policy)
    time = write_digits(f"{here:%H:%M}", policy.digits)
    return str(NAMES["patterns"][policy.language]["moment"]).format(date=write_day(here.date(), policy), time=time)


def local(moment: datetime, policy: DatePolicy) -> datetime:
    """Return `moment` in the edition's zone. Raises NaiveMoment."""
    if moment.tzinfo is None:
        raise NaiveMoment(moment)
    return moment.astimezone(policy.zone_info)


def _filled(pattern: str, day: date, policy: DatePolicy) -> str:
    # isoweekday: Monday is 1 and Sunday 7.
    written = str(NAMES["patterns"][policy.language][pattern]).format(
        weekday=weekday_names(policy)[day.isoweekday() % 7],
        day=day.day,
        month=month_names(policy)[day.month - 1],
        year=day.year,
    )
    return write_digits(written, policy.digits)
