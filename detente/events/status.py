"""How real an act is in the text's words: done, ahead, conditional, possible, denied, history (codebook, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.events.arguments import clause_subject
from detente.events.conditions import condition_of
from detente.events.signs import Act, Sign, signs_of
from detente.events.stance_words import Signal, StanceWords, load_stance
from detente.language.times import TimeExpression
from detente.language.tree import ancestors, is_verb, kids, span
from detente.language.when import belonging, tense
from detente.records import Reason, Sentence, Span, Status

__all__ = ["Stance", "StanceWords", "load_stance", "stance_of"]

YEAR_DAYS = 366
"""An act longer ago than this before the article is history (codebook, section 4)."""
STRONGEST: tuple[Signal, ...] = ("negated", "possible", "planned")
_PAST = frozenset({"past", "perfect", "pluperfect"})


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

    1. Signs at the act and on the words above it. 2. A condition. 3. A status that the rule forces. 4. History, by the
    date tied to it. 5. An act of speech is done once said, unless the very saying is ahead, possible or denied. 6. The
    strongest sign, else words for a date to come; without either the act is told as done.
    """
    act = Act(sentence, trigger, frozenset(words) | {trigger}, type, speech_act)
    signs = [sign for sign in signs_of(act, words_of) if sign.at not in act.words]
    hedges = tuple(_span(sentence, sign.at) for sign in signs if sign.status == "possible")
    condition = condition_of(act, words_of, denied=any(sign.status == "negated" for sign in signs))
    if forced is not None:
        return Stance(forced, hedges, condition, False, (_reason(forced, None, "stance/modality#rule"),))
    old = _history(act, published, times, words_of)
    if old is not None:
        return Stance("historical", hedges, condition, False, (old,))
    if _performed(act, signs, words_of):
        return Stance("actual", hedges, condition, False, (_reason("actual", None, "stance/modality#said"),))
    found = _strongest(signs)
    if found is None:
        return _unmarked(act, hedges, condition, words_of, published, times)
    if condition is not None and (found.status != "negated" or _until(condition, words_of)):
        return _conditional(hedges, condition)
    why = _reason(found.status, _span(sentence, found.at), found.rule)
    return Stance(found.status, hedges, condition, found.status != "negated", (why,))


def _conditional(hedges: tuple[Span, ...], condition: Span) -> Stance:
    rule = f"stance/conditions#{condition.text.split()[0].lower()}"
    return Stance("conditional", hedges, condition, True, (_reason("conditional", condition, rule),))


def _performed(act: Act, signs: Sequence[Sign], lists: StanceWords) -> bool:
    """Whether an act of speech is done by the words told, whatever they say: "must withdraw", "we want to condemn"."""
    if not act.speech or act.type not in lists.told_by_content:
        return False
    tokens = act.sentence.tokens
    if not any(tokens[i].lemma in lists.performing for i in act.words):
        return True
    subjects = clause_subject(act.sentence, act.i) if is_verb(act.sentence, act.i) else []
    first_person = any(tokens[k].lemma in ("i", "we") for k in subjects)
    return first_person and all(tokens[sign.at].lemma in lists.wishing for sign in signs)


def _strongest(signs: Iterable[Sign]) -> Sign | None:
    known = list(signs)
    return next((sign for status in STRONGEST for sign in known if sign.status == status), None)


def _unmarked(
    act: Act, hedges: tuple[Span, ...], condition: Span | None, lists: StanceWords, published: date | None,
    times: Sequence[TimeExpression],
) -> Stance:  # fmt: skip
    """The stance of an act without signs: ahead if its date is, else done."""
    ahead = _ahead(act, published, times)
    if ahead is not None:
        return Stance("planned", hedges, condition, True, (ahead,))
    if condition is not None and not act.speech and tense(act.sentence, act.i) not in _PAST:
        return _conditional(hedges, condition)
    return Stance("actual", hedges, condition, False, (_reason("actual", None, "stance/modality#told"),))


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


