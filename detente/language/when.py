"""When a predicate's act took place or is to take place, by the words tied to it and its tense (codebook, section 5)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from detente.dates import Interval, a_day
from detente.language.times import TimeExpression, find_times
from detente.language.tree import ancestors
from detente.records import Reason, Sentence, Token

__all__ = ["Dated", "Tense", "TimeExpression", "belonging", "date_of", "find_times", "tense"]

Tense = Literal["past", "present", "perfect", "pluperfect", "future", "none"]

AHEAD_STATUS = frozenset({"planned", "conditional", "possible"})
CLAUSE = frozenset({"relcl", "ccomp", "advcl", "acl", "xcomp", "csubj", "csubjpass", "pcomp", "parataxis"})
FINITE: dict[str, Tense] = {"VBD": "past", "VBZ": "present", "VBP": "present"}
FUTURE_MODALS = frozenset({"will", "shall", "would", "'ll", "’ll", "wo"})


@dataclass(frozen=True, slots=True)
class Dated:
    """When an act took place: the days, why, and the words they come from."""

    interval: Interval | None
    """None when the text does not say and the act is not of the day of publication."""
    reason: Reason
    expression: TimeExpression | None
    """The words that tell; None when the date is the day of publication or missing for want of words."""


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    """The lists "saying", "ahead" and "earlier" of stance/times.toml."""
    rows = tomllib.loads((files("detente.lexicons") / "stance" / "times.toml").read_text(encoding="utf-8"))
    return {
        "saying": frozenset(rows["saying"]["verbs"]),
        "ahead": frozenset(rows["ahead"]["words"]),
        "earlier": frozenset(rows["earlier"]["words"]),
    }


# --- tense ---------------------------------------------------------------------------------------------------------


def _is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") or token.tag == "MD"


def _governor(sentence: Sentence, i: int) -> int | None:
    """The verb that a token hangs on, nouns and prepositions passed over; the token itself if it is one."""
    token = sentence.tokens[i]
    while not _is_verb(token):
        if token.head == token.i:
            return None
        token = sentence.tokens[token.head]
    return token.i


def tense(sentence: Sentence, trigger: int) -> Tense:
    """The tense of the verb at ``trigger``, or of the verb that governs a noun there; "none" if there is no finite one."""
    verb = _governor(sentence, trigger)
    return "none" if verb is None else _verb_tense(sentence, verb, frozenset())


def _verb_tense(sentence: Sentence, i: int, seen: frozenset[int]) -> Tense:
    token = sentence.tokens[i]
    helpers = [sentence.tokens[c] for c in sentence.children[i] if sentence.tokens[c].dep in ("aux", "auxpass")]
    found = _helped_tense(helpers)
    if found is not None:
        return found
    if token.tag in FINITE:
        return FINITE[token.tag]
    if token.head == i or i in seen:
        return "none"
    return _borrowed_tense(sentence, token, seen | {i})


def _helped_tense(helpers: Sequence[Token]) -> Tense | None:
    """The tense that auxiliaries make; None without a finite one."""
    if any(helper.text.lower() in FUTURE_MODALS for helper in helpers):
        return "future"
    if any(helper.tag == "MD" for helper in helpers):
        return "none"
    for helper in helpers:
        is_have = helper.lemma in ("have", "'ve", "’ve", "'s") and helper.dep == "aux" and helper.tag != "VB"
        if is_have and (len(helpers) > 1 or helper.lemma == "have"):
            return "pluperfect" if helper.tag == "VBD" else "perfect"
    return next((FINITE[helper.tag] for helper in helpers if helper.tag in FINITE), None)


def _borrowed_tense(sentence: Sentence, token: Token, seen: frozenset[int]) -> Tense:
    """The tense of a form that has none of its own: ahead after "plans to", else that of the verb above."""
    head = sentence.tokens[token.head]
    if token.tag == "VBN" and token.dep in ("acl", "amod"):
        return "past"
    if token.tag == "VB" and head.lemma in _word_lists()["ahead"]:
        return "future"
    above = _governor(sentence, token.head)
    return "none" if above is None else _verb_tense(sentence, above, seen)


# --- which words belong to the predicate ---------------------------------------------------------------------------


def _path(sentence: Sentence, i: int) -> list[int]:
    """The token and everything above it, up to the root."""
    return [i, *ancestors(sentence, i)]


def _top(sentence: Sentence, first: int, last: int) -> int:
    """The token between ``first`` and ``last`` whose head lies outside, prepositions before their objects passed."""
    inside = range(first, last + 1)
    outer = [i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    return outer[-1] if outer else last


def _bond(sentence: Sentence, trigger: int, expression: TimeExpression) -> int | None:
    """How closely a time expression is tied to the predicate, 0 the closest; None if it is another's."""
    top = _top(sentence, expression.first, expression.last)
    up = _path(sentence, top)
    if trigger in range(expression.first, expression.last + 1):
        return 0
    mine = _path(sentence, trigger)
    shared = next((i for i in mine if i in up), None)
    if shared is None:
        return None
    from_time, from_trigger = up[: up.index(shared)], mine[: mine.index(shared)]
    below = _below(sentence, from_time, trigger, shared)
    above = _above(sentence, from_trigger, from_time, shared)
    return None if below is None or above is None else below + above


