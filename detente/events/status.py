"""How real an act is in the text's own words: done, planned, conditional, possible, denied or history (codebook, section 4)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.language.times import TimeExpression
from detente.language.tree import is_verb, kids, span, subtree
from detente.language.when import belonging, tense
from detente.lexicons.load import Lexicon
from detente.records import Reason, Sentence, Span, Status

YEAR_DAYS = 366
"""An act longer ago than this before the article is history (codebook, section 4)."""
MAX_STEPS = 6
# Ways from a word up to one that has a say in how real it is.
_UP = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "pobj", "prep", "attr", "nsubj", "nsubjpass", "conj", "acomp", "oprd", "agent", "dative"})
_INFINITIVE_FUTURE = frozenset({"xcomp", "acl"})
STRONGEST: tuple[Status, ...] = ("negated", "conditional", "possible", "planned")


@dataclass(frozen=True, slots=True)
class StanceWords:
    """The lists of stance/status.toml."""

    governors: Mapping[str, Status]
    modifiers: Mapping[str, Status]
    hedges: frozenset[str]
    modals: frozenset[str]
    negation: frozenset[str]
    markers: frozenset[str]
    ahead_only: frozenset[str]
    phrases: tuple[str, ...]
    history: tuple[str, ...]
    occurrence: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stance:
    """How real an act is."""

    status: Status
    hedges: tuple[Span, ...]
    """The very words ("likely")."""
    condition: Span | None
    """The words of the condition ("once he receives enough information")."""
    future: bool
    """Whether the act lies ahead: the type's `future` takes its place."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """One word or phrase that speaks for a status."""

    status: Status
    span: Span
    rule: str


def load_stance(lexicon: Lexicon) -> StanceWords:
    """The words of the lexicon's stance/status.toml."""
    lists = tomllib.loads(lexicon.file("stance/status.toml").read_text(encoding="utf-8"))
    statuses: tuple[Status, ...] = ("planned", "possible", "negated", "actual", "historical")

    def by_word(table: str) -> dict[str, Status]:
        return {word: status for status in statuses for word in lists[table].get(status, ())}

    return StanceWords(
        by_word("governors"),
        by_word("modifiers"),
        frozenset(lists["hedges"]["words"]),
        frozenset(lists["hedges"]["modals"]),
        frozenset(lists["negation"]["words"]),
        frozenset(lists["conditions"]["markers"]),
        frozenset(lists["conditions"]["ahead_only"]),
        tuple(lists["conditions"]["phrases"]),
        tuple(lists["history"]["phrases"]),
        frozenset(lists["occurrence"]["verbs"]),
    )


def stance_of(
    sentence: Sentence,
    trigger: int,
    words: tuple[int, ...],
    *,
    type: str,
    speech_act: bool,
    forced: Status | None,
    words_of: StanceWords,
    published: date | None,
    times: Sequence[TimeExpression],
) -> Stance:
    """The status of the act named at token ``trigger``, with hedges, condition and reasons.

    1. History, by the date tied to it. 2. What stands at the act itself: negation, modals, adverbs, adjectives. 3. What
    stands above it. 4. A condition. An act of speech that was performed is actual whatever it says, and keeps the condition.
    """
    old = _history(sentence, trigger, words_of, published, times)
    signs = [*_at_act(sentence, trigger, words, words_of), *_above(sentence, trigger, words, words_of)]
    hedges = tuple(sign.span for sign in signs if sign.rule.startswith("stance/hedges"))
    ahead = _ahead(sentence, trigger, published, times)
    found = next((sign for status in STRONGEST for sign in signs if sign.status == status), None)
    lies_ahead = (found is not None and found.status in ("planned", "possible")) or ahead is not None
    condition = _condition(sentence, trigger, words_of, lies_ahead)
    if forced is not None:
        return Stance(forced, hedges, condition, False, (_reason(forced, None, "stance/status#rule"),))
    if old is not None:
        return Stance("historical", hedges, condition, False, (old,))
    if found is None and ahead is not None:
        found = ahead
    if found is None:
        return Stance("actual", hedges, condition, False, (_reason("actual", None, "stance/status#told"),))
    if condition is not None and found.status in ("planned", "possible") and not speech_act:
        return Stance("conditional", hedges, condition, True, (_reason("conditional", condition, "stance/status#condition"),))
    future = found.status in ("planned", "possible", "conditional")
    return Stance(found.status, hedges, condition, future, (_reason(found.status, found.span, found.rule),))


