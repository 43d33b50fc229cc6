"""Time expressions of a sentence: their words and the days they can mean.

Words alone leave open which Friday is meant; both the last and the next are given, and ``when.py`` chooses by tense.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from detente.dates import Interval, Precision, a_day, add_months, month_of, part_of, week_of, year_of
from detente.records import Sentence, Span

Kind = Literal["point", "range", "vague", "duration", "set"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell when, with the days they mean if the act is past and if it lies ahead."""

    span: Span
    kind: Kind
    first: int
    """Index of the first token of the span."""
    last: int
    """Index of the last token of the span."""
    past: Interval | None
    """The days meant when the act is past; None when the words cannot mean the past or name no days."""
    future: Interval | None
    """The days meant when the act lies ahead."""
    ahead: bool | None
    """True if the words can only mean the future, False if only the past, None if either."""
    rule: str
    """The pattern that read it: "when#weekday"."""

    @property
    def interval(self) -> Interval | None:
        """The days meant when nothing is known of the tense: the past ones, else those ahead."""
        return self.past or self.future


@dataclass(frozen=True, slots=True)
class Reading:
    """What a pattern makes of its words."""

    past: Interval | None
    future: Interval | None
    kind: Kind = "point"
    ahead: bool | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative words are counted from."""

    published: date | None
    anchor: date | None
    """The day the article spoke of last, for "that month"."""


Resolver = Callable[[re.Match[str], Reference], Reading | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form of time expression: id, words, meaning."""

    id: str
    regex: re.Pattern[str]
    resolve: Resolver


NOTHING = Reading(None, None, "vague")
FIRST_YEAR, LAST_YEAR = 1500, 2099


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    # Any: the parsed file, read field by field below.
    return tomllib.loads((files("detente.lexicons") / "stance" / "times.toml").read_text(encoding="utf-8"))


def _alternatives(words: list[str] | dict[str, Any]) -> str:
    """A regex of the words, longest first, spaces matching any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _named_numbers(table: str) -> dict[str, int]:
    """Every spelling of a month or weekday, without its full stop, with its number."""
    rows = _words()[table].items()
    return {form.rstrip("."): row["number"] for name, row in rows for form in (name, *row["forms"])}


MONTHS = _named_numbers("months")
WEEKDAYS = _named_numbers("weekdays")
NUMBERS: dict[str, list[int]] = _words()["numbers"]
SEASONS: dict[str, list[int]] = _words()["seasons"]
PARTS: dict[str, list[int]] = _words()["parts"]
MONTH = rf"(?:{_alternatives(MONTHS)})\b\.?"
WEEKDAY = rf"(?:{_alternatives(WEEKDAYS)})\b\.?"
SEASON = _alternatives(SEASONS)
DAY = (
    r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s*(?i:per|pct|million|mln|billion|thousand|dollars)\b)"
)
YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[,.]\d|%)"
TO = r"\s*(?:-|–|—|\bto\b|\band\b|\bthrough\b|\buntil\b|\btill\b|/)\s*"
NUMBER = rf"(?:\d{{1,3}}|(?:{_alternatives(NUMBERS)})\b)"
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centurie)"
SHIFT = r"last|past|previous|this|current|next|coming|following|same|that"


# --- days, months, years -------------------------------------------------------------------------------------------


def _number(text: str) -> int:
    return MONTHS[text.rstrip(".")]


def _day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such day."""
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _either(make: Callable[[int], Interval | None], ref: Reference) -> Reading:
    """The reading in the last year that is not after publication, and in the first that is not before it."""
    if ref.published is None:
        return Reading(None, None)
    day = ref.published
    made = [interval for year in (day.year - 1, day.year, day.year + 1) if (interval := make(year))]
    past = [interval for interval in made if interval.start <= day]
    future = [interval for interval in made if interval.end >= day]
    return Reading(past[-1] if past else None, future[0] if future else None)


def _days(year: int, start: tuple[int, int], end: tuple[int, int]) -> Interval | None:
    """From (month, day) to (month, day), running into the next year if need be."""
    first = _day_of(year, *start)
    last = _day_of(year + (end < start), *end)
    if first is None or last is None:
        return None
    return Interval(first, last, "day" if first == last else "range")


