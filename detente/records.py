"""The records everything is made of: frozen, slotted, no behaviour beyond derived values.

Offsets are characters of ``Article.text``, half-open. Words are those of docs/design.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from detente.dates import Interval

Status = Literal["actual", "planned", "conditional", "possible", "negated", "historical"]
StatementKind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an article: ``start`` and ``end`` are characters of ``Article.text``, half-open."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the answer to "why was this coded?" (or why not)."""

    step: str
    """What was decided: "type", "actor", "recipient", "date", "status", "source", "place", "context"."""
    rule: str
    """An id that can be opened: "threaten#consequences", "entities/countries#NOR", "stance/hedges#likely"."""
    span: Span | None
    """The words it rests on; None when it rests on their absence."""
    says: str
    """One plain sentence for the reader; no codes."""
    score: float | None = None
    """Contribution in [-1, 1]; None for yes/no rules."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that looked like an event and was refused, and why."""

    article_id: str
    step: str
    at: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Article:
    """One report by one publication on one date."""

    id: str
    text: str
    title: str = ""
    date: str | None = None
    """Day of publication, ISO 8601 (YYYY-MM-DD); None when it is not known."""
    publication: str = ""
    url: str = ""
    language: str = ""
    """ISO 639-1 code; empty when not determined."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence. ``i`` and ``head`` index ``Sentence.tokens``; a root is its own head."""

    i: int
    text: str
    lemma: str
    """Lower-cased."""
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """Dependency label of spaCy's English models (ClearNLP labels)."""
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its parse; ``n`` counts from 0 within the article."""

    n: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    """For each token the indices of its dependents, in order."""
    quotes: tuple[tuple[int, int], ...] = ()
    """Stretches inside quotation marks (marks left out), as article offsets; a quote may run over sentences."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Who was meant, on the day in question."""

    code: str | None
    """ISO 3166 alpha-3, or UNO EUR IGO NGO ISM IMG MNC; None when no country or body is known."""
    sector: tuple[str, ...]
    span: Span
    """The words of the article."""
    name: str = ""
    """Canonical name, where one is known."""
    office: str = ""
    wikidata: str = ""
    reasons: tuple[Reason, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """On whose word: an entity, or only the words of the text ("unnamed" for "reportedly")."""

    code: str | None
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what in which words."""

    id: str
    article_id: str
    source: Span | None
    """None when nobody is named ("reportedly")."""
    cue: Span | None
    content: Span
    kind: StatementKind
    entity: Entity | None = None
    """Who the source is, where that could be resolved."""
    reasons: tuple[Reason, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """One act in one sentence."""

    id: str
    article_id: str
    type: str
    mode: str | None
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    status: Status
    source: Source | None
    date: Interval | None
    place: str | None
    condition: str | None
    hedges: tuple[str, ...]
    context: tuple[str, ...]
    quad: int
    scale: float | None
    confidence: float
    trigger: Span
    words: str
    """The trigger with its arguments, as the text has them."""
    sentence: Span
    sentence_n: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """All that was read out of one article."""

    article: Article
    sentences: tuple[Span, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    skips: tuple[Skip, ...]
