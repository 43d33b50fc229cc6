"""Partial dates: an interval of days with a precision. Days are calendar days, no time zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