def _month_days(match: re.Match[str], ref: Reference) -> Reading | None:
    """'July 16', '16-17 July', 'Nov. 15 to 26, 2005', '28 February to 3 March'."""
    got = match.groupdict()
    months = [_number(got[key]) for key in ("month", "month2") if got.get(key)]
    start = (months[0], _digits(got["day"]))
    end = (months[-1], _digits(got["day2"] or got["day"]))
    if got["year"]:
        interval = _days(int(got["year"]), start, end)
        return Reading(interval, interval, "range" if got["day2"] else "point") if interval else None
    return replace(_either(lambda year: _days(year, start, end), ref), kind="range" if got["day2"] else "point")


def _iso(match: re.Match[str], ref: Reference) -> Reading | None:
    day = _day_of(int(match[1]), min(12, int(match[2])), int(match[3]))
    return Reading(a_day(day), a_day(day)) if day and int(match[2]) <= 12 else None


def _month_year(match: re.Match[str], ref: Reference) -> Reading:
    first, last = _number(match["month"]), _number(match["month2"] or match["month"])
    year = int(match["year"])
    interval = _months(year, first, last)
    return Reading(interval, interval, "range" if match["month2"] else "point")


def _months(year: int, first: int, last: int) -> Interval:
    """Whole months of a year, running into the next year if the last comes before the first."""
    if first == last:
        return month_of(date(year, first, 1))
    end = month_of(date(year + (last < first), last, 1)).end
    return Interval(date(year, first, 1), end, "range")


def _month_of_year(match: re.Match[str], ref: Reference) -> Reading | None:
    """'July last year', 'March 3 next year'."""
    if ref.published is None:
        return Reading(None, None)
    away = {"last": -1, "this": 0, "next": 1}[match["shift"].lower()]
    year, month = ref.published.year + away, _number(match["month"])
    day = (month, _digits(match["day"])) if match["day"] else None
    interval = _days(year, day, day) if day else _months(year, month, month)
    return Reading(interval, interval, ahead=away > 0 if away else None) if interval else None


def _month(match: re.Match[str], ref: Reference) -> Reading | None:
    """'June', 'last July', 'March to May'."""
    first, last = _number(match["month"]), _number(match["month2"] or match["month"])
    reading = _either(lambda year: _months(year, first, last), ref)
    if match["month2"]:
        return replace(reading, kind="range")
    return _shifted(match["shift"], reading, ref)


def _shifted(shift: str | None, reading: Reading, ref: Reference) -> Reading:
    """A month or season after 'last', 'this', 'next': 'last' is over, 'next' has not begun."""
    word = (shift or "").lower()
    day = ref.published
    if not word or day is None:
        return reading
    if word in ("last", "past", "previous"):
        return replace(reading, past=_over(reading.past, day), future=None, ahead=False)
    if word in ("next", "coming", "following"):
        return replace(reading, past=None, future=_not_begun(reading.future, day), ahead=True)
    return reading


def _over(interval: Interval | None, day: date) -> Interval | None:
    return _years_on(interval, -1) if interval and interval.end >= day else interval


def _not_begun(interval: Interval | None, day: date) -> Interval | None:
    return _years_on(interval, 1) if interval and interval.start <= day else interval


def _years_on(interval: Interval, years: int) -> Interval:
    """The same days of another year; 29 February becomes 28 February."""
    start, end = add_months(interval.start, 12 * years), add_months(interval.end, 12 * years)
    return Interval(start, end, interval.precision)


def _year(match: re.Match[str], ref: Reference) -> Reading:
    interval = year_of(int(match["year"]))
    return Reading(interval, interval)