_SAYS: Mapping[Status, str] = {
    "actual": "told as done or under way",
    "planned": "lies ahead",
    "conditional": "hangs on a condition",
    "possible": "is only held possible",
    "negated": "is said not to be so",
    "historical": "is told as history, more than a year back",
}


def _reason(status: Status, words: Span | None, rule: str) -> Reason:
    return Reason("status", rule, words, (f"“{words.text}”: " if words else "") + f"the act {_SAYS[status]}")


# at the act -----------------------------------------------------------------------------------------------------------


def _at_act(sentence: Sentence, i: int, words: tuple[int, ...], lists: StanceWords) -> Iterator[Sign]:
    """Signs on the act's own words: negation, modals, adverbs; adjectives before a noun."""
    if is_verb(sentence, i):
        yield from _at_verb(sentence, i, lists)
        return
    for k in kids(sentence, i, "amod", "det", "nummod", "compound", "neg"):
        token = sentence.tokens[k]
        status = lists.modifiers.get(token.text.lower()) or lists.modifiers.get(token.lemma)
        if status is not None and k not in words and not (token.lemma == "any" and status == "possible"):
            yield Sign(status, span(sentence, k, k), f"stance/status#{token.lemma}")
        if token.dep == "neg" or token.lemma == "no":
            yield Sign("negated", span(sentence, k, k), "stance/status#negation")
    for k in kids(sentence, i, "advmod"):
        if sentence.tokens[k].lemma in lists.hedges:
            yield Sign("possible", span(sentence, k, k), f"stance/hedges#{sentence.tokens[k].lemma}")


def _at_verb(sentence: Sentence, i: int, lists: StanceWords) -> Iterator[Sign]:
    token = sentence.tokens[i]
    helpers = kids(sentence, i, "aux", "neg", "advmod", "auxpass")
    if token.dep == "conj" and not kids(sentence, i, "nsubj", "nsubjpass", "aux"):
        helpers += kids(sentence, token.head, "aux", "auxpass")
    for k in helpers:
        helper = sentence.tokens[k]
        lower = helper.text.lower()
        if helper.dep == "neg" or lower in ("never", "no"):
            if sentence.tokens[min(k + 1, len(sentence.tokens) - 1)].lemma in ("only", "just", "merely"):
                continue
            yield Sign("negated", span(sentence, k, k), "stance/status#negation")
        elif helper.tag == "MD":
            if lower in lists.modals:
                yield Sign("possible", span(sentence, k, k), f"stance/hedges#{lower}")
            elif lower in ("will", "wo", "shall", "'ll", "’ll", "would", "'d", "’d"):
                yield Sign("planned", span(sentence, k, k), "stance/status#will")
        elif helper.lemma in lists.hedges:
            yield Sign("possible", span(sentence, k, k), f"stance/hedges#{helper.lemma}")
    head = sentence.tokens[token.head]
    if token.tag == "VB" and token.dep in ("xcomp", "ccomp") and head.lemma == "be":
        yield Sign("planned", span(sentence, head.i, head.i), "stance/status#be-to")
    for k in kids(sentence, i, "nsubj", "nsubjpass", "dobj"):
        for d in kids(sentence, k, "det", "neg"):
            if sentence.tokens[d].lemma in ("no", "neither"):
                yield Sign("negated", span(sentence, d, d), "stance/status#negation")
        if sentence.tokens[k].lemma in ("nobody", "none", "nothing"):
            yield Sign("negated", span(sentence, k, k), "stance/status#negation")


# above the act --------------------------------------------------------------------------------------------------------


def _above(sentence: Sentence, i: int, words: tuple[int, ...], lists: StanceWords) -> Iterator[Sign]:
    """Signs on the words that govern the act, nearest first, as far up as they have a say."""
    at, noun = i, not is_verb(sentence, i)
    for step in range(MAX_STEPS):
        token = sentence.tokens[at]
        head = token.head
        if head == at or token.dep not in _UP:
            return
        upper = sentence.tokens[head]
        if token.dep == "conj":
            at = head
            continue
        if token.dep in ("pobj", "prep", "pcomp") and not (upper.pos in ("VERB", "NOUN", "ADJ", "AUX") and upper.lemma in lists.governors):
            if upper.lemma == "without":
                yield Sign("negated", span(sentence, head, head), "stance/status#without")
            at = head
            noun = noun or upper.pos == "NOUN"
            if step > 2 or (upper.pos == "NOUN" and token.dep != "pcomp"):
                return
            continue
        if head not in words:
            status = lists.governors.get(upper.lemma)
            if status == "actual":
                yield from _carried(sentence, head, noun, lists)
                return
            if status is not None and _governs(sentence, at, head, noun, lists):
                yield Sign(status, span(sentence, head, head), f"stance/status#{upper.lemma}")
        if token.dep in ("ccomp", "advcl") or (noun and step > 0 and token.dep not in ("dobj", "attr", "nsubj", "nsubjpass")):
            return
        if is_verb(sentence, head) and (not noun or upper.lemma in lists.occurrence):
            yield from _at_verb(sentence, head, lists)
        elif noun:
            return
        at, noun = head, upper.pos == "NOUN"


