"""Dates: read in every way that Arabic pages write them, written in the one way that an edition chose."""

from musnad.arabic.dates.policy import DatePolicy, Months
from musnad.arabic.dates.reading import FoundDate, find_dates, read_date, read_moment
from musnad.arabic.dates.writing import (
    hijri_month_names,
    hijri_pattern,
    line_pattern,
    local,
    month_names,
    weekday_names,
    write_date,
    write_day,
    write_hijri,
    write_line,
    write_moment,
    write_month,
)

__all__ = [
    "DatePolicy",
    "FoundDate",
    "Months",
    "find_dates",
    "hijri_month_names",
    "hijri_pattern",
    "line_pattern",
    "local",
    "month_names",
    "read_date",
    "read_moment",
    "weekday_names",
    "write_date",
    "write_day",
    "write_hijri",
    "write_line",
    "write_moment",
    "write_month",
]
