"""Who a name or description means on a day, outside any article: ``detente who``."""

from __future__ import annotations

from dataclasses import dataclass

from detente.entities.resolve import ArticleEntities, Referent, Resolver
from detente.language.parse import Parser
from detente.language.tree import kids
from detente.records import Entity, Reason, Sentence, Span

# The parser wants a sentence: a bare noun phrase is often taken for a command.
CARRIER = "{} said so."


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant: several for a pair or group; none when nobody known."""

    text: str
    day: str
    entities: tuple[Entity, ...]


def who(text: str, day: str, resolver: Resolver, parser: Parser) -> Answer:
    """The entities that a text names on a day (ISO).

    1. The text as the subject of a sentence, as an article would have it. 2. Where that gives nobody, the names and roles
    that its words hold, whatever their order.
    """
    plain = " ".join(text.split()).rstrip(".")
    carried = CARRIER.format(plain)
    (sentence,) = parser.parse(carried, [(0, len(carried))])
    article = resolver.article(carried, day)
    found = _subject(article, sentence)
    if not any(entity.code for entity in found):
        found = _by_words(article, resolver, plain) or found
    return Answer(text, day, found)


def _subject(article: ArticleEntities, sentence: Sentence) -> tuple[Entity, ...]:
    article.read(sentence)
    said = next(
        (t for t in sentence.tokens if t.text == "said" and t.end >= len(sentence.text) - 4), sentence.tokens[-1]
    )
    heads = kids(sentence, said.i, "nsubj")
    referents: list[Referent] = []
    for head in heads:
        referents += article.at(sentence, head)
        for other in kids(sentence, head, "conj"):
            referents += article.at(sentence, other)
    return tuple(referent.entity for referent in referents)


def _by_words(article: ArticleEntities, resolver: Resolver, text: str) -> tuple[Entity, ...]:
    """A country and a role that the words hold, without a parse."""
    words = text.replace("’s", "").replace("'s", "").split()
    role = resolver.roles.within(words)
    names = [hit for hit in article.hits if hit.end <= len(text)]
    code = next((name.code for hit in names for name in hit.names if name.code), None)
    if code is None and role is not None:
        code = role.code or None
    if code is None and role is None:
        return ()
    span = Span(0, len(text), text)
    says = f"“{text}” holds " + " and ".join(
        part
        for part in (f"the name {names[0].text}" if names else "", f"the role {role.words}" if role else "")
        if part
    )
    where = role.where if role is not None else names[0].names[0].row.where
    sector = role.sector if role is not None else ("UNK",)
    return (Entity(code, sector, span, "", role.office if role else "", "", (Reason("entity", where, span, says),)),)
