"""What events are about, by PLOVER's contexts: words of the lexicon in the sentence and in the paragraph around it."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from detente.errors import LexiconError
from detente.records import Reason, Span

Weight = Literal["terms", "weak", "not"]

AT_MOST = 4
"""More contexts than this say nothing about an event any more."""
ENOUGH = 1.0
"""The score from which on a context is given."""
AROUND = 600
"""Characters before and after a sentence that still count as its paragraph, where the text has no blank lines."""

# In the sentence two weak words make a context, or a weak one with a strong one elsewhere in the paragraph.
_WEIGHT: Mapping[Weight, float] = {"terms": 1.0, "weak": 0.5, "not": 0.0}
_OUTSIDE: Mapping[Weight, float] = {"terms": 0.5, "weak": 0.25, "not": 0.0}
_PARAGRAPH = re.compile(r"\n\s*\n")
_NO_PLURAL = ("s", "x", "ed", "ing")


@dataclass(frozen=True, slots=True)
class Context:
    """A context of an event with the words it rests on."""

    name: str
    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Term:
    context: str
    weight: Weight
    lemma: str


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    term: _Term


class Contexts:
    """The context lexicon, ready to be looked for. A text is searched once for all its sentences."""

    def __init__(self, path: Path) -> None:
        """Reads a file in the shape of contexts/contexts.toml. Raises LexiconError."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        self.glosses: Mapping[str, str] = {name: _gloss(name, table, path) for name, table in tables.items()}
        index = _index(tables)
        self._forms = list(index)
        self._terms = [tuple(index[form]) for form in self._forms]
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)
        self._search = lru_cache(maxsize=4)(self._search_text)

    def of(self, text: str, start: int, end: int) -> tuple[Context, ...]:
        """The contexts of the sentence from ``start`` to ``end`` of an article's text, the strongest first."""
        low, high = _paragraph(text, start, end)
        near: dict[str, list[_Found]] = defaultdict(list)
        for found in self._search(text):
            if low <= found.start and found.end <= high:
                near[found.term.context].append(found)
        scored = [(_score(all_, start, end), name) for name, all_ in near.items()]
        given = [(score, name) for score, name in scored if score >= ENOUGH]
        given.sort(key=lambda one: (-one[0], _first(near[one[1]], start)))
        return tuple(self._context(name, near[name], text, start, end) for _, name in given[:AT_MOST])

    def _context(self, name: str, near: Sequence[_Found], text: str, start: int, end: int) -> Context:
        best = max((f for f in near if _inside(f, start, end)), key=lambda f: (_WEIGHT[f.term.weight], -f.start))
        span = Span(best.start, best.end, text[best.start : best.end])
        gloss = self.glosses[name]
        says = f"“{span.text}” is about {gloss[0].lower()}{gloss[1:]}"
        return Context(name, span, Reason("context", f"contexts#{name}", span, says))

    def _search_text(self, text: str) -> tuple[_Found, ...]:
        """All terms in a text; of overlapping ones of a context only the longest, none that a ``not`` phrase covers."""
        lowered = _lower(text)
        found: dict[str, list[_Found]] = defaultdict(list)
        for which, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            if _whole(lowered, start, end):
                for term in self._terms[which]:
                    found[term.context].append(_Found(start, end, term))
        kept = (one for per_context in found.values() for one in _longest(per_context) if one.term.weight != "not")
        return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.term.context)))


def _gloss(name: str, table: Mapping[str, object], path: Path) -> str:
    unknown = set(table) - {"gloss", "terms", "weak", "not"}
    gloss = table.get("gloss")
    if unknown or not isinstance(gloss, str):
        what = f"{sorted(unknown)[0]!r} is not a field" if unknown else "there is no gloss"
        raise LexiconError(f"[{name}]: {what}.", where=str(path), remedy="Fields are gloss, terms, weak, not.")
    return gloss


def _index(tables: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, list[_Term]]:
    """Every form of every term; a term that stands in several lists of one context counts by the first."""
    index: dict[str, list[_Term]] = defaultdict(list)
    lists: tuple[Weight, ...] = ("not", "terms", "weak")
    for name, table in tables.items():
        for weight in lists:
            for term in table.get(weight, ()):
                for form in _forms(term):
                    if all(other.context != name for other in index[form]):
                        index[form].append(_Term(name, weight, term))
    return index


def _forms(term: str) -> tuple[str, ...]:
    """A term with its regular plural and with the curly apostrophe."""
    plural = f"{term}es" if term.endswith(("ch", "sh", "ss")) else f"{term}s"
    forms = (term,) if term.endswith(_NO_PLURAL) and not term.endswith(("ss", "ing")) else (term, plural)
    return (*forms, *(form.replace("'", "’") for form in forms if "'" in form))


def _lower(text: str) -> str:
    """Lower case, character by character, so that offsets stay true where one letter has two in lower case."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the match is of whole words; "pro-" and "non-" before a word change what it is."""
    if start and (text[start - 1].isalnum() or text[max(0, start - 4) : start] in ("non-", "pro-")):
        return False
    return not text[end : end + 1].isalnum()


def _longest(found: Sequence[_Found]) -> list[_Found]:
    """Of overlapping terms the longest, in order of the text."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the paragraph around a sentence."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    for break_ in _PARAGRAPH.finditer(text, low, start):
        low = break_.end()
    after = _PARAGRAPH.search(text, end, high)
    return low, after.start() if after else high


def _score(near: Sequence[_Found], start: int, end: int) -> float:
    """How strongly a context is there. Each term counts once, in the sentence for more than around it."""
    inside = {f.term.lemma: _WEIGHT[f.term.weight] for f in near if _inside(f, start, end)}
    if not inside:
        return 0.0
    outside = {f.term.lemma: _OUTSIDE[f.term.weight] for f in near if f.term.lemma not in inside}
    return sum(inside.values()) + sum(outside.values())


def _inside(found: _Found, start: int, end: int) -> bool:
    return start <= found.start and found.end <= end


def _first(near: Sequence[_Found], start: int) -> int:
    return min((f.start for f in near if f.start >= start), default=0)
