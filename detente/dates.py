"""Partial dates: an interval of days with a precision. Days are calendar days, no time zones."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "week", "month", "quarter", "year", "decade", "range", "before", "after"]


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``start`` to ``end``, both included, known to the given precision.

    "in June" is 2021-06-01 to 2021-06-30 with precision "month".
    """

    start: date
    end: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"interval ends ({self.end}) before it starts ({self.start})")


def a_day(day: date) -> Interval:
    """The interval that is one day."""
    return Interval(day, day, "day")


def year_of(year: int) -> Interval:
    """The whole year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def month_of(day: date) -> Interval:
    """The whole month the day lies in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Interval(day.replace(day=1), day.replace(day=last), "month")


def week_of(day: date) -> Interval:
    """Monday to Sunday of the week the day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def add_months(day: date, months: int) -> date:
    """The same day so many months on (back, if negative); the month's last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def part_of(interval: Interval, first: int, last: int) -> Interval:
    """From ``first`` to ``last`` tenths of the interval, at least a day: (0, 4) is its early part."""
    days = (interval.end - interval.start).days + 1
    start = interval.start + timedelta(days=days * first // 10)
    end = max(start, interval.start + timedelta(days=days * last // 10 - 1))
    return Interval(start, end, "day" if days == 1 else "range")
