"""One article as the event rules see it: its sentences, who is who in it, and who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.dates import Interval
from detente.entities.coreference import Backward, LookBack
from detente.entities.resolve import ArticleEntities, Referent, Resolver
from detente.language.times import TimeExpression, find_times
from detente.records import Article, Sentence, Statement


@dataclass(frozen=True, slots=True)
class Act:
    """An act told earlier in the article: its type and the codes of its parties."""

    type: str
    actor: frozenset[str]
    recipient: frozenset[str]
    dated: Interval | None
    """When it was, if its words say."""


OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "CVL", "MED", "JRN"})
"""Sectors of people that a report leaves without a country when they are of the one it is about: "the police said"."""


class View:
    """What is known of an article while its events are being made; sentences are opened in order."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        statements: Sequence[Statement],
        resolver: Resolver,
        backward: Backward,
    ) -> None:
        self.article = article
        self.sentences = sentences
        self.published = date.fromisoformat(article.date) if article.date else None
        self.entities: ArticleEntities = resolver.article(article.text, article.date or "", article.publication)
        self.entities.refer_back_with(LookBack(self.entities, backward, self.speaker))
        self._statements = statements
        self.acts: list[Act] = []
        """Acts told so far, the last one last: the same parties tend to go on."""

    def open(self, sentence: Sentence) -> tuple[TimeExpression, ...]:
        """Resolves the names of the next sentence; gives back its time expressions."""
        self.entities.read(sentence)
        return tuple(find_times(sentence, self.published))

    def statement_at(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds a character of the text and whose source does not."""
        holding = [
            s
            for s in self._statements
            if s.content.start <= offset < s.content.end and not (s.cue and s.cue.start <= offset < s.cue.end)
        ]
        holding = [s for s in holding if s.source is None or not s.source.start <= offset < s.source.end]
        return min(holding, key=lambda s: (s.content.end - s.content.start, -s.content.start), default=None)

    def speaker(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        """Who says the word: the source of the statement around it, else whose publication this is."""
        statement = self.statement_at(sentence.tokens[i].start)
        if statement is not None and statement.source is not None:
            return self.source_of(statement)
        return (self.entities.publisher,) if self.entities.publisher is not None else ()

    def source_of(self, statement: Statement) -> tuple[Referent, ...]:
        """Who the source of a statement is; empty when nobody known."""
        if statement.source is None:
            return ()
        place = self._place(statement.source.start, statement.source.end)
        if place is None:
            return ()
        sentence, head = place
        return self.entities.at(sentence, head)

    def home_of(self, referents: Sequence[Referent]) -> str | None:
        """The country the article speaks of most, for "the army" or "a spokesman" of no country; else None."""
        plain = [r for r in referents if r.kind == "agent" and r.entity.code is None]
        return self.entities.focus() if any(OFFICIAL & set(r.entity.sector) for r in plain) else None

    def _place(self, start: int, end: int) -> tuple[Sentence, int] | None:
        """The sentence and head token of a span of the text."""
        for sentence in self.sentences:
            if sentence.start <= start < sentence.end:
                inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
                tops = [t for t in inside if t.head == t.i or not start <= sentence.tokens[t.head].start < end]
                nominal = [t for t in tops if t.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")]
                return (sentence, (nominal or tops)[0].i) if tops else None
        return None