def _span(sentence: Sentence, i: int) -> Span:
    return span(sentence, i, i)


def _until(condition: Span, lists: StanceWords) -> bool:
    return condition.text.split()[0].lower() in lists.until


# time -----------------------------------------------------------------------------------------------------------------


def _history(act: Act, published: date | None, times: Sequence[TimeExpression], lists: StanceWords) -> Reason | None:
    """The reason if the act is more than a year old."""
    times = [time for time in times if not _names_another(act, time)]
    own = belonging(act.sentence, act.i, times)
    candidates = [own] if own is not None and own.interval is not None else _around(act, times, lists)
    for time in candidates:
        if published is not None and _is_old(time, published):
            return _reason("historical", time.span, time.rule)
    since = _years_before(act, lists)
    return None if since is None else _reason("historical", since, "stance/history#after")


def _is_old(time: TimeExpression, published: date) -> bool:
    """Whether the middle of the days meant is more than a year back, and all of them are past."""
    days = time.interval
    if days is None or time.ahead or days.end >= published:
        return False
    return (published - days.start).days + (published - days.end).days > 2 * YEAR_DAYS


def _top(sentence: Sentence, time: TimeExpression) -> int:
    words = range(time.first, time.last + 1)
    return next((i for i in words if sentence.tokens[i].head not in words), time.last)


def _names_another(act: Act, time: TimeExpression) -> bool:
    """Whether a time only tells which thing is meant: "the 1951 treaty", "the treaty of 1951"."""
    sentence = act.sentence
    token = sentence.tokens[_top(sentence, time)]
    over = sentence.tokens[token.head]
    if token.dep == "pobj" and over.lemma == "of":
        over = sentence.tokens[over.head]
    elif token.dep not in ("nummod", "compound", "amod", "nmod"):
        return False
    return over.pos in ("NOUN", "PROPN") and over.i not in (act.i, *ancestors(sentence, act.i), time.first, time.last)


def _around(act: Act, times: Sequence[TimeExpression], lists: StanceWords) -> list[TimeExpression]:
    """Times of the words the act is told under: "in 1990 a slide began which led to", "in the 1930s, when it"."""
    sentence = act.sentence
    if tense(sentence, act.i) == "future" or sentence.tokens[act.i].tag in ("VBZ", "VBP", "JJ"):
        return []
    above = {act.i, *ancestors(sentence, act.i)}
    found = []
    for time in times:
        top = _top(sentence, time)
        bearer = next((i for i in (top, *ancestors(sentence, top)) if is_verb(sentence, i)), top)
        if top in above or (bearer in above and sentence.tokens[bearer].lemma not in lists.saying):
            found.append(time)
    return found


def _years_before(act: Act, lists: StanceWords) -> Span | None:
    """The words "years after" right over the act: "seven years after expelling it"."""
    sentence = act.sentence
    token = sentence.tokens[act.i]
    joints = kids(sentence, act.i, "mark")
    if token.dep in ("pobj", "pcomp"):
        joints.append(token.head)
    for k in joints:
        if k and sentence.tokens[k].lemma == "after" and sentence.tokens[k - 1].lemma in lists.long_units:
            return span(sentence, k - 1, k)
    return None


def _ahead(act: Act, published: date | None, times: Sequence[TimeExpression]) -> Reason | None:
    """The reason if the words for the act's date mean days to come: they alone, or with a verb in the present."""
    time = belonging(act.sentence, act.i, times)
    if time is None or published is None or time.future is None or time.ahead is False:
        return None
    told = tense(act.sentence, act.i)
    coming = time.future.start > published
    present = told == "present" and act.sentence.tokens[act.i].tag in ("VBZ", "VBP", "VBG")
    if coming and told not in _PAST and (time.past is None or present):
        return _reason("planned", time.span, time.rule)
    return None