def _below(sentence: Sentence, path: list[int], trigger: int, shared: int) -> int | None:
    """The cost of the way from the time up to the word it shares with the predicate."""
    cost = 0
    for i in path[1:]:
        token = sentence.tokens[i]
        if token.dep in CLAUSE:
            if not (token.head == trigger and token.dep in ("acl", "relcl") and not _is_verb(sentence.tokens[trigger])):
                return None
            cost += 1
        elif token.dep == "conj" and _is_verb(token):
            cost += 3
        elif token.pos in ("NOUN", "PROPN", "PRON", "NUM"):
            if path[0] < i and _is_verb(sentence.tokens[shared]) and not _carries(sentence, token, shared):
                return None
            cost += 1
    return cost


def _carries(sentence: Sentence, noun: Token, verb: int) -> bool:
    """Whether the date of a noun ("Saturday's attack") is also that of the verb it belongs to."""
    return noun.dep in ("nsubj", "nsubjpass") or (
        noun.dep == "dobj" and sentence.tokens[verb].lemma not in _word_lists()["saying"]
    )


def _above(sentence: Sentence, path: list[int], from_time: list[int], shared: int) -> int | None:
    """The cost of the way from the predicate up to the word it shares with the time."""
    cost = 0
    for i in path:
        token = sentence.tokens[i]
        head = sentence.tokens[token.head]
        if token.dep in ("xcomp", "advcl") and token.tag in ("VBG", "VB", "VBN"):
            cost += 2
        elif token.dep in CLAUSE:
            return None
        elif token.dep == "conj":
            cost += 2
        elif _is_verb(head) and head.lemma in _word_lists()["saying"]:
            return None
        else:
            cost += 1
    return cost


# --- the date ------------------------------------------------------------------------------------------------------


def date_of(
    sentence: Sentence,
    trigger: int,
    times: Sequence[TimeExpression],
    published: date | None,
    *,
    status: str,
    reported: bool,
) -> Dated:
    """When the act named by the predicate at token ``trigger`` took place or is to take place.

    ``status`` is the event's; ``reported`` says that the act stands in somebody's statement. Never raises; without
    words in the text the day of publication is given for news and nothing for acts plainly earlier or ahead.
    """
    found = belonging(sentence, trigger, times)
    ahead = status in AHEAD_STATUS
    if found is not None:
        return _said(found, ahead)
    only = _only_past(sentence, trigger, times, published) if status == "actual" else None
    if only is not None:
        return _said(only, ahead)
    return _unsaid(sentence, trigger, published, status, reported)


def belonging(sentence: Sentence, trigger: int, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The time expression most closely tied to the predicate: least cost, then nearest."""
    tied = []
    for time in times:
        if time.kind in ("set", "duration"):
            continue
        cost = _bond(sentence, trigger, time)
        if cost is not None:
            tied.append((cost, abs(time.first - trigger), time.first, time))
    return min(tied, key=lambda row: row[:3])[3] if tied else None


def _only_past(
    sentence: Sentence, trigger: int, times: Sequence[TimeExpression], published: date | None
) -> TimeExpression | None:
    """The one time that a sentence tells, for an act that it tells in passing: by a noun, or in a clause under another."""
    points = [time for time in times if time.kind in ("point", "range") and time.past is not None and not time.ahead]
    token = sentence.tokens[trigger]
    in_passing = not _is_verb(token) or token.dep in CLAUSE
    plain = len(points) == 1 and in_passing and not _nearer_ahead(points[0], published)
    return points[0] if plain else None


def _nearer_ahead(time: TimeExpression, published: date | None) -> bool:
    """Whether the coming reading is the nearer one: "July 16" in a report of July 12 is not last year's."""
    if time.past is None or time.future is None or published is None or time.past == time.future:
        return False
    return (time.future.start - published) < (published - time.past.end)


def _said(time: TimeExpression, ahead: bool) -> Dated:
    """The date that the words give, past or ahead."""
    interval = (time.future or time.past) if ahead else (time.past or time.future)
    side = "ahead" if interval == time.future and interval != time.past else "past"
    if interval is None:
        says = f"“{time.span.text}” names no day."
    elif time.past == time.future:
        says = f"“{time.span.text}” tells when."
    else:
        says = f"“{time.span.text}”, read as {'still to come' if side == 'ahead' else 'gone by'}."
    return Dated(interval, Reason("date", f"{time.rule}-{side}", time.span, says), time)


def _unsaid(sentence: Sentence, trigger: int, published: date | None, status: str, reported: bool) -> Dated:
    """The day of publication for news; nothing for what is plainly earlier, ahead or history."""
    rule, says = _no_date(sentence, trigger, status, reported)
    if rule:
        return Dated(None, Reason("date", rule, None, says), None)
    if published is None:
        return Dated(None, Reason("date", "when#unknown", None, "No date in the words, and none of publication."), None)
    says = "No date in the words; news of the day of publication."
    return Dated(a_day(published), Reason("date", "when#published", None, says), None)


def _no_date(sentence: Sentence, trigger: int, status: str, reported: bool) -> tuple[str, str]:
    """Rule and sentence why an act without words for its date has none; two empty strings if it has."""
    if status == "historical":
        return "when#history", "History, with no date in the words."
    if status in AHEAD_STATUS:
        return "when#ahead", "Not yet done, with no date in the words."
    # In reported speech the past perfect stands for the perfect: "said it had agreed" is news.
    if tense(sentence, trigger) == "pluperfect" and not reported:
        return "when#earlier-tense", "Told as earlier than the news (past perfect), with no date in the words."
    verb = _governor(sentence, trigger)
    around = () if verb is None else sentence.children[verb]
    if any(sentence.tokens[i].lemma in _word_lists()["earlier"] for i in (*around, *sentence.children[trigger])):
        return "when#earlier-word", "Told as earlier than the news, with no date in the words."
    return "", ""
