"""``detente lexicon check``: do the rules do what their examples say, and do the tables hold together?"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from detente.coder import Tools, code, load_tools
from detente.events.match import Matcher
from detente.lexicons.rules import Case, Rule
from detente.lexicons.tables import Row
from detente.records import Article, Entity, Event

EXAMPLE_DAY = "2021-07-12"
"""Examples are coded as if published on this day, a Monday."""

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# Offices that one person at a time holds; ministers and envoys often overlap in the sources by a day or an acting term.
_SINGLE = ("head_of_state", "head_of_government")
MAX_OVERLAP_DAYS = 31
MAX_GAP_DAYS = 400  # a longer gap is a missing holder, a shorter one an interregnum


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a lexicon. ``grave`` problems make the check fail; the others are to be looked at."""

    where: str
    what: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check, with what was looked at."""

    rules: int
    examples: int
    rows: int
    problems: tuple[Problem, ...]


def check(lexicons: Path | None = None, *, model: str | None = None) -> Checked:
    """All examples of all rules coded with the parser that is installed, and all rows looked at.

    Raises LexiconError when a file cannot be read at all.
    """
    tools = load_tools(lexicons, invented=True, model=model)
    # The rules themselves are on trial, not what the learned scorer makes of made-up sentences.
    tools = replace(tools, rules=replace(tools.rules, parties=None, worth=None))
    rules = [rule for kind in tools.lexicon.types.values() for rule in kind.rules]
    problems = [problem for rule in rules for problem in _rule(rule, tools)]
    problems += check_rows(tools.lexicon.tables["holders"])
    for name in ("countries", "bodies", "groups"):
        problems += _terms(tools.lexicon.tables[name])
    for rows in tools.lexicon.tables.values():
        problems += [Problem(row.where, "no basis: say where the fact comes from.") for row in rows if not row["basis"]]
    return Checked(
        len(rules),
        sum(len(rule.yes) + len(rule.no) + len(rule.cases) for rule in rules),
        sum(map(len, tools.lexicon.tables.values())),
        tuple(problems),
    )


# rules ----------------------------------------------------------------------------------------------------------------


def _rule(rule: Rule, tools: Tools) -> Iterator[Problem]:
    if not rule.yes and not rule.cases:
        yield Problem(rule.where, f"{rule.id} has no example.", grave=False)
    for text in rule.yes:
        events = _events(text, tools)
        if not _of_type(rule, events, tools):
            yield _unmet(rule, text, events, tools)
    for text in rule.no:
        if any(event.reasons[0].rule == rule.id for event in _events(text, tools)):
            yield Problem(rule.where, f"{rule.id} codes an event in “{text}”, where it should not.")
    for case in rule.cases:
        events = _of_type(rule, _events(case.text, tools), tools)
        if not events:
            yield _unmet(rule, case.text, _events(case.text, tools), tools)
        elif all(_differences(case, event) for event in events):
            yield Problem(rule.where, f"{rule.id} in “{case.text}”: {'; '.join(_differences(case, events[0]))}.")


def _unmet(rule: Rule, text: str, events: Sequence[Event], tools: Tools) -> Problem:
    """What is wrong where an example gives no event of the rule's type: the rule itself, or that another goes before it."""
    if _of_type(rule, _events(text, _alone(rule, tools)), tools):
        others = ", ".join(event.reasons[0].rule for event in events) or "an act that absorbs it"
        return Problem(rule.where, f"{rule.id} gives way to {others} in “{text}”.", grave=False)
    return Problem(rule.where, f"{rule.id} codes nothing in “{text}”.")


def _alone(rule: Rule, tools: Tools) -> Tools:
    """The tools with this one rule."""
    kind = tools.lexicon.types[rule.type]
    matcher = Matcher({rule.type: replace(kind, rules=(rule,))}, tools.rules.grammar)
    return replace(tools, rules=replace(tools.rules, matcher=matcher))


def _events(text: str, tools: Tools) -> Sequence[Event]:
    return code(Article("example", text, date=EXAMPLE_DAY), tools).events


def _of_type(rule: Rule, events: Sequence[Event], tools: Tools) -> list[Event]:
    """The events of the rule's type; a more special rule of that type may have won."""
    types = {rule.type, tools.lexicon.types[rule.type].future}
    return [event for event in events if event.type in types]


def _differences(case: Case, event: Event) -> list[str]:
    got = {
        "actor": _codes(event.actor),
        "recipient": _codes(event.recipient),
        "mode": event.mode,
        "status": event.status,
        "date": event.date.start.isoformat() if event.date else None,
    }
    want = {name: getattr(case, name) for name in got}
    return [f"{name} {got[name]!r}, not {want[name]!r}" for name in got if want[name] not in (None, got[name])]


def _codes(entities: Sequence[Entity]) -> tuple[str, ...]:
    return tuple(sorted({entity.code for entity in entities if entity.code}))


# tables ---------------------------------------------------------------------------------------------------------------


def check_rows(holders: Sequence[Row]) -> Iterator[Problem]:
    """Terms that end before they start; single offices held by two at once or by nobody for long."""
    yield from _terms(holders)
    by_office: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in holders:
        if row["office"].partition(":")[0] in _SINGLE and _term(row) is not None:
            by_office[row["code"], row["office"]].append(row)
    for rows in by_office.values():
        rows.sort(key=lambda row: (row["valid_from"], row["valid_to"] or "9999"))
        for before, after in itertools.pairwise(rows):
            yield from _between(before, after)


def _terms(rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        for column in ("valid_from", "valid_to"):
            if row[column] and _day(row[column], last=False) is None:
                yield Problem(
                    row.where, f'{row["name"]}: {column} "{row[column]}" is no date; write 1991, 1991-12 or 1991-12-26.'
                )
        term = _term(row)
        if term is not None and term[1] < term[0]:
            yield Problem(
                row.where, f"{row['name']}: the term ends ({row['valid_to']}) before it starts ({row['valid_from']})."
            )


def _between(before: Row, after: Row) -> Iterator[Problem]:
    first, second = _term(before), _term(after)
    assert first is not None
    assert second is not None
    if before["name"] == after["name"]:
        return
    overlap = (min(first[1], second[1]) - second[0]).days
    who = f"{before['name']} and {after['name']} ({after['code']} {after['office']})"
    if overlap > MAX_OVERLAP_DAYS:
        yield Problem(after.where, f"{who} hold one office together for {overlap} days.", grave=False)
    gap = (second[0] - first[1]).days
    if gap > MAX_GAP_DAYS:
        yield Problem(after.where, f"{who}: nobody holds the office for {gap} days between them.", grave=False)


def _term(row: Row) -> tuple[date, date] | None:
    start = _day(row["valid_from"] or "0001", last=False)
    end = _day(row["valid_to"] or "9999", last=True)
    return None if start is None or end is None else (start, end)


def _day(text: str, *, last: bool) -> date | None:
    """The first or last day that an ISO prefix can mean; None if it is no date."""
    if not _ISO.fullmatch(text):
        return None
    filled = text + ("-12-31" if last else "-01-01")[len(text) - 4 :] if len(text) < 10 else text
    for day in (31, 30, 29, 28) if last and len(text) < 10 else (0,):
        try:
            return date.fromisoformat(filled if not day else f"{filled[:8]}{day:02}")
        except ValueError:
            continue
    return None