def _carried(sentence: Sentence, head: int, noun: bool, lists: StanceWords) -> Iterator[Sign]:
    """What is said of a verb that implies the act: "will continue to", "did not manage to"."""
    if is_verb(sentence, head) and not noun:
        yield from _at_verb(sentence, head, lists)


def _governs(sentence: Sentence, at: int, head: int, noun: bool, lists: StanceWords) -> bool:
    """Whether a word of the lists has a say here: over infinitives and gerunds, and over nouns that are its object."""
    token, upper = sentence.tokens[at], sentence.tokens[head]
    if noun:
        return token.dep in ("dobj", "nsubjpass", "pobj", "attr", "prep") and (upper.pos != "VERB" or upper.lemma in lists.occurrence)
    if token.dep == "ccomp":
        return upper.lemma in ("deny", "denial", "fear", "suspect", "believe", "expect", "hope", "speculate", "likely", "possible", "unlikely", "doubt")
    return token.tag in ("VB", "VBG") and token.dep in ("xcomp", "acl", "pcomp", "advcl", "ccomp")


# time -----------------------------------------------------------------------------------------------------------------


def _history(
    sentence: Sentence, i: int, lists: StanceWords, published: date | None, times: Sequence[TimeExpression]
) -> Reason | None:
    """The reason if the act is more than a year old."""
    time = belonging(sentence, i, times)
    if time is not None and published is not None and time.interval is not None:
        if (published - time.interval.end).days > YEAR_DAYS and not time.ahead:
            return _reason("historical", time.span, time.rule)
    for phrase in lists.history:
        at = sentence.text.find(phrase)
        if at >= 0 and time is not None and time.span.start <= sentence.start + at < time.span.end:
            return _reason("historical", time.span, "stance/status#history")
    return None


def _ahead(sentence: Sentence, i: int, published: date | None, times: Sequence[TimeExpression]) -> Sign | None:
    """The sign if the words for the act's date can only mean days to come."""
    time = belonging(sentence, i, times)
    if time is None or published is None or tense(sentence, i) in ("past", "perfect", "pluperfect"):
        return None
    if time.past is None and time.future is not None and time.future.start > published and time.ahead is not False:
        return Sign("planned", time.span, time.rule)
    return None


# conditions -----------------------------------------------------------------------------------------------------------


def _condition(sentence: Sentence, i: int, lists: StanceWords, ahead: bool) -> Span | None:
    """The words of a condition on the act, or on the verb that governs it."""
    at = i
    for _ in range(3):
        for k in kids(sentence, at, "advcl", "prep"):
            found = _conditional_clause(sentence, k, lists, ahead)
            if found is not None and i not in subtree(sentence, k):
                return found
        token = sentence.tokens[at]
        if token.head == at or token.dep not in ("xcomp", "ccomp", "dobj", "attr", "conj", "acl", "pobj", "prep", "nsubjpass"):
            return None
        at = token.head
    return None


def _conditional_clause(sentence: Sentence, k: int, lists: StanceWords, ahead: bool) -> Span | None:
    inside = subtree(sentence, k)
    first = sentence.tokens[inside[0]].text.lower()
    opening = " ".join(sentence.tokens[w].text.lower() for w in inside[:4])
    markers = [sentence.tokens[m].lemma for m in kids(sentence, k, "mark", "advmod", "prep")]
    joined = first in lists.markers or any(marker in lists.markers for marker in markers)
    joined = joined or any(opening.startswith(phrase) for phrase in lists.phrases if phrase != "should" or len(inside) > 3)
    joined = joined or (ahead and first in lists.ahead_only and sentence.tokens[k].dep == "advcl")
    if not joined:
        return None
    last = inside[-1]
    while last > inside[0] and sentence.tokens[last].pos == "PUNCT":
        last -= 1
    return span(sentence, inside[0], last)