def _year_range(match: re.Match[str], ref: Reference) -> Reading | None:
    first, text = int(match["year"]), match["year2"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if last <= first:
        return None
    interval = Interval(date(first, 1, 1), date(last, 12, 31), "range")
    return Reading(interval, interval, "range")


def _decade(match: re.Match[str], ref: Reference) -> Reading:
    text = match["decade"]
    start = int(text) if len(text) == 4 else 1900 + int(text)
    end = _digits(match["decade2"]) if match["decade2"] else start
    end = end if end >= FIRST_YEAR else 1900 + end
    interval = Interval(date(start, 1, 1), date(max(start, end) + 9, 12, 31), "decade" if end == start else "range")
    return Reading(interval, interval, "range")


def _century(match: re.Match[str], ref: Reference) -> Reading:
    first = (int(match["nth"]) - 1) * 100
    interval = Interval(date(max(1, first), 1, 1), date(first + 99, 12, 31), "range")
    return Reading(interval, interval, "range")


def _quarter(match: re.Match[str], ref: Reference) -> Reading:
    nth = ("first", "second", "third", "fourth").index(match["nth"].lower())

    def make(year: int) -> Interval:
        return replace(_months(year, 3 * nth + 1, 3 * nth + 3), precision="quarter")

    return Reading(make(int(match["year"])), make(int(match["year"]))) if match["year"] else _either(make, ref)


def _season(match: re.Match[str], ref: Reference) -> Reading:
    first, last = SEASONS[match["season"].lower()]
    if match["year"]:
        interval = _months(int(match["year"]), first, last)
        return Reading(interval, interval)
    return _shifted(match["shift"], _either(lambda year: _months(year, first, last), ref), ref)


# --- weekdays and days counted from publication --------------------------------------------------------------------


def _weekday(match: re.Match[str], ref: Reference) -> Reading | None:
    """A day of the week: publication day itself or up to six days before; the same or the next ones ahead."""
    if match["plural"]:
        return Reading(None, None, "set")
    if ref.published is None:
        return Reading(None, None)
    day, number = ref.published, WEEKDAYS[match["weekday"].rstrip(".")]
    past = day - timedelta(days=(day.weekday() - number) % 7)
    future = day + timedelta(days=(number - day.weekday()) % 7)
    word = (match["shift"] or match["after"] or "").lower()
    if word in ("last", "past", "previous"):
        return Reading(a_day(past - timedelta(days=7 * (past == day))), None, ahead=False)
    if word in ("next", "coming", "following"):
        return Reading(None, a_day(future + timedelta(days=7 * (future == day))), ahead=True)
    return Reading(a_day(past), a_day(future))


def _weekday_range(match: re.Match[str], ref: Reference) -> Reading:
    """'from Monday to Wednesday': the last such days, and the next."""
    if ref.published is None:
        return Reading(None, None, "range")
    day = ref.published
    first, last = WEEKDAYS[match["weekday"].rstrip(".")], WEEKDAYS[match["weekday2"].rstrip(".")]
    length = timedelta(days=(last - first) % 7)
    past = day - timedelta(days=(day.weekday() - last) % 7) - length
    future = day + timedelta(days=(first - day.weekday()) % 7)
    return Reading(Interval(past, past + length, "range"), Interval(future, future + length, "range"), "range")


DAYS_AWAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _deictic(match: re.Match[str], ref: Reference) -> Reading:
    if ref.published is None:
        return Reading(None, None)
    word = re.sub(r"\s+", " ", match["word"].lower())
    if word == "overnight" or word.startswith("all night"):
        before, after = ref.published - timedelta(days=1), ref.published + timedelta(days=1)
        return Reading(Interval(before, ref.published, "range"), Interval(ref.published, after, "range"))
    if word in ("last night", "the day before yesterday", "the day after tomorrow"):
        away = {"last night": -1, "the day before yesterday": -2, "the day after tomorrow": 2}[word]
    else:
        away = DAYS_AWAY.get(word, 0)
    interval = a_day(ref.published + timedelta(days=away))
    ahead = None if away == 0 else away > 0
    return Reading(None if ahead else interval, interval if ahead is not False else None, ahead=ahead)


def _weekend(match: re.Match[str], ref: Reference) -> Reading:
    """Saturday and Sunday: the last that has begun, and the next that is not over."""
    if ref.published is None:
        return Reading(None, None)
    day, word = ref.published, (match["shift"] or "").lower()
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    ahead = saturday if day <= saturday + timedelta(days=1) else saturday + timedelta(days=7)
    if word in ("last", "past", "previous"):
        start = saturday if saturday + timedelta(days=1) < day else saturday - timedelta(days=7)
        return Reading(_two_days(start), None, ahead=False)
    if word in ("next", "coming", "following"):
        start = ahead if ahead > day else ahead + timedelta(days=7)
        return Reading(None, _two_days(start), ahead=True)
    return Reading(_two_days(saturday), _two_days(ahead))


def _two_days(start: date) -> Interval:
    return Interval(start, start + timedelta(days=1), "range")


# --- units counted from publication --------------------------------------------------------------------------------


def _unit(text: str) -> str:
    unit = text.lower().rstrip("s")
    return {"night": "day", "centurie": "century"}.get(unit, unit)


def _whole(unit: str, day: date) -> Interval:
    """The week, month, quarter, year, decade or century that the day lies in; the day for shorter units."""
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day)
    if unit == "quarter":
        first = 3 * ((day.month - 1) // 3) + 1
        return replace(_months(day.year, first, first + 2), precision="quarter")
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        return Interval(date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31), "decade")
    if unit == "century":
        return Interval(date(day.year // 100 * 100, 1, 1), date(day.year // 100 * 100 + 99, 12, 31), "range")
    return a_day(day)


MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


def _away(day: date, number: int, unit: str) -> date | None:
    """The day that many units away; hours and minutes count as the same day; None outside the calendar."""
    if unit in MONTHS_IN:
        month = day.year * 12 + day.month + number * MONTHS_IN[unit]
        return add_months(day, number * MONTHS_IN[unit]) if 12 < month < 12 * 9999 else None
    return day + timedelta(days=number * DAYS_IN.get(unit, 0))


def _calendar_unit(match: re.Match[str], ref: Reference) -> Reading | None:
    """'last week', 'this month', 'next year', 'that month'."""
    word, unit = match["shift"].lower(), _unit(match["unit"])
    day = ref.anchor if word in ("same", "that", "following", "previous") else ref.published
    if day is None:
        return NOTHING if word in ("same", "that", "following", "previous") else Reading(None, None)
    if unit in ("hour", "minute"):
        return Reading(a_day(day), a_day(day))
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(word, 0)
    if word == "past" and match["the"]:
        return _stretch(day, -1, -1, unit)
    moved = _away(day, step, unit)
    whole = _whole(unit, moved) if moved else None
    if whole is None or step or day == ref.anchor:
        return Reading(whole if step <= 0 else None, whole if step >= 0 else None, ahead=step > 0 if step else None)
    past = Interval(whole.start, day, whole.precision)
    return Reading(past, Interval(day, whole.end, whole.precision))


def _stretch(day: date, least: int, greatest: int, unit: str) -> Reading:
    """From so many units ago to the day, or from the day to so many units on."""
    far = _away(day, greatest if abs(greatest) >= abs(least) else least, unit)
    if far is None:
        return NOTHING
    interval = Interval(min(far, day), max(far, day), "range")
    ahead = greatest > 0
    return Reading(None if ahead else interval, interval if ahead else None, "range", ahead=ahead)


def _amount(text: str | None) -> tuple[int, int]:
    """The least and greatest number that digits or a number word mean; 'few' if there is none."""
    if not text:
        return 2, 5
    words = re.sub(r"\s+", " ", text.lower().strip())
    if words.isdigit():
        return int(words), int(words)
    least, greatest = NUMBERS[words]
    return least, greatest


def _counted_stretch(match: re.Match[str], ref: Reference) -> Reading | None:
    """'the past two weeks', 'the next few days'."""
    if ref.published is None:
        return Reading(None, None, "range")
    _, greatest = _amount(match["number"])
    ahead = match["shift"].lower() in ("next", "coming", "following")
    return _stretch(
        ref.published, greatest if ahead else -greatest, greatest if ahead else -greatest, _unit(match["unit"])
    )


def _counted(match: re.Match[str], ref: Reference) -> Reading | None:
    """'two days ago', 'three months earlier', 'two weeks later', 'a year from now'."""
    word = re.sub(r"\s+", " ", match["word"].lower())
    ahead = word in ("later", "from now", "hence", "after")
    day = ref.published if word in ("ago", "from now", "hence") else ref.anchor or (None if ahead else ref.published)
    if match["clause"] or day is None:
        return NOTHING
    reading = _distance(day, *_amount(match["number"]), _unit(match["unit"]), ahead=ahead)
    return replace(reading, past=reading.future, ahead=None) if word in ("later", "after") else reading


def _distance(day: date, least: int, greatest: int, unit: str, *, ahead: bool) -> Reading:
    """The day, week, month or year that lies so many units away; a stretch of them for 'a few'."""
    sign = 1 if ahead else -1
    near, far = _away(day, sign * least, unit), _away(day, sign * greatest, unit)
    if near is None or far is None:
        return NOTHING
    start, end = min(near, far), max(near, far)
    if unit in ("week", "fortnight"):
        interval = Interval(start - timedelta(days=3), end + timedelta(days=3), "week" if start == end else "range")
    elif unit in MONTHS_IN:
        whole = "month" if unit in ("month", "quarter") else "year"
        precision: Precision = ("month" if whole == "month" else "year") if start == end else "range"
        interval = Interval(_whole(whole, start).start, _whole(whole, end).end, precision)
    else:
        interval = Interval(start, end, "day" if start == end else "range")
    return Reading(None if ahead else interval, interval if ahead else None, ahead=ahead)


def _in_units(match: re.Match[str], ref: Reference) -> Reading | None:
    """'in two weeks', 'within 10 days': ahead only; 'the first in two years' is a length of time."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    if re.search(r"\b(?:first|second|third|fourth|\dth|\w+est|time|times|most|only)\b", before):
        return Reading(None, None, "duration")
    if ref.published is None:
        return Reading(None, None, ahead=True)
    least, greatest = _amount(match["number"])
    unit = _unit(match["unit"])
    if match["word"].lower() == "within":
        return _stretch(ref.published, least, greatest, unit)
    return _distance(ref.published, least, greatest, unit, ahead=True)


def _part_of_current(match: re.Match[str], ref: Reference) -> Reading | None:
    """'the end of the month', 'year-end': of the month or year of publication."""
    if ref.published is None:
        return Reading(None, None)
    whole = _whole(_unit(match["unit"]), ref.published)
    interval = part_of(whole, *PARTS[match["part"].lower()])
    return Reading(interval, interval)


# --- names, vague words, sets, lengths -----------------------------------------------------------------------------


def _holiday(match: re.Match[str], ref: Reference) -> Reading:
    name = re.sub(r"\s+", " ", match["name"].replace("’", "'"))
    (m1, d1), (m2, d2) = (tuple(map(int, day.split("-"))) for day in _holidays()[name])

    def make(year: int) -> Interval | None:
        return _days(year, (m1, d1), (m2, d2))

    if match["year"]:
        return Reading(make(int(match["year"])), make(int(match["year"])))
    return _either(make, ref)


@lru_cache(maxsize=1)
def _holidays() -> dict[str, list[str]]:
    return {name: row["days"] for row in _words()["holiday"] for name in row["names"]}


@lru_cache(maxsize=1)
def _periods() -> dict[str, Interval]:
    """Named days and periods of history."""
    found: dict[str, Interval] = {}
    for row in _words()["period"]:
        start, end = map(date.fromisoformat, row["dates"])
        found |= {name: Interval(start, end, "day" if start == end else "range") for name in row["names"]}
    return found


def _period(match: re.Match[str], ref: Reference) -> Reading:
    interval = _periods()[re.sub(r"\s+", " ", match["name"])]
    return Reading(interval, None, "point" if interval.precision == "day" else "range", ahead=False)


def _vague_past(match: re.Match[str], ref: Reference) -> Reading:
    return Reading(None, None, "vague", ahead=False)


def _vague_future(match: re.Match[str], ref: Reference) -> Reading:
    return Reading(None, None, "vague", ahead=True)


def _set(match: re.Match[str], ref: Reference) -> Reading:
    return Reading(None, None, "set")


def _duration(match: re.Match[str], ref: Reference) -> Reading:
    return Reading(None, None, "duration")


@lru_cache(maxsize=1)
def patterns() -> tuple[Pattern, ...]:
    """Every form of time expression. Where several match, the one that starts first and is longest wins."""
    vague = _words()["vague"]
    daytime = r"(?:\s+(?:morning|afternoon|evening|night)\b)?"
    month_range = rf"(?P<month>{MONTH})(?:{TO}(?P<month2>{MONTH}))?"
    rows: list[tuple[str, str, Resolver]] = [
        ("iso", r"\b(\d{4})-(\d\d)-(\d\d)\b", _iso),
        (
            "month-day",
            rf"\b(?:{WEEKDAY},?\s+)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})"
            rf"(?:{TO}(?:(?P<month2>{MONTH})\s+)?(?P<day2>{DAY}))?(?:,?\s+(?P<year>{YEAR}))?",
            _month_days,
        ),
        (
            "day-month",
            rf"\b(?:{WEEKDAY},?\s+)?(?P<day>{DAY})(?:\s+(?P<month>{MONTH}))??(?:{TO}(?P<day2>{DAY}))?"
            rf"\s+(?:of\s+)?(?P<month2>{MONTH})(?:,?\s+(?P<year>{YEAR}))?",
            _month_days,
        ),
        ("month-year", rf"\b{month_range},?\s+(?:of\s+)?(?P<year>{YEAR})", _month_year),
        (
            "month-of-year",
            rf"\b(?P<month>{MONTH})(?:\s+(?P<day>{DAY}))?\s+(?:of\s+)?(?P<shift>(?i:last|this|next))\s+year\b",
            _month_of_year,
        ),
        ("month", rf"\b(?:(?P<shift>(?i:{SHIFT}))\s+)?{month_range}", _month),
        ("year-range", rf"(?<![\d$£€/.-])\b(?P<year>{YEAR}){TO}(?P<year2>{YEAR}|\d\d(?!\d))", _year_range),
        (
            "year",
            rf"(?<![\d$£€/#,.])\b(?P<year>{YEAR})(?!s\b|-\w|\s+(?:GMT|people|troops|soldiers|men|tons|tonnes|km))",
            _year,
        ),
        (
            "decade",
            r"(?<!\d)['’]?(?P<decade>(?:1[5-9]|20)?[0-9]0)['’]?s\b(?:"
            + TO
            + r"(?P<decade2>['’]?(?:1[5-9]|20)?\d0)s\b)?",
            _decade,
        ),
        ("century", r"\b(?P<nth>1\d|2[01])(?:st|th)[ -]century\b", _century),
        (
            "quarter",
            rf"\b(?P<nth>(?i:first|second|third|fourth))[ -]quarter\b(?:\s+(?:of\s+)?(?P<year>{YEAR}))?",
            _quarter,
        ),
        (
            "season",
            rf"\b(?:(?P<shift>(?i:{SHIFT}))|in\s+(?:the\s+)?|the)\s*\b(?P<season>(?i:{SEASON}))\b"
            rf"(?:\s+(?:of\s+)?(?P<year>{YEAR}))?",
            _season,
        ),
        (
            "weekday",
            rf"\b(?:(?P<shift>(?i:{SHIFT}))\s+)?(?P<weekday>{_alternatives(WEEKDAYS)})(?:(?P<plural>s)\b|\b)\.?"
            rf"{daytime}(?:\s+(?P<after>last|next)\b(?!\s+(?:week|month|year)))?",
            _weekday,
        ),
        ("weekday-range", rf"\b(?P<weekday>{WEEKDAY}){TO}(?P<weekday2>{WEEKDAY})", _weekday_range),
        (
            "day",
            r"(?i)\b(?P<word>today|tonight|yesterday|tomorrow|overnight|all\s+night|last\s+night|"
            r"the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|this\s+(?:morning|afternoon|evening))\b"
            + daytime,
            _deictic,
        ),
        ("weekend", rf"(?i)\b(?:(?P<shift>{SHIFT}|the|over|at)\s+)(?:the\s+)?weekend\b", _weekend),
        (
            "unit",
            rf"(?i)\b(?P<the>the\s+)?(?P<shift>{SHIFT})\s+(?P<unit>week|month|quarter|year|decade|century|day)\b(?!-old)",
            _calendar_unit,
        ),
        (
            "stretch",
            rf"(?i)\b(?:the\s+)?(?P<shift>last|past|previous|next|coming|following)\s+(?:(?P<number>{NUMBER})\s+)"
            rf"(?:(?:and\s+a\s+half|more)\s+)?(?P<unit>{UNIT})s?\b",
            _counted_stretch,
        ),
        (
            "stretch",
            rf"(?i)\b(?:over|during|in|for)\s+(?:the\s+)?(?P<shift>past|last|next|coming)\s+(?P<number>few\s+)?(?P<unit>{UNIT})s\b",
            _counted_stretch,
        ),
        (
            "ago",
            rf"(?i)\b(?P<number>{NUMBER})[\s-]+(?:and\s+a\s+half\s+)?(?P<unit>{UNIT})s?(?:\s+or\s+so)?\s+"
            r"(?P<word>ago|earlier|before|later|after|from\s+now|hence)\b(?P<clause>(?<=before|.after)\s+\w+)?",
            _counted,
        ),
        (
            "in-units",
            rf"(?i)\b(?P<word>in|within)\s+(?:(?:the\s+)?(?:next|about|another)\s+)?(?P<number>{NUMBER})\s+(?P<unit>{UNIT})s?\b(?!\s+of\b)",
            _in_units,
        ),
        (
            "part",
            r"(?i)\b(?:the\s+)?(?P<part>end|beginning|start|middle)\s+of\s+the\s+(?P<unit>month|year|week|quarter|decade|century)\b",
            _part_of_current,
        ),
        (
            "holiday",
            rf"\b(?P<name>{_alternatives(_holidays()).replace(chr(39), '[' + chr(39) + '’]')})(?:,?\s+(?P<year>{YEAR}))?(?!\w)",
            _holiday,
        ),
        ("period", rf"(?<![\w/])(?P<name>{_alternatives(list(_periods()))})(?![\w/])", _period),
        ("vague-past", rf"(?i)\b(?:{_alternatives(vague['past'])})\b(?!\s+(?:few\b|{NUMBER}\s|{UNIT}))", _vague_past),
        ("vague-future", rf"(?i)\b(?:{_alternatives(vague['future'])})\b", _vague_future),
        (
            "set",
            rf"(?i)\b(?:(?:every|each)\s+(?:(?:other|two|three|few)\s+)?(?:{UNIT}s?|weekend|{WEEKDAY})|daily|weekly|monthly|yearly|annually)\b",
            _set,
        ),
        ("duration", rf"(?i)\b{NUMBER}[\s-](?:and\s+a\s+half[\s-])?{UNIT}s?(?:-(?:long|old))?\b", _duration),
    ]
    return tuple(Pattern(f"when#{id}", re.compile(regex), resolve) for id, regex, resolve in rows)


# --- finding -------------------------------------------------------------------------------------------------------

PART_BEFORE = re.compile(
    rf"(?i)(?:\bin\s+)?\b(?:the\s+)?(?P<part>{_alternatives(PARTS)}|earlier|later)(?:\s+of\s+|\s+in\s+|[\s-]+)(?:the\s+)?$"
)
LIMIT_BEFORE = re.compile(
    rf"(?i)\b(?:(?P<before>{_alternatives(_words()['limits']['before'])})|"
    rf"(?P<after>{_alternatives(_words()['limits']['after'])}))\s+(?:at\s+least\s+)?(?:the\s+)?$"
)
# Names that are common words too need the parser's word for it that they are names.
DOUBTFUL_MONTHS = frozenset({"May", "March", "Mar", "Jan"})


@lru_cache(maxsize=1)
def _signs() -> frozenset[str]:
    """Lower-case words of which every time expression has at least one, unless it is a year or a name."""
    units = ("minute", "hour", "day", "night", "week", "fortnight", "month", "quarter", "year", "decade")
    loose = ("today", "tonight", "yesterday", "tomorrow", "overnight", "weekend", "century", "centuries", "daily")
    rest = ("weekly", "monthly", "yearly", "annually", "morning", "afternoon", "evening")
    vague = (name.split()[-1] for names in _words()["vague"].values() for name in names)
    dated = (form.lower() for form in (*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)))
    return frozenset((*units, *(f"{unit}s" for unit in units), *loose, *rest, *vague, *dated, *SEASONS))


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """Years, decades and the names of days and periods."""
    names = _alternatives([name.replace("'", "") for name in (*_holidays(), *_periods())])
    return re.compile(rf"(?<!\d)(?:1[5-9]|20)\d\d|\d0['’]?s\b|\d(?:st|th)[ -]century|{names}|New Year|Valentine")


def _may_hold_time(text: str) -> bool:
    """Whether any word could be of a time expression: the cheap question asked of every sentence."""
    return not _signs().isdisjoint(re.findall(r"[a-z]+", text.lower())) or _names().search(text) is not None


def find_times(sentence: Sentence, published: date | None, *, anchor: date | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of the sentence in order, none overlapping.

    ``published`` is what relative words are counted from; without it they name no days. ``anchor`` is the day the
    article spoke of last, for "that month" and "three days later".
    """
    if not _may_hold_time(sentence.text):
        return ()
    ref = Reference(published, anchor)
    matches = _longest_first(sentence.text)
    found: list[TimeExpression] = []
    for pattern, match in matches:
        if found and match.start() + sentence.start < found[-1].span.end:
            continue
        expression = _expression(sentence, pattern, match, ref)
        if expression is not None:
            found.append(expression)
    return tuple(found)


def _longest_first(text: str) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """All matches of all patterns, by start, the longest first."""
    found = [
        (match.start(), -match.end(), n, match) for n, p in enumerate(patterns()) for match in p.regex.finditer(text)
    ]
    for _, _, n, match in sorted(found, key=lambda row: row[:3]):
        yield patterns()[n], match


def _expression(sentence: Sentence, pattern: Pattern, match: re.Match[str], ref: Reference) -> TimeExpression | None:
    """The time expression of a match with the words before it that narrow it; None if it is no time after all."""
    if not _is_name(sentence, match):
        return None
    reading = pattern.resolve(match, ref)
    if reading is None:
        return None
    start, reading = _narrowed(sentence.text, match.start(), reading, ref)
    reading = _limited(sentence.text, start, reading, ref)
    first, last = _token_at(sentence, sentence.start + start), _token_at(sentence, sentence.start + match.end() - 1)
    span = Span(sentence.start + start, sentence.start + match.end(), sentence.text[start : match.end()])
    return TimeExpression(span, reading.kind, first, last, reading.past, reading.future, reading.ahead, pattern.id)


def _token_at(sentence: Sentence, offset: int) -> int:
    """Index of the token that holds the character, else of the last one before it."""
    found = 0
    for token in sentence.tokens:
        if token.start > offset:
            break
        found = token.i
    return found


def _is_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """False for "may", "march" and the like that the parser does not take for a name or a noun."""
    got = match.groupdict()
    if got.get("month") not in DOUBTFUL_MONTHS or got.get("day") or got.get("year"):
        return True
    return sentence.tokens[_token_at(sentence, sentence.start + match.start("month"))].tag in ("NNP", "NNPS")


def _narrowed(text: str, start: int, reading: Reading, ref: Reference) -> tuple[int, Reading]:
    """The reading after "early", "late", "the end of", "earlier", and where those words start."""
    before = PART_BEFORE.search(text, max(0, start - 25), start)
    if before is None or reading.kind in ("vague", "set", "duration"):
        return start, reading
    part = before["part"].lower()
    if part in ("earlier", "later"):
        return before.start(), replace(reading, ahead=None if reading.past == reading.future else part == "later")
    narrow = [interval and part_of(interval, *PARTS[part]) for interval in (reading.past, reading.future)]
    return before.start(), replace(reading, past=narrow[0], future=narrow[1])


def _limited(text: str, start: int, reading: Reading, ref: Reference) -> Reading:
    """The reading after "since" (runs on to publication), "until" and "by" (the limit itself, as precision)."""
    limit = LIMIT_BEFORE.search(text, max(0, start - 30), start)
    if limit is None or reading.kind in ("vague", "set", "duration"):
        return reading
    past, future = reading.past, reading.future
    if limit["before"]:
        return replace(
            reading,
            past=past and replace(past, precision="before"),
            future=future and replace(future, precision="before"),
        )
    if past and ref.published and limit["after"].lower() == "since":
        past = Interval(past.start, max(past.start, ref.published), "after")
    elif past:
        past = replace(past, precision="after")
    return replace(reading, kind="range", past=past, future=future and replace(future, precision="after"))
