"""From an article to its events and statements: the coding half as one sequence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from detente.entities.coreference import Backward, load_backward
from detente.entities.resolve import Resolver
from detente.events.arguments import load_grammar
from detente.events.build import Rules, events_of
from detente.events.contexts import Contexts
from detente.events.match import Matcher
from detente.events.model import load_scorer
from detente.events.places import load_places
from detente.events.status import load_stance
from detente.events.view import View
from detente.language import parse, quotes
from detente.language.sentences import split
from detente.lexicons.load import Lexicon, load
from detente.records import Article, Coding, Event, Sentence, Skip, Span
from detente.statements.attribute import attribute
from detente.statements.reporting import load_reporting

MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Tools:
    """What coding needs, loaded once and passed on: lexicon, parser, and the rules made from the lexicon."""

    lexicon: Lexicon
    parser: parse.Parser
    resolver: Resolver
    backward: Backward
    rules: Rules


def load_tools(lexicons: Path | None = None, *, invented: bool = False, model: str | None = None) -> Tools:
    """The tools with the shipped lexicon, the user's own folder laid over it.

    Raises LexiconError for a faulty lexicon, ConfigError when the language model is missing.
    """
    lexicon = load(lexicons, invented=invented)
    grammar = load_grammar(lexicon.file("stance/grammar.toml"))
    rules = Rules(
        lexicon.types,
        Matcher(lexicon.types, grammar),
        grammar,
        load_stance(lexicon),
        load_places(lexicon.file("stance/places.toml")),
        Contexts(lexicon.file("contexts/contexts.toml")),
        load_reporting(lexicon.file("stance/reporting.toml")),
        load_scorer(MODELS / "parties.json"),
        load_scorer(MODELS / "worth.json"),
    )
    return Tools(
        lexicon,
        parse.load(model),
        Resolver(lexicon.tables),
        load_backward(lexicon.file("stance/descriptions.toml")),
        rules,
    )


def code(article: Article, tools: Tools) -> Coding:
    """The events and statements of one article.

    1. Sentence bounds and quotations. 2. The parse. 3. Who says what. 4. Sentence by sentence: who is who, and the acts
    that the rules find.
    """
    bounds = split(article.text)
    return code_parsed(article, tools.parser.parse(article.text, bounds), tools)


def code_parsed(article: Article, sentences: tuple[Sentence, ...], tools: Tools) -> Coding:
    """As ``code``, for sentences parsed before."""
    quoted = quotes.find(article.text)
    statements = attribute(article, sentences, quoted, tools.rules.reporting)
    view = View(article, sentences, statements, tools.resolver, tools.backward)
    found = [one for sentence in sentences for one in events_of(view, sentence, tools.rules)]
    return Coding(
        article,
        tuple(Span(s.start, s.end, s.text) for s in sentences),
        tuple(one for one in found if isinstance(one, Event)),
        tuple(statements),
        tuple(one for one in found if isinstance(one, Skip)),
    )
